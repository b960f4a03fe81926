"""A process that delivers is killed without warning at every step: nothing is lost, and what
was in flight may come twice, never three times.

CI kills it a hundred times, half of them on each database; PRECIS_NIGHTLY=1 five hundred times.
PRECIS_ROUNDS=10 is two fifths of a night: a hundred kills on each database.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.core.model.chats import PUBLIC, Chat
from bot.store import Database, Stores, open_stores
from bot.store.schema import metadata
from tests.chat.fake_telegram import Call, FakeTelegram, Fault
from tests.faults.editions import CHATS, EDITIONS, IN_FLIGHT, expected_texts, used_by
from tests.faults.lives import Lives, ended, lives
from tests.fork_server import Process

ROUNDS = int(os.environ.get("PRECIS_ROUNDS", 25 if os.environ.get("PRECIS_NIGHTLY") == "1" else 5))
NIGHTLY = ROUNDS > 5
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
STEPS = (
    "before plan",
    "commit",
    "after plan",
    "after claim",
    "before send",
    "answered",
    "after settle",
)
ON_THE_WIRE, AT_RANDOM = "request sent", "at random"


def kills(rng: random.Random) -> list[tuple[str, int]]:
    """At which step, passed how often, a process dies each time; ten kills a round."""
    steps = (*STEPS, ON_THE_WIRE, AT_RANDOM, AT_RANDOM) * ROUNDS
    return [(step, rng.randint(1, 8 if NIGHTLY else 5)) for step in steps]


class Wire(FakeTelegram):
    """What arrived, in order. It is delivered when it was read, answered a moment later.

    The process that sends it the `kill_at`-th message is killed before it has the answer.
    """

    def __init__(self, rng: random.Random) -> None:
        super().__init__()
        self._rng = rng
        self.child: Process | None = None
        self.kill_at = 0

    def moment(self) -> float:
        """Seconds into a delivery."""
        return self._rng.uniform(0, 0.3)

    @property
    def texts(self) -> list[str]:
        return [str(call.params["text"]) for call in self.of("sendMessage")]

    async def _answer(self, call: Call, fault: Fault | None) -> tuple[int, bytes]:
        if call.method == "sendMessage":
            self.kill_at -= 1
            if self.kill_at == 0 and self.child:
                self.child.kill()
            await asyncio.sleep(self._rng.uniform(0, 0.02))
        return await super()._answer(call, fault)


@pytest.fixture
def delivering() -> Iterator[Lives]:
    with lives("tests.faults.delivery_child") as begun:
        yield begun


@asynccontextmanager
async def listening(rng: random.Random) -> AsyncIterator[Wire]:
    """The wire on a loopback port."""
    wire = Wire(rng)
    await wire.start()
    try:
        yield wire
    finally:
        await wire.stop()


async def run_child(delivering: Lives, url: str, wire: Wire, life: int, step: str, nth: int) -> int:
    """Let a process deliver until it ends or is killed; its exit status. `life` counts them."""
    child = await delivering.begin(url, wire.url, str(life * 100), step, str(nth))
    wire.child, wire.kill_at = child, nth if step == ON_THE_WIRE else 0
    if step == AT_RANDOM:
        await asyncio.sleep(wire.moment())
        child.kill()
    return await ended(child, 60)


async def kill_while_it_delivers(
    delivering: Lives, url: str, wire: Wire, left: list[tuple[str, int]]
) -> int:
    """Deliver one set of editions to the end over ten kills, the next that are `left`; a kill for
    which it was over too soon is left for the next one. How many there were."""
    killed = 0
    while killed < 10 and left:
        status = await run_child(delivering, url, wire, killed, *left[0])
        if status == 0:
            return killed
        assert status == -signal.SIGKILL
        killed += 1
        left.pop(0)
    assert await run_child(delivering, url, wire, killed, "none", 0) == 0
    return killed


async def subscribe(stores: Stores) -> None:
    """Everyone's first edition is due, at minute 0 of an hour long ago."""
    for table in reversed(metadata.sorted_tables):
        async with stores.database.write() as connection:
            await connection.execute(text(f"DELETE FROM {table.name}"))
    for chat_id in CHATS:
        await stores.chats.save(Chat(chat_id, next_due=LONG_AGO))


async def is_sound(database: Database) -> bool:
    """True if the file passes SQLite's own check (PostgreSQL looks after itself)."""
    if database.backend != "sqlite":
        return True
    async with database.read() as connection:
        return bool(await connection.scalar(text("PRAGMA integrity_check")) == "ok")


@pytest.mark.timeout(3600 if NIGHTLY else 240)
async def test_killed_at_any_step_nothing_is_lost_and_nothing_comes_three_times(
    database_url: str, delivering: Lives
) -> None:
    rng = random.Random(20261123)
    stores = await open_stores(database_url)
    left = kills(rng)
    wanted, died, repeated, parked = len(left), 0, 0, 0
    while left:
        await subscribe(stores)
        async with listening(rng) as wire:
            killed = await kill_while_it_delivers(delivering, database_url, wire, left)
        await check(stores, wire, killed)
        died += killed
        repeated += len(wire.texts) - len(set(wire.texts))
        parked += len(await stores.outbox.parked(limit=1000))
    await stores.aclose()
    print(f"{died} kills, 0 lost, {repeated} repeated, {parked} kept for the operator")
    assert died == wanted == 10 * ROUNDS


async def check(stores: Stores, wire: Wire, killed: int) -> None:
    copies = Counter(wire.texts)
    in_doubt = {row.message.plain for row in await stores.outbox.parked(limit=1000)}
    assert expected_texts() - set(copies) - in_doubt == set(), "lost"
    assert set(copies) <= expected_texts()
    assert max(copies.values()) <= 2
    assert copies.total() - len(copies) <= IN_FLIGHT * killed
    first_seen = list(dict.fromkeys(t for t in wire.texts if t not in in_doubt))
    for chat_id in CHATS:
        own = [t for t in first_seen if t.startswith(f"{chat_id}/")]
        assert own == sorted(own), "out of order"
        shown = await stores.chats.shown(chat_id, LONG_AGO, PUBLIC)
        assert set(shown) == {story for e in range(EDITIONS) for story, _ in used_by(e)}
    assert await is_sound(stores.database)
