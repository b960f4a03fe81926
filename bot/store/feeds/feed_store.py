"""Feeds, what polling remembers of them, and which of their entries have been dealt with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import and_, case, delete, exists, false, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.feeds.health import MERGED
from bot.core.model.feeds import Feed, FeedState
from bot.store.database import Database
from bot.store.feeds.merge import forget_feeds, join_feeds
from bot.store.rows import in_pieces
from bot.store.schema import chat_feeds, digest, feed_entries, feeds, held_feeds
from bot.store.uncancelled import finish_when_cancelled
from bot.store.visibility import change_scope

T = TypeVar("T")

_FEED = [feeds.c[field.name] for field in fields(Feed)]
_STATE = [feeds.c[field.name] for field in fields(FeedState) if field.name != "feed_id"]
_BY_TITLE = select(*_FEED, *_STATE).order_by(func.lower(feeds.c.title), feeds.c.url)
_BATCH = 500


def batches(items: Iterable[T], size: int = _BATCH) -> Iterator[list[T]]:
    """`items` in lists of at most `size`, so that no statement has too many parameters."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


@finish_when_cancelled
class SqlFeeds:
    """`ports.FeedStore` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def sync_bundled(self, wanted: Sequence[Feed], now: datetime) -> None:
        """Make the bundled feeds these: add, update, and drop those that nobody else follows.

        A feed without a title keeps the one it told of itself. Where one is dropped, those that
        were merged into another are asked again.
        """
        async with self._database.write() as connection:
            for feed in wanted:
                await self._put_bundled(connection, feed, now)
            keys = {digest(feed.url) for feed in wanted}
            stored = await connection.execute(
                select(feeds.c.id, feeds.c.url_key).where(feeds.c.bundled)
            )
            released = [row.id for row in stored if row.url_key not in keys]
            await _release(connection, released)
            if released:  # one of them may have been read in the place of others
                merged = update(feeds).where(feeds.c.gone == true(), feeds.c.error == MERGED)
                await connection.execute(merged.values(gone=False, next_check=now))

    async def _put_bundled(self, connection: AsyncConnection, feed: Feed, now: datetime) -> None:
        own = select(feeds.c.id).where(
            feeds.c.url_key == digest(feed.url), feeds.c.bundled == false()
        )
        if (own_id := await connection.scalar(own)) is not None:
            await change_scope(connection, [own_id], bundled=True)
        values = _described(feed) | {"bundled": True}
        statement = self._database.insert(feeds).values(values | _fresh(feed, now))
        changed = values if feed.title else {k: v for k, v in values.items() if k != "title"}
        await connection.execute(
            statement.on_conflict_do_update(index_elements=["url_key"], set_=changed)
        )

    async def add(self, feed: Feed, now: datetime) -> Feed:
        """Store a feed (due at once), or give back the one with this url; with its id."""
        values = _described(feed) | _fresh(feed, now) | {"bundled": feed.bundled}
        statement = self._database.insert(feeds).values(values).on_conflict_do_nothing()
        async with self._database.write() as connection:
            await connection.execute(statement)
            found = await connection.execute(
                select(*_FEED).where(feeds.c.url_key == digest(feed.url))
            )
            return Feed(*found.one())

    async def get(self, ids: Iterable[int]) -> list[Feed]:
        """The feeds with these ids, in no order; unknown ids are left out."""
        found: list[Feed] = []
        async with self._database.read() as connection:
            for batch in batches(set(ids)):
                rows = await connection.execute(select(*_FEED).where(feeds.c.id.in_(batch)))
                found += [Feed(*row) for row in rows]
        return found

    async def all(self) -> list[tuple[Feed, FeedState]]:
        """Every feed with its state, by title."""
        async with self._database.read() as connection:
            return [_with_state(row) async for row in in_pieces(connection, _BY_TITLE)]

    async def with_states(self, ids: Collection[int]) -> list[tuple[Feed, FeedState]]:
        """The feeds with these few ids with their states, by title."""
        statement = _BY_TITLE.where(feeds.c.id.in_(ids))
        async with self._database.read() as connection:
            return [_with_state(row) async for row in in_pieces(connection, statement)]

    async def states(self, after: int, limit: int) -> list[FeedState]:
        """The states of the next `limit` feeds whose id is above `after`, by id."""
        columns = select(feeds.c.id, *_STATE)
        statement = columns.where(feeds.c.id > after).order_by(feeds.c.id).limit(limit)
        async with self._database.read() as connection:
            return [FeedState(*row) async for row in in_pieces(connection, statement)]

    async def due(self, now: datetime, limit: int) -> list[tuple[Feed, FeedState]]:
        """Feeds whose `next_check` has come and that are not gone, longest due first."""
        statement = (
            select(*_FEED, *_STATE)
            .where(feeds.c.gone == false(), feeds.c.next_check <= now)
            .order_by(feeds.c.next_check, feeds.c.id)
            .limit(limit)
        )
        async with self._database.read() as connection:
            return [_with_state(row) async for row in in_pieces(connection, statement)]

    async def at_address(self, url: str) -> list[tuple[Feed, FeedState]]:
        """The feeds whose own address this is, and those that have been answered from there."""
        here = or_(feeds.c.url_key == digest(url), feeds.c.moved_to == url)
        statement = select(*_FEED, *_STATE).where(here).order_by(feeds.c.id)
        async with self._database.read() as connection:
            return [_with_state(row) async for row in in_pieces(connection, statement)]

    async def own_counts(self, site: str) -> tuple[int, int]:
        """How many feeds are not bundled: in all, and under this site's name."""
        ends = [f"://{site}/", f".{site}/", f"://{site}:", f".{site}:"]
        there = or_(*(feeds.c.url.contains(end, autoescape=True) for end in ends))
        statement = select(func.count(), func.sum(case((there, 1), else_=0)))
        async with self._database.read() as connection:
            found = await connection.execute(statement.where(feeds.c.bundled == false()))
            in_all, of_site = found.one()
            return int(in_all), int(of_site or 0)

    async def in_trouble(self, since: datetime) -> list[tuple[Feed, FeedState]]:
        """Feeds that are gone, and those that fail and have not been read since then."""
        unread = or_(feeds.c.succeeded_at <= since, feeds.c.succeeded_at.is_(None))
        failing = and_(feeds.c.failures > 0, unread)
        statement = select(*_FEED, *_STATE).where(or_(feeds.c.gone == true(), failing))
        async with self._database.read() as connection:
            rows = await connection.execute(statement.order_by(feeds.c.id))
            return [_with_state(row) for row in rows]

    async def revive(self, feed_id: int, now: datetime) -> None:
        """A feed that was gone or failing has just been read: it is due now."""
        troubled = or_(feeds.c.gone == true(), feeds.c.failures > 0)
        statement = update(feeds).where(feeds.c.id == feed_id, troubled)
        async with self._database.write() as connection:
            await connection.execute(statement.values(gone=False, next_check=now))

    async def join(self, stays: int, goes: int) -> None:
        """Two feeds are one: followers go to the one that stays, and so do the known entries and
        articles of a bundled one."""
        async with self._database.write() as connection:
            await join_feeds(connection, self._database, stays, goes)

    async def mark_attempt(self, feed_id: int, now: datetime, not_before: datetime) -> None:
        """Before the wire: note the attempt, and that no other may start before `not_before`."""
        await self._change(feed_id, {"attempted_at": now, "next_check": not_before})

    async def save_state(self, state: FeedState) -> None:
        """Keep the state that a poll led to; nothing happens if the feed was dropped meanwhile."""
        await self._change(state.feed_id, {c.name: getattr(state, c.name) for c in _STATE})

    async def set_title(self, feed_id: int, title: str) -> None:
        """Keep the title that a feed tells of itself, for one that has none yet."""
        statement = update(feeds).where(feeds.c.id == feed_id, feeds.c.title == "")
        async with self._database.write() as connection:
            await connection.execute(statement.values(title=title))

    async def _change(self, feed_id: int, values: dict[str, Any]) -> None:
        async with self._database.write() as connection:
            await connection.execute(update(feeds).where(feeds.c.id == feed_id).values(values))

    async def unknown_keys(self, feed_id: int, keys: Sequence[str]) -> set[str]:
        """Which of these entry keys this feed has not shown before."""
        unknown = {digest(key): key for key in keys}
        async with self._database.read() as connection:
            for batch in batches(tuple(unknown)):
                known = await connection.scalars(
                    select(feed_entries.c.key).where(
                        feed_entries.c.feed_id == feed_id, feed_entries.c.key.in_(batch)
                    )
                )
                for key in known:
                    unknown.pop(key, None)
        return set(unknown.values())

    async def remember_keys(self, feed_id: int, keys: Iterable[str], now: datetime) -> None:
        """Entry keys that have been dealt with; known ones count as seen again now."""
        rows = [
            {"feed_id": feed_id, "key": key, "seen_at": now}
            for key in sorted({digest(key) for key in keys})
        ]
        if not rows:
            return
        statement = self._database.insert(feed_entries)
        again = statement.on_conflict_do_update(
            index_elements=["feed_id", "key"], set_={"seen_at": statement.excluded.seen_at}
        )
        async with self._database.write() as connection:
            await connection.execute(again, rows)

    async def forget_keys(self, before: datetime, keep: int = 9000) -> int:
        """Retention: of each feed keep the `keep` keys seen last, and of the others those seen
        since `before`; how many went. A feed that still shows an old entry is not to make it new,
        and an entry has three keys.
        """
        place = func.row_number().over(
            partition_by=feed_entries.c.feed_id, order_by=feed_entries.c.seen_at.desc()
        )
        ranked = select(
            feed_entries.c.feed_id, feed_entries.c.key, feed_entries.c.seen_at, place.label("place")
        ).subquery()
        old = select(ranked.c.feed_id, ranked.c.key).where(
            ranked.c.seen_at < before, ranked.c.place > keep
        )
        async with self._database.write() as connection:
            gone = [tuple(row) for row in await connection.execute(old)]
            for feed_id, key in gone:
                await connection.execute(
                    delete(feed_entries).where(
                        feed_entries.c.feed_id == feed_id, feed_entries.c.key == key
                    )
                )
        return len(gone)


async def drop_orphans(connection: AsyncConnection, ids: Iterable[int]) -> None:
    """Of these feeds, delete those that are neither bundled nor followed by any chat, nor held for
    one that may take a change back, with their articles."""
    for batch in batches(set(ids)):
        followed = exists().where(chat_feeds.c.feed_id == feeds.c.id)
        held = exists().where(held_feeds.c.feed_id == feeds.c.id)
        orphans = delete(feeds).where(feeds.c.id.in_(batch), feeds.c.bundled == false())
        orphans = orphans.where(~followed, ~held)
        gone = list(await connection.scalars(orphans.returning(feeds.c.id)))
        await forget_feeds(connection, gone)


async def _release(connection: AsyncConnection, ids: list[int]) -> None:
    """These feeds are bundled no more; they stay for the chats that follow them."""
    for batch in batches(ids):
        await connection.execute(update(feeds).where(feeds.c.id.in_(batch)).values(bundled=False))
        await drop_orphans(connection, batch)
        await change_scope(connection, batch, bundled=False)


def _described(feed: Feed) -> dict[str, Any]:
    return {
        "title": feed.title,
        "topics": feed.topics,
        "language": feed.language,
        "full_text": feed.full_text,
    }


def _fresh(feed: Feed, now: datetime) -> dict[str, Any]:
    return {"url": feed.url, "url_key": digest(feed.url), "next_check": now}


def _with_state(row: Sequence[Any]) -> tuple[Feed, FeedState]:
    feed = Feed(*row[: len(_FEED)])
    return feed, FeedState(feed.id, *row[len(_FEED) :])
