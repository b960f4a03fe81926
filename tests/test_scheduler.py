"""Ticks end with the ticker, wherever they stand when it is stopped."""

from __future__ import annotations

import asyncio

import pytest

from bot import scheduler


async def test_nothing_begins_after_the_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "FIRST_SECONDS", 0.0)
    began: list[int] = []
    for turns in range(12):  # stopped before the first tick, after it, and at each turn between

        async def tick(number: int = turns) -> None:
            began.append(number)
            await asyncio.Event().wait()

        ticker = scheduler.Ticker({"one": (tick, 3600), "two": (tick, 3600)})
        ticker.start()
        for _ in range(turns):
            await asyncio.sleep(0)
        await ticker.stop()
        before = list(began)
        for _ in range(12):
            await asyncio.sleep(0)
        assert began == before, f"stopped after {turns} turns"
    assert began
