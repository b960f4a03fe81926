"""The whole product through a shortened day: articles come out, are read, grouped and sent as
editions, round by round, and its memory stays what it is.

Measured from outside: the real memory of the process, and of it with its page readers.
CI replays three short rounds; PRECIS_NIGHTLY=1 forty long ones, and looks at the slope, too.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import update

from bot.core.model.chats import Chat, Schedule
from bot.lab.bench import fleet
from bot.store import Stores, open_stores
from bot.store.schema import feeds as feeds_table
from tests.faults.mutations import NIGHTLY
from tests.faults.test_memory import MB, real_memory
from tests.flows.test_stopping import ended, environment
from tests.local_telegram.fixtures import local_telegram

ROUNDS, SITES, ARTICLES, READERS = (40, 32, 3, 25) if NIGHTLY else (3, 4, 2, 4)
MOST_STEADY, MOST_PEAK = (150 * MB, 350 * MB) if NIGHTLY else (115 * MB, 270 * MB)
MOST_GROWTH = 12 * MB
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


async def all_is_done(stores: Stores, articles: int) -> None:
    """Everything that came out is read, and every edition that was due is sent."""
    while await left(stores, articles):  # noqa: ASYNC110 - no event tells
        await asyncio.sleep(0.2)


async def left(stores: Stores, articles: int) -> bool:
    read = await stores.articles.count(LONG_AGO)
    return read < articles or await stores.outbox.oldest_pending() is not None


async def due(stores: Stores, readers: list[int]) -> None:
    """Every feed is due, and so is an edition for some new readers."""
    for feed, _ in await stores.feeds.all():
        async with stores.database.write() as connection:
            one = update(feeds_table).where(feeds_table.c.id == feed.id)
            await connection.execute(one.values(next_check=LONG_AGO))
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    for reader in readers:
        wish = Schedule((time(hour.hour),))
        await stores.chats.save(Chat(reader, schedule=wish, next_due=hour, created_at=hour))


def run(env: dict[str, str], folder: Path) -> subprocess.Popen[bytes]:
    """The bot as it is started anywhere: a forked one would hold more than it needs."""
    command = [sys.executable, "-m", "bot", "run"]
    return subprocess.Popen(command, env=env, cwd=folder, stderr=subprocess.DEVNULL)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.timeout(3600 if NIGHTLY else 120)
async def test_a_shortened_day_stays_within_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fleet, "SITES", SITES)
    monkeypatch.setattr(fleet, "ARTICLES", ARTICLES)
    pace, own, whole = fleet.Pace(), list[int](), list[int]()
    stores = await open_stores(f"sqlite:///{tmp_path}/precis.db")

    async def watch(process: int) -> None:
        while held := real_memory(process):
            whole.append(sum(held))
            await asyncio.sleep(0.1)

    async with local_telegram() as telegram, fleet._sites(pace) as feeds:
        sources = tmp_path / "all.toml"
        sources.write_text("".join(f'[[source]]\nurl = "{feed}"\n' for feed in feeds))
        settings = {"SOURCES": str(sources), "ALLOWED_PRIVATE_HOSTS": "127.0.0.1"}
        settings["PYTHONOPTIMIZE"] = "2"  # as the Procfile and the image have it
        env = environment(telegram, tmp_path, POLL_INTERVAL_SECONDS="1", **settings)
        process = run(env, tmp_path)
        watching = asyncio.create_task(watch(process.pid))
        try:
            for number in range(ROUNDS):
                pace.edition = number
                readers = [(await telegram.user(f"Reader {n}")).id for n in range(READERS)]
                await due(stores, readers)
                await all_is_done(stores, SITES * ARTICLES * (number + 1))
                own.append(real_memory(process.pid)[0])
        finally:
            process.kill()
            await ended(process)
            watching.cancel()
            await stores.aclose()
    later = own[ROUNDS // 3 :]
    slope = float(np.polyfit(range(len(later)), later, 1)[0]) if len(later) > 1 else 0.0
    print(
        f"{ROUNDS * SITES * ARTICLES} articles, {ROUNDS * READERS} editions: steady"
        f" {np.median(later) / MB:.0f} MB, peak with page readers {max(whole) / MB:.0f} MB,"
        f" {slope * len(later) / MB:+.1f} MB over the last two thirds"
    )
    assert np.median(later) < MOST_STEADY
    assert max(whole) < MOST_PEAK
    if NIGHTLY:
        assert slope * len(later) < MOST_GROWTH
