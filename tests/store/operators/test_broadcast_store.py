"""A broadcast is decided once, and planned chat by chat with how far it has come."""

from __future__ import annotations

from bot.core.model.broadcasts import BroadcastState
from bot.core.model.messages import Message
from bot.store import Stores
from tests.store.sending import ADA, BEN, NOW, deliver_all, subscribed

TEXTS = {"": Message("Hello", "Hello")}


async def test_a_broadcast_is_decided_once(stores: Stores) -> None:
    number = await stores.broadcasts.ask({"": "Hello", "de": "Hallo"}, NOW)
    assert await stores.broadcasts.decide(number, BroadcastState.GOING)
    assert not await stores.broadcasts.decide(number, BroadcastState.CANCELLED)
    found = await stores.broadcasts.get(number)
    assert found is not None
    assert (found.texts["de"], found.state) == ("Hallo", BroadcastState.GOING)
    assert [one.id for one in await stores.broadcasts.going()] == [number]


async def test_an_old_copy_of_how_far_it_is_plans_nobody_twice(stores: Stores) -> None:
    await subscribed(stores, ADA, BEN)
    number = await stores.broadcasts.ask({"": "Hello"}, NOW)
    await stores.broadcasts.decide(number, BroadcastState.GOING)
    old = (await stores.broadcasts.going())[0]
    assert await stores.broadcasts.plan(old, TEXTS, 1, NOW) == 1
    assert await stores.broadcasts.plan(old, TEXTS, 1, NOW) == 1
    assert await stores.broadcasts.plan(old, TEXTS, 1, NOW) == 0
    assert await stores.broadcasts.plan(old, TEXTS, 1, NOW) == 0
    assert await deliver_all(stores) == ["Hello", "Hello"]
    assert await stores.broadcasts.going() == []
