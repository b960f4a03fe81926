"""APScheduler: ticks, nothing else. What is due is asked of the store at each tick."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

log = structlog.get_logger(__name__)

Tick = Callable[[], Awaitable[Any]]


class Ticker:
    """Calls each coroutine every so many seconds, never two of one at once, missed ones once."""

    def __init__(self, ticks: Mapping[str, tuple[Tick, float]]) -> None:
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        for name, (tick, seconds) in ticks.items():
            self._scheduler.add_job(self._safely(name, tick), "interval", seconds=seconds, id=name)

    @staticmethod
    def _safely(name: str, tick: Tick) -> Tick:
        async def run() -> None:
            try:
                await tick()
            except Exception:  # a tick that fails is told, and comes again
                log.exception("tick failed", tick=name)

        return run

    def start(self) -> None:
        """Begin ticking on the running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """No more ticks; those under way go on."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
