"""Sites that write down who asks, and a reader whose clock is its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.core.feeds.naming import feed_logged
from bot.ingest.workers.pool import WorkerPool
from bot.lab.bench.politeness_scenes import constant, feed
from bot.lab.bench.politeness_sites import BEGIN, INTERVAL, PublisherSites, publisher_sites


@pytest.fixture
async def one() -> AsyncIterator[PublisherSites]:
    pool = WorkerPool(workers=1)
    async with publisher_sites(pool) as made:
        yield made
    await pool.aclose()


async def test_requests_are_logged_with_the_readers_own_time(one: PublisherSites) -> None:
    site = await one.site(constant(body=feed(1)))
    await one.follow(site.url("/feed"))
    await one.run(timedelta(hours=3))
    times = site.times("/feed")
    assert times[0] == BEGIN
    assert len(times) > 1
    assert all(later - earlier >= INTERVAL for earlier, later in pairwise(times))
    assert one.now == BEGIN + timedelta(hours=3)
    assert site.log[0].headers["host"] == f"127.0.0.1:{site.port}"
    assert site.times("/other") == []


async def test_a_killed_reader_goes_on_where_its_store_is(one: PublisherSites) -> None:
    site = await one.site(constant(body=feed(1)))
    (followed,) = await one.follow(site.url("/feed"))
    await one.die_asking(site)
    assert len(site.log) == 1
    assert [row.id for row, _ in await one.stores.feeds.all()] == [followed.id]


async def test_a_watched_pass_tells_which_feeds_failed(one: PublisherSites) -> None:
    well, down = await one.site(constant(body=feed(1))), await one.site(constant("500 Oops"))
    _, failing = await one.follow(well.url("/feed"), down.url("/feed"))
    longest, failed = await one.run_watched()
    assert failed == {feed_logged(failing)}
    assert longest >= 0
