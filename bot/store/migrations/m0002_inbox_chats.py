"""The waiting updates of each chat are found without reading those of all others."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step, the same in both databases."""
    return _SQL.format_map(words)


_SQL = """
CREATE INDEX inbox_chats ON inbox (chat_id, update_id) WHERE done = false
"""
