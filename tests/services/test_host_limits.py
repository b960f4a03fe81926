"""A site that sends us to one and the same door, whichever article we ask for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.model.feeds import Feed
from bot.services.collect import Collector
from bot.store import Stores
from tests.services.doubles import MORNING, Site
from tests.services.test_collect import FEED, LONG, item, rss

DOOR = "https://courier.example/door"
OTHER = LONG.replace("bridge", "tunnel").replace("Eastmere", "Westmere")


def html(*paragraphs: str) -> str:
    return f"<html><body>{''.join(f'<p>{words}</p>' for words in paragraphs)}</body></html>"


DOORS = {
    "consent": html("We value your privacy.", "Accept all cookies or manage your options."),
    "login": html("Sign in to continue.", "Subscribe to read on. Already a subscriber? Log in."),
    "nothing": html(),
}


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.mark.parametrize("door", DOORS)
async def test_each_article_keeps_its_own_address_and_the_words_of_its_feed(
    stores: Stores, collector: Collector, site: Site, door: str
) -> None:
    await stores.feeds.add(Feed(FEED, "Courier"), MORNING)
    site.put(FEED, rss(item(1), item(2, text=OTHER)))
    site.put(DOOR, DOORS[door])
    for number in (1, 2):
        site.put(f"https://courier.example/{number}", "", status=302, Location=DOOR)
    assert (await collector.run_due()).articles == 2
    stored = await stores.articles.recent(MORNING - timedelta(days=1))
    assert {article.url: article.text for article in stored} == {
        "https://courier.example/1": LONG.strip(),
        "https://courier.example/2": OTHER.strip(),
    }
