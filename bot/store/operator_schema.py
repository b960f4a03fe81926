"""The tables of those who run the bot."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Table, Text

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
