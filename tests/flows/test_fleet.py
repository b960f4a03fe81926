"""Several processes on one PostgreSQL do together what one does, and any of them may be killed: a
worker that reads, the one of them that groups stories, a web process that stands by, and the one
that takes updates and sends. CI kills twenty times, PRECIS_NIGHTLY=1 a hundred times.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from statistics import median
from time import monotonic

import pytest
from sqlalchemy import update

from bot.core.model.chats import PUBLIC, Chat, Schedule
from bot.services.reading.leadership import LEADER, PLACER
from bot.store import Stores
from bot.store.schema import feeds
from tests.flows.fleet import Fleet, Press, emptied, press
from tests.local_telegram.fixtures import FakeUser, local_telegram

NIGHTLY = os.environ.get("PRECIS_NIGHTLY") == "1"
KILLS, READERS, IN_FLIGHT = (100, 24, 4) if NIGHTLY else (20, 6, 4)
FLEET = ("worker", "worker", "web", "web")
SENDER = "sender"
ROLES = (SENDER, "web", "worker", SENDER, PLACER)
"""Who is killed, in turn."""
LOOKED_AT = 4
"""Of so many kills one is waited for, each role in turn: the others die before all is settled."""
MOST_SECONDS = 15.0
"""Until another process has taken up what a dead one held."""
OUTLETS = ("courier", "northlight", "lantern")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


async def events_found(stores: Stores) -> set[frozenset[str]]:
    """The stories as everybody sees them: the addresses of their articles."""
    stories = await stores.articles.stories(LONG_AGO, PUBLIC)
    return {frozenset(one.url for one in story.articles) for story in stories}


async def all_is_read(stores: Stores, sites: Press, within: float) -> None:
    """Wait until every article that is out stands in its story, and in no other."""
    try:
        async with asyncio.timeout(within):
            while True:
                await time_passes(stores)
                for _ in range(20):
                    if await events_found(stores) == sites.events():
                        return
                    await asyncio.sleep(0.2)
    except TimeoutError:
        assert await events_found(stores) == sites.events()


async def time_passes(stores: Stores) -> None:
    """Every feed is due: the sample outlets ask to be left alone for a quarter of an hour."""
    for feed, _ in await stores.feeds.all():  # one by one: a process that starts locks them all
        async with stores.database.write() as connection:
            due = update(feeds).where(feeds.c.id == feed.id).values(next_check=LONG_AGO)
            await connection.execute(due)


async def editions(reader: FakeUser) -> list[str]:
    return [m.text for m in await reader.replies() if "Sorry it is late" in m.text]


async def taken_up(stores: Stores, process: int) -> float:
    """Wait until nothing is this dead process's any more: neither a role, nor a feed that it was
    polling, nor a message that it was sending. The seconds that it took."""
    died = monotonic()
    while await holds(stores, f"/{process}/"):  # noqa: ASYNC110 - no event tells
        await asyncio.sleep(0.1)
    return monotonic() - died


async def holds(stores: Stores, name: str) -> bool:
    leads = [await stores.leases.owner(role) for role in (LEADER, PLACER)]
    polls = await stores.polls.owners(datetime.now(UTC))
    return any(name in one for one in (*leads, *polls, *await stores.outbox.senders()))


async def at_work(stores: Stores, running: dict[int, str], role: str) -> int:
    """The number of a process in this role: which of its kind holds the lease, or which does not."""
    kind, lease = ("web", LEADER) if role in (SENDER, "web") else ("worker", PLACER)
    while True:
        holder = await stores.leases.owner(lease)
        of_kind = [number for number, verb in running.items() if verb == kind]
        leads = [number for number in of_kind if f"/{number}/" in holder]
        found = leads if role in (SENDER, PLACER) else [n for n in of_kind if n not in leads]
        if found and leads:
            return found[0]
        await asyncio.sleep(0.1)


async def subscribed(stores: Stores, readers: list[FakeUser]) -> None:
    """Everyone's edition of two hours ago is due."""
    due = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=2)
    for reader in readers:
        wish = Schedule((time(due.hour),))
        await stores.chats.save(Chat(reader.id, schedule=wish, next_due=due, created_at=due))


@pytest.mark.timeout(3600 if NIGHTLY else 600)
async def test_whoever_is_killed_all_is_read_once_and_every_edition_comes(
    postgresql_url: str, tmp_path: Path
) -> None:
    rng = random.Random(20261127)
    stores = await emptied(postgresql_url)
    waits: dict[str, list[float]] = {role: [] for role in ROLES}
    async with local_telegram() as telegram, press(OUTLETS) as sites:
        readers = [await telegram.user(f"Reader {n}") for n in range(READERS)]
        sites.bring_out(15)
        fleet = Fleet(telegram, postgresql_url, sites.sources(), tmp_path)
        processes = {process.pid: process for process in map(fleet.start, FLEET)}
        running = dict(zip(processes, FLEET, strict=True))
        try:
            await all_is_read(stores, sites, within=100)
            await subscribed(stores, readers)
            for number in range(KILLS):
                sites.bring_out(2)
                await time_passes(stores)
                await asyncio.sleep(rng.uniform(0, 1.0))
                role = ROLES[number % len(ROLES)]
                dead = await at_work(stores, running, role)
                fleet.kill(processes.pop(dead))
                verb = running.pop(dead)
                again = fleet.start(verb)
                processes[again.pid], running[again.pid] = again, verb
                if number % LOOKED_AT == LOOKED_AT - 1:
                    waits[role].append(await taken_up(stores, dead))
            sites.bring_out(100)
            await all_is_read(stores, sites, within=100)
            for reader in readers:
                await reader.wait_for("Sorry it is late", within=100)
            copies = Counter({reader.id: len(await editions(reader)) for reader in readers})
        finally:
            logged = fleet.end()
    await stores.aclose()
    print(
        f"{KILLS} kills, {min(copies.values())} to {max(copies.values())} editions a reader, "
        f"{copies.total() - len(copies)} repeated; what the dead one held is another's after"
    )
    for role, seconds in waits.items():
        if seconds:
            print(f"{role}: {median(seconds):.1f} s, {max(seconds):.1f} s at most")
    assert min(copies.values()) == 1, "lost"
    assert copies.total() - len(copies) <= IN_FLIGHT * KILLS
    assert max(max(seconds, default=0) for seconds in waits.values()) <= MOST_SECONDS or not NIGHTLY
    assert max(copies.values()) <= 2
    assert "Traceback" not in logged
