"""An edition for many, through a storm: Telegram asks single chats to wait, cuts connections before
and after it took a message, answers with pages and half answers, and in the middle of it the
process is killed. Nothing is lost, no call comes early, and the log tells no secret."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from datetime import time as clock
from pathlib import Path
from typing import Any

import pytest

from bot.core.model.chats import Chat, Schedule
from bot.store import Stores
from tests.chat.fake_telegram import TOKEN, FakeTelegram, Fault
from tests.chat.transport.updates import until, written
from tests.flows.fleet import emptied
from tests.fork_server import Process, start

NIGHTLY = os.environ.get("PRECIS_NIGHTLY") == "1"
ROOT = Path(__file__).parents[2]
CHATS, ASKERS, KILLS = (1000, 40, 10) if NIGHTLY else (30, 6, 1)
FIRST_ASKER, IN_FLIGHT = 900_000, 4
WAIT_SECONDS = 1
PASSWORD = "pw7Kq-nobody-may-read"  # that of the database, which asks for none
GRACE = 0.02  # seconds that a clock may differ by from the one that the bot counts with


class Storm(FakeTelegram):
    """One message in four meets bad weather. `early` counts messages to a chat that had been asked
    to wait; `on_message` is told how many have arrived."""

    KINDS: tuple[Fault | None, ...] = (
        None,  # a connection that is cut before anything was read
        Fault(drop=True, delivered=True),
        Fault(502, body=b"<html>Bad Gateway</html>"),
        Fault(500, "Internal Server Error: restart"),
        Fault(body=b'{"ok": true, "resu', delivered=True),
    )

    def __init__(self, rng: random.Random, on_message: Callable[[int], None]) -> None:
        super().__init__()
        self._rng, self._on_message = rng, on_message
        self._wait = dict[int, float]()
        self.early = 0

    async def _reply(self, path: str, values: dict[str, Any], writer: asyncio.StreamWriter) -> bool:
        if path.endswith("/sendMessage"):
            chat, now = int(values["chat_id"]), time.monotonic()
            self.early += now < self._wait.get(chat, 0.0) - GRACE
            weather = self._rng.random()
            if weather < 0.1:
                self._wait[chat] = now + WAIT_SECONDS
                asked = {"retry_after": WAIT_SECONDS}
                self.fail("sendMessage", Fault(429, "Too Many Requests", asked))
            elif weather < 0.25:
                fault = self._rng.choice(self.KINDS)
                if fault is None:
                    return False
                self.fail("sendMessage", fault)
        answered = await super()._reply(path, values, writer)
        self._on_message(len(self.messages))
        return answered


def copies(telegram: FakeTelegram) -> Counter[tuple[int, str]]:
    """How often each text arrived in each chat."""
    arrived = [(chat, str(one["text"])) for (chat, _), one in telegram.messages.items()]
    return Counter(arrived)


class Life:
    """The bot's process, killed and started again whenever so many more messages have arrived."""

    def __init__(self, env: dict[str, str], folder: Path) -> None:
        self._env, self._folder = env, folder
        self.kills = 0
        self.process: Process | None = None

    def arrived(self, count: int) -> None:
        if self.process and self.kills < KILLS and count >= (self.kills + 1) * CHATS // (KILLS + 1):
            self.kills += 1
            self.end()
            self.begin()

    def begin(self) -> None:
        with (self._folder / "log").open("ab") as log:
            self.process = start("bot", "run", env=self._env, cwd=self._folder, stderr=log)

    def end(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()

    @property
    def log(self) -> str:
        return (self._folder / "log").read_text("utf-8", "replace")


async def subscribed(stores: Stores) -> None:
    """Everybody's edition is due by now."""
    due = datetime.now(UTC).replace(second=0, microsecond=0)
    wish = Schedule((clock(due.hour, due.minute),))
    for number in range(1, CHATS + 1):
        await stores.chats.save(Chat(number, schedule=wish, next_due=due, created_at=due))


async def all_is_settled(stores: Stores) -> None:
    while await left(stores):  # noqa: ASYNC110 - no event tells
        await asyncio.sleep(0.2)


async def left(stores: Stores) -> bool:
    due = await stores.chats.due(datetime.now(UTC), 1)
    return bool(due) or await stores.outbox.oldest_pending() is not None


@pytest.mark.timeout(1800 if NIGHTLY else 120)
async def test_through_a_storm_and_kills_nothing_is_lost_and_no_secret_told(
    database_url: str, tmp_path: Path
) -> None:
    (tmp_path / "sources.toml").write_text('[[source]]\nurl = "http://127.0.0.1:9/feed"\n')
    address = database_url.replace("postgres:@", f"postgres:{PASSWORD}@")
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "DATABASE_URL": address,
        "SOURCES": str(tmp_path / "sources.toml"),
        "LOG_LEVEL": "DEBUG",
    }
    life = Life(env, tmp_path)
    telegram = Storm(random.Random(20261127), life.arrived)
    await telegram.start()
    env["TELEGRAM_API_URL"] = telegram.url
    stores = await emptied(address)
    await subscribed(stores)
    life.begin()
    try:
        for number in range(ASKERS):
            telegram.push(written(1000 + number, FIRST_ASKER + number, "/help"))
        await all_is_settled(stores)
        await until(lambda: not telegram.updates)
        parked = {row.chat_id for row in await stores.outbox.parked(limit=CHATS)}
    finally:
        life.end()
        await telegram.stop()
        await stores.aclose()
    seen = copies(telegram)
    assert set(range(1, CHATS + 1)) - {chat for chat, _ in seen} <= parked, "lost"
    assert max(seen.values()) <= 2
    assert telegram.early == 0
    assert life.kills == KILLS
    assert sum(chat >= FIRST_ASKER for chat, _ in seen) >= ASKERS // 2, "who asks has an answer"
    assert "Traceback" not in life.log
    assert TOKEN.partition(":")[2] not in life.log
    assert PASSWORD not in life.log
