"""A local Telegram and the real python-telegram-bot's Bot for the tests of this room."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import telegram as ptb

from tests.local_telegram.fixtures import Telegram, local_telegram


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with local_telegram() as running:
        yield running


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[ptb.Bot]:
    async with ptb.Bot(
        telegram.token,
        base_url=f"{telegram.url}/bot",
        base_file_url=f"{telegram.url}/file/bot",
    ) as client:
        yield client
