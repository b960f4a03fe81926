"""Which process polls which feed: claims that run out unless they are renewed.

    rows = await polls.claim("worker one", now, now + timedelta(seconds=10), 16)
    await polls.release(feed.id, "worker one")

The feeds table is the queue: what is due is due there, and a claim is a row beside it. A claim
whose owner died is taken up once by another; when that one dies with it too, the feed waits for
its next regular poll, since it may be what kills them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, false, func, or_, select, update

from bot.core.model.feeds import Feed, FeedState
from bot.store.database import Database
from bot.store.schema import feeds, polls
from bot.store.uncancelled import finish_when_cancelled

MOST_TRIES = 2
_MOMENT = timedelta(microseconds=1)
_FEED = [feeds.c[field.name] for field in fields(Feed)]
_STATE = [feeds.c[field.name] for field in fields(FeedState) if field.name != "feed_id"]


_SPENT = polls.c.tries >= MOST_TRIES
_DROPPED = ~exists().where(feeds.c.id == polls.c.feed_id)


@finish_when_cancelled
class SqlPolls:
    """`services.reading.fleet.ClaimStore` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._host = _host_postgresql() if database.backend == "postgresql" else _host_sqlite()

    async def claim(
        self, owner: str, now: datetime, until: datetime, limit: int
    ) -> list[tuple[Feed, FeedState]]:
        """Claim at most `limit` feeds until then: those that are due and nobody's, longest due
        first, and those whose claim has run out. Feeds of a host at which another process is at
        work are left for later.
        """
        async with self._database.write() as connection:
            await connection.execute(
                delete(polls).where(polls.c.until < now, or_(_SPENT, _DROPPED))
            )
            free = list(await connection.execute(self._abandoned(owner, now).limit(limit)))
            if len(free) < limit:
                due = self._due(owner, now).limit(limit - len(free))
                free += await connection.execute(due)
            if not free:
                return []
            mine = {"owner": owner, "until": until, "tries": 1}
            rows = [{"feed_id": row.id, "host": row.host} | mine for row in free]
            wanted = self._database.insert(polls)
            taken = {name: wanted.excluded[name] for name in ("owner", "until")}
            again = wanted.on_conflict_do_update(
                index_elements=["feed_id"],
                set_=taken | {"tries": polls.c.tries + 1},
                where=polls.c.until < now,
            ).returning(polls.c.feed_id)
            claimed = set((await connection.execute(again, rows)).scalars())
        return [_with_state(row) for row in free if row.id in claimed]

    def _abandoned(self, owner: str, now: datetime) -> Select[Any]:
        """Feeds in whose poll a process ended."""
        joined = self._open(owner, now).join(polls, polls.c.feed_id == feeds.c.id)
        return joined.where(polls.c.until < now).order_by(polls.c.until)

    def _due(self, owner: str, now: datetime) -> Select[Any]:
        joined = self._open(owner, now).outerjoin(polls, polls.c.feed_id == feeds.c.id)
        nobodys = joined.where(polls.c.feed_id.is_(None), feeds.c.next_check <= now)
        return nobodys.order_by(feeds.c.next_check, feeds.c.id)

    def _open(self, owner: str, now: datetime) -> Select[Any]:
        """Feeds of hosts where nobody else is at work, locked against those who ask just now."""
        live = polls.alias("live")
        elsewhere = select(live.c.host).where(live.c.until >= now, live.c.owner != owner)
        return (
            select(*_FEED, *_STATE, self._host.label("host"))
            .where(feeds.c.gone == false(), self._host.not_in(elsewhere))
            .with_for_update(of=feeds, skip_locked=True)
        )

    async def renew(self, owner: str, feed_ids: Collection[int], until: datetime) -> None:
        """This one is at work on these: its claims of them hold until then."""
        own = update(polls).where(polls.c.owner == owner, polls.c.feed_id.in_(feed_ids))
        async with self._database.write() as connection:
            await connection.execute(own.values(until=until))

    async def release(self, feed_id: int, owner: str) -> None:
        """The poll has ended; nothing happens where the claim is another's by now."""
        own = delete(polls).where(polls.c.feed_id == feed_id, polls.c.owner == owner)
        async with self._database.write() as connection:
            await connection.execute(own)

    async def give_up(self, owner: str, now: datetime) -> None:
        """It stops in the middle of its polls: others take them up at once, as the first try."""
        own = update(polls).where(polls.c.owner == owner)
        async with self._database.write() as connection:
            await connection.execute(own.values(until=now - _MOMENT, tries=0))

    async def owners(self, now: datetime) -> set[str]:
        """Whose claims there are that have not run out."""
        live = select(polls.c.owner).where(polls.c.until >= now).distinct()
        async with self._database.read() as connection:
            return set(await connection.scalars(live))

    async def expire(self, owners: Collection[str], now: datetime) -> int:
        """These owners are dead: their claims run out now; how many there were."""
        theirs = update(polls).where(polls.c.owner.in_(owners), polls.c.until >= now)
        async with self._database.write() as connection:
            ended = await connection.execute(theirs.values(until=now - _MOMENT))
            return int(ended.rowcount)


def _host_postgresql() -> ColumnElement[str]:
    """Host and port in a feed's address."""
    return func.split_part(feeds.c.url, "/", 3)


def _host_sqlite() -> ColumnElement[str]:
    rest = func.substr(feeds.c.url, func.instr(feeds.c.url, "://") + 3)
    return func.substr(rest, 1, func.instr(rest.op("||")("/"), "/") - 1)


def _with_state(row: Sequence[Any]) -> tuple[Feed, FeedState]:
    feed = Feed(*row[: len(_FEED)])
    return feed, FeedState(feed.id, *row[len(_FEED) : len(_FEED) + len(_STATE)])
