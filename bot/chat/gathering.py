"""Messages that belong together, taken together: the pictures of an album, questions of a night."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from bot.chat.background_tasks import BackgroundTasks

Item = TypeVar("Item")
_PAUSE_SECONDS = 1.0  # Telegram sends the parts of an album within some tenths of a second

Pause = Callable[[], Awaitable[object]]
"""Waits for as long as more may still come."""


async def a_moment() -> None:
    """The pause in service."""
    await asyncio.sleep(_PAUSE_SECONDS)


class Gathering(Generic[Item]):
    """Collects items by key, and hands each lot on once nothing more has come for a while."""

    def __init__(
        self,
        background: BackgroundTasks,
        take: Callable[[list[Item]], Awaitable[None]],
        pause: Pause = a_moment,
    ) -> None:
        self._background, self._take, self._pause = background, take, pause
        self._lots: dict[Hashable, list[Item]] = {}

    def add(self, key: Hashable, item: Item) -> None:
        """One more that belongs to `key`."""
        if key in self._lots:
            self._lots[key].append(item)
            return
        self._lots[key] = [item]
        self._background.start(self._wait(key))

    async def _wait(self, key: Hashable) -> None:
        seen = 0
        try:
            while seen < len(self._lots[key]):
                seen = len(self._lots[key])
                await self._pause()
        finally:
            # Cut short by the end of the process, what has come is answered all the same.
            await self._take(self._lots.pop(key))
