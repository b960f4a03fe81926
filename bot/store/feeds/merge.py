"""Two feeds that turned out to be one: followers, known entries and articles move."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, cast, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.feeds.health import MERGED
from bot.store.database import Database
from bot.store.schema import articles, chat_feeds, feed_entries, feeds


async def join_feeds(
    connection: AsyncConnection, database: Database, stays: int, goes: int
) -> None:
    """All that is the feed's that goes becomes that of the one that stays; safe to repeat.

    A feed of the sources file would be added anew at the next start, so it is kept, and asked no
    more; one that chats had added is deleted. The one that stays is not asked before either was
    to be.
    """
    found = select(feeds.c.bundled, feeds.c.next_check, feeds.c.title).where(feeds.c.id == goes)
    old = (await connection.execute(found)).one_or_none()
    new = await connection.scalar(select(feeds.c.next_check).where(feeds.c.id == stays))
    if old is None or new is None or stays == goes:
        return
    for table in (chat_feeds, feed_entries):
        await _pour(connection, database, table, stays, goes)
    await connection.execute(
        update(articles).where(articles.c.feed_id == goes).values(feed_id=stays)
    )
    title = func.coalesce(func.nullif(feeds.c.title, ""), old.title)
    kept: dict[str, Any] = {"next_check": max(new, old.next_check), "title": title}
    await connection.execute(update(feeds).where(feeds.c.id == stays).values(kept))
    if old.bundled:
        retired = {"gone": True, "error": MERGED}
        await connection.execute(update(feeds).where(feeds.c.id == goes).values(retired))
    else:
        await connection.execute(delete(feeds).where(feeds.c.id == goes))


async def _pour(
    connection: AsyncConnection, database: Database, table: Any, stays: int, goes: int
) -> None:
    """Give one feed's rows to another, leaving out those that it has already."""
    names = [column.name for column in table.c]
    rows = select(
        *(cast(stays, BigInteger) if name == "feed_id" else table.c[name] for name in names)
    ).where(table.c.feed_id == goes)
    statement = database.insert(table).from_select(names, rows)
    await connection.execute(statement.on_conflict_do_nothing())
    await connection.execute(delete(table).where(table.c.feed_id == goes))
