"""A group may leave it to its administrators to ask for whole editions."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map(words)


_SQL = """
ALTER TABLE chats ADD COLUMN admins_ask BOOLEAN NOT NULL DEFAULT false
"""
