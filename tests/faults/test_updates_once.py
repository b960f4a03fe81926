"""Forty readers write at once, over the real webhook into the real inbox: every update is
handled once, those of one chat in the order in which they came. A clean stop changes nothing of
that; a hard kill repeats what was being handled at that instant, and nothing else.

CI does it once on each database, with a handful of kills; PRECIS_NIGHTLY=1 a hundred times, with
some hundreds of kills.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from bot.chat.transport.update_worker import CHATS_AT_ONCE
from bot.store import Stores, open_stores
from tests.faults.lives import Lives, ended, lives
from tests.faults.updates_child import SECRET, killer, receiving
from tests.fork_server import Process

NIGHTLY = os.environ.get("PRECIS_NIGHTLY") == "1"
READERS, EACH = 40, 25 if NIGHTLY else 5
ALL = READERS * EACH
STEPS = ("stored", "begun", "handled", "commit")
TERM, AT_RANDOM = "a clean stop", "at random"


def update(number: int) -> dict[str, Any]:
    """A private message; its reader is told by the number."""
    chat = 1 + number % READERS
    person = {"id": chat, "is_bot": False, "first_name": "Reader"}
    place = {"id": chat, "type": "private", "first_name": "Reader"}
    message = {"message_id": number, "date": 1, "chat": place, "from": person, "text": "hello"}
    return {"update_id": number, "message": message}


async def write(web: httpx.AsyncClient, address: str, first: int) -> None:
    """One reader's messages, one after another as Telegram brings them: again and again until
    they are taken, and each third once more."""
    for number in range(first, first + ALL, READERS):
        for _ in range(2 if number % 3 == 0 else 1):
            while not await taken(web, address, number):  # noqa: ASYNC110 - as Telegram tries
                await asyncio.sleep(0.02)


async def taken(web: httpx.AsyncClient, address: str, number: int) -> bool:
    with suppress(httpx.TransportError):
        header = {"x-telegram-bot-api-secret-token": SECRET}
        return (await web.post(address, json=update(number), headers=header)).is_success
    return False


async def all_write(address: str, first: int) -> None:
    """Every reader writes, all at once."""
    limits = httpx.Limits(max_connections=READERS)
    async with (
        httpx.AsyncClient(trust_env=False, limits=limits, timeout=60) as web,
        asyncio.TaskGroup() as group,
    ):
        for reader in range(READERS):
            group.create_task(write(web, address, first + reader))


async def empty(stores: Stores) -> None:
    async with stores.database.write() as connection:
        await connection.execute(text("DELETE FROM inbox"))


async def emptied(stores: Stores) -> None:
    """Return when nothing waits in the inbox any more."""
    async with asyncio.timeout(60):
        while await stores.inbox.pending(1):  # noqa: ASYNC110 - another process empties it
            await asyncio.sleep(0.02)


def in_order(handled: list[int]) -> bool:
    """Whether each chat's updates came in order, a repeat directly after the first time."""
    last: dict[int, int] = {}
    for number in handled:
        chat = number % READERS
        if number < last.get(chat, 0):
            return False
        last[chat] = number
    return True


@pytest.mark.timeout(3600 if NIGHTLY else 120)
async def test_forty_readers_who_write_at_once_are_each_heard_once_and_in_order(
    database_url: str,
) -> None:
    stores = await open_stores(database_url)
    times = 100 if NIGHTLY else 1
    for first in range(READERS, READERS + times * ALL, ALL):
        await empty(stores)
        handled: list[int] = []
        async with receiving(stores, 0, handled.append, killer("never", 0)) as address:
            await all_write(address, first)
            await emptied(stores)
        assert sorted(handled) == list(range(first, first + ALL))
        assert in_order(handled)
    await stores.aclose()


@pytest.fixture
def receivers() -> Iterator[Lives]:
    with lives("tests.faults.updates_child") as begun:
        yield begun


@dataclass
class Mortal:
    """A process that takes updates and dies in the way it is told, again and again."""

    lives: Lives
    url: str
    journal: Path
    rng: random.Random
    port: int = 0
    ends: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            self.port = server.getsockname()[1]

    async def start(self, step: str, nth: int) -> Process:
        arguments = (self.url, str(self.port), str(self.journal), step, str(nth))
        return await self.lives.begin(*arguments)

    async def live_and_die(self, step: str, nth: int) -> None:
        """One life, ended at this step, at random, or by a clean stop."""
        child = await self.start(step, nth)
        if step in (TERM, AT_RANDOM):
            await asyncio.sleep(self.rng.uniform(0.05, 0.3))
            child.send_signal(signal.SIGTERM if step == TERM else signal.SIGKILL)
        self.ends.append("killed" if await self.end(child) == -signal.SIGKILL else "stopped")

    async def end(self, child: Process) -> int:
        """Its exit status; where all was over before it came to its step, it is told to stop."""
        ending = asyncio.create_task(ended(child, 60))
        await asyncio.wait([ending], timeout=5)
        if not ending.done():
            child.send_signal(signal.SIGTERM)
        return await ending


def deaths(backend: str, rng: random.Random) -> list[tuple[str, int]]:
    """At which step, passed how often, each process ends; the order is the test's."""
    if NIGHTLY:
        kinds = [*STEPS, AT_RANDOM, AT_RANDOM, TERM, TERM]
    elif backend == "sqlite":
        kinds = ["begun", "handled", "commit", AT_RANDOM, TERM]
    else:
        kinds = ["commit", TERM]
    return [(kind, rng.randint(2, 20)) for kind in rng.sample(kinds, len(kinds))]


@pytest.mark.timeout(3600 if NIGHTLY else 120)
async def test_restarts_and_kills_lose_nothing_and_repeat_only_what_was_being_handled(
    database_url: str, tmp_path: Path, receivers: Lives
) -> None:
    rng, stores = random.Random(20261127), await open_stores(database_url)
    copies = kills = 0
    for number in range(40 if NIGHTLY else 1):
        await empty(stores)
        mortal = Mortal(receivers, database_url, tmp_path / f"journal {number}", rng)
        address, first = f"http://127.0.0.1:{mortal.port}/hook", READERS + number * ALL
        writing = asyncio.create_task(all_write(address, first))
        for step, nth in deaths(stores.database.backend, rng):
            await mortal.live_and_die(step, nth)
        last = await mortal.start("never", 0)
        await writing
        await emptied(stores)
        last.send_signal(signal.SIGTERM)
        assert await ended(last, 60) == 0
        handled = [int(line) for line in mortal.journal.read_text().split()]
        assert set(handled) == set(range(first, first + ALL)), "lost"
        assert in_order(handled)
        killed = mortal.ends.count("killed")
        again = len(handled) - ALL
        assert again <= CHATS_AT_ONCE * killed, Counter(handled).most_common(3)
        copies, kills = copies + again, kills + killed
    await stores.aclose()
    print(f"{kills} kills, 0 lost, {copies} handled again")
