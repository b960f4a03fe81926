"""How the bot fares: what is stored, counted, and how the feeds are doing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.feeds.health import Condition
from bot.core.model.statistics import StoredStatistics
from bot.services.ports import Clock
from bot.services.source_health import SourceHealth


class StatisticsStore(Protocol):
    """Counts what is stored."""

    async def read(self, now: datetime) -> StoredStatistics:
        """How things stand now."""


@dataclass(frozen=True, slots=True)
class StatisticsReport:
    """What is stored, and how many feeds are in each condition."""

    stored: StoredStatistics
    feeds: Mapping[Condition, int]


class StatisticsReports:
    """Makes reports."""

    def __init__(self, store: StatisticsStore, health: SourceHealth, clock: Clock) -> None:
        self._store, self._health, self._clock = store, health, clock

    async def report(self) -> StatisticsReport:
        """How things stand now."""
        return StatisticsReport(await self._store.read(self._clock()), await self._health.counts())
