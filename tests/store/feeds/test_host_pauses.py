"""Hosts that asked us to wait are remembered, and hold up nothing else."""

from __future__ import annotations

from datetime import timedelta

from bot.store import Stores
from tests.store.sending import ADA, NOW, deliver_all, planned, subscribed

HOUR = timedelta(hours=1)


async def test_the_longest_wish_of_a_host_stands_until_it_is_over(stores: Stores) -> None:
    await stores.holds.hold("a.example", NOW + 2 * HOUR)
    await stores.holds.hold("a.example", NOW + HOUR)
    await stores.holds.hold("127.0.0.1:8080", NOW + HOUR)
    assert await stores.holds.held(NOW) == {
        "a.example": NOW + 2 * HOUR,
        "127.0.0.1:8080": NOW + HOUR,
    }
    assert await stores.holds.held(NOW + HOUR) == {"a.example": NOW + 2 * HOUR}
    assert await stores.holds.held(NOW + 2 * HOUR) == {}


async def test_messages_go_out_while_a_host_is_left_alone(stores: Stores) -> None:
    await subscribed(stores, ADA)
    await stores.holds.hold("a.example", NOW + 100 * HOUR)
    await planned(stores, ADA, "an edition")
    assert await deliver_all(stores) == ["an edition"]
