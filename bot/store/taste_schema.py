"""The tables of what chats mute and follow, of opened stories, and of what editions held."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table

from bot.store.base import RowId, metadata
from bot.store.columns import Aims, EditionContents, UtcDateTime, Wishes, Words

tastes = Table(
    "tastes",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),  # of a place, as `chats.id`
    Column("wish", Wishes, nullable=False),
    Column("aim", Aims, nullable=False),
    Column("value", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("until", UtcDateTime),
    Column("strength", Integer, nullable=False),
    Column("saved", Boolean, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Index("tastes_rule", "chat_id", "wish", "aim", "value", "saved", unique=True),
    Index("tastes_until", "until"),
)

cards = Table(
    "cards",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("story_id", BigInteger, nullable=False),
    Column("vote", Integer, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("place", BigInteger),  # the chat or forum topic whose story it is, as `chats.id`
    Index("cards_opened", "opened_at"),
)

contents = Table(
    "contents",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # of a place
    Column("made_at", UtcDateTime, primary_key=True),
    Column("contents", EditionContents, nullable=False),
    Index("contents_made", "made_at"),
)
