"""What those who run the bot are told of how it fares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Delays:
    """How long a day's editions took from their plan to Telegram's answer, in seconds: half of
    them at most `median`, nineteen of twenty at most `slow`."""

    day: date
    median: float
    slow: float


@dataclass(frozen=True, slots=True)
class StoredStatistics:
    """Counted from what is stored at the time `at`; days are UTC's.

    `chats` counts active chats by kind, `subscribers` all of them at the end of each day, erased
    ones left out; `editions` those that were planned on a day; `articles` came in the last day;
    `waiting` messages are on their way.
    """

    at: datetime
    chats: Mapping[str, int]
    subscribers: tuple[tuple[date, int], ...]
    editions: tuple[tuple[date, int], ...]
    delays: tuple[Delays, ...]
    articles: int
    waiting: int
