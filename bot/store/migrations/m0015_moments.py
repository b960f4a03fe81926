"""When a chat wants nothing, what it reads, and what of its settings can be taken back."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database.

    Chats from before count as heard at their last edition, so that an upgrade asks nobody at once
    whether they get too much.
    """
    return _SQL.format_map(words)


_SQL = """
ALTER TABLE chats ADD COLUMN language_chosen BOOLEAN NOT NULL DEFAULT false

ALTER TABLE chats ADD COLUMN reads TEXT NOT NULL DEFAULT '[]'

ALTER TABLE chats ADD COLUMN quiet TEXT

ALTER TABLE chats ADD COLUMN paused_until {moment}

ALTER TABLE chats ADD COLUMN away_since {moment}

ALTER TABLE chats ADD COLUMN heard_at {moment}

ALTER TABLE chats ADD COLUMN asked_at {moment}

UPDATE chats SET heard_at = coalesce(last_edition_at, created_at)

CREATE TABLE settings_changes (
    id {id},
    chat_id BIGINT NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
    at {moment} NOT NULL,
    before TEXT NOT NULL,
    undone BOOLEAN NOT NULL
)

CREATE INDEX settings_changes_chat ON settings_changes (chat_id, at)

CREATE TABLE held_feeds (
    change_id BIGINT NOT NULL REFERENCES settings_changes (id) ON DELETE CASCADE,
    feed_id BIGINT NOT NULL,
    PRIMARY KEY (change_id, feed_id)
)

CREATE INDEX held_feeds_feed ON held_feeds (feed_id)
"""
