"""`precis try`; what a newcomer sees in it is in `tests/flows/test_newcomer.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.command.trial import trial
from bot.errors import PrecisError
from bot.local_telegram.server import LocalTelegram
from config.settings import Settings


def left_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_a_trial_leaves_the_operators_own_settings_and_store_alone(tmp_path: Path) -> None:
    own = Settings(
        telegram_bot_token="123456:abcdefghijklmnopqrstuvwxyz0123456789",
        database_url=f"sqlite:///{tmp_path}/own.db",
        webhook_url="https://precis.example/",
    )
    async with trial(own) as running:
        used = running.ingestion.settings
        folder = Path(used.sources).parent
        assert used.telegram_bot_token == running.telegram.token != own.telegram_bot_token
        assert used.telegram_api_url == running.telegram.url
        assert used.webhook_url is None
        assert used.allowed_private_hosts == (running.site.host,)
        assert used.database_url.startswith(f"sqlite:///{folder}")
        assert folder.is_dir()
    assert not folder.exists()
    assert left_in(tmp_path) == []


async def test_a_port_that_is_taken_is_told_in_one_line() -> None:
    telegram = LocalTelegram()
    await telegram.start()
    port = int(telegram.url.rsplit(":", 1)[1])
    try:
        with pytest.raises(PrecisError, match=rf"port {port} is taken .*give --port"):
            async with trial(Settings(), port):
                pass
    finally:
        await telegram.stop()
