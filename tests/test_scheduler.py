"""Ticks end with the ticker, wherever they stand when it is stopped."""

from __future__ import annotations

import asyncio
import time

import pytest
from structlog.testing import capture_logs

from bot import scheduler
from bot.errors import StoreUnavailable


async def test_nothing_begins_after_the_stop_and_nothing_is_told_of_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
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
        failed = [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]
        assert failed == [], f"stopped after {turns} turns"
    assert began


async def test_a_tick_without_database_is_no_traceback_and_any_other_failure_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scheduler, "FIRST_SECONDS", 0.0)
    both = asyncio.Barrier(3)

    async def away() -> None:
        await both.wait()
        raise StoreUnavailable("database precis: refused")

    async def broken() -> None:
        await both.wait()
        raise KeyError("ours")

    ticker = scheduler.Ticker({"away": (away, 3600), "broken": (broken, 3600)})
    with capture_logs() as logs:
        ticker.start()
        await asyncio.wait_for(both.wait(), 30)
        await asyncio.sleep(0.01)
        await ticker.stop()
    told = sorted((one["log_level"], one["tick"], bool(one.get("exc_info"))) for one in logs)
    assert told == [("debug", "away", False), ("error", "broken", True)]


async def test_ticks_that_were_missed_come_once_and_none_beside_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scheduler, "FIRST_SECONDS", 0.0)
    began, go_on = list[str](), asyncio.Event()

    def counted(name: str) -> scheduler.Tick:
        async def tick() -> None:
            began.append(name)
            await go_on.wait()

        return tick

    ticks = {"alone": (counted("alone"), 0.01), "beside itself": (counted("beside"), 0.01)}
    ticker = scheduler.Ticker(ticks, overlapping=("beside itself",))
    ticker.start()
    while began.count("beside") < 3:  # noqa: ASYNC110 - no event tells
        await asyncio.sleep(0.001)
    assert began.count("alone") == 1
    go_on.set()
    while began.count("alone") < 3:  # noqa: ASYNC110 - no event tells
        await asyncio.sleep(0.001)
    before = began.count("alone")
    time.sleep(0.1)  # noqa: ASYNC251 - the loop itself is held up, for ten ticks
    await asyncio.sleep(0.001)
    assert began.count("alone") <= before + 2
    await ticker.stop()


async def test_a_clock_that_is_set_back_holds_up_no_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "FIRST_SECONDS", 0.0)
    monkeypatch.setattr(scheduler, "WATCH_SECONDS", 0.01)
    began, moved = asyncio.Queue[None](), 0.0

    async def tick() -> None:
        began.put_nowait(None)

    ticker = scheduler.Ticker({"hourly": (tick, 3600.0)}, wall=lambda: time.time() + moved)
    ticker.start()
    await began.get()
    moved = 7200.0  # set forward: the next tick is due when it was
    await asyncio.sleep(0.05)
    assert began.empty()
    with capture_logs() as logs:
        moved = 0.0
        await asyncio.wait_for(began.get(), 30)
    assert [(one["event"], one["seconds"]) for one in logs] == [("the clock was set back", 7200)]
    await ticker.stop()
