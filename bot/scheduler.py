"""APScheduler: ticks, nothing else. What is due is asked of the store at each tick."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from bot.errors import StoreUnavailable

log = structlog.get_logger(__name__)

Tick = Callable[[], Awaitable[Any]]
TickEach = tuple[Tick, float]
"""What is done each so many seconds."""


FIRST_SECONDS = 3.0  # after the start: who wrote meanwhile is answered first
WATCH_SECONDS = 1.0


class Ticker:
    """Calls each coroutine soon after the start and then every so many seconds: missed ones
    once, and never one beside itself but those named in `overlapping`.

    `wall` tells the wall clock's time in seconds. APScheduler counts by it, and would call nothing
    for two hours after it was set back by two hours; so it is watched.
    """

    def __init__(
        self,
        ticks: Mapping[str, TickEach],
        overlapping: Collection[str] = (),
        wall: Callable[[], float] = time.time,
    ) -> None:
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        self._overlapping, self._wall = overlapping, wall
        self._watch: asyncio.Task[None] | None = None
        self._under_way: set[asyncio.Task[None]] = set()
        self._stopped = False
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None}
        )
        now = datetime.now(UTC)
        for name, (tick, seconds) in ticks.items():
            first = now + timedelta(seconds=min(FIRST_SECONDS, seconds))
            self._scheduler.add_job(
                self._begin, "interval", (name, tick), seconds=seconds, next_run_time=first
            )

    def start(self) -> None:
        """Begin ticking on the running event loop."""
        self._scheduler.start()
        self._watch = asyncio.create_task(self._watch_clock())

    async def _watch_clock(self) -> None:
        loop = asyncio.get_running_loop()
        ahead = self._wall() - loop.time()
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            before, ahead = ahead, self._wall() - loop.time()
            if ahead < before - WATCH_SECONDS:
                log.warning("the clock was set back", seconds=round(before - ahead))
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=datetime.now(UTC))

    async def _begin(self, name: str, tick: Tick) -> None:
        busy = any(task.get_name() == name for task in self._under_way)
        if self._stopped or (busy and name not in self._overlapping):
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
        self._stopped = True  # the scheduler's own shutdown takes a turn of the loop
        if self._scheduler.running:
            self._scheduler.pause()
            # What it has just begun finds that it is too late; its shutdown would cancel that, and
            # tell of it as of a failure.
            await asyncio.sleep(0)
            self._scheduler.shutdown(wait=False)
        ending = [*self._under_way, *([self._watch] if self._watch else [])]
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
