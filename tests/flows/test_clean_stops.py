"""`precis run` is stopped by SIGTERM in the middle of a delivery, again and again: nothing is lost
and nothing comes twice.

CI stops it fifty times, half of them on each database; PRECIS_NIGHTLY=1 two hundred times.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections import Counter
from datetime import UTC, datetime
from datetime import time as clock
from pathlib import Path

import pytest

from bot.core.model.chats import Chat, Schedule
from bot.store import Stores
from tests.chat.fake_telegram import TOKEN, Call, FakeTelegram, Fault
from tests.flows.fleet import emptied
from tests.fork_server import ROOT, Process, start

NIGHTLY = os.environ.get("PRECIS_NIGHTLY") == "1"
STOPS = 100 if NIGHTLY else 25
FIRST, IN_FLIGHT = 3, 4
"""Of the messages of a life, one of the first is under way when it is told to stop."""
CHATS = STOPS * (FIRST + IN_FLIGHT)
MOST_SECONDS = 10.0
"""Until it has ended, on a machine that is not starved."""


class Wire(FakeTelegram):
    """Telegram, which tells the process to stop once so many more messages have come."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__()
        self._rng = rng
        self.process: Process | None = None
        self.left = 0
        self.told = asyncio.Event()

    def stop_in(self, process: Process, messages: int) -> None:
        self.process, self.left = process, messages
        self.told.clear()

    async def _answer(self, call: Call, fault: Fault | None) -> tuple[int, bytes]:
        if call.method == "sendMessage":
            self.left -= 1
            if self.left == 0 and self.process:
                # With this message on its way, or just answered, settled, or the next one sent.
                asyncio.get_running_loop().call_later(self._rng.uniform(0, 0.06), self._tell)
            await asyncio.sleep(self._rng.uniform(0, 0.04))
        return await super()._answer(call, fault)

    def _tell(self) -> None:
        if self.process:
            self.process.terminate()
            self.told.set()

    @property
    def copies(self) -> Counter[int]:
        """How many messages each chat got."""
        return Counter(chat for chat, _ in self.messages)


async def subscribed(stores: Stores) -> None:
    """Everybody's edition is due by now."""
    due = datetime.now(UTC).replace(second=0, microsecond=0)
    wish = Schedule((clock(due.hour, due.minute),))
    for number in range(1, CHATS + 1):
        await stores.chats.save(Chat(number, schedule=wish, next_due=due, created_at=due))


async def stopped(wire: Wire, process: Process, messages: int) -> float:
    """Stop it when so many messages have come; the seconds that it took to end."""
    wire.stop_in(process, messages)
    await wire.told.wait()
    told = time.monotonic()
    assert await asyncio.to_thread(process.wait, 60) == 0
    return time.monotonic() - told


@pytest.mark.timeout(1800 if NIGHTLY else 600)
async def test_stopped_in_the_middle_of_a_delivery_it_loses_nothing_and_repeats_nothing(
    database_url: str, tmp_path: Path
) -> None:
    rng, slowest = random.Random(20261127), 0.0
    wire, stores = Wire(rng), await emptied(database_url)
    await wire.start()
    (tmp_path / "sources.toml").write_text('[[source]]\nurl = "http://127.0.0.1:9/feed"\n')
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": wire.url,
        "DATABASE_URL": database_url,
        "SOURCES": str(tmp_path / "sources.toml"),
    }
    await subscribed(stores)
    with (tmp_path / "log").open("wb") as log:
        processes = list[Process]()
        try:
            for _ in range(STOPS):
                processes.append(start("bot", "run", env=env, cwd=tmp_path, stderr=log))
                seconds = await stopped(wire, processes[-1], rng.randint(1, FIRST))
                slowest = max(slowest, seconds)
            processes.append(start("bot", "run", env=env, cwd=tmp_path, stderr=log))
            while len(wire.messages) < CHATS:  # noqa: ASYNC110 - the test's own limit ends it
                await asyncio.sleep(0.05)
        finally:
            for process in processes:
                process.kill()
                process.wait()
            await wire.stop()
            await stores.aclose()
    print(f"{STOPS} clean stops, 0 lost, 0 repeated, {slowest:.1f} s at most to end")
    assert wire.copies == Counter(range(1, CHATS + 1))
    assert slowest <= MOST_SECONDS or not NIGHTLY
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8", "replace")
