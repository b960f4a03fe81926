"""A chat's own feeds: found from an address, added, listed, refused."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Text, cast, literal, select, true

from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed
from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.refusals import Refusal
from bot.ingest.web.client import WebClient
from bot.services.chats import ChatRef, ChatSettings
from bot.services.host_limits import PrefetchedFetcher
from bot.services.subscriptions import MAX_FEEDS, MAX_OWN_FEEDS, Added, Subscriptions, address_in
from bot.store import Stores
from bot.store.schema import feeds
from tests.services.doubles import MORNING, Clock, InProcessReader, Site, topics
from tests.services.test_collect import item, rss

FEED, HOME = "https://gull.example/feed.xml", "https://gull.example/"
ADA = ChatRef(501)
OWN = ("id", "url", "url_key")  # columns in which two feeds differ
LINK = "<html><head><link rel='alternate' type='application/rss+xml' href='{}'></head></html>"


@pytest.fixture
def site() -> Site:
    place = Site()
    place.put(FEED, rss(item(1), item(2)), Content_Type="application/rss+xml")
    place.put(HOME, LINK.format("/feed.xml"), Content_Type="text/html")
    return place


@pytest.fixture
async def subscriptions(stores: Stores, site: Site, clock: Clock) -> AsyncIterator[Subscriptions]:
    web = WebClient(clock=clock, transport=site.transport())
    chats = ChatSettings(stores.chats, topics(), clock)
    fetcher = PrefetchedFetcher(web, clock)
    yield Subscriptions(chats, stores.feeds, fetcher, InProcessReader(), topics(), clock)
    await web.aclose()


@pytest.mark.parametrize("url", [FEED, HOME])
async def test_a_feed_is_followed_by_its_address_or_by_way_of_its_page(
    subscriptions: Subscriptions, stores: Stores, url: str
) -> None:
    added = await subscriptions.add(ADA, url)
    assert isinstance(added, Added)
    assert (added.feed.url, added.entries, added.before) == (FEED, 2, False)
    chat = await stores.chats.get(ADA.id)
    assert chat is not None and chat.feed_ids == (added.feed.id,)
    again = await subscriptions.add(ADA, url)
    assert isinstance(again, Added) and again.before


async def test_a_feed_that_is_read_well_already_is_followed_without_a_request(
    subscriptions: Subscriptions, stores: Stores, site: Site
) -> None:
    await stores.feeds.add(Feed(FEED, "Gull", full_text=False), MORNING)
    added = await subscriptions.add(ADA, FEED)
    assert isinstance(added, Added)
    assert site.asked == []


@pytest.mark.parametrize(
    ("body", "status", "refusal"),
    [
        ("", 503, Refusal("feed.unreachable", why=Unreadable(Reason.STATUS, "503"))),
        ("<html><body>Hello</body></html>", 200, Refusal("feed.none", "gull.example")),
        (LINK.format("/nowhere.xml"), 200, Refusal("feed.none", "gull.example")),
    ],
)
async def test_an_address_without_a_feed_is_refused_and_nothing_is_stored(
    subscriptions: Subscriptions, stores: Stores, site: Site, body: str, status: int, refusal: Refusal
) -> None:  # fmt: skip
    site.put(HOME, body, status, Content_Type="text/html")
    assert await subscriptions.add(ADA, HOME) == refusal
    assert await stores.feeds.all() == []
    assert await stores.chats.get(ADA.id) is None


async def test_a_chat_follows_so_many_feeds_and_no_more(
    subscriptions: Subscriptions, stores: Stores, site: Site
) -> None:
    await stores.chats.save(Chat(ADA.id, feed_ids=tuple(range(1, MAX_FEEDS + 1))))
    assert await subscriptions.add(ADA, FEED) == Refusal("feeds.limit", str(MAX_FEEDS))
    assert site.asked == []


async def test_what_a_chat_follows_is_listed_with_its_state(
    subscriptions: Subscriptions, stores: Stores
) -> None:
    added = await subscriptions.add(ADA, FEED)
    assert isinstance(added, Added)
    chat = Chat(ADA.id, topics=("world",), feed_ids=(added.feed.id,))
    found = await subscriptions.of(chat)
    assert [topic.name for topic in found.topics] == ["world"]
    assert [(feed.url, state.failures) for feed, state in found.feeds] == [(FEED, 0)]
    assert (await subscriptions.of(Chat(9))).feeds == ()


async def test_a_profile_is_followed_by_its_feed_without_a_look_at_its_page(
    subscriptions: Subscriptions, site: Site
) -> None:
    feed = "https://gull.example/@ada.rss"
    site.put(feed, rss(item(1)), Content_Type="application/rss+xml")
    added = await subscriptions.add(ADA, "https://gull.example/@ada")
    assert isinstance(added, Added)
    assert added.feed.url == feed
    assert [str(request.url) for request in site.asked] == [feed]


async def test_a_page_that_only_looks_like_a_profile_names_its_feed_itself(
    subscriptions: Subscriptions, site: Site
) -> None:
    page = "https://gull.example/@ada"
    site.put(page, LINK.format("/feed.xml"), Content_Type="text/html")
    added = await subscriptions.add(ADA, page)
    assert isinstance(added, Added)
    assert added.feed.url == FEED


async def test_the_feed_of_a_show_is_looked_up_where_its_page_does_not_tell(
    subscriptions: Subscriptions, site: Site
) -> None:
    lookup = "https://itunes.apple.com/lookup?id=73330895&entity=podcast"
    site.put(lookup, f'{{"results":[{{"feedUrl":"{FEED}"}}]}}', Content_Type="text/javascript")
    added = await subscriptions.add(ADA, "https://podcasts.apple.com/podcast/id73330895")
    assert isinstance(added, Added)
    assert added.feed.url == FEED
    assert [str(request.url) for request in site.asked] == [lookup, FEED]


def test_a_person_of_the_fediverse_may_be_named() -> None:
    assert address_in("@ada@gull.example") == "https://gull.example/@ada"
    assert address_in("ada@gull.example") == ""


async def test_when_all_places_for_own_feeds_are_taken_new_ones_are_refused_until_one_goes(
    subscriptions: Subscriptions, stores: Stores
) -> None:
    first = await stores.feeds.add(Feed("https://first.example/feed", bundled=False), MORNING)
    number = select(literal(1).label("number")).cte("number", recursive=True)
    more = select(number.c.number + 1).where(number.c.number < MAX_OWN_FEEDS - 1)
    number = number.union_all(more)
    text, kept = cast(number.c.number, Text), [one for one in feeds.c if one.name not in OWN]
    url = literal("https://n") + text + literal(".example/feed")
    rows = select(url, literal("key ") + text, *kept).where(feeds.c.id == first.id)
    copied = feeds.insert().from_select([*OWN[1:], *kept], rows.join_from(feeds, number, true()))
    async with stores.database.write() as connection:
        await connection.execute(copied)
    assert await subscriptions.add(ADA, FEED) == Refusal("feeds.full")
    known = await subscriptions.add(ADA, first.url)
    assert isinstance(known, Added), "what is read already may be followed"
    async with stores.database.write() as connection:
        await connection.execute(feeds.delete().where(feeds.c.url_key == "key 8"))
    added = await subscriptions.add(ADA, FEED)
    assert isinstance(added, Added)
