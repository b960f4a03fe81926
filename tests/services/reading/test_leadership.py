"""Two processes on one database: one leads, and the other follows when that ends."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.services.reading import leadership
from bot.services.reading.leadership import Leadership, is_dead, new_owner
from bot.store import Stores
from tests.services.doubles import MORNING, Clock


class Contender:
    """A leadership whose work says when it begins and ends."""

    def __init__(self, stores: Stores, clock: Clock, owner: str = "") -> None:
        self.leadership = Leadership(stores.leases, clock, owner or new_owner())
        self.at_work, self.idle = asyncio.Event(), asyncio.Event()
        self.idle.set()

    @asynccontextmanager
    async def work(self) -> AsyncIterator[None]:
        self.at_work.set()
        self.idle.clear()
        try:
            yield
        finally:
            self.at_work.clear()
            self.idle.set()

    def start(self) -> asyncio.Task[None]:
        return asyncio.create_task(self.leadership.lead(self.work))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leadership, "RENEW_SECONDS", 0.01)
    monkeypatch.setattr(leadership, "STANDBY_SECONDS", 0.01)


async def stopped(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_one_of_two_leads_and_the_other_follows_a_clean_stop_at_once(
    stores: Stores,
) -> None:
    clock = Clock(MORNING)  # which stands still: no lease runs out
    first, second = Contender(stores, clock), Contender(stores, clock)
    leading = first.start()
    await asyncio.wait_for(first.at_work.wait(), 30)
    standing_by = second.start()
    await asyncio.sleep(0.1)
    assert not second.at_work.is_set()
    await stopped(leading)
    await asyncio.wait_for(second.at_work.wait(), 30)
    assert first.idle.is_set()
    await stopped(standing_by)


async def test_a_leader_that_was_asleep_too_long_stops_its_work(stores: Stores) -> None:
    clock = Clock(MORNING)
    first = Contender(stores, clock)
    leading = first.start()
    await asyncio.wait_for(first.at_work.wait(), 30)
    later = Clock(MORNING)
    later.forward(seconds=leadership.LEASE_SECONDS + 1)
    second = Contender(stores, later)
    following = second.start()
    await asyncio.wait_for(second.at_work.wait(), 30)
    await asyncio.wait_for(first.idle.wait(), 30)
    assert first.idle.is_set() and not second.idle.is_set()
    await stopped(leading, following)


async def test_who_died_on_this_machine_is_not_waited_for(stores: Stores) -> None:
    gone = subprocess.run(  # noqa: ASYNC221 - it ends at once
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    owner = f"{socket.gethostname()}/{int(gone.stdout)}/abc/def"
    clock = Clock(MORNING)
    assert await stores.leases.take("leader", owner, MORNING, MORNING.replace(hour=23))
    heir = Contender(stores, clock)
    leading = heir.start()
    await asyncio.wait_for(heir.at_work.wait(), 30)
    await stopped(leading)


async def test_work_that_cannot_begin_is_tried_again(stores: Stores) -> None:
    begun = asyncio.Event()
    failures = [OSError("no room for a socket"), KeyError("ours")]

    @asynccontextmanager
    async def work() -> AsyncIterator[None]:
        if failures:
            raise failures.pop()
        begun.set()
        yield

    leading = asyncio.create_task(Leadership(stores.leases, Clock(MORNING), new_owner()).lead(work))
    await asyncio.wait_for(begun.wait(), 30)
    await stopped(leading)
    assert failures == []


@pytest.mark.parametrize(
    ("owner", "dead"),
    [
        (new_owner(), False),
        ("", False),
        ("another machine/1/abc/def", False),
        (f"{socket.gethostname()}/{os.getppid()}/abc/def", False),
        (f"{socket.gethostname()}/{os.getpid()}/of an earlier boot/x", True),
        (f"{socket.gethostname()}/x/y", False),
    ],
    ids=["this one", "nobody", "elsewhere", "alive", "earlier boot", "unreadable"],
)
def test_a_process_is_dead_only_where_this_machine_knows(owner: str, dead: bool) -> None:
    assert is_dead(owner) is dead
