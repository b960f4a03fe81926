"""An old database under a new token or another API server: it is said, and it works."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from structlog.testing import capture_logs

from bot.core.model.chats import Chat, Schedule, Slot
from bot.core.model.messages import Message
from bot.running import running
from bot.store import open_stores
from config.settings import Settings
from tests.local_telegram.fixtures import Telegram, local_telegram


def settings_for(telegram: Telegram, folder: Path) -> Settings:
    sources = folder / "sources.toml"
    sources.write_text('[[source]]\nurl = "http://127.0.0.1:9/feed"\n')
    return Settings(
        telegram_bot_token=telegram.token,
        telegram_api_url=telegram.url,
        database_url=f"sqlite:///{folder}/precis.db",
        sources=str(sources),
    )


async def test_another_bot_goes_on_with_the_settings_and_starts_with_its_own_updates(
    tmp_path: Path,
) -> None:
    async with local_telegram() as first:
        ada = await first.user("Ada")
        async with running(settings_for(first, tmp_path)):
            for _ in range(3):
                await ada.ask("/help", within=30)
            await ada.ask("/schedule 07:30", within=30)
    stores = await open_stores(f"sqlite:///{tmp_path}/precis.db")
    async with local_telegram() as second:
        ben = await second.user("Ben")
        due = datetime.now(UTC)
        wish = Schedule((time(7, 30),))
        await stores.chats.save(Chat(ben.id, schedule=wish, created_at=due))
        slot = Slot(ben.id, "planned by the other bot", due)
        message = Message("waiting for Ben", "waiting for Ben")
        await stores.outbox.plan(slot, [message], [], due + timedelta(days=1), due)
        await stores.aclose()
        with capture_logs() as logs:
            async with running(settings_for(second, tmp_path)):
                await ben.wait_for("waiting for Ben", within=30)
                answer = await ben.ask("/schedule", within=30)
                before = len(await second.calls())
                await asyncio.sleep(0.5)
                polls = len(await second.calls()) - before
        assert "07:30" in answer.text
        assert polls <= 3  # it was 57 a second
        told = [entry for entry in logs if "another bot" in str(entry["event"])]
        assert [entry["api"] for entry in told] == [second.url]
