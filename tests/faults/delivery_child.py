"""The process that gets killed: plans editions and delivers them from the outbox, then exits.

    python -m tests.faults.delivery_child DATABASE_URL PORT STEP NTH

kills itself (SIGKILL) when it passes STEP for the NTH time; with NTH 0 it runs to its end.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, event

from bot.core.model.chats import Chat, Slot
from bot.core.model.messages import Message, OutboxRow, Outcome, SendResult
from bot.store import Stores, open_stores
from tests.faults.editions import EDITIONS, IN_FLIGHT, PARTS, used_by

LEASE = 0.4
Step = Callable[[str], None]


def now() -> datetime:
    return datetime.now(UTC)


def killer(step: str, nth: int) -> Step:
    """A function that ends this process when `step` is passed for the nth time."""
    passed: Counter[str] = Counter()

    def at(name: str) -> None:
        passed[name] += 1
        if name == step and passed[name] == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    return at


async def plan_all(stores: Stores, at: Step) -> None:
    while chats := await stores.chats.due(now(), limit=3):
        for chat in chats:
            at("before plan")
            await plan_next(stores, chat)
            at("after plan")


async def plan_next(stores: Stores, chat: Chat) -> None:
    due = chat.next_due
    assert due is not None
    number = due.minute
    following = due + timedelta(minutes=1) if number + 1 < EDITIONS else None
    texts = [f"{chat.id}/{number}/{part}" for part in range(PARTS)]
    messages = [Message(text, text) for text in texts]
    slot = Slot(chat.id, str(number), due)
    await stores.outbox.plan(slot, messages, used_by(number), following, now())


async def send(port: int, text: str, at: Step) -> Outcome:
    """Post the text; anything that goes wrong after it was written leaves a doubt."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    at("before send")
    writer.write(f"{text}\n".encode())
    await writer.drain()
    at("request sent")
    answer = await reader.readline()
    writer.close()
    at("answered")
    return Outcome(SendResult.SENT if answer == b"ok\n" else SendResult.UNKNOWN)


async def deliver(stores: Stores, row: OutboxRow, owner: str, port: int, at: Step) -> None:
    outcome = await send(port, row.message.plain, at)
    await stores.outbox.settle(row.id, owner, outcome, now(), attempt=row.attempts)
    at("after settle")


async def deliver_all(stores: Stores, port: int, planning: asyncio.Task[None], at: Step) -> None:
    owner = f"process {os.getpid()}"
    while not planning.done() or await stores.outbox.oldest_pending():
        await stores.outbox.recover(now())
        rows = await stores.outbox.claim(owner, now(), LEASE, IN_FLIGHT)
        at("after claim" if rows else "idle")
        async with asyncio.TaskGroup() as group:
            for row in rows:
                group.create_task(deliver(stores, row, owner, port, at))
        if not rows:
            await asyncio.sleep(0.02)


async def main(url: str, port: int, step: str, nth: int) -> None:
    at = killer(step, nth)
    stores = await open_stores(url)
    event.listen(Engine, "commit", lambda _connection: at("commit"))
    print("ready", flush=True)
    planning = asyncio.create_task(plan_all(stores, at))
    await deliver_all(stores, port, planning, at)
    await planning
    await stores.aclose()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
