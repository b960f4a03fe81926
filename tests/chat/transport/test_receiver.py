from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest

from bot.chat.transport.client import TelegramClient
from bot.chat.transport.receiver import Receiver
from tests.chat.conversation import Conversation
from tests.chat.fake_telegram import FakeTelegram, Fault
from tests.chat.stories import NOW
from tests.chat.transport.updates import MemoryInbox, until, written


class Sleeps:
    """Sleeps not at all, remembers how long it should have, and stops after so many."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


async def received(
    bot: TelegramClient, inbox: MemoryInbox, condition: Callable[[], bool]
) -> list[float]:
    sleeps = Sleeps()
    receiver = Receiver(bot, inbox, lambda: NOW, lambda: None, sleeps)
    task = asyncio.create_task(receiver.run())
    await until(condition)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return sleeps.seconds


async def test_updates_are_stored_before_the_next_offset_is_asked_for(
    telegram: FakeTelegram, bot: TelegramClient
) -> None:
    inbox = MemoryInbox()
    for number in (7, 8, 9):
        telegram.push(written(number))
    await received(bot, inbox, lambda: not telegram.updates)
    assert sorted(inbox.rows) == [7, 8, 9]
    assert json.loads(inbox.rows[8]) == written(8)


async def test_an_odd_update_does_not_cost_the_batch(
    telegram: FakeTelegram, bot: TelegramClient
) -> None:
    inbox = MemoryInbox()
    telegram.push({"update_id": 1, "message": {"odd": True}})
    telegram.push(written(2))
    await received(bot, inbox, lambda: len(inbox.rows) == 2)
    assert sorted(inbox.rows) == [1, 2]


async def test_a_webhook_is_taken_down_without_dropping_what_waits(
    telegram: FakeTelegram, bot: TelegramClient
) -> None:
    await received(bot, MemoryInbox(), lambda: bool(telegram.of("deleteWebhook")))
    assert not telegram.of("deleteWebhook")[0].drop_pending_updates


@pytest.mark.parametrize(
    ("fault", "most"),
    [
        (Fault(409, "Conflict: terminated by other getUpdates request"), 5.0),
        (Fault(502, body=b"<html>Bad Gateway</html>"), 5.0),
        (Fault(429, "Too Many Requests", {"retry_after": 4}), 4.0),
        (Fault(401, "Unauthorized"), 5.0),
        (Fault(drop=True), 5.0),
        (Fault(200, body=b"{}"), 5.0),
    ],
)
async def test_trouble_with_telegram_never_ends_the_polling(
    telegram: FakeTelegram, bot: TelegramClient, fault: Fault, most: float
) -> None:
    inbox = MemoryInbox()
    telegram.fail("getUpdates", *[fault] * 9)
    telegram.push(written(1))
    seconds = await received(bot, inbox, lambda: 1 in inbox.rows)
    assert (len(seconds), max(seconds)) == (9, most)
    assert most == 4.0 or seconds[:5] == [1.0, 2.0, 3.0, 5.0, 5.0]


async def test_a_store_that_is_down_confirms_nothing(
    telegram: FakeTelegram, bot: TelegramClient
) -> None:
    inbox = MemoryInbox()
    inbox.down = 3
    telegram.push(written(1))
    await received(bot, inbox, lambda: 1 in inbox.rows)
    assert not inbox.down


async def test_from_telegram_to_the_answer(talk: Conversation, bot: TelegramClient) -> None:
    receiver = Receiver(bot, talk.stores.inbox, talk.clock, talk.worker.wake)
    talk.telegram.push(written(1, text="zyxw vut"))
    assert await receiver.poll(0) == 1
    assert await talk.worker.handle_pending() == 1
    assert "nothing on “zyxw vut”" in talk.last().text
    talk.telegram.push(written(1, text="zyxw vut"))
    assert await receiver.poll(0) == 0
