"""The channels that a reader manages from the private chat; neither titles nor rights are kept."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map(words)


_SQL = """
CREATE TABLE managed_channels (
    id {id},
    chat_id BIGINT NOT NULL,
    channel_id BIGINT NOT NULL
)

CREATE UNIQUE INDEX managed_channels_pair ON managed_channels (chat_id, channel_id)

CREATE INDEX managed_channels_channel ON managed_channels (channel_id)
"""
