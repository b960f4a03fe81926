"""Feeds, what polling remembers of them, merged feeds and paused hosts."""
