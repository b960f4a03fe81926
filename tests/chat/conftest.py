from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.transport.client import TelegramClient, build_application, telegram_request
from bot.chat.transport.pacer import Pacer
from bot.chat.transport.sender import TelegramSender
from bot.store import Database, Stores, open_stores, stores_of
from tests.chat.conversation import Conversation
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


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the present schema and nothing in it, to be copied."""
    path = tmp_path_factory.mktemp("store") / "empty.db"

    async def make() -> None:
        await (await open_stores(f"sqlite:///{path}")).aclose()

    asyncio.run(make())
    return path


@pytest.fixture
async def stores(empty_store: Path, tmp_path: Path) -> AsyncIterator[Stores]:
    path = shutil.copy(empty_store, tmp_path / "precis.db")
    opened = stores_of(Database(f"sqlite:///{path}"))
    yield opened
    await opened.aclose()


@pytest.fixture
async def talk(
    telegram: FakeTelegram,
    bot: TelegramClient,
    sender: TelegramSender,
    stores: Stores,
    tmp_path: Path,
) -> AsyncIterator[Conversation]:
    application = build_application(bot)
    await application.initialize()
    path = str(tmp_path / "precis.db")
    conversation = Conversation(telegram, sender, stores, application, path)
    telegram.calls.clear()
    yield conversation
    await conversation.background.aclose()
    await application.shutdown()
    await conversation.client.aclose()
