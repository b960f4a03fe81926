"""A value that is dear to compute and asked for by anybody: kept for seconds, made once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from bot.errors import StoreUnavailable

T = TypeVar("T")
FRESH_SECONDS = 5.0
STALE_SECONDS = 60.0
PATIENCE_SECONDS = 3.0
FAILED_SECONDS = 1.0


class Cached(Generic[T]):
    """The value of `compute`, at most `FRESH_SECONDS` old when the store is quick.

    However many ask, one computation runs at a time. Who asks waits `patience` seconds for it and
    then gets the last value, if that is under `STALE_SECONDS` old. `clock` gives seconds.
    """

    def __init__(
        self,
        compute: Callable[[], Awaitable[T]],
        clock: Callable[[], float],
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._compute, self._clock, self._patience = compute, clock, patience
        self._value: T | None = None
        self._made = -STALE_SECONDS
        self._failure: StoreUnavailable | None = None
        self._failed = -FAILED_SECONDS
        self._making: asyncio.Task[T] | None = None

    async def get(self) -> T:
        """The value. Raises StoreUnavailable when there is none to be had."""
        now = self._clock()
        if self._value is not None and now - self._made < FRESH_SECONDS:
            return self._value
        if self._failure and now - self._failed < FAILED_SECONDS:
            raise self._failure
        if self._making is None:
            self._making = asyncio.create_task(self._make())
            self._making.add_done_callback(_looked_at)
        try:
            return await asyncio.wait_for(asyncio.shield(self._making), self._patience)
        except TimeoutError:
            if self._value is not None and now - self._made < STALE_SECONDS:
                return self._value
            raise StoreUnavailable("the database has not answered in time") from None

    async def _make(self) -> T:
        try:
            value = await self._compute()
        except StoreUnavailable as failure:
            self._failure, self._failed = failure, self._clock()
            raise
        else:
            self._value, self._made, self._failure = value, self._clock(), None
            return value
        finally:
            self._making = None


def _looked_at(task: asyncio.Task[T]) -> None:
    """Whoever waited was told of a failure; where nobody does any more, it is no news either."""
    if not task.cancelled():
        task.exception()
