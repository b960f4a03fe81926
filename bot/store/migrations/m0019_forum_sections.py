"""Sections of a group's editions have their forum topics; opened stories know whose they are."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map(words)


_SQL = """
CREATE TABLE forum_sections (
    chat_id BIGINT NOT NULL,
    topic TEXT NOT NULL,
    thread_id BIGINT NOT NULL,
    PRIMARY KEY (chat_id, topic)
)

ALTER TABLE cards ADD COLUMN place BIGINT
"""
