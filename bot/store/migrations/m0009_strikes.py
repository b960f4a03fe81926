"""On how many days in a row a chat could not be reached, and when last."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map(words)


_SQL = """
ALTER TABLE chats ADD COLUMN strikes INTEGER NOT NULL DEFAULT 0

ALTER TABLE chats ADD COLUMN struck_at {moment}
"""
