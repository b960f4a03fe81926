"""Numbers over everything that is stored, each from one look at its table."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.messages import OutboxState
from bot.core.model.statistics import Delays, StoredStatistics
from bot.store.database import Database
from bot.store.rows import in_pieces
from bot.store.schema import articles, chats, editions, outbox

SUBSCRIBER_DAYS, EDITION_DAYS = 30, 7
"""Editions and their messages are kept for a week."""
_DELIVERIES = 2000  # messages, the newest, that delays are told from
_EDITION = "____-__-__T%"  # the keys of slots; notices and broadcasts have others


class SqlStatistics:
    """Reads them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, now: datetime) -> StoredStatistics:
        """How things stand now."""
        async with self._database.read() as connection:
            by_kind = select(chats.c.kind, func.count()).where(chats.c.active == true())
            kinds = await connection.execute(by_kind.group_by(chats.c.kind))
            recent = select(func.count()).where(articles.c.seen >= now - timedelta(days=1))
            live = (OutboxState.PENDING, OutboxState.SENDING)
            waiting = select(func.count()).where(outbox.c.state.in_(live))
            return StoredStatistics(
                now,
                {kind: int(number) for kind, number in kinds},
                await _subscribers(connection, now),
                await _editions(connection, now),
                await _delays(connection, now),
                int(await connection.scalar(recent) or 0),
                int(await connection.scalar(waiting) or 0),
            )


def _days(now: datetime, count: int) -> list[tuple[date, datetime, datetime]]:
    """The last days, today's last, each with its begin and end."""
    today = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
    begins = [today - timedelta(days=ago) for ago in reversed(range(count))]
    return [(begin.date(), begin, begin + timedelta(days=1)) for begin in begins]


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


async def _subscribers(connection: AsyncConnection, now: datetime) -> tuple[tuple[date, int], ...]:
    days = _days(now, SUBSCRIBER_DAYS)
    there = [
        _number(
            and_(
                or_(chats.c.created_at.is_(None), chats.c.created_at < end),
                or_(chats.c.active == true(), chats.c.left_at >= end),
            )
        )
        for _, _, end in days
    ]
    row = (await connection.execute(select(*there).select_from(chats))).one()
    return tuple((day, int(count)) for (day, _, _), count in zip(days, row, strict=True))


async def _editions(connection: AsyncConnection, now: datetime) -> tuple[tuple[date, int], ...]:
    days = _days(now, EDITION_DAYS)
    planned = [
        _number(and_(editions.c.planned_at >= begin, editions.c.planned_at < end))
        for _, begin, end in days
    ]
    counted = select(*planned).where(editions.c.key.like(_EDITION), editions.c.parts > 0)
    row = (await connection.execute(counted)).one()
    return tuple((day, int(count)) for (day, _, _), count in zip(days, row, strict=True))


async def _delays(connection: AsyncConnection, now: datetime) -> tuple[Delays, ...]:
    since = _days(now, EDITION_DAYS)[0][1]
    sent = (
        select(outbox.c.planned_at, outbox.c.settled_at)
        .where(outbox.c.state == OutboxState.SENT, outbox.c.settled_at >= since)
        .where(outbox.c.slot.like(_EDITION))
        .order_by(outbox.c.settled_at.desc())
        .limit(_DELIVERIES)
    )
    took: dict[date, list[float]] = defaultdict(list)
    async for planned, settled in in_pieces(connection, sent):
        took[planned.date()].append((settled - planned).total_seconds())
    return tuple(_of_day(day, sorted(seconds)) for day, seconds in sorted(took.items()))


def _of_day(day: date, seconds: list[float]) -> Delays:
    """Quantiles by nearest rank; `seconds` are sorted and not empty."""
    last = len(seconds) - 1
    return Delays(day, seconds[round(last * 0.5)], seconds[round(last * 0.95)])
