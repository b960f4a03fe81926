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


async def test_a_card_chosen_inline_is_posted_and_not_answered(
    local: Telegram, room: Conversation
) -> None:
    await room.publish("Bridge closes")
    ada = await local.user("Ada")
    query = (await local.post("inline", user=ada.id, chat=ada.id, words="bridge"))["query"]

    async def offered() -> list[dict[str, object]]:
        events = [event for event in await local.events("inline") if event["query"] == query]
        return events[0]["cards"] if events else []

    (card,) = await local.until(offered)
    assert card["title"] == "Bridge closes"
    sent = await local.post("choose", query=query, card=card["id"])
    assert "• Bridge closes, officials said on Sunday." in sent["text"]
    await ada.ask("/help")  # what was chosen before has been seen by now
    assert len(await ada.replies()) == 1


async def test_a_channel_is_chosen_and_set_up_without_a_word_in_it(
    local: Telegram, room: Conversation
) -> None:
    ada = await local.user("Ada")
    await ada.say("/settings")
    await ada.wait_for("Your settings")
    await ada.tap("My channels")
    await ada.wait_for("none yet")
    await ada.tap("Choose a channel")
    await ada.wait_for("key below the text box")
    channel = (await local.post("share_channel", user=ada.id, request=1))["id"]
    await ada.wait_for("📢 My channel")
    await ada.tap("Topics")
    await ada.wait_for("A tap follows or unfollows")
    await ada.tap("World")

    async def followed() -> bool:
        chat = await room.stores.chats.get(channel)
        return chat is not None and chat.topics == ("world",)

    await local.until(followed)
    assert [m for m in await ada.messages(channel) if m.from_bot] == []
    refused = [call for call in await local.calls() if call["status"] not in (0, 200)]
    assert refused == []
