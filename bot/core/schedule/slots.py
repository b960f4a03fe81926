"""When a chat's digests come: wishes and a zone in, instants out.

A wished time that a daylight-saving change skips comes right after the gap, one that happens
twice comes at its first occurrence, so that there is exactly one slot for each local date and
wish (the rule of Vixie cron, which APScheduler's own cron trigger does not follow).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.core.model.chats import Schedule


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant of a naive local time: first of two, or the end of the gap it falls in."""
    first = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == local:
        return first
    low = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    high = first
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):  # the transition lies between; halve until found
        middle = low + (high - low) / 2
        low, high = (
            (middle, high) if middle.astimezone(zone).utcoffset() == before else (low, middle)
        )
    return high.replace(microsecond=0)


def _slots(schedule: Schedule, zone: ZoneInfo, start: date) -> Iterator[datetime]:
    for offset in range(-1, 9):  # a week and a day on both sides holds the next of any wish
        day = start + timedelta(days=offset)
        if day.weekday() in schedule.days:
            for wish in schedule.times:
                yield instant(datetime.combine(day, wish), zone)


def next_due(schedule: Schedule, zone: str, after: datetime) -> datetime | None:
    """The first slot strictly after `after` (aware UTC), or None when nothing is scheduled."""
    return next(iter(upcoming(schedule, zone, after, 1)), None)


def upcoming(schedule: Schedule, zone: str, after: datetime, count: int = 3) -> list[datetime]:
    """The next `count` slots strictly after `after`, as aware UTC times in order."""
    return list(_upcoming(schedule, zone, after, count))


@lru_cache(maxsize=1024)  # thousands of chats have the hours of their zone that most wish
def _upcoming(schedule: Schedule, zone: str, after: datetime, count: int) -> tuple[datetime, ...]:
    where, found = ZoneInfo(zone), list[datetime]()
    while schedule.times and schedule.days and len(found) < count:
        start = (found[-1] if found else after).astimezone(where).date()
        last = found[-1] if found else after
        found += sorted({due for due in _slots(schedule, where, start) if due > last})
    return tuple(found[:count])


def slot_key(due: datetime, zone: str) -> str:
    """The slot's name: its local date and time, so that a slot planned twice is one slot."""
    return due.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")
