from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.chat.client import TelegramClient, telegram_request
from bot.chat.pacer import Pacer
from bot.chat.sender import TelegramSender
from tests.chat.fake_telegram import TOKEN, FakeTelegram
from tests.chat.virtual_time import VirtualTime


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    server = FakeTelegram()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[TelegramClient]:
    async with TelegramClient(
        TOKEN,
        base_url=f"{telegram.url}/bot",
        request=telegram_request(telegram.url, read_timeout=0.3),
        get_updates_request=telegram_request(telegram.url, read_timeout=1.0),
    ) as client:
        telegram.calls.clear()
        yield client


@pytest.fixture
def time() -> VirtualTime:
    return VirtualTime()


@pytest.fixture
def sender(bot: TelegramClient, time: VirtualTime) -> TelegramSender:
    return TelegramSender(bot, Pacer(time.now, time.sleep), time.sleep)
