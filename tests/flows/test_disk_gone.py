"""The disk is destroyed, in the middle of a delivery or after a clean stop, and the bot starts on an
empty one: from the operator's own chat it takes back what it knew, and what was due comes."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.core.model.chats import Chat, Schedule
from bot.store import open_stores
from tests.flows.test_stopping import ended, run
from tests.fork_server import Process
from tests.local_telegram.fixtures import FakeUser, Telegram, local_telegram

READERS, ANSWERED_AFTER = 12, 0.6  # seconds


def started(telegram: Telegram, folder: Path, operator: FakeUser) -> Process:
    return run(telegram, folder, SNAPSHOTS="on", ADMIN_USER_IDS=str(operator.id))


async def subscribed(folder: Path, readers: list[FakeUser], minutes: int) -> None:
    """Everyone's edition is due in so many minutes."""
    stores = await open_stores(f"sqlite:///{folder}/precis.db")
    due = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    for reader in readers:
        wish = Schedule((time(due.hour, due.minute),))
        await stores.chats.save(Chat(reader.id, schedule=wish, next_due=due, created_at=due))
    await stores.aclose()


async def copies(readers: list[FakeUser]) -> Counter[int]:
    """How many editions each reader got."""
    found = Counter[int]()
    for reader in readers:
        texts = [message.text for message in await reader.replies()]
        found[reader.id] = sum("Nothing new" in text for text in texts)
    return found


async def snapshot_kept(operator: FakeUser, after: int = 0) -> int:
    kept = await operator.wait_for(lambda m: m.silent and not m.text, after=after, within=40)
    return kept.id


async def all_served(readers: list[FakeUser]) -> None:
    for reader in readers:
        await reader.wait_for("Nothing new", within=60)


def destroy(folder: Path) -> None:
    for file in folder.glob("precis.db*"):
        file.unlink()


async def test_in_the_middle_of_a_delivery_nothing_due_is_lost(tmp_path: Path) -> None:
    async with local_telegram() as telegram:
        operator = await telegram.user("Operator")
        readers = [await telegram.user(f"Reader {n}") for n in range(READERS)]
        await subscribed(tmp_path, readers, minutes=0)
        await telegram.fault(kind="delay", method="sendMessage", seconds=ANSWERED_AFTER, times=1000)
        process = started(telegram, tmp_path, operator)
        try:
            await snapshot_kept(operator)
            await telegram.until(lambda: served(telegram), within=40)
            process.kill()
            await ended(process)
            destroy(tmp_path)
            process = started(telegram, tmp_path, operator)
            await all_served(readers)
            await operator.ask("/help", within=40)
            process.terminate()
            assert await ended(process) == 0
        finally:
            process.kill()
        found = await copies(readers)
    assert min(found.values()) >= 1, "lost"
    assert max(found.values()) <= 2, "beyond the promise"


async def served(telegram: Telegram) -> bool:
    """Whether some have their edition and others have not."""
    sent = [call for call in await telegram.calls("sendMessage") if call["status"] == 200]
    return 2 <= len(sent) < READERS


async def test_after_a_clean_stop_nothing_is_lost_and_nothing_comes_twice(tmp_path: Path) -> None:
    async with local_telegram() as telegram:
        operator = await telegram.user("Operator")
        readers = [await telegram.user(f"Reader {n}") for n in range(READERS)]
        await subscribed(tmp_path, readers, minutes=0)
        await telegram.fault(kind="delay", method="sendMessage", seconds=ANSWERED_AFTER, times=1000)
        process = started(telegram, tmp_path, operator)
        try:
            await telegram.until(lambda: served(telegram), within=40)
            process.terminate()
            assert await ended(process) == 0
            destroy(tmp_path)
            process = started(telegram, tmp_path, operator)
            await all_served(readers)
            await asyncio.sleep(1.0)  # long enough for a second copy
            process.terminate()
            assert await ended(process) == 0
        finally:
            process.kill()
        assert set((await copies(readers)).values()) == {1}
