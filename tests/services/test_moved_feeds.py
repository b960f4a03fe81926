"""Feeds that have moved for good to one address become one feed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.feeds.health import MERGED
from bot.core.model.chats import Chat, Viewer
from bot.core.model.feeds import Feed
from bot.ingest.web.client import WebClient
from bot.services.chats import ChatRef, ChatSettings
from bot.services.collect import Collector
from bot.services.host_limits import PrefetchedFetcher
from bot.services.subscriptions import Added, Subscriptions
from bot.store import Stores
from tests.services.doubles import MORNING, Clock, InProcessReader, Site, topics
from tests.services.test_collect import item, rss

OLD, NEW = "https://old.example/feed", "https://courier.example/feed"
ADA, BEN = 501, 502
LONG_AGO = MORNING - timedelta(days=1)


@pytest.fixture
def site() -> Site:
    place = Site()
    place.put(OLD, "", status=301, Location=NEW)
    place.put(NEW, rss(item(1), item(2, text="A second thing happened in Westmere on Monday.")))
    return place


async def two_feeds(stores: Stores, bundled: tuple[bool, bool] = (False, False)) -> list[Feed]:
    feeds = [
        await stores.feeds.add(Feed(url, full_text=False, bundled=own), MORNING)
        for url, own in zip((OLD, NEW), bundled, strict=True)
    ]
    for chat_id, feed in zip((ADA, BEN), feeds, strict=True):
        await stores.chats.save(Chat(chat_id, feed_ids=(feed.id,)))
    return feeds


async def follows(stores: Stores, chat_id: int) -> tuple[int, ...]:
    chat = await stores.chats.get(chat_id)
    return chat.feed_ids if chat else ()


async def poll_for(days: int, collector: Collector, clock: Clock) -> int:
    """Poll every six hours; how many articles were stored."""
    stored = 0
    for _ in range(4 * days):
        stored += (await collector.run_due()).articles
        clock.forward(hours=6)
    return stored


async def test_after_seven_days_two_feeds_are_one_and_nothing_is_read_twice(
    stores: Stores, collector: Collector, clock: Clock
) -> None:
    _, new = await two_feeds(stores)
    assert await poll_for(6, collector, clock) == 4, "each has its own"
    assert len(await stores.feeds.all()) == 2, "a move must be proven"
    assert await poll_for(3, collector, clock) == 0
    ((left, state),) = await stores.feeds.all()
    assert (left.url, left.title, state.error) == (NEW, "Courier", None)
    assert await follows(stores, ADA) == await follows(stores, BEN) == (new.id,)
    articles = await stores.articles.recent(LONG_AGO)
    assert {article.feed_id for article in articles} == {new.id}
    stories = await stores.articles.stories(
        LONG_AGO, Viewer(frozenset({new.id})), topics=(), feed_ids=(new.id,)
    )
    assert sum(len(story.articles) for story in stories) == 2


async def test_a_chat_that_followed_both_follows_one(
    stores: Stores, collector: Collector, clock: Clock
) -> None:
    old, new = await two_feeds(stores)
    await stores.chats.save(Chat(ADA, feed_ids=(old.id, new.id)))
    await poll_for(9, collector, clock)
    assert await follows(stores, ADA) == (new.id,)


async def test_a_feed_of_the_sources_file_stays_and_takes_the_other_in(
    stores: Stores, collector: Collector, site: Site, clock: Clock
) -> None:
    old, _ = await two_feeds(stores, bundled=(True, False))
    await poll_for(9, collector, clock)
    ((left, state),) = await stores.feeds.all()
    assert (left.id, state.moved_to) == (old.id, NEW)
    assert await follows(stores, BEN) == (old.id,)
    asked = site.count(OLD)
    await poll_for(2, collector, clock)
    assert site.count(OLD) == asked, "it is asked at its new address alone"


async def test_of_two_feeds_of_the_sources_file_one_rests_over_restarts_too(
    stores: Stores, collector: Collector, site: Site, clock: Clock
) -> None:
    feeds = await two_feeds(stores, bundled=(True, True))
    await poll_for(9, collector, clock)
    asked = site.count(OLD)
    await stores.feeds.sync_bundled(feeds, clock())
    await poll_for(2, collector, clock)
    assert site.count(OLD) == asked
    states = {feed.url: state for feed, state in await stores.feeds.all()}
    assert (states[OLD].gone, states[OLD].error) == (True, MERGED)
    assert await follows(stores, ADA) == (feeds[1].id,)


async def test_the_same_feed_with_and_without_tls_is_one_at_once(
    stores: Stores, collector: Collector, site: Site, clock: Clock
) -> None:
    plain = NEW.replace("https", "http")
    site.put(plain, "", status=308, Location=NEW)
    await stores.feeds.add(Feed(plain, bundled=False, full_text=False), MORNING)
    await stores.feeds.add(Feed(NEW, bundled=False, full_text=False), MORNING)
    assert (await collector.run_due()).articles == 4, "each has its own"
    assert await stores.articles.count(LONG_AGO) == 2
    assert [feed.url for feed, _ in await stores.feeds.all()] == [NEW]


async def test_joining_twice_or_with_itself_changes_nothing(stores: Stores) -> None:
    old, new = await two_feeds(stores)
    await stores.feeds.join(new.id, new.id)
    for _ in range(2):
        await stores.feeds.join(new.id, old.id)
    assert [feed.id for feed, _ in await stores.feeds.all()] == [new.id]


async def test_who_names_either_address_of_joined_feeds_follows_the_one_that_stays(
    stores: Stores, collector: Collector, site: Site, clock: Clock
) -> None:
    _, new = await two_feeds(stores, bundled=(True, True))
    await poll_for(9, collector, clock)
    web = WebClient(clock=clock, transport=site.transport())
    adding = Subscriptions(
        ChatSettings(stores.chats, topics(), clock),
        stores.feeds,
        PrefetchedFetcher(web, clock),
        InProcessReader(),
        topics(),
        clock,
    )
    for url in (OLD, NEW):
        added = await adding.add(ChatRef(ADA + 10), url)
        assert isinstance(added, Added), (url, added)
        assert added.feed.id == new.id
    await web.aclose()


async def test_when_the_feed_that_stays_leaves_the_sources_file_the_other_is_read_again(
    stores: Stores, clock: Clock
) -> None:
    old = await stores.feeds.add(Feed(OLD), MORNING)
    new = await stores.feeds.add(Feed(NEW), MORNING)
    await stores.feeds.join(new.id, old.id)
    await stores.feeds.sync_bundled([old], clock())
    assert [feed.url for feed, _ in await stores.feeds.due(clock(), 10)] == [OLD]
