"""A dear value is made once for all who ask, and told from memory while it is late."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import StoreUnavailable
from bot.web import cached
from bot.web.cached import Cached


class Store:
    """Counts how often it is asked, and answers when it is let."""

    def __init__(self) -> None:
        self.asked = 0
        self.free = asyncio.Event()
        self.free.set()
        self.away = False

    async def __call__(self) -> int:
        self.asked += 1
        await self.free.wait()
        if self.away:
            raise StoreUnavailable("away")
        return self.asked


class Clock:
    """Seconds, as told."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


async def test_a_hundred_at_once_are_one_computation() -> None:
    store = Store()
    kept = Cached(store, Clock())
    assert await asyncio.gather(*(kept.get() for _ in range(100))) == [1] * 100


async def test_a_value_is_made_anew_after_some_seconds() -> None:
    clock = Clock()
    kept = Cached(Store(), clock)
    assert await kept.get() == 1
    clock.now += cached.FRESH_SECONDS - 0.1
    assert await kept.get() == 1
    clock.now += 0.2
    assert await kept.get() == 2


async def test_while_the_store_is_slow_the_last_value_is_told() -> None:
    clock, store = Clock(), Store()
    kept = Cached(store, clock, patience=0.02)
    assert await kept.get() == 1
    store.free.clear()
    clock.now += cached.FRESH_SECONDS
    assert await kept.get() == 1
    clock.now += cached.STALE_SECONDS
    with pytest.raises(StoreUnavailable, match="in time"):
        await kept.get()
    store.free.set()
    await asyncio.sleep(0.01)
    assert await kept.get() == 2
    assert store.asked == 2


async def test_a_failure_is_told_and_tried_again_after_a_second() -> None:
    clock, store = Clock(), Store()
    kept = Cached(store, clock)
    store.away = True
    for _ in range(5):
        with pytest.raises(StoreUnavailable, match="away"):
            await kept.get()
    assert store.asked == 1
    store.away = False
    clock.now += cached.FAILED_SECONDS
    assert await kept.get() == 2
