"""Pictures for chats that wish them, messages of the operator for channels that do, held in quiet
hours and pauses."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map(words)


_SQL = """
ALTER TABLE chats ADD COLUMN pictures BOOLEAN NOT NULL DEFAULT false

ALTER TABLE chats ADD COLUMN hears_operator BOOLEAN NOT NULL DEFAULT false

CREATE TABLE broadcast_holds (
    broadcast_id BIGINT NOT NULL,
    chat_id BIGINT NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
    look_at {moment} NOT NULL,
    PRIMARY KEY (broadcast_id, chat_id)
)

CREATE INDEX broadcast_holds_due ON broadcast_holds (look_at)
"""
