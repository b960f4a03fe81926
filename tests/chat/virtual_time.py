"""A clock that only moves when everybody waits for it."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Coroutine
from typing import Any


class VirtualTime:
    def __init__(self) -> None:
        self._now = 1000.0
        self._sleepers: list[tuple[float, int, asyncio.Event]] = []
        self._count = 0
        self.slept = 0.0

    def now(self) -> float:
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Outside `run`, a sleep passes at once; inside it, when nothing else can happen."""
        self.slept += seconds
        if not self._driven:
            self._now += seconds
            return
        self._count += 1
        event = asyncio.Event()
        heapq.heappush(self._sleepers, (self._now + seconds, self._count, event))
        await event.wait()

    _driven = False

    async def run(self, *work: Coroutine[Any, Any, Any]) -> list[Any]:
        """Run it all; time jumps to the next sleeper whenever everybody waits."""
        self._driven = True
        tasks = [asyncio.ensure_future(one) for one in work]
        while not all(task.done() for task in tasks):
            for _ in range(20):  # let whoever can go on, go on
                await asyncio.sleep(0)
            if self._sleepers and not all(task.done() for task in tasks):
                self._now, _, event = heapq.heappop(self._sleepers)
                event.set()
        self._driven = False
        return [task.result() for task in tasks]
