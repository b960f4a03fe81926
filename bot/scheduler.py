"""Ticks, nothing else. What is due is asked of the store at each tick.

They come by the event loop's own clock, which never goes back: a wall clock that is set back by
two hours would otherwise hold up every tick for two hours.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any

import structlog

from bot.errors import StoreUnavailable

log = structlog.get_logger(__name__)

Tick = Callable[[], Awaitable[Any]]
TickEach = tuple[Tick, float]
"""What is done each so many seconds."""


FIRST_SECONDS = 3.0  # after the start: who wrote meanwhile is answered first


class Ticker:
    """Calls each coroutine soon after the start and then every so many seconds: missed ones
    once, and never one beside itself but those named in `overlapping`."""

    def __init__(self, ticks: Mapping[str, TickEach], overlapping: Collection[str] = ()) -> None:
        self._ticks, self._overlapping = ticks, overlapping
        self._beats: list[asyncio.Task[None]] = []
        self._under_way: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin ticking on the running event loop."""
        self._beats = [
            asyncio.create_task(self._beat(name, tick, seconds))
            for name, (tick, seconds) in self._ticks.items()
        ]

    async def _beat(self, name: str, tick: Tick, seconds: float) -> None:
        now = asyncio.get_running_loop().time
        due = now() + FIRST_SECONDS
        while True:
            await asyncio.sleep(due - now())
            self._begin(name, tick)
            due = max(due + seconds, now())

    def _begin(self, name: str, tick: Tick) -> None:
        busy = any(task.get_name() == name for task in self._under_way)
        if busy and name not in self._overlapping:
            return  # it comes again
        task = asyncio.create_task(self._safely(name, tick), name=name)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    @staticmethod
    async def _safely(name: str, tick: Tick) -> None:
        try:
            await tick()
        except StoreUnavailable:  # the database itself has told that it is away
            log.debug("tick without database", tick=name)
        except Exception:  # a tick that fails is told, and comes again
            log.exception("tick failed", tick=name)

    async def stop(self) -> None:
        """No more ticks; those under way are cut off, as by a crash: what is due stays due."""
        ending = [*self._beats, *self._under_way]
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
