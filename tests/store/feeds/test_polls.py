from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.model.feeds import Feed
from bot.store import Database, Stores, stores_of

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
SOON = NOW + timedelta(seconds=10)
LATER = NOW + timedelta(seconds=11)


async def follow(stores: Stores, *addresses: str) -> list[int]:
    return [(await stores.feeds.add(Feed(address), NOW)).id for address in addresses]


async def claim(stores: Stores, owner: str, at: datetime = NOW, limit: int = 9) -> list[int]:
    until = at + timedelta(seconds=10)
    return [feed.id for feed, _ in await stores.polls.claim(owner, at, until, limit)]


async def test_a_feed_is_one_process_s_until_it_has_polled_it(stores: Stores) -> None:
    first, second = await follow(stores, "https://a.example/feed", "https://b.example/feed")
    assert await claim(stores, "one", limit=1) == [first]
    assert await claim(stores, "two") == [second]
    assert await claim(stores, "two") == []
    await stores.feeds.mark_attempt(first, NOW, LATER)
    await stores.polls.release(first, "one")
    assert await claim(stores, "two") == [], "it is not due"
    assert await claim(stores, "two", LATER) == [second, first]


async def test_a_host_has_one_process_at_a_time(stores: Stores) -> None:
    one, other, port = await follow(
        stores, "https://a.example/feed", "https://a.example/other", "https://a.example:8443/x"
    )
    assert await claim(stores, "one", limit=1) == [one]
    assert await claim(stores, "two") == [port], "another port is another server"
    assert await claim(stores, "one") == [other]


async def test_a_dead_process_s_feed_is_taken_up_once_although_it_is_not_due(
    stores: Stores,
) -> None:
    (feed,) = await follow(stores, "https://a.example/feed")
    at = NOW
    for owner in ("one", "two"):
        assert await claim(stores, owner, at) == [feed]
        await stores.feeds.mark_attempt(feed, at, NOW + timedelta(hours=1))
        at += timedelta(seconds=11)
    assert await claim(stores, "three", at) == [], "it may be what kills them"
    assert await claim(stores, "three", NOW + timedelta(hours=1)) == [feed]


async def test_a_claim_that_is_renewed_does_not_run_out(stores: Stores) -> None:
    (feed,) = await follow(stores, "https://a.example/feed")
    assert await claim(stores, "one") == [feed]
    await stores.polls.renew("one", [feed], LATER + timedelta(seconds=10))
    assert await claim(stores, "two", LATER) == []
    assert await stores.polls.owners(LATER) == {"one"}


async def test_what_is_given_up_or_known_to_be_dead_need_not_run_out(stores: Stores) -> None:
    first, second = await follow(stores, "https://a.example/feed", "https://b.example/feed")
    assert await claim(stores, "one", limit=1) == [first]
    assert await claim(stores, "two") == [second]
    await stores.polls.give_up("one", NOW)
    assert await stores.polls.expire(["two"], NOW) == 1
    assert await claim(stores, "three") == [first, second]
    await stores.polls.release(first, "one")  # it is no longer this one's to give
    assert await stores.polls.owners(NOW) == {"three"}


async def test_many_that_ask_at_once_get_each_feed_once(database: Database) -> None:
    stores = stores_of(database)
    expected = await follow(stores, *(f"https://{n}.example/feed" for n in range(40)))

    async def work(owner: str) -> list[int]:
        mine = list[int]()
        while got := await claim(stores, owner, limit=3):
            mine += got
            for feed in got:
                await stores.feeds.mark_attempt(feed, NOW, SOON)
                await stores.polls.release(feed, owner)
        return mine

    found = await asyncio.gather(*(work(f"worker {n}") for n in range(4)))
    assert sorted(feed for mine in found for feed in mine) == expected


async def test_the_claim_of_a_feed_that_was_dropped_goes_with_it(stores: Stores) -> None:
    (feed,) = await follow(stores, "https://a.example/feed")
    assert await claim(stores, "one") == [feed]
    await stores.feeds.sync_bundled([Feed("https://b.example/feed")], NOW)
    await stores.feeds.sync_bundled([], NOW)
    async with stores.database.write() as connection:
        await connection.exec_driver_sql("DELETE FROM feeds")
    assert await claim(stores, "two", LATER) == []
    async with stores.database.read() as connection:
        left = await connection.exec_driver_sql("SELECT count(*) FROM polls")
        assert left.scalar() == 0


@pytest.mark.parametrize(
    "address", ["https://a.example", "https://a.example/", "http://a.example/x/y"]
)
async def test_the_host_is_found_in_any_address(stores: Stores, address: str) -> None:
    await follow(stores, address)
    await claim(stores, "one")
    async with stores.database.read() as connection:
        host = await connection.exec_driver_sql("SELECT host FROM polls")
        assert host.scalar() == "a.example"
