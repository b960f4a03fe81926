"""The outbox to the wire: woken, stopped, and what a store that goes away leaves behind."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from structlog.testing import capture_logs

from bot.core.model.chats import Chat, Slot
from bot.core.model.messages import Message
from bot.errors import StoreUnavailable
from bot.services import deliver
from bot.services.deliver import Deliverer
from bot.store import Stores
from bot.store.outbox.outbox_store import SqlOutbox
from tests.services.doubles import MORNING, Clock, Wire


class WaitedWire(Wire):
    """Says when so many messages have gone out."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count, self.all_out = count, asyncio.Event()

    async def send(self, *arguments: Any) -> Any:
        outcome = await super().send(*arguments)
        if len(self.sent) >= self.count:
            self.all_out.set()
        return outcome


@dataclass
class AwayOutbox:
    """The real outbox, whose database is away for the next so many calls of one kind."""

    outbox: SqlOutbox
    settles: int = 0
    claims: int = 0

    async def claim(self, *arguments: Any) -> Any:
        if self.claims:
            self.claims -= 1
            raise StoreUnavailable("database precis: refused")
        return await self.outbox.claim(*arguments)

    async def settle(self, *arguments: Any, **more: Any) -> bool:
        if self.settles:
            self.settles -= 1
            raise StoreUnavailable("database precis: refused")
        return await self.outbox.settle(*arguments, **more)


async def planned(stores: Stores, chats: int) -> None:
    for number in range(1, chats + 1):
        await stores.chats.save(Chat(number))
        slot, text = Slot(number, "morning", MORNING), Message("news", "news")
        await stores.outbox.plan(slot, [text], [], MORNING + timedelta(days=1), MORNING)


async def test_it_delivers_until_it_is_stopped(stores: Stores) -> None:
    await planned(stores, 10)
    wire = WaitedWire(10)
    deliverer = Deliverer(stores.outbox, wire, Clock(MORNING), "one")
    running = asyncio.create_task(deliverer.run())
    await asyncio.wait_for(wire.all_out.wait(), 30)
    await deliverer.stop()
    await running
    assert sorted(chat for chat, _ in wire.sent) == list(range(1, 11))
    assert (await stores.outbox.counts()) == {"sent": 10}


async def test_what_was_sent_while_the_database_went_away_is_recorded_when_it_is_back(
    stores: Stores, monkeypatch: Any
) -> None:
    monkeypatch.setattr(deliver, "IDLE_SECONDS", 0.01)
    monkeypatch.setattr(deliver, "STORE_DOWN_SECONDS", 0.01)
    await planned(stores, 3)
    away, wire = AwayOutbox(stores.outbox, settles=7, claims=2), WaitedWire(3)
    deliverer = Deliverer(away, wire, Clock(MORNING), "one")  # type: ignore[arg-type]
    with capture_logs() as logs:
        running = asyncio.create_task(deliverer.run())
        await asyncio.wait_for(wire.all_out.wait(), 30)
        while away.settles:  # noqa: ASYNC110 - the deliverer has no event for it
            await asyncio.sleep(0.01)
        await deliverer.stop()
        await running
    assert len(wire.sent) == 3
    assert (await stores.outbox.counts()) == {"sent": 3}
    assert [one for one in logs if one["log_level"] != "debug"] == []
