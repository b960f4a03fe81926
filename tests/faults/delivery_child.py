"""The process that gets killed: plans editions and delivers them with the product's own parts,
the real stores, `services.deliver`, the sender, the pacer and python-telegram-bot; then exits.

    python -m tests.faults.delivery_child URL API_URL LATER STEP NTH

It kills itself (SIGKILL) when it passes `step` for the nth time; with `nth` 0 it runs to its end.
It says when it is ready. Its clock is `later` seconds late, so that the leases of whoever died
before have run out; Telegram's rates are kept fifty times as fast.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, event

from bot import logs
from bot.chat.transport.client import telegram_client
from bot.chat.transport.pacer import Pacer
from bot.chat.transport.sender import TelegramSender
from bot.core.model.chats import Chat, Slot
from bot.core.model.messages import Message, OutboxRow, Outcome
from bot.services.deliver import Deliverer
from bot.services.ports import Clock
from bot.store import Stores, open_stores
from bot.store.outbox.outbox_store import SqlOutbox
from tests.chat.fake_telegram import TOKEN
from tests.faults.editions import EDITIONS, PARTS, used_by

FASTER = 50
Step = Callable[[str], None]


def killer(step: str, nth: int) -> Step:
    """A function that ends this process when `step` is passed for the nth time."""
    passed: Counter[str] = Counter()

    def at(name: str) -> None:
        passed[name] += 1
        if name == step and passed[name] == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    return at


class MarkedOutbox:
    """The outbox, with the steps before and after its own marked."""

    def __init__(self, outbox: SqlOutbox, at: Step) -> None:
        self._outbox, self._at = outbox, at
        self.oldest_pending = outbox.oldest_pending

    async def claim(self, owner: str, now: datetime, lease: float, limit: int) -> list[OutboxRow]:
        rows = await self._outbox.claim(owner, now, lease, limit)
        self._at("after claim" if rows else "idle")
        return rows

    async def settle(
        self, row_id: int, owner: str, outcome: Outcome, now: datetime, *, attempt: int | None
    ) -> bool:
        kept = await self._outbox.settle(row_id, owner, outcome, now, attempt=attempt)
        self._at("after settle")
        return kept


class MarkedSender:
    """The sender, with the steps before and after it marked."""

    def __init__(self, sender: TelegramSender, at: Step) -> None:
        self._sender, self._at = sender, at

    async def send(self, chat_id: int, message: Message, thread_id: int | None = None) -> Outcome:
        self._at("before send")
        outcome = await self._sender.send(chat_id, message, thread_id)
        self._at("answered")
        return outcome


async def plan_all(stores: Stores, clock: Clock, at: Step, planned: Callable[[], None]) -> None:
    while chats := await stores.chats.due(clock(), limit=3):
        for chat in chats:
            at("before plan")
            await plan_next(stores, chat, clock())
            at("after plan")
            planned()


async def plan_next(stores: Stores, chat: Chat, now: datetime) -> None:
    due = chat.next_due
    assert due is not None
    number = due.minute
    following = due + timedelta(minutes=1) if number + 1 < EDITIONS else None
    texts = [f"{chat.id}/{number}/{part}" for part in range(PARTS)]
    messages = [Message(text, text) for text in texts]
    slot = Slot(chat.id, str(number), due)
    await stores.outbox.plan(slot, messages, used_by(number), following, now)


async def until_all_is_sent(stores: Stores, planning: asyncio.Task[None]) -> None:
    await planning
    while await stores.outbox.oldest_pending():  # noqa: ASYNC110 - the store has no event for it
        await asyncio.sleep(0.05)


def deliverer_of(stores: Stores, api_url: str, clock: Clock, at: Step) -> Deliverer:
    client = telegram_client(TOKEN, api_url)
    pacer = Pacer(lambda: time.monotonic() * FASTER, lambda s: asyncio.sleep(s / FASTER))
    sender = MarkedSender(TelegramSender(client, pacer), at)
    outbox = MarkedOutbox(stores.outbox, at)
    return Deliverer(outbox, sender, clock, f"process {os.getpid()}")  # type: ignore[arg-type]


async def main(url: str, api_url: str, later: str, step: str, nth: str) -> None:
    at = killer(step, int(nth))

    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(later))

    stores = await open_stores(url)
    event.listen(Engine, "commit", lambda _connection: at("commit"))
    deliverer = deliverer_of(stores, api_url, clock, at)
    print("ready", flush=True)
    await stores.outbox.recover(clock())
    planning = asyncio.create_task(plan_all(stores, clock, at, deliverer.wake))
    delivering = asyncio.create_task(deliverer.run())
    await until_all_is_sent(stores, planning)
    await deliverer.stop()
    await delivering
    await stores.aclose()


if __name__ == "__main__":
    logs.configure("WARNING", "json")
    asyncio.run(main(*sys.argv[1:]))
