"""From the processes that read to the one that groups stories: articles wait their turn.

Grouping compares an article with all those of the last weeks, so that its index is one. Readers
put articles into the arrivals; the placer, elected among all processes, takes them out in order.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import datetime
from typing import Protocol

import structlog

from bot.core.model.articles import Article
from bot.errors import StoreUnavailable
from bot.services.ports import Clock, Placing

log = structlog.get_logger(__name__)

BATCH = 20
IDLE_SECONDS = 0.5
STORE_DOWN_SECONDS = 5.0


class ArrivalStore(Protocol):
    """Articles on their way to the placer, where every process sees them."""

    async def put(self, article: Article, now: datetime) -> bool:
        """Keep an article; False where this feed's article of this address waits already."""

    async def first(self, limit: int) -> list[tuple[int, Article]]:
        """The articles that have waited longest, each with the number of its arrival."""

    async def undo(self, article: Article) -> bool:
        """Delete what was stored of a waiting article whose placing was broken off."""

    async def remove(self, numbers: Collection[int]) -> None:
        """They have been placed."""


class Arriving:
    """The `Placing` of a process that reads and does not group."""

    def __init__(self, arrivals: ArrivalStore, clock: Clock) -> None:
        self._arrivals, self._clock = arrivals, clock

    async def store(self, article: Article) -> bool:
        """Hand the article to the placer; False where it waits already."""
        return await self._arrivals.put(article, self._clock())


class Placer:
    """Takes arrivals to `stories`, which puts each into its story once. One in a fleet."""

    def __init__(self, arrivals: ArrivalStore, stories: Placing) -> None:
        self._arrivals, self._stories = arrivals, stories
        self._begun = False

    async def run(self) -> None:
        """Place what arrives until cancelled; a store that is away is waited for."""
        while True:
            try:
                placed = await self.place_waiting()
            except StoreUnavailable:  # the database itself has told that it is away
                await asyncio.sleep(STORE_DOWN_SECONDS)
                continue
            if not placed:
                await asyncio.sleep(IDLE_SECONDS)

    async def place_waiting(self) -> int:
        """Place the articles that have waited longest; how many there were.

        One that was placed before a crash and is still among the arrivals is known, and only
        taken from them. One that cannot be placed is told and let go of: all others wait for it.
        """
        waiting = await self._arrivals.first(BATCH)
        if waiting and not self._begun:  # the one before may have ended in the middle of the first
            await self._arrivals.undo(waiting[0][1])
        self._begun = True
        for number, article in waiting:
            try:
                await self._stories.store(article)
            except StoreUnavailable:
                raise
            except Exception:
                log.exception("article not placed", url=article.url)
            await self._arrivals.remove([number])
        return len(waiting)
