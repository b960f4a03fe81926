from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed, FeedState
from bot.core.model.reasons import Reason, Unreadable
from bot.ingest.feeds.raw import MAX_ENTRIES
from bot.store import Stores

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
NEWS = Feed("https://news.example/feed", "News", ("world", "business"), "en", full_text=False)
BLOG = Feed("https://blog.example/atom.xml", bundled=False)


async def test_a_new_feed_is_due_at_once(stores: Stores) -> None:
    feed = await stores.feeds.add(NEWS, NOW)
    assert feed.id
    assert await stores.feeds.due(NOW, 10) == [(feed, FeedState(feed.id, NOW))]
    assert await stores.feeds.due(NOW - HOUR, 10) == []


async def test_a_feed_added_twice_is_one_feed(stores: Stores) -> None:
    first = await stores.feeds.add(NEWS, NOW)
    again = await stores.feeds.add(Feed(NEWS.url, "Another name", bundled=False), NOW + HOUR)
    assert again == first
    assert len(await stores.feeds.all()) == 1


async def test_feeds_are_listed_by_title(stores: Stores) -> None:
    for title in ("zebra", "Äther", "Apple"):
        await stores.feeds.add(Feed(f"https://{title}.example/", title), NOW)
    titles = [feed.title for feed, _ in await stores.feeds.all()]
    assert titles.index("Apple") < titles.index("zebra")
    assert len(titles) == 3


async def test_all_that_polling_remembers_comes_back_as_it_was(stores: Stores) -> None:
    feed = await stores.feeds.add(NEWS, NOW)
    state = FeedState(
        feed.id,
        next_check=NOW + HOUR,
        attempted_at=NOW,
        succeeded_at=NOW - HOUR,
        etag='W/"ä\'x"',
        last_modified="Mon, 23 Nov 2026 07:00:00 GMT ",
        failures=3,
        error=Unreadable(Reason.STATUS, "503"),
        moved_to="https://new.example/feed",
        moved_since=NOW,
        newest_entry_at=NOW - timedelta(microseconds=1),
        entries_seen=12,
        usual_gap=timedelta(hours=3, microseconds=7),
        warning=Reason.DATED_AHEAD,
    )
    await stores.feeds.save_state(state)
    assert await stores.feeds.all() == [(feed, state)]


async def test_a_gone_feed_is_due_no_more(stores: Stores) -> None:
    feed = await stores.feeds.add(NEWS, NOW)
    await stores.feeds.save_state(FeedState(feed.id, NOW, gone=True))
    assert await stores.feeds.due(NOW + 24 * HOUR, 10) == []


async def test_longest_due_comes_first_and_an_attempt_holds_others_off(stores: Stores) -> None:
    late, later, latest = [
        await stores.feeds.add(Feed(f"https://{i}.example/"), NOW - i * HOUR) for i in (3, 2, 1)
    ]
    assert [feed for feed, _ in await stores.feeds.due(NOW, 2)] == [late, later]
    await stores.feeds.mark_attempt(late.id, NOW, NOW + HOUR)
    assert [feed for feed, _ in await stores.feeds.due(NOW, 2)] == [later, latest]
    due_again = dict(await stores.feeds.due(NOW + HOUR, 9))
    assert due_again[late].attempted_at == NOW


async def test_only_unknown_ids_are_left_out(stores: Stores) -> None:
    feed = await stores.feeds.add(NEWS, NOW)
    assert await stores.feeds.get([feed.id, feed.id, 4711]) == [feed]
    assert await stores.feeds.get([]) == []
    many = range(feed.id - 1000, feed.id + 1000)
    assert await stores.feeds.get(many) == [feed]


# --- the sources file


async def test_the_sources_file_adds_and_updates_feeds(stores: Stores) -> None:
    await stores.feeds.sync_bundled([NEWS], NOW)
    await stores.feeds.sync_bundled([Feed(NEWS.url, "Renamed", ("sport",))], NOW + HOUR)
    ((feed, state),) = await stores.feeds.all()
    assert (feed.title, feed.topics, feed.full_text) == ("Renamed", ("sport",), True)
    assert state.next_check == NOW


async def test_a_title_that_a_feed_told_of_itself_stays(stores: Stores) -> None:
    await stores.feeds.sync_bundled([Feed(NEWS.url)], NOW)
    ((feed, _),) = await stores.feeds.all()
    await stores.feeds.set_title(feed.id, "The News")
    await stores.feeds.set_title(feed.id, "Something else")
    await stores.feeds.sync_bundled([Feed(NEWS.url)], NOW)
    ((feed, _),) = await stores.feeds.all()
    assert feed.title == "The News"


async def test_a_feed_that_left_the_sources_file_goes_unless_a_chat_follows_it(
    stores: Stores,
) -> None:
    await stores.feeds.sync_bundled([NEWS, Feed("https://dropped.example/")], NOW)
    news = (await stores.feeds.add(NEWS, NOW)).id
    await stores.chats.save(Chat(11, feed_ids=(news,)))
    own = await stores.feeds.add(BLOG, NOW)
    await stores.feeds.sync_bundled([], NOW)
    kept = {feed.url: feed.bundled for feed, _ in await stores.feeds.all()}
    assert kept == {NEWS.url: False, own.url: False}


async def test_a_feed_that_a_chat_had_added_may_become_bundled(stores: Stores) -> None:
    own = await stores.feeds.add(BLOG, NOW)
    await stores.feeds.sync_bundled([Feed(BLOG.url, "Blog")], NOW)
    assert await stores.feeds.get([own.id]) == [Feed(BLOG.url, "Blog", id=own.id)]


# --- entries


async def test_entries_are_new_once(stores: Stores) -> None:
    keys = ["guid:1", "https://x.example/ä?" + "a" * 5000, "nul\0 and half a pair \ud83d", ""]
    assert await stores.feeds.unknown_keys(1, keys) == set(keys)
    await stores.feeds.remember_keys(1, keys[:3] + keys[:3], NOW)
    assert await stores.feeds.unknown_keys(1, keys) == {""}
    assert await stores.feeds.unknown_keys(2, keys) == set(keys)


async def test_a_feed_of_thousands_of_entries_is_no_trouble(stores: Stores) -> None:
    keys = [str(number) for number in range(3000)]
    await stores.feeds.remember_keys(1, keys, NOW)
    assert await stores.feeds.unknown_keys(1, [*keys, "new"]) == {"new"}
    await stores.feeds.remember_keys(1, [], NOW)


async def test_old_entries_are_forgotten_but_not_those_a_feed_may_still_show(
    stores: Stores,
) -> None:
    await stores.feeds.remember_keys(1, ["old 1", "old 2"], NOW - 48 * HOUR)
    await stores.feeds.remember_keys(1, ["a", "b"], NOW)
    await stores.feeds.remember_keys(2, ["slow"], NOW - 48 * HOUR)
    assert await stores.feeds.forget_keys(NOW - HOUR, keep=2) == 2
    assert await stores.feeds.unknown_keys(1, ["old 1", "old 2", "a", "b"]) == {"old 1", "old 2"}
    assert await stores.feeds.unknown_keys(2, ["slow"]) == set()


async def test_an_entry_that_still_stands_in_the_feed_counts_as_seen_again(
    stores: Stores,
) -> None:
    await stores.feeds.remember_keys(1, ["evergreen", "old"], NOW - 48 * HOUR)
    await stores.feeds.remember_keys(1, ["evergreen"], NOW)
    assert await stores.feeds.forget_keys(NOW - HOUR, keep=0) == 1
    assert await stores.feeds.unknown_keys(1, ["evergreen", "old"]) == {"old"}


async def test_the_longest_feed_stays_known_by_all_marks_of_its_entries(stores: Stores) -> None:
    every = [f"{mark} {n}" for n in range(MAX_ENTRIES) for mark in ("id", "at", "words")]
    await stores.feeds.remember_keys(1, every, NOW - 48 * HOUR)
    assert await stores.feeds.forget_keys(NOW - HOUR) == 0


async def test_a_few_feeds_come_with_their_states_by_title_and_no_others(stores: Stores) -> None:
    added = [
        await stores.feeds.add(Feed(f"https://{name}.example/f", name, bundled=False), NOW)
        for name in ("Gull", "auk", "Tern")
    ]
    found = await stores.feeds.with_states([added[0].id, added[1].id, 999])
    assert [(feed.title, state.feed_id) for feed, state in found] == [
        ("auk", added[1].id),
        ("Gull", added[0].id),
    ]
    assert await stores.feeds.with_states([]) == []
