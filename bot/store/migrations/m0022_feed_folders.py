"""The folders in which an imported file had a chat's own feeds."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map(words)


_SQL = """
CREATE TABLE feed_folders (
    chat_id BIGINT NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
    feed_id BIGINT NOT NULL,
    folder TEXT NOT NULL,
    PRIMARY KEY (chat_id, feed_id, folder)
)
"""
