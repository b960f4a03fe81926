"""A chat's settings as rows: its own columns, its topics and its feeds, in the order they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, case, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.chats import Chat, Schedule
from bot.store.chats.changes import note_change
from bot.store.database import Database, Insert
from bot.store.feeds.feed_store import batches, drop_orphans
from bot.store.rows import in_pieces
from bot.store.schema import chat_feeds, chat_topics, chats


async def load_chat(connection: AsyncConnection, chat_id: int) -> Chat | None:
    """The chat's settings, or None."""
    found = await load_chats(connection, select(chats).where(chats.c.id == chat_id))
    return found[0] if found else None


async def load_places(connection: AsyncConnection, telegram_id: int) -> list[Chat]:
    """The settings of a chat and of all its forum topics."""
    return await load_chats(connection, select(chats).where(chats.c.chat_id == telegram_id))


async def load_chats(connection: AsyncConnection, statement: Select[Any]) -> list[Chat]:
    """The chats that a statement over `chats` selects, in its order."""
    rows = [row async for row in in_pieces(connection, statement)]
    topics: dict[int, list[str]] = {row.id: [] for row in rows}
    feed_ids: dict[int, list[int]] = {row.id: [] for row in rows}
    for ids in batches(tuple(topics)):
        async for row in in_pieces(connection, _children(chat_topics, ids)):
            topics[row.chat_id].append(row.topic)
        async for row in in_pieces(connection, _children(chat_feeds, ids)):
            feed_ids[row.chat_id].append(row.feed_id)
    return [_chat(row, topics[row.id], feed_ids[row.id]) for row in rows]


def _children(table: Any, ids: list[int]) -> Select[Any]:
    return select(table).where(table.c.chat_id.in_(ids)).order_by(table.c.chat_id, table.c.place)


_ELSEWHERE = {"topics", "feed_ids", "schedule", "telegram_id"}
_OWN = tuple(chats.c[f.name].name for f in fields(Chat) if f.name not in _ELSEWHERE)
"""Fields of a chat that are columns of their own."""


def _chat(row: Row[Any], topics: Sequence[str], feed_ids: Sequence[int]) -> Chat:
    own = {name: getattr(row, name) for name in _OWN}
    schedule = Schedule(row.times, row.days)
    telegram_id = row.chat_id if row.chat_id != row.id else None
    return Chat(
        **own,
        topics=tuple(topics),
        feed_ids=tuple(feed_ids),
        schedule=schedule,
        telegram_id=telegram_id,
    )


async def save_chat(
    connection: AsyncConnection,
    database: Database,
    chat: Chat,
    before: Chat | None = None,
    at: datetime | None = None,
) -> None:
    """Create or replace the chat's row, topics and feeds.

    With what was `before` it can be taken back for a while from `at` on.
    """
    if before is not None and at is not None:
        await note_change(connection, database, before, chat, at)
    values = {name: getattr(chat, name) for name in _OWN}
    values |= {"times": chat.schedule.times, "days": chat.schedule.days}
    values |= {"chat_id": chat.telegram_id or chat.id}
    await connection.execute(_upsert(database.insert(chats).values(values), chat.active))
    await connection.execute(delete(chat_topics).where(chat_topics.c.chat_id == chat.id))
    gone = delete(chat_feeds).where(chat_feeds.c.chat_id == chat.id)
    ended = set(await connection.scalars(gone.returning(chat_feeds.c.feed_id)))
    topics = dict.fromkeys(chat.topics)
    feed_ids = dict.fromkeys(chat.feed_ids)
    for table, name, wanted in ((chat_topics, "topic", topics), (chat_feeds, "feed_id", feed_ids)):
        rows = [{"chat_id": chat.id, name: w, "place": i} for i, w in enumerate(wanted)]
        if rows:
            await connection.execute(database.insert(table), rows)
    await drop_orphans(connection, ended.difference(feed_ids))


def _upsert(statement: Insert, active: bool) -> Insert:
    new = statement.excluded
    later = or_(chats.c.last_edition_at.is_(None), new.last_edition_at > chats.c.last_edition_at)
    changes: dict[str, Any] = {name: new[name] for name in (*_OWN[1:], "times", "days")}
    changes["created_at"] = func.coalesce(chats.c.created_at, new.created_at)
    changes["last_edition_at"] = case((later, new.last_edition_at), else_=chats.c.last_edition_at)
    changes["heard_at"] = func.coalesce(new.heard_at, chats.c.heard_at)
    changes["asked_at"] = func.coalesce(chats.c.asked_at, new.asked_at)
    if active:
        changes |= {"left_at": None, "left_because": None}
    return statement.on_conflict_do_update(index_elements=["id"], set_=changes)
