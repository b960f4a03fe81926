from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.store import Stores

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
SOON, LATER = NOW + timedelta(seconds=10), NOW + timedelta(seconds=11)


async def test_a_lease_is_one_owners_until_it_runs_out_or_is_given_up(stores: Stores) -> None:
    leases = stores.leases
    assert await leases.owner("leader") == ""
    assert await leases.take("leader", "one", NOW, SOON)
    assert await leases.take("leader", "one", NOW, SOON)  # renewed
    assert not await leases.take("leader", "two", NOW, SOON)
    assert await leases.owner("leader") == "one"
    assert await leases.take("leader", "two", LATER, LATER + timedelta(seconds=10))
    assert not await leases.take("leader", "one", LATER, LATER)
    await leases.release("leader", "one")  # it is no longer this one's to give
    assert await leases.owner("leader") == "two"
    await leases.release("leader", "two")
    assert await leases.take("leader", "one", LATER, LATER)


async def test_the_lease_of_a_dead_owner_is_taken_at_once(stores: Stores) -> None:
    assert await stores.leases.take("leader", "one", NOW, SOON)
    assert not await stores.leases.take("leader", "two", NOW, SOON, dead="three")
    assert await stores.leases.take("leader", "two", NOW, SOON, dead="one")
