"""A chat says whether it wants nothing but its own feeds; with feeds and no topics it did so."""

from __future__ import annotations

from collections.abc import Mapping


def statements(_: Mapping[str, str]) -> str:
    """SQL: the column, set for the chats that got their own feeds alone until now."""
    return """
ALTER TABLE chats ADD COLUMN only_feeds BOOLEAN NOT NULL DEFAULT false

UPDATE chats SET only_feeds = true
    WHERE id IN (SELECT chat_id FROM chat_feeds) AND id NOT IN (SELECT chat_id FROM chat_topics)
"""
