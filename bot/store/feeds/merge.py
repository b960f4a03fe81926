"""Two feeds that turned out to be one: followers move, and what a bundled one has brought."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.feeds.health import MERGED
from bot.store.database import Database
from bot.store.rows import move_rows
from bot.store.schema import articles, chat_feeds, feed_entries, feeds


async def join_feeds(
    connection: AsyncConnection, database: Database, stays: int, goes: int
) -> None:
    """What is the feed's that goes becomes that of the one that stays; safe to repeat.

    A feed of the sources file would be added anew at the next start, so it is kept, and asked no
    more. The one that stays is not asked before either was to be.

    Of one that chats had added only the followers go along, and it is deleted: whoever runs such a
    feed may send us on to any address, and what it had said itself, of articles, of entries that
    are known, of its name or its hours, is not to become another feed's.
    """
    found = select(feeds.c.bundled, feeds.c.next_check, feeds.c.title).where(feeds.c.id == goes)
    old = (await connection.execute(found)).one_or_none()
    new = await connection.scalar(select(feeds.c.next_check).where(feeds.c.id == stays))
    if old is None or new is None or stays == goes:
        return
    await move_rows(connection, database, chat_feeds, "feed_id", goes, stays)
    if not old.bundled:
        await connection.execute(delete(feeds).where(feeds.c.id == goes))
        await forget_feeds(connection, [goes])
        return
    await move_rows(connection, database, feed_entries, "feed_id", goes, stays)
    await connection.execute(
        update(articles).where(articles.c.feed_id == goes).values(feed_id=stays)
    )
    title = func.coalesce(func.nullif(feeds.c.title, ""), old.title)
    kept: dict[str, Any] = {"next_check": max(new, old.next_check), "title": title}
    await connection.execute(update(feeds).where(feeds.c.id == stays).values(kept))
    retired = {"gone": True, "error": MERGED}
    await connection.execute(update(feeds).where(feeds.c.id == goes).values(retired))


async def forget_feeds(connection: AsyncConnection, ids: list[int]) -> None:
    """Feeds are gone: delete all that they brought."""
    await connection.execute(delete(feed_entries).where(feed_entries.c.feed_id.in_(ids)))
    await connection.execute(delete(articles).where(articles.c.feed_id.in_(ids)))
