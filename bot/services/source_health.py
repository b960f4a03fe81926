"""How the sources are doing, for those who run the bot."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from bot.core.feeds.health import Condition, condition
from bot.core.model.feeds import Feed, FeedState
from bot.services.ports import Clock, FeedStore

_TROUBLE = (Condition.GONE, Condition.FAILING, Condition.SILENT, Condition.ODD)


_PAGE = 500  # feeds judged in one go, some 5 ms


@dataclass(frozen=True, slots=True)
class SourceReport:
    """`counts` says how many feeds are in each condition at the time `at`; `troubled` names those
    that are not well, worst first."""

    at: datetime
    counts: dict[Condition, int]
    troubled: tuple[tuple[Condition, Feed, FeedState], ...]


class SourceHealth:
    """Reports on all feeds from what polling remembers of them."""

    def __init__(self, feeds: FeedStore, clock: Clock) -> None:
        self._feeds, self._clock = feeds, clock

    async def counts(self) -> dict[Condition, int]:
        """How many feeds are in each condition: read in pages, so that nobody waits for all."""
        now, found, last = self._clock(), Counter[Condition](), 0
        while page := await self._feeds.states(after=last, limit=_PAGE):
            found.update(condition(state, now) for state in page)
            last = page[-1].feed_id
        return dict(found)

    async def report(self) -> SourceReport:
        """The state of every feed now."""
        now = self._clock()
        judged = [(condition(state, now), feed, state) for feed, state in await self._feeds.all()]
        bad = sorted(
            (row for row in judged if row[0] in _TROUBLE), key=lambda row: _TROUBLE.index(row[0])
        )
        return SourceReport(
            now,
            dict(Counter(row[0] for row in judged)),
            tuple(bad),
        )
