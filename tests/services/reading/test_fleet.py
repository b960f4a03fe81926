"""Several processes that read feeds from one database."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.core.model.feeds import Feed, FeedState
from bot.errors import StoreUnavailable
from bot.services.reading import fleet
from bot.services.reading.fleet import FleetReader
from bot.services.reading.leadership import new_owner
from bot.store import Stores
from tests.services.doubles import MORNING, Clock


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RENEW_SECONDS", "IDLE_SECONDS", "LOOK_SECONDS", "STORE_DOWN_SECONDS"):
        monkeypatch.setattr(fleet, name, 0.02)


class Polls:
    """Notes who was polled; a poll takes a moment, or until it is let go on."""

    def __init__(self, stores: Stores, clock: Clock) -> None:
        self._stores, self._clock = stores, clock
        self.begun: Counter[int] = Counter()
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def poll(self, feed: Feed, state: FeedState) -> None:
        now = self._clock()
        await self._stores.feeds.mark_attempt(feed.id, now, now + timedelta(minutes=30))
        self.begun[feed.id] += 1
        await self.go_on.wait()

    def reader(self, owner: str = "") -> FleetReader:
        return FleetReader(self._stores.polls, self.poll, self._clock, owner or new_owner())


async def follow(stores: Stores, count: int) -> list[int]:
    feeds = [Feed(f"https://{n}.example/feed") for n in range(count)]
    return [(await stores.feeds.add(feed, MORNING)).id for feed in feeds]


async def until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not done():  # noqa: ASYNC110 - the store has no event for it
            await asyncio.sleep(0.01)


async def stop(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_many_readers_poll_each_feed_once(stores: Stores) -> None:
    clock = Clock(MORNING)
    polls = Polls(stores, clock)
    ids = await follow(stores, 30)
    readers = [asyncio.create_task(polls.reader().run()) for _ in range(3)]
    await until(lambda: len(polls.begun) == 30)
    await asyncio.sleep(0.1)  # long enough for a second claim of each
    await stop(*readers)
    assert polls.begun == Counter(ids)
    assert await stores.polls.owners(MORNING) == set()


async def test_a_slow_feed_stays_its_reader_s_as_long_as_that_lives(stores: Stores) -> None:
    clock = Clock(MORNING)
    polls = Polls(stores, clock)
    polls.go_on.clear()
    await follow(stores, 1)
    readers = [asyncio.create_task(polls.reader().run()) for _ in range(2)]
    await until(lambda: bool(polls.begun))
    for _ in range(5):  # longer than any claim without renewal holds
        clock.forward(seconds=fleet.CLAIM_SECONDS / 2)
        await asyncio.sleep(0.1)
    await stop(*readers)
    assert polls.begun.total() == 1


async def test_what_a_reader_leaves_at_a_clean_stop_is_read_at_once(stores: Stores) -> None:
    clock = Clock(MORNING)  # which stands still: no claim runs out
    polls = Polls(stores, clock)
    polls.go_on.clear()
    await follow(stores, 2)
    first = asyncio.create_task(polls.reader().run())
    await until(lambda: len(polls.begun) == 2)
    await stop(first)
    polls.go_on.set()
    second = asyncio.create_task(polls.reader().run())
    await until(lambda: polls.begun.total() == 4)
    await stop(second)
    assert set(polls.begun.values()) == {2}, "each feed was taken up once more"


async def test_the_feeds_of_a_process_that_died_here_are_not_waited_for(stores: Stores) -> None:
    gone = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", "import os; print(os.getpid())"],
        capture_output=True,
        check=True,
    )
    dead = f"{socket.gethostname()}/{int(gone.stdout)}/abc/def"
    clock = Clock(MORNING)
    polls = Polls(stores, clock)
    await follow(stores, 1)
    assert await stores.polls.claim(dead, MORNING, MORNING + timedelta(hours=9), 9)
    reader = asyncio.create_task(polls.reader().run())
    await until(lambda: bool(polls.begun))
    await stop(reader)


async def test_a_database_that_was_away_is_asked_again(stores: Stores) -> None:
    clock = Clock(MORNING)
    polls = Polls(stores, clock)
    claims, outage = stores.polls, [StoreUnavailable("away"), KeyError("ours")]

    class Shaky:
        """The claims of a database that is away at first."""

        renew, release, give_up = claims.renew, claims.release, claims.give_up
        owners, expire = claims.owners, claims.expire

        async def claim(self, *asked: object) -> list[tuple[Feed, FeedState]]:
            if outage:
                raise outage.pop()
            return await claims.claim(*asked)  # type: ignore[arg-type]

    await follow(stores, 1)
    reader = asyncio.create_task(FleetReader(Shaky(), polls.poll, clock, new_owner()).run())
    await until(lambda: bool(polls.begun))
    await stop(reader)
    assert not outage


async def test_a_poll_that_raises_ends_its_own_feed_s_turn_alone(stores: Stores) -> None:
    clock, seen = Clock(MORNING), Counter[int]()

    async def poll(feed: Feed, state: FeedState) -> None:
        seen[feed.id] += 1
        if seen.total() == 1:
            raise ZeroDivisionError

    ids = await follow(stores, 2)
    reader = asyncio.create_task(FleetReader(stores.polls, poll, clock, new_owner()).run())
    await until(lambda: set(seen) == set(ids))
    await stop(reader)
