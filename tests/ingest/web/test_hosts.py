"""Turns at a host, and hosts that have asked us to wait."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.ingest.web.hosts import HostLocks, HostPauses
from tests.ingest.loopback import NOW

HOUR = timedelta(hours=1)


def test_a_shorter_wish_does_not_undo_a_longer_one() -> None:
    holds = HostPauses()
    holds.note("a.example", NOW + 2 * HOUR, NOW)
    holds.note("a.example", NOW + HOUR, NOW)
    assert holds.left("a.example", NOW) == 2 * HOUR
    assert holds.left("b.example", NOW) == timedelta(0)


def test_wishes_that_are_over_make_room_and_no_flood_of_them_fills_the_memory() -> None:
    holds = HostPauses(most=2)
    holds.note("a.example", NOW + HOUR, NOW)
    holds.note("b.example", NOW + 3 * HOUR, NOW)
    holds.note("c.example", NOW + HOUR, NOW)
    assert holds.left("c.example", NOW) == timedelta(0)
    later = NOW + 2 * HOUR
    holds.note("c.example", later + HOUR, later)
    assert holds.left("c.example", later) == HOUR
    assert holds.left("b.example", later) == HOUR


async def test_those_who_wait_for_a_busy_host_take_no_room_of_others() -> None:
    lanes, order = HostLocks(total=2), []
    busy = asyncio.Event()

    async def visit(host: str, wait: bool = False) -> None:
        async with lanes.enter(host):
            if wait:
                await busy.wait()
            order.append(host)

    slow = [asyncio.create_task(visit("slow.example", wait=True)) for _ in range(5)]
    await asyncio.sleep(0)
    await asyncio.gather(*(visit(f"{n}.example") for n in range(5)))
    assert len(order) == 5
    busy.set()
    await asyncio.gather(*slow)
    assert order[5:] == ["slow.example"] * 5


async def test_a_visit_that_fails_frees_its_place() -> None:
    lanes = HostLocks(total=1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            async with lanes.enter("a.example"):
                _ = 1 / 0
