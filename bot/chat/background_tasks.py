"""Work that a reader need not wait for: started, held on to, ended with the process."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

_LAST_WORD = 2.0  # seconds that a cancelled task has to tell its reader

log = structlog.get_logger(__name__)


class BackgroundTasks:
    """Keeps background tasks alive, logs what they raise, and ends them in order."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run it beside everything else."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (failure := task.exception()):
            log.error("background work failed", exc_info=failure)

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def aclose(self, patience: float = 4.0) -> None:
        """Give what is under way `patience` seconds, then cancel it, with a last word each."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=patience)
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_LAST_WORD)
