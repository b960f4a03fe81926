"""Channels that their administrators manage from the private chat."""
