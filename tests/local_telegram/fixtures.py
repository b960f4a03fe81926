"""The local Telegram for tests: `async with local_telegram() as telegram: …`.

    async with local_telegram(limits=False) as telegram:
        ada = await telegram.user("Ada")
        await ada.say("/start")
        greeting = await ada.wait_for("Hello")
        await ada.tap("Topics")

`telegram.url` goes into TELEGRAM_API_URL, `telegram.token` into TELEGRAM_BOT_TOKEN.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.local_telegram.server import LocalTelegram
from tests.local_telegram.client import FakeUser, Seen, Telegram

__all__ = ["FakeUser", "Seen", "Telegram", "local_telegram"]


@asynccontextmanager
async def local_telegram(*, limits: bool = False, **options: Any) -> AsyncIterator[Telegram]:
    """A started local Telegram, stopped at the end; options are those of `LocalTelegram`."""
    server = LocalTelegram(limits=limits, **options)
    await server.start()
    telegram = Telegram(server)
    try:
        yield telegram
    finally:
        await telegram.http.aclose()
        await server.stop()
