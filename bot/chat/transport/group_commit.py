"""Many small writes that come at once, written together: one transaction for all who wait.

    handled = GroupCommit(inbox.done)
    await handled.add((7, None))  # returns once it is stored

While one batch is being written the next one gathers; a lone item is written at once. (The group
commit of databases: DeWitt et al., "Implementation techniques for main memory database systems",
SIGMOD 1984.)
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class GroupCommit(Generic[T]):
    """`write` stores a batch wholly or raises; every item of a batch shares its end."""

    def __init__(self, write: Callable[[Sequence[T]], Awaitable[object]]) -> None:
        self._write = write
        self._gathering: list[tuple[T, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def add(self, item: T) -> None:
        """Return once the item is stored. Raises what writing its batch raised."""
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._gathering.append((item, stored))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._drain())
        await stored

    async def _drain(self) -> None:
        """Write what has gathered, and what gathers meanwhile. A task of its own: whoever waits
        for an item may be cancelled, the others' items are written all the same."""
        while self._gathering:
            batch, self._gathering = self._gathering, []
            failure = await self._failure([item for item, _ in batch])
            for _, stored in batch:
                if stored.done():  # nobody waits for it any more
                    continue
                if failure:
                    stored.set_exception(failure)
                else:
                    stored.set_result(None)

    async def _failure(self, items: Sequence[T]) -> Exception | None:
        try:
            await self._write(items)
        except Exception as failure:  # handed to each of those who wait
            return failure
        return None
