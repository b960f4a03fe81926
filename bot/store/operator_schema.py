"""The tables of those who run the bot."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from bot.store.base import RowId, metadata
from bot.store.columns import UtcDateTime, Words

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("texts", Words, nullable=False),
    Column("state", Text, nullable=False),
    Column("after", BigInteger, nullable=False),
)

broadcast_holds = Table(  # chats that are quiet or paused: they are looked at again by and by
    "broadcast_holds",
    metadata,
    Column("broadcast_id", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "chat_id",
        ForeignKey("chats.id", ondelete="CASCADE", onupdate="CASCADE"),
        primary_key=True,
    ),
    Column("look_at", UtcDateTime, nullable=False),
    Index("broadcast_holds_due", "look_at"),
)
