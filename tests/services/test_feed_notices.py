"""A feed that has ended, or fails for a week: its followers hear of it once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chat.rendering.feed_notices import about_feeds
from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed
from bot.core.model.messages import Message
from bot.services.collect import Collector
from bot.services.feed_notices import FeedNotices
from bot.store import Stores
from tests.services.doubles import MORNING, Clock, Site, Wire
from tests.services.test_collect import item, rss
from tests.services.test_publish_and_deliver import deliver

FEED = "https://courier.example/feed.xml"
ADA, BEN, OPERATOR = 501, 502, 900


@pytest.fixture
def site() -> Site:
    place = Site()
    place.put(FEED, rss(item(1)))
    return place


@pytest.fixture
def notices(stores: Stores, clock: Clock) -> FeedNotices:
    return FeedNotices(stores.feeds, stores.chats, stores.notices, about_feeds, clock, (OPERATOR,))


async def followed(stores: Stores, *chats: int, bundled: bool = False) -> Feed:
    feed = await stores.feeds.add(
        Feed(FEED, "Courier & Co", full_text=False, bundled=bundled), MORNING
    )
    for chat_id in chats:
        await stores.chats.save(Chat(chat_id, feed_ids=(feed.id,)))
    return feed


async def poll_for(
    days: int, collector: Collector, notices: FeedNotices, clock: Clock
) -> dict[int, int]:
    """Poll every three hours; by day: how many notices were planned on it."""
    planned: dict[int, int] = {}
    for hour in range(0, 24 * days, 3):
        await collector.run_due()
        count = await notices.run_due()
        if count:
            planned[hour // 24] = planned.get(hour // 24, 0) + count
        clock.forward(hours=3)
    return planned


async def heard(stores: Stores, clock: Clock) -> list[tuple[int, str]]:
    wire = Wire()
    await deliver(stores, clock, wire)
    return sorted(wire.sent)


async def test_all_who_follow_a_feed_that_ended_are_told_at_once_and_once(
    stores: Stores, collector: Collector, notices: FeedNotices, site: Site, clock: Clock
) -> None:
    await followed(stores, ADA, BEN)
    await collector.run_due()
    assert await notices.run_due() == 0
    site.put(FEED, "", status=410)
    clock.forward(hours=1)
    await collector.run_due()
    assert [await notices.run_due(), await notices.run_due()] == [2, 0]
    sent = await heard(stores, clock)
    assert [chat_id for chat_id, _ in sent] == [ADA, BEN]
    assert (
        "<b>Courier &amp; Co (courier.\u2060example)</b> has been ended by its publisher."
        in sent[0][1]
    )
    assert await poll_for(2, collector, notices, clock) == {}


async def test_a_feed_that_fails_is_told_of_on_its_seventh_day_and_after_a_success_anew(
    stores: Stores, collector: Collector, notices: FeedNotices, site: Site, clock: Clock
) -> None:
    await followed(stores, ADA)
    await collector.run_due()
    site.put(FEED, "", status=404)
    clock.forward(hours=1)
    (day,) = await poll_for(20, collector, notices, clock)
    assert day in (6, 7)
    ((_, words),) = await heard(stores, clock)
    assert "has not been readable for a week (the site answered 404 (not found))" in words
    site.put(FEED, rss(item(1), item(2)))
    assert await poll_for(8, collector, notices, clock) == {}
    site.put(FEED, "", status=500)
    assert sum((await poll_for(10, collector, notices, clock)).values()) == 1


async def test_a_word_that_was_planned_before_a_crash_is_neither_lost_nor_planned_again(
    stores: Stores, collector: Collector, notices: FeedNotices, site: Site, clock: Clock
) -> None:
    await followed(stores, ADA)
    site.put(FEED, "", status=410)
    await collector.run_due()  # the process ends here, before anybody was told
    after = FeedNotices(stores.feeds, stores.chats, stores.notices, about_feeds, clock)
    assert await after.run_due() == 1  # and here, before it was sent
    again = FeedNotices(stores.feeds, stores.chats, stores.notices, about_feeds, clock)
    assert await again.run_due() == 0
    assert [chat_id for chat_id, _ in await heard(stores, clock)] == [ADA]
    await stores.outbox.purge(MORNING + timedelta(days=30))
    clock.forward(days=31)
    assert await again.run_due() == 0, "retention does not make it untold"


async def test_of_a_feed_of_the_sources_file_that_nobody_follows_the_operators_alone_hear(
    stores: Stores, collector: Collector, notices: FeedNotices, site: Site, clock: Clock
) -> None:
    await followed(stores, bundled=True)
    await stores.chats.save(Chat(ADA, topics=("world",)))
    site.put(FEED, "", status=410)
    await collector.run_due()
    assert await notices.run_due() == 1
    assert [chat_id for chat_id, _ in await heard(stores, clock)] == [OPERATOR]


async def test_a_chat_that_left_hears_nothing_and_several_feeds_are_one_message(
    stores: Stores, collector: Collector, notices: FeedNotices, site: Site, clock: Clock
) -> None:
    feeds = [
        await stores.feeds.add(Feed(f"https://f{n}.example/", f"F{n}", bundled=False), MORNING)
        for n in range(25)
    ]
    for chat_id in (ADA, BEN):
        await stores.chats.save(Chat(chat_id, feed_ids=tuple(feed.id for feed in feeds)))
    await stores.chats.deactivate(BEN, "blocked", MORNING)
    for feed in feeds:
        site.put(feed.url, "", status=410)
    await collector.run_due()
    assert await notices.run_due() == 1
    ((chat_id, words),) = await heard(stores, clock)
    assert chat_id == ADA
    assert words.count("has been ended") == 20
    assert "… and 5 more." in words


async def test_two_processes_tell_a_chat_once(stores: Stores, clock: Clock) -> None:
    await followed(stores, ADA)
    message = about_feeds([], "en")
    told = [await stores.notices.tell(ADA, ["feed 1 gone"], message, MORNING) for _ in range(2)]
    assert told == [True, False]
    assert await stores.notices.told(["feed 1 gone", "feed 2 gone"]) == {(ADA, "feed 1 gone")}


async def test_what_is_new_beside_what_another_process_told_meanwhile_is_not_lost(
    stores: Stores, clock: Clock
) -> None:
    await followed(stores, ADA)
    first, second = Message("one", "one"), Message("one, two", "one, two")
    assert await stores.notices.tell(ADA, ["feed 1 gone"], first, MORNING)
    assert await stores.notices.tell(ADA, ["feed 1 gone", "feed 2 gone"], second, MORNING)
    assert [words for _, words in await heard(stores, clock)] == ["one", "one, two"]
