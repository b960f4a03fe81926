"""The tables of changes that can be taken back, and of channels managed from private chats;
`bot.store.schema` has them with all others."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Table, Text

from bot.store.base import RowId, metadata
from bot.store.columns import UtcDateTime

settings_changes = Table(
    "settings_changes",
    metadata,
    Column("id", RowId, primary_key=True),
    Column(
        "chat_id", ForeignKey("chats.id", ondelete="CASCADE", onupdate="CASCADE"), nullable=False
    ),
    Column("at", UtcDateTime, nullable=False),
    Column("before", Text, nullable=False),
    Column("undone", Boolean, nullable=False, default=False),
    Index("settings_changes_chat", "chat_id", "at"),
)

held_feeds = Table(
    "held_feeds",
    metadata,
    Column("change_id", ForeignKey("settings_changes.id", ondelete="CASCADE"), primary_key=True),
    Column("feed_id", BigInteger, primary_key=True),
    Index("held_feeds_feed", "feed_id"),
)

forum_sections = Table(
    "forum_sections",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("topic", Text, primary_key=True),
    Column("thread_id", BigInteger, nullable=False),
)

managed_channels = Table(
    "managed_channels",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),  # the private chat of who manages it
    Column("channel_id", BigInteger, nullable=False),
    Index("managed_channels_pair", "chat_id", "channel_id", unique=True),
    Index("managed_channels_channel", "channel_id"),
)

feed_folders = Table(  # of own feeds, as an imported file had them
    "feed_folders",
    metadata,
    Column(
        "chat_id",
        ForeignKey("chats.id", ondelete="CASCADE", onupdate="CASCADE"),
        primary_key=True,
    ),
    Column("feed_id", BigInteger, primary_key=True, autoincrement=False),
    Column("folder", Text, primary_key=True),  # its names from the outermost, as JSON
)
