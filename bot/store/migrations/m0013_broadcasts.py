"""Messages of those who run the bot to all chats are kept with how far they are."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map(words)


_SQL = """
CREATE TABLE broadcasts (
    id {id},
    asked_at {moment} NOT NULL,
    texts TEXT NOT NULL,
    state TEXT NOT NULL,
    after BIGINT NOT NULL
)
"""
