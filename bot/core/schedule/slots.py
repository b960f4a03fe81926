"""When a chat's digests come: wishes and a zone in, instants out.

A wished time that a daylight-saving change skips comes right after the gap, one that happens
twice comes at its first occurrence, so that there is exactly one slot for each local date and
wish (the rule of Vixie cron, which APScheduler's own cron trigger does not follow).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.core.model.chats import Schedule

MAX_TIMES = 6
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_GROUPS = {"daily": range(7), "everyday": range(7), "weekdays": range(5), "weekend": (5, 6)}
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap]m)?", re.IGNORECASE)


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
    where, found = ZoneInfo(zone), list[datetime]()
    while schedule.times and schedule.days and len(found) < count:
        start = (found[-1] if found else after).astimezone(where).date()
        last = found[-1] if found else after
        found += sorted({due for due in _slots(schedule, where, start) if due > last})
    return found[:count]


def slot_key(due: datetime, zone: str) -> str:
    """The slot's name: its local date and time, so that a slot planned twice is one slot."""
    return due.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


def _parse_time(word: str) -> time | None:
    found = _TIME.fullmatch(word)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _parse_days(word: str) -> tuple[int, ...] | None:
    word = word.lower()
    if word in _DAY_GROUPS:
        return tuple(_DAY_GROUPS[word])
    days = set[int]()
    for part in word.split(","):
        ends = [day[:3] for day in part.split("-")]
        if not part or len(ends) > 2 or any(end not in _WEEK for end in ends):
            return None
        first, last = _WEEK.index(ends[0]), _WEEK.index(ends[-1])
        days |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    return tuple(sorted(days))


class ScheduleFault(StrEnum):
    """What can be wrong with the hours and days that a reader writes."""

    UNREADABLE = "unreadable"
    NO_TIME = "no_time"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class InvalidSchedule:
    """Why something is no schedule; `words` are those that cannot be read, "" for none."""

    reason: ScheduleFault
    words: str = ""


def parse_schedule(words: Sequence[str]) -> Schedule | InvalidSchedule:
    """Read `07:30 18:00 mon-fri`."""
    times, days = set[time](), set[int]()
    for word in words:
        if (at := _parse_time(word)) is not None:
            times.add(at)
        elif (some := _parse_days(word)) is not None:
            days |= set(some)
        else:
            return InvalidSchedule(ScheduleFault.UNREADABLE, word[:20])
    if not times:
        return InvalidSchedule(ScheduleFault.NO_TIME)
    if len(times) > MAX_TIMES:
        return InvalidSchedule(ScheduleFault.TOO_MANY)
    return Schedule(tuple(sorted(times)), tuple(sorted(days)) or Schedule().days)
