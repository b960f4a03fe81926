"""A bot that sends nothing although something is due says so, once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.core.model.chats import Chat
from bot.core.model.messages import Outcome, SendResult
from bot.services.safekeeping.delivery_watch import DeliveryWatch, Standstill, complaint
from bot.store import Stores
from tests.services.doubles import Clock
from tests.store.sending import ADA, BEN, NOW, deliver_all, planned, subscribed

QUARTER = timedelta(minutes=15)


@pytest.mark.parametrize(
    ("due", "waiting", "wrong"),
    [
        (None, None, ""),
        (NOW - QUARTER, NOW - QUARTER, ""),
        (NOW - QUARTER - timedelta(seconds=1), None, "editions are due and are not made"),
        (None, NOW - QUARTER - timedelta(seconds=1), "messages wait and are not sent"),
    ],
    ids=["nothing", "a quarter of an hour", "an edition", "a message"],
)
def test_what_has_waited_too_long(
    due: datetime | None, waiting: datetime | None, wrong: str
) -> None:
    assert complaint(due, waiting, NOW) == wrong


async def test_a_standstill_is_told_once_and_so_is_its_end(stores: Stores) -> None:
    clock = Clock(NOW)
    await subscribed(stores, ADA)
    assert await planned(stores, ADA, "one")
    watch = DeliveryWatch(stores.chats, stores.outbox, clock)
    with capture_logs() as logs:
        assert not await watch.look()
        clock.forward(minutes=16)
        for _ in range(3):
            assert await watch.look() == "messages wait and are not sent"
            assert watch.standstill() == Standstill(NOW, made=True)
        await deliver_all(stores)
        assert not await watch.look()
        assert watch.standstill() is None
    assert [one["event"] for one in logs] == ["delivery stands still", "delivery goes on"]


async def test_an_edition_that_takes_hours_is_no_standstill(stores: Stores) -> None:
    clock = Clock(NOW)
    await subscribed(stores, ADA, BEN)
    assert await planned(stores, ADA, "one")
    assert await planned(stores, BEN, "two")
    watch = DeliveryWatch(stores.chats, stores.outbox, clock)
    for _ in range(2):
        clock.forward(minutes=16)
        (row,) = await stores.outbox.claim("me", clock(), 60, 1)
        await stores.outbox.settle(row.id, "me", Outcome(SendResult.SENT, message_id=1), clock())
        assert not await watch.look()


async def test_after_a_night_off_there_is_a_quarter_of_an_hour_to_catch_up(stores: Stores) -> None:
    clock = Clock(NOW)
    await stores.chats.save(Chat(ADA, next_due=NOW - timedelta(hours=9)))
    watch = DeliveryWatch(stores.chats, stores.outbox, clock)
    clock.forward(minutes=14)
    assert not await watch.look()
    clock.forward(minutes=2)
    assert await watch.look() == "editions are due and are not made"
    assert watch.standstill() == Standstill(NOW, made=False)
