from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from telegram import Update
from telegram.ext import Application, TypeHandler

from bot.chat.transport.client import TelegramClient, build_application
from bot.chat.transport.update_worker import CHATS_AT_ONCE, UpdateWorker
from tests.chat.stories import NOW
from tests.chat.transport.updates import MemoryInbox, until, written


class NoFaults:
    def take(self, update_id: int) -> str | None:
        return None


async def a_worker(
    bot: TelegramClient, inbox: MemoryInbox, handle: Callable[[Update], Any]
) -> tuple[UpdateWorker, Application[Any, Any, Any, Any, Any, Any]]:
    application = build_application(bot)

    async def callback(update: Update, _: Any) -> None:
        await handle(update)

    application.add_handler(TypeHandler(Update, callback))
    await application.initialize()
    return UpdateWorker(inbox, application, NoFaults()), application


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

    rows = [(n, json.dumps(written(n, chat=n % 40 + 1))) for n in range(1, 161)]
    await inbox.put(rows, NOW)
    worker, _ = await a_worker(bot, inbox, handle)
    assert await worker.handle_pending() == 160
    assert most == CHATS_AT_ONCE
    for chat in range(1, 41):
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
    assert [stored.id for stored in await inbox.pending(9, 9)] == [2, 3]


async def test_chats_with_long_backlogs_hold_up_nobody_else(bot: TelegramClient) -> None:
    inbox, seen, begun = MemoryInbox(), list[int](), asyncio.Event()

    async def handle(update: Update) -> None:
        assert update.message is not None
        seen.append(update.message.chat.id)
        await asyncio.sleep(0)
        if len(seen) >= 100:
            begun.set()

    floods = CHATS_AT_ONCE + 8
    backlog = [(n, json.dumps(written(n, chat=1 + n % floods))) for n in range(1, 25 * floods)]
    await inbox.put(backlog, NOW)
    worker, _ = await a_worker(bot, inbox, handle)
    running = asyncio.create_task(worker.run())
    await begun.wait()
    newcomer, before = 999, len(seen)
    await inbox.put([(10**6, json.dumps(written(10**6, chat=newcomer)))], NOW)
    worker.wake()
    await until(lambda: newcomer in seen)
    await worker.stop()
    await running
    waited = seen.index(newcomer) - before
    assert waited <= 4 * floods  # what the others had in hand, and not their backlogs


async def test_an_inbox_that_cannot_be_read_for_whatever_reason_is_read_again(
    bot: TelegramClient,
) -> None:
    seen = asyncio.Event()

    class OddInbox(MemoryInbox):
        odd = 2

        async def pending(self, *arguments: Any) -> Any:
            if self.odd:
                self.odd -= 1
                raise KeyError("ours")
            return await super().pending(*arguments)

    async def handle(update: Update) -> None:
        seen.set()

    inbox = OddInbox()
    await inbox.put([(1, json.dumps(written(1)))], NOW)
    worker, _ = await a_worker(bot, inbox, handle)
    running = asyncio.create_task(worker.run())
    while not seen.is_set():
        worker.wake()
        await asyncio.sleep(0.01)
    await worker.stop()
    await running
    assert inbox.odd == 0
