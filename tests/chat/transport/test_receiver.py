from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import pytest
from telegram import Update
from telegram.ext import Application, TypeHandler

from bot.chat.transport.client import TelegramClient, build_application
from bot.chat.transport.receiver import CHATS_AT_ONCE, Receiver, Worker, chat_of
from bot.errors import StoreUnavailable
from tests.chat.conversation import Conversation
from tests.chat.fake_telegram import FakeTelegram, Fault
from tests.chat.stories import NOW


class MemoryInbox:
    """`ports.InboxStore` in memory; `down` makes it unavailable for so many calls."""

    def __init__(self) -> None:
        self.rows: dict[int, str] = {}
        self.handled: dict[int, str | None] = {}
        self.order: list[int] = []
        self.down = 0

    def _check(self) -> None:
        if self.down:
            self.down -= 1
            raise StoreUnavailable("the database cannot be reached")

    async def put(self, updates: Sequence[tuple[int, str]], now: datetime) -> int:
        self._check()
        new = {number: text for number, text in updates if number not in self.rows}
        self.rows |= new
        return len(new)

    async def pending(self, limit: int) -> list[tuple[int, str]]:
        waiting = [(n, text) for n, text in sorted(self.rows.items()) if n not in self.handled]
        return waiting[:limit]

    async def done(self, update_id: int, error: str | None = None) -> None:
        self._check()
        self.handled[update_id] = error
        self.order.append(update_id)

    async def next_offset(self) -> int | None:
        self._check()
        return max(self.rows) + 1 if self.rows else None

    async def purge(self, before: datetime) -> None:
        self.rows.clear()


class NoFaults:
    def take(self, update_id: int) -> str | None:
        return None


def written(number: int, chat: int = 5, text: str = "hello") -> dict[str, Any]:
    message = {
        "message_id": number,
        "date": 1,
        "chat": {"id": chat, "type": "private", "first_name": "R"},
        "text": text,
    }
    return {"update_id": number, "message": message}


class Sleeps:
    """Sleeps not at all, remembers how long it should have, and stops after so many."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


async def until(condition: Callable[[], bool]) -> None:
    for _ in range(2000):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came to that")


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
        (Fault(409, "Conflict: terminated by other getUpdates request"), 30.0),
        (Fault(502, body=b"<html>Bad Gateway</html>"), 30.0),
        (Fault(429, "Too Many Requests", {"retry_after": 4}), 4.0),
        (Fault(401, "Unauthorized"), 30.0),
        (Fault(drop=True), 30.0),
        (Fault(200, body=b"{}"), 30.0),
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


async def test_a_store_that_is_down_confirms_nothing(
    telegram: FakeTelegram, bot: TelegramClient
) -> None:
    inbox = MemoryInbox()
    inbox.down = 3
    telegram.push(written(1))
    await received(bot, inbox, lambda: 1 in inbox.rows)
    assert not inbox.down


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        (written(1, 6), 6),
        ({"update_id": 2, "callback_query": {"message": {"chat": {"id": 7}}}}, 7),
        ({"update_id": 3, "my_chat_member": {"chat": {"id": -8}}}, -8),
        ({"update_id": 4, "inline_query": {"from": {"id": 1}}}, 0),
        ({"update_id": 5, "message": {"chat": "odd"}}, 0),
    ],
)
def test_an_update_belongs_to_its_chat(update: dict[str, Any], chat: int) -> None:
    assert chat_of(json.dumps(update)) == chat


async def a_worker(
    bot: TelegramClient, inbox: MemoryInbox, handle: Callable[[Update], Any]
) -> tuple[Worker, Application[Any, Any, Any, Any, Any, Any]]:
    application = build_application(bot)

    async def callback(update: Update, _: Any) -> None:
        await handle(update)

    application.add_handler(TypeHandler(Update, callback))
    await application.initialize()
    return Worker(inbox, application, NoFaults()), application


async def test_one_chats_updates_keep_their_order_and_chats_go_side_by_side(
    bot: TelegramClient,
) -> None:
    inbox, seen, open_now, most = MemoryInbox(), list[tuple[int, int]](), 0, 0

    async def handle(update: Update) -> None:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        await asyncio.sleep(0.001 if update.update_id % 2 else 0.003)
        open_now -= 1
        assert update.message is not None
        seen.append((update.message.chat.id, update.update_id))

    rows = [(n, json.dumps(written(n, chat=n % 30 + 1))) for n in range(1, 121)]
    await inbox.put(rows, NOW)
    worker, _ = await a_worker(bot, inbox, handle)
    assert await worker.handle_pending() == 120
    assert most == CHATS_AT_ONCE
    for chat in range(1, 31):
        numbers = [number for where, number in seen if where == chat]
        assert numbers == sorted(numbers) and len(numbers) == 4


async def test_an_update_is_handled_once_and_a_repeat_has_no_effect(bot: TelegramClient) -> None:
    inbox, seen = MemoryInbox(), list[int]()

    async def handle(update: Update) -> None:
        seen.append(update.update_id)

    worker, _ = await a_worker(bot, inbox, handle)
    for _ in range(3):
        await inbox.put([(1, json.dumps(written(1)))], NOW)
        await worker.handle_pending()
    assert seen == [1]


@pytest.mark.parametrize("text", ["not json", "[]", '{"update_id": 1, "message": {"odd": 1}}'])
async def test_what_cannot_be_read_is_parked_and_the_next_one_handled(
    bot: TelegramClient, text: str
) -> None:
    inbox, seen = MemoryInbox(), list[int]()

    async def handle(update: Update) -> None:
        seen.append(update.update_id)

    await inbox.put([(1, text), (2, json.dumps(written(2)))], NOW)
    worker, _ = await a_worker(bot, inbox, handle)
    await worker.handle_pending()
    assert seen == [2]
    assert inbox.handled[1] and inbox.handled[2] is None


async def test_a_running_worker_stops_between_two_updates_and_leaves_the_rest(
    bot: TelegramClient,
) -> None:
    inbox, begun, go_on = MemoryInbox(), asyncio.Event(), asyncio.Event()

    async def handle(update: Update) -> None:
        begun.set()
        await go_on.wait()

    await inbox.put([(n, json.dumps(written(n))) for n in (1, 2, 3)], NOW)
    worker, _ = await a_worker(bot, inbox, handle)
    running = asyncio.create_task(worker.run())
    await begun.wait()
    await worker.stop()
    go_on.set()
    await running
    assert inbox.order == [1]
    assert [number for number, _ in await inbox.pending(9)] == [2, 3]


async def test_from_telegram_to_the_answer(talk: Conversation, bot: TelegramClient) -> None:
    receiver = Receiver(bot, talk.stores.inbox, talk.clock, talk.worker.wake)
    talk.telegram.push(written(1, text="good morning"))
    assert await receiver.poll(0) == 1
    assert await talk.worker.handle_pending() == 1
    assert "/help shows the rest" in talk.last().text
    talk.telegram.push(written(1, text="good morning"))
    assert await receiver.poll(0) == 0
