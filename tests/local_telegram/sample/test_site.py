"""The sample outlets as web sites: what has come out, and what comes later."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from bot.ingest.feeds.parser import parse_feed
from bot.local_telegram.sample.site import SampleSite

START = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Clock:
    now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def site(clock: Clock) -> AsyncIterator[SampleSite]:
    served = SampleSite(clock)
    await served.start()
    yield served
    await served.stop()


async def test_later_articles_appear_in_feed_and_pages_at_their_minute(
    site: SampleSite, clock: Clock
) -> None:
    at_first = len(site.articles)
    async with httpx.AsyncClient() as browser:
        address = f"{site.url}/wire/world.feed"
        before = await browser.get(address)
        clock.now = START + timedelta(minutes=3)
        fresh = next(a for a in site.articles if a.date > START)
        after = await browser.get(address, headers={"If-None-Match": before.headers["etag"]})
        clock.now = START
        assert (await browser.get(site.page_url(fresh))).status_code == 404
        clock.now = START + timedelta(minutes=3)
        assert (await browser.get(site.page_url(fresh))).status_code == 200
    titles = [e.title for e in parse_feed(after.content, address, "application/json").entries]
    assert after.status_code == 200
    assert fresh.title in titles
    assert fresh.title not in before.text
    clock.now = START + timedelta(minutes=6)
    assert len(site.articles) == at_first + 2


async def test_a_front_page_names_its_feeds(site: SampleSite) -> None:
    async with httpx.AsyncClient() as browser:
        page = await browser.get(site.example_site)
        assert 'rel="alternate"' in page.text
        assert (await browser.get(site.example_feed)).status_code == 200
        assert (await browser.get(f"{site.url}/nobody/")).status_code == 404
