"""A process that delivers is killed without warning at every step: nothing is lost, and what
was in flight may come twice, never three times.

CI kills it about a dozen times; PRECIS_NIGHTLY=1 some hundreds of times.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.core.model.chats import PUBLIC, Chat
from bot.store import Database, Stores, open_stores
from bot.store.schema import metadata
from tests.faults.editions import CHATS, EDITIONS, IN_FLIGHT, expected_texts, used_by

NIGHTLY = os.environ.get("PRECIS_NIGHTLY") == "1"
ROOT = Path(__file__).parents[2]
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
STEPS = (
    "before plan",
    "commit",
    "after plan",
    "after claim",
    "before send",
    "request sent",
    "answered",
    "after settle",
)
AT_RANDOM = "at random"


def kills(backend: str, rng: random.Random) -> Iterator[tuple[str, int]]:
    """At which step, passed how often, each process dies; the order is the test's."""
    if NIGHTLY:
        for _ in range(20):
            yield from ((step, rng.randint(1, 8)) for step in (*STEPS, AT_RANDOM, AT_RANDOM))
    elif backend == "sqlite":
        yield from ((step, rng.randint(2, 5)) for step in (*STEPS, AT_RANDOM))
    else:
        yield from ((step, rng.randint(2, 5)) for step in ("commit", "request sent", AT_RANDOM))


def named_steps(backend: str) -> int:
    """How many of CI's kills must have happened; one at random may come too late."""
    return sum(step != AT_RANDOM for step, _ in kills(backend, random.Random(0)))


class Wire:
    """What arrived, in order. It is delivered when it was read, answered a moment later."""

    def __init__(self, rng: random.Random) -> None:
        self.arrived: list[str] = []
        self._rng = rng

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = await reader.readline()
        if line.endswith(b"\n"):
            self.arrived.append(line.decode().strip())
            await asyncio.sleep(self._rng.uniform(0, 0.02))
            writer.write(b"ok\n")
        writer.close()


@asynccontextmanager
async def listening(wire: Wire) -> AsyncIterator[int]:
    """The wire on a loopback port."""
    server = await asyncio.start_server(wire.serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def run_child(url: str, port: int, step: str, nth: int, rng: random.Random) -> int:
    """Let a process deliver until it ends or is killed; its exit status."""
    arguments = [url, str(port), step, str(nth)]
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.faults.delivery_child",
        *arguments,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert child.stdout
    assert await child.stdout.readline() == b"ready\n"
    if step == AT_RANDOM:
        await asyncio.sleep(rng.uniform(0, 0.3))
        if child.returncode is None:
            child.send_signal(signal.SIGKILL)
    return await child.wait()


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


@pytest.mark.timeout(1800 if NIGHTLY else 120)
async def test_killed_at_any_step_nothing_is_lost_and_nothing_comes_three_times(
    database_url: str,
) -> None:
    rng = random.Random(20261123)
    stores = await open_stores(database_url)
    died = 0
    for seeds in rounds(list(kills(stores.database.backend, rng))):
        await subscribe(stores)
        wire = Wire(rng)
        async with listening(wire) as port:
            exits = [await run_child(database_url, port, *seed, rng) for seed in seeds]
            assert await run_child(database_url, port, "none", 0, rng) == 0
        killed = exits.count(-signal.SIGKILL)
        await check(stores, wire, killed)
        died += killed
    await stores.aclose()
    print(f"{died} kills")
    assert died >= (1 if NIGHTLY else named_steps(stores.database.backend))


def rounds(seeds: list[tuple[str, int]], size: int = 10) -> list[list[tuple[str, int]]]:
    """The kills of one and the same edition's delivery."""
    return [seeds[start : start + size] for start in range(0, len(seeds), size)]


async def check(stores: Stores, wire: Wire, killed: int) -> None:
    copies = Counter(wire.arrived)
    in_doubt = {row.message.plain for row in await stores.outbox.parked(limit=1000)}
    assert expected_texts() - set(copies) - in_doubt == set(), "lost"
    assert set(copies) <= expected_texts()
    assert max(copies.values()) <= 2
    assert copies.total() - len(copies) <= IN_FLIGHT * killed
    first_seen = list(dict.fromkeys(t for t in wire.arrived if t not in in_doubt))
    for chat_id in CHATS:
        own = [t for t in first_seen if t.startswith(f"{chat_id}/")]
        assert own == sorted(own), "out of order"
        shown = await stores.chats.shown(chat_id, LONG_AGO, PUBLIC)
        assert set(shown) == {story for e in range(EDITIONS) for story, _ in used_by(e)}
    assert await is_sound(stores.database)
