"""The process that takes updates by webhook and handles them, and that gets killed.

    python -m tests.faults.updates_child URL PORT JOURNAL STEP NTH

It kills itself (SIGKILL) when it passes `step` for the nth time; SIGTERM ends it cleanly. It says
when it is ready. Every update that its handlers were given stands in the file
`journal`, in order, one number a line.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, event
from telegram import Update
from telegram.ext import TypeHandler

from bot import logs
from bot.chat.transport.client import build_application, telegram_client
from bot.chat.transport.group_commit import GroupCommit
from bot.chat.transport.update_worker import UpdateWorker
from bot.store import Stores, open_stores
from bot.web.serving import listen, serve
from bot.web.site import build_site
from bot.web.webhook import WebhookEndpoint
from tests.chat.fake_telegram import TOKEN, FakeTelegram

SECRET = "a secret that only Telegram knows"
Step = Callable[[str], None]


class NoErrors:
    """No handler here raises."""

    def take(self, update_id: int) -> str | None:
        return None


def killer(step: str, nth: int) -> Step:
    """A function that ends this process when `step` is passed for the nth time."""
    passed: Counter[str] = Counter()

    def at(name: str) -> None:
        passed[name] += 1
        if name == step and passed[name] == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    return at


@asynccontextmanager
async def receiving(
    stores: Stores, port: int, handled: Callable[[int], None], at: Step
) -> AsyncIterator[str]:
    """The webhook's address, while its site and the worker behind it run."""
    telegram = FakeTelegram()
    await telegram.start()
    application = build_application(telegram_client(TOKEN, telegram.url))

    async def handle(update: Update, _: Any) -> None:
        handled(update.update_id)
        at("begun")
        await asyncio.sleep(0.001)
        at("handled")

    application.add_handler(TypeHandler(Update, handle))
    await application.initialize()
    worker = UpdateWorker(stores.inbox, application, NoErrors())

    incoming = GroupCommit[tuple[int, str]](lambda rows: stores.inbox.put(rows, datetime.now(UTC)))

    async def take(number: int, body: str) -> None:
        await incoming.add((number, body))
        at("stored")
        worker.wake()

    async def facts() -> dict[str, float]:
        return {}

    listener = listen(port)
    site = build_site(facts, time.monotonic, webhook=WebhookEndpoint("http://x/hook", SECRET, take))
    serving = asyncio.create_task(serve(site, listener))
    working = asyncio.create_task(worker.run())
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/hook"
    finally:
        await worker.stop()
        await working
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        await application.shutdown()
        await telegram.stop()


async def main(url: str, port: str, journal: str, step: str, nth: str) -> None:
    stop, at = asyncio.Event(), killer(step, int(nth))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    stores = await open_stores(url)
    event.listen(Engine, "commit", lambda _connection: at("commit"))
    file = os.open(journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def handled(update_id: int) -> None:
        os.write(file, f"{update_id}\n".encode())

    async with receiving(stores, int(port), handled, at):
        print("ready", flush=True)
        await stop.wait()
    await stores.aclose()


if __name__ == "__main__":
    logs.configure("WARNING", "json")
    asyncio.run(main(*sys.argv[1:]))
