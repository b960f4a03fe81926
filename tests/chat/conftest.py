from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.transport.client import TelegramClient, build_application, telegram_request
from bot.chat.transport.pacer import Pacer
from bot.chat.transport.sender import TelegramSender
from bot.store import Stores, stores_of
from tests.chat.conversation import Conversation
from tests.chat.fake_telegram import TOKEN, FakeTelegram
from tests.chat.virtual_time import VirtualTime
from tests.databases import SqliteFile


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
        base_file_url=f"{telegram.url}/file/bot",
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


@pytest.fixture
async def stores(ready_file: Path, sqlite_file: SqliteFile) -> AsyncIterator[Stores]:
    """Over an empty database."""
    yield stores_of(sqlite_file.copied(ready_file))
    await sqlite_file.database.aclose()


@pytest.fixture
async def talk(
    telegram: FakeTelegram,
    bot: TelegramClient,
    sender: TelegramSender,
    stores: Stores,
) -> AsyncIterator[Conversation]:
    application = build_application(bot)
    await application.initialize()
    path = stores.database.name.removeprefix("database ")
    conversation = Conversation(telegram, sender, stores, application, path)
    telegram.calls.clear()
    yield conversation
    await conversation.background.aclose()
    await application.shutdown()
    await conversation.client.aclose()
