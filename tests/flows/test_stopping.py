"""A clean stop ends in seconds, loses nothing, and repeats nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.core.model.chats import Chat, Schedule
from bot.store import open_stores
from tests.fork_server import Process, start
from tests.local_telegram.fixtures import Telegram, local_telegram

ROOT = Path(__file__).parents[2]


def environment(telegram: Telegram, folder: Path, **more: str) -> dict[str, str]:
    """The settings of a bot with a store in this folder, against a local Telegram."""
    sources = folder / "sources.toml"
    sources.write_text('[[source]]\nurl = "http://127.0.0.1:9/feed"\n')
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url,
        "DATABASE_URL": f"sqlite:///{folder}/precis.db",
        "SOURCES": str(sources),
        **more,
    }


def run(telegram: Telegram, folder: Path, **more: str) -> Process:
    """The bot in a process of its own."""
    env = environment(telegram, folder, **more)
    return start("bot", "run", env=env, cwd=folder, stderr=subprocess.DEVNULL)


async def ended(process: Process, within: float = 20.0) -> int:
    return await asyncio.wait_for(asyncio.to_thread(process.wait), within)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_with_status_0(tmp_path: Path, number: signal.Signals) -> None:
    async with local_telegram() as telegram:
        ada = await telegram.user("Ada")
        process = run(telegram, tmp_path)
        try:
            await ada.ask("/help", within=30)
            process.send_signal(number)
            assert await ended(process) == 0
        finally:
            process.kill()


async def test_a_signal_ends_it_while_it_waits_for_telegram_where_its_state_is(
    tmp_path: Path,
) -> None:
    async with local_telegram() as telegram:
        away = {"SNAPSHOTS": "on", "ADMIN_USER_IDS": "1", "TELEGRAM_API_URL": "http://127.0.0.1:9"}
        env, file = environment(telegram, tmp_path, **away), tmp_path / "log"
        with file.open("wb") as log:
            process = start("bot", "run", env=env, cwd=tmp_path, stderr=log)
        try:
            async with asyncio.timeout(30):
                while "waiting for Telegram" not in file.read_text("utf-8"):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            process.terminate()
            assert await ended(process) == 0
        finally:
            process.kill()


async def test_a_slot_missed_while_down_is_delivered_once_at_the_next_start(tmp_path: Path) -> None:
    async with local_telegram() as telegram:
        ada = await telegram.user("Ada")
        stores = await open_stores(f"sqlite:///{tmp_path}/precis.db")
        due = datetime.now(UTC).replace(second=0, microsecond=0)
        wish = Schedule((time(due.hour, due.minute),))
        await stores.chats.save(Chat(ada.id, schedule=wish, next_due=due, created_at=due))
        await stores.aclose()
        for _ in range(2):  # the second start has nothing left to do
            process = run(telegram, tmp_path)
            try:
                await ada.ask("/help", within=30)
                await ada.wait_for("Nothing new", within=30)
                await asyncio.sleep(1.0)
                process.terminate()
                assert await ended(process) == 0
            finally:
                process.kill()
        editions = [m for m in await ada.replies() if "Nothing new" in m.text]
        assert len(editions) == 1


async def all_is_handled(folder: Path) -> None:
    """Return when no update waits in the store."""
    stores = await open_stores(f"sqlite:///{folder}/precis.db")
    async with asyncio.timeout(30):
        while await stores.inbox.pending(1):  # noqa: ASYNC110 - another process handles it
            await asyncio.sleep(0.05)
    await stores.aclose()


async def test_a_command_said_while_it_was_down_is_answered_once(tmp_path: Path) -> None:
    async with local_telegram() as telegram:
        ada = await telegram.user("Ada")
        await ada.say("/help")
        process = run(telegram, tmp_path)
        try:
            await ada.wait_for("/topics", within=30)
            await all_is_handled(tmp_path)  # before that a kill may repeat the answer
            process.kill()
            await ended(process)
            process = run(telegram, tmp_path)
            said = await ada.say("/privacy")
            await ada.wait_for(lambda m: True, after=said.id, within=30)
            assert len([m for m in await ada.replies() if "/unsubscribe" in m.text]) == 1
        finally:
            process.kill()
            await ended(process)
