"""The same room against the built-in local Telegram, which is strict in its own way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.chat.handlers import publish_commands
from bot.chat.handlers.registry import COMMANDS
from bot.chat.transport.client import build_application, telegram_client
from bot.chat.transport.pacer import Pacer
from bot.chat.transport.receiver import Receiver
from bot.chat.transport.sender import TelegramSender
from bot.store import Stores
from tests.chat.conversation import Conversation
from tests.chat.fake_telegram import FakeTelegram
from tests.chat.virtual_time import VirtualTime
from tests.local_telegram.fixtures import Telegram, local_telegram


@pytest.fixture
async def local() -> AsyncIterator[Telegram]:
    async with local_telegram() as telegram:
        yield telegram


@pytest.fixture
async def room(
    local: Telegram, stores: Stores, time: VirtualTime, telegram: FakeTelegram
) -> AsyncIterator[Conversation]:
    client = telegram_client(local.token, local.url)
    application = build_application(client)
    await application.initialize()
    sender = TelegramSender(client, Pacer(time.now, time.sleep), time.sleep)
    conversation = Conversation(telegram, sender, stores, application, now=datetime.now(UTC))
    worker = conversation.worker
    receiver = Receiver(client, stores.inbox, conversation.clock, worker.wake)
    tasks = [asyncio.create_task(receiver.run()), asyncio.create_task(worker.run())]
    await publish_commands(client)
    yield conversation
    tasks[0].cancel()
    await worker.stop()
    await asyncio.gather(*tasks, return_exceptions=True)
    await conversation.background.aclose()
    await application.shutdown()
    await conversation.client.aclose()


async def test_a_newcomer_reads_an_edition_and_opens_a_story(
    local: Telegram, room: Conversation
) -> None:
    await room.publish("Bridge closes", hashtags=("Aller",))
    await room.publish("Chip learns & <forgets>", "technology", hours=1)
    ada = await local.user("Ada")
    await ada.say("/start")
    await ada.wait_for("1 of 3")
    await ada.tap("Next")
    await ada.wait_for("2 of 3")
    await ada.tap("Both")
    await ada.wait_for("3 of 3")
    await ada.tap("Berlin")
    edition = await ada.wait_for("That is all")
    assert "2 stories from 2 articles" in edition.text
    assert "Chip learns & <forgets>" in edition.text
    await ada.tap("2 Bridge")
    await ada.wait_for("Harbour Post, ")


async def test_places_links_and_help_work_there_too(local: Telegram, room: Conversation) -> None:
    room.web.pages["https://post.example/a"] = ("<h1>Ferry</h1><p>It is so.</p>", "text/html")
    ada = await local.user("Ada")
    await ada.say("https://post.example/a")
    card = await ada.wait_for("It is so.")
    assert card.edited
    await ada.say("/help")
    text = (await ada.wait_for("/deletedata – ")).text
    assert all(f"/{name} – " in text for name in COMMANDS)


async def test_no_call_was_refused(local: Telegram, room: Conversation) -> None:
    first, second = COMMANDS[: len(COMMANDS) // 2], COMMANDS[len(COMMANDS) // 2 :]
    for name, commands in (("Ada", first), ("Bob", second)):  # one alone may not ask so much
        reader = await local.user(name)
        for command in commands:
            await reader.say(f"/{command}")
    await reader.wait_for("Erase everything I keep")
    refused = [call for call in await local.calls() if call["status"] not in (0, 200)]
    assert refused == []
