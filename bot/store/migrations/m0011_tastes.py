"""What chats mute, follow and lean to; which message shows which story; what editions held."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map(words)


_SQL = """
CREATE TABLE tastes (
    id {id},
    chat_id BIGINT NOT NULL,
    wish TEXT NOT NULL,
    aim TEXT NOT NULL,
    value TEXT NOT NULL,
    title TEXT NOT NULL,
    until {moment},
    strength INTEGER NOT NULL,
    saved BOOLEAN NOT NULL,
    made_at {moment} NOT NULL
)

CREATE UNIQUE INDEX tastes_rule ON tastes (chat_id, wish, aim, value, saved)

CREATE INDEX tastes_until ON tastes (until)

CREATE TABLE cards (
    chat_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    story_id BIGINT NOT NULL,
    vote INTEGER NOT NULL,
    opened_at {moment} NOT NULL,
    PRIMARY KEY (chat_id, message_id)
)

CREATE INDEX cards_opened ON cards (opened_at)

CREATE TABLE contents (
    chat_id BIGINT NOT NULL,
    made_at {moment} NOT NULL,
    contents TEXT NOT NULL,
    PRIMARY KEY (chat_id, made_at)
)

CREATE INDEX contents_made ON contents (made_at)
"""
