"""All that is stored of a chat, table by table, for the reader who asks what that is.

Every table with a `chat_id` column is looked at: one that comes later is in it by itself.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Table, false, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.feeds.feed_store import batches
from bot.store.schema import chat_feeds, chats, feeds, inbox, metadata

MAX_ROWS = 50_000
"""Of one table: a chat that is shown 500 stories a day reaches that after three months."""
Rows = list[dict[str, Any]]


async def export_chat(database: Database, telegram_id: int) -> dict[str, Rows]:
    """By table: the rows that have to do with this chat of Telegram's and its forum topics, and
    the feeds that they follow. Updates from it that wait to be handled, or were, are in it."""
    async with database.read() as connection:
        places = await connection.scalars(select(chats.c.id).where(chats.c.chat_id == telegram_id))
        ids = {telegram_id, *places}
        found = {
            table.name: await _rows(connection, table, _of(table, telegram_id, ids))
            for table in metadata.sorted_tables
            if "chat_id" in table.c
        }
        followed = {row["feed_id"] for row in found[chat_feeds.name]}
        found[feeds.name] = await _feeds(connection, followed)
    return found


def _of(table: Table, telegram_id: int, ids: set[int]) -> ColumnElement[bool]:
    """Which rows are the chat's: tables name it by Telegram's number or by that of a place."""
    condition = table.c.chat_id.in_(ids)
    sender = table.c.user_id == telegram_id if table is inbox else false()
    return or_(condition, sender)


async def _rows(connection: AsyncConnection, table: Table, of: ColumnElement[bool]) -> Rows:
    result = await connection.execute(select(table).where(of).limit(MAX_ROWS))
    return [dict(row._mapping) for row in result]


async def _feeds(connection: AsyncConnection, ids: set[int]) -> Rows:
    found: Rows = []
    for batch in batches(ids):
        named = select(feeds.c.id, feeds.c.url, feeds.c.title).where(feeds.c.id.in_(batch))
        found += [dict(row._mapping) for row in await connection.execute(named)]
    return found
