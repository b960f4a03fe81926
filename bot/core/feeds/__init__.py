"""Decisions about feeds: when to ask, what an entry is, how a feed is doing."""
