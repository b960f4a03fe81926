from __future__ import annotations

from dataclasses import replace

from bot.core.model.feeds import Feed, FeedState
from bot.core.model.reasons import Reason, Unreadable
from bot.services.subscriptions import MAX_FEEDS, MAX_FEEDS_OF_A_SITE
from tests.chat.conversation import GROUP, READER, Conversation

FEED = "https://gull.example/feed.xml"
SLOW = Unreadable(Reason.TOO_SLOW)
RSS = """<rss version="2.0"><channel><title>Daily Gull</title><item><title>One</title>
<link>https://gull.example/1</link></item></channel></rss>"""
SITE = f'<html><head><link rel="alternate" type="application/rss+xml" href="{FEED}"></head></html>'


async def feeds_of(talk: Conversation, chat_id: int = READER) -> list[str]:
    chat = await talk.stores.chats.get(chat_id)
    found = await talk.stores.feeds.get(chat.feed_ids) if chat else []
    return [feed.title for feed in found]


async def topics_of(talk: Conversation, chat_id: int = READER) -> tuple[str, ...]:
    chat = await talk.stores.chats.get(chat_id)
    return chat.topics if chat else ()


async def test_topics_are_ticked_and_unticked_in_place(talk: Conversation) -> None:
    await talk.say("/topics")
    await talk.tap("Sport")
    await talk.tap("World")
    assert await topics_of(talk) == ("world", "sport")
    assert [label for row in talk.last().labels for label in row if "✓" in label] == [
        "✓ World",
        "✓ Sport",
    ]
    await talk.tap("World")
    assert await topics_of(talk) == ("sport",)
    assert talk.toasts == [
        "You follow Sport now.",
        "You follow World now.",
        "You no longer follow World.",
    ]
    assert len(talk.shown()) == 1


async def test_a_tick_that_is_tapped_twice_is_one_wish(talk: Conversation) -> None:
    await talk.say("/topics")
    shown = talk.last()
    data = next(b["callback_data"] for row in shown.rows for b in row if b["text"] == "World")
    for user in (READER, READER):  # both taps saw the same picture
        await talk.tap_data(data, user, message_id=shown.id)
        assert await topics_of(talk) == ("world",)
    await talk.tap("World")
    assert await topics_of(talk) == ()


async def test_a_button_drawn_before_taps_carried_wishes_goes_on_working(
    talk: Conversation,
) -> None:
    await talk.tap_data("t:t:0:world")
    assert await topics_of(talk) == ("world",)
    await talk.tap_data("t:t:0:world")
    assert await topics_of(talk) == ()


async def test_subscribe_takes_a_topic_and_offers_near_ones(talk: Conversation) -> None:
    assert await talk.say("/subscribe tech") == "You follow Technology now."
    assert "Did you mean" in await talk.say("/subscribe bisness")
    assert await talk.tap("Business") == "You follow Business now."
    assert await topics_of(talk) == ("technology", "business")
    assert "no web address" in await talk.say("/subscribe qwxyz")


async def test_a_site_gives_the_feed_that_it_names(talk: Conversation) -> None:
    talk.web.pages |= {
        "https://gull.example/": (SITE, "text/html"),
        FEED: (RSS, "application/rss+xml"),
    }
    answer = await talk.say("/subscribe gull.example")
    assert answer == (
        "You follow Daily Gull (gull.example) now. Its articles come with your next digests, "
        "besides everything else."
    )
    assert talk.telegram.calls[0].text == "Looking for a feed on gull.\u2060example …"
    assert await talk.say(f"/subscribe {FEED}") == "You follow Daily Gull (gull.example) already."
    assert await feeds_of(talk) == ["Daily Gull"]


async def test_what_has_no_feed_or_is_not_there_says_so(talk: Conversation) -> None:
    talk.web.pages["https://gull.example/"] = ("<html>nothing</html>", "text/html")
    assert "no feed on gull.example" in await talk.say("/subscribe https://gull.example/")
    assert "could not read that address" in await talk.say("/subscribe https://none.example/")
    assert await talk.stores.chats.get(READER) is None


async def test_sources_lists_topics_and_feeds_with_their_state(talk: Conversation) -> None:
    talk.web.pages[FEED] = (RSS, "application/rss+xml")
    assert "so you get everything" in await talk.say("/sources")
    await talk.say("/subscribe world")
    await talk.say(f"/subscribe {FEED}")
    assert await talk.say("/sources") == (
        "What you follow. Tap what you no longer want.\nTopics: World\n• Daily Gull (gull.example): not read yet"
    )
    ((feed, state),) = await talk.stores.feeds.all()
    await talk.stores.feeds.save_state(FeedState(feed.id, state.next_check, error=SLOW))
    assert (
        "• Daily Gull (gull.example): cannot be read (the site took too long to answer)"
        in await talk.say("/sources")
    )
    fine = FeedState(feed.id, state.next_check, succeeded_at=talk.now)
    await talk.stores.feeds.save_state(fine)
    assert "• Daily Gull (gull.example): read just now" in await talk.say("/sources")
    await talk.stores.feeds.save_state(FeedState(feed.id, state.next_check, gone=True))
    assert "its publisher has ended it" in await talk.say("/sources")


async def test_a_tap_in_the_list_ends_what_it_names(talk: Conversation) -> None:
    talk.web.pages[FEED] = (RSS, "application/rss+xml")
    await talk.say("/subscribe world")
    await talk.say(f"/subscribe {FEED}")
    await talk.say("/sources")
    await talk.tap("✕ Daily Gull (gull.example)")
    assert await feeds_of(talk) == []
    await talk.tap("✕ World")
    assert await topics_of(talk) == ()
    assert "so you get everything" in talk.last().text


async def test_unsubscribe_takes_a_topic_a_host_or_part_of_a_name(talk: Conversation) -> None:
    talk.web.pages[FEED] = (RSS, "application/rss+xml")
    await talk.say("/subscribe world")
    for words in ("gull.example", "daily gull", FEED, "GULL"):
        await talk.say(f"/subscribe {FEED}")
        assert (
            await talk.say(f"/unsubscribe {words}")
            == "You no longer follow Daily Gull (gull.example)."
        )
        assert await feeds_of(talk) == []
    assert "nothing called “qwxyz”" in await talk.say("/unsubscribe qwxyz")
    assert "Tap what you no longer want" in await talk.say("/unsubscribe")
    assert await talk.say("/unsubscribe World") == "You no longer follow World."
    assert await topics_of(talk) == ()


async def test_of_several_feeds_that_fit_the_reader_chooses(talk: Conversation) -> None:
    for name in ("a", "b"):
        url = f"https://gull.example/{name}.xml"
        talk.web.pages[url] = (RSS, "application/rss+xml")
        await talk.say(f"/subscribe {url}")
    assert "Several of your feeds fit" in await talk.say("/unsubscribe gull")
    await talk.tap("✕ Daily Gull (gull.example)")
    assert len(await feeds_of(talk)) == 1


async def test_a_chat_can_follow_so_many_feeds_and_no_more(talk: Conversation) -> None:
    await talk.say("/subscribe world")
    chat = await talk.stores.chats.get(READER)
    assert chat is not None
    feeds = [
        await talk.stores.feeds.add(Feed(f"https://f{n}.example/", bundled=False), talk.now)
        for n in range(MAX_FEEDS)
    ]
    await talk.stores.chats.save(replace(chat, feed_ids=tuple(feed.id for feed in feeds)))
    assert f"{MAX_FEEDS} feeds is the most" in await talk.say(f"/subscribe {FEED}")
    assert talk.web.asked == []


async def test_a_feed_is_fetched_once_for_all_chats_that_add_it(talk: Conversation) -> None:
    talk.web.pages |= {
        "https://gull.example/": (SITE, "text/html"),
        FEED: (RSS, "application/rss+xml"),
    }
    for reader in range(1, 31):
        what = FEED if reader % 2 else "gull.example"
        assert "Daily Gull" in await talk.say(f"/subscribe {what}", chat=reader, user=reader)
    assert sorted(talk.web.asked) == sorted({FEED, "https://gull.example/"})
    (row,) = await talk.stores.feeds.due(talk.now, 10)
    await talk.fetcher.get(row[0].url)
    assert talk.web.asked.count(FEED) == 1, "its first poll takes what was read a moment ago"
    await talk.fetcher.get(row[0].url)
    assert talk.web.asked.count(FEED) == 2, "once"


async def test_a_feed_in_trouble_is_tried_for_readers_once_in_an_interval(
    talk: Conversation,
) -> None:
    feed = await talk.stores.feeds.add(Feed(FEED, "Daily Gull", bundled=False), talk.now)
    gone = FeedState(feed.id, talk.now, attempted_at=talk.now, failures=1, error=SLOW, gone=True)
    await talk.stores.feeds.save_state(gone)
    for reader in (1, 2):
        answer = await talk.say(f"/subscribe {FEED}", chat=reader, user=reader)
        assert "could not read that address: the site took" in answer
    assert talk.web.asked == []
    talk.later(minutes=30)
    for reader in (1, 2, 3):
        answer = await talk.say(f"/subscribe {FEED}", chat=reader, user=reader)
        assert "could not read that address" in answer
    assert talk.web.asked == [FEED]
    talk.web.pages[FEED] = (RSS, "application/rss+xml")
    talk.later(minutes=30)
    assert "You follow Daily Gull (gull.example) now" in await talk.say(f"/subscribe {FEED}")
    ((again, state),) = await talk.stores.feeds.due(talk.now, 10)
    assert (again.id, state.gone) == (feed.id, False), "what was gone is read again"


async def test_a_long_list_comes_in_pages_and_always_with_its_buttons(talk: Conversation) -> None:
    await talk.say("/subscribe world")
    ids = []
    for number in range(50):
        title = f"Gazette {number:02} " + "of a very long name " * 4
        feed = Feed(f"https://g{number}.example/feed", title, bundled=False)
        ids.append((await talk.stores.feeds.add(feed, talk.now)).id)
    chat = await talk.stores.chats.get(READER)
    assert chat is not None
    await talk.stores.chats.save(replace(chat, feed_ids=tuple(ids)))
    seen = set()
    await talk.say("/sources")
    for page in range(1, 6):
        labels = [label for row in talk.last().labels for label in row]
        seen |= {label for label in labels if "Gazette" in label}
        assert f"More ({page} of 5)" in labels
        await talk.tap(f"More ({page} of 5)")
    assert len(seen) == 50
    assert "✕ World" in [label for row in talk.last().labels for label in row]
    await talk.tap("More (1 of 5)")
    await talk.tap(next(label for row in talk.last().labels for label in row if "Gazette" in label))
    assert "More (2 of 5)" in [label for row in talk.last().labels for label in row]
    assert len(await feeds_of(talk)) == 49
    assert len(talk.shown()) == 2
    assert "Several of your feeds fit" in await talk.say("/unsubscribe gazette")
    assert len(talk.last().rows) == 12
    assert "This is what you follow" in await talk.say("/unsubscribe moon")
    assert len(talk.last().rows) == 14


async def test_everything_survives_a_feed_of_ones_own_and_two_buttons_ask(
    talk: Conversation,
) -> None:
    await talk.publish("Bridge closes")
    talk.web.pages[FEED] = (RSS, "application/rss+xml")
    await talk.say(f"/subscribe {FEED}")
    assert "all topics" in await talk.say("/privacy")
    assert "Bridge closes" in await talk.say("/digest")
    await talk.tap("Only my own feeds")
    assert "Bridge closes" not in await talk.say("/digest")
    assert "only your own feeds" in await talk.say("/privacy")
    assert "Topics: only your own feeds" in await talk.say("/sources")
    await talk.tap("Everything else as well")
    assert "all topics" in await talk.say("/privacy")
    await talk.say("/subscribe world")
    answer = await talk.say("/privacy")
    assert "keep now: World" in answer


async def test_one_who_chose_topics_is_not_asked_what_else_shall_come(talk: Conversation) -> None:
    await talk.say("/subscribe world")
    talk.web.pages[FEED] = (RSS, "application/rss+xml")
    answer = await talk.say(f"/subscribe {FEED}")
    assert (
        answer
        == "You follow Daily Gull (gull.example) now. Its articles come with your next digests."
    )
    assert talk.last().rows == []


async def test_what_is_over_the_days_allowance_is_said_each_time_with_when_it_ends(
    talk: Conversation,
) -> None:
    talk.telegram.members[-100201, READER] = talk.telegram.members[GROUP, READER] = "creator"
    said = []
    for number in range(22):
        chat = (READER, GROUP, -100201)[number % 3]
        said.append(await talk.say(f"/subscribe https://f{number}.example/", chat=chat))
        talk.later(seconds=4)
    assert not any("added in a day" in one for one in said[:20])
    assert all("The next one can be added in 2 hours" in one for one in said[20:]), said[20:]


async def test_no_more_feeds_are_added_than_one_site_should_bear(talk: Conversation) -> None:
    for number in range(MAX_FEEDS_OF_A_SITE - 1):
        feed = Feed(f"https://b{number}.gull.example/f", bundled=False)
        await talk.stores.feeds.add(feed, talk.now)
    for number in range(2):
        talk.web.pages[f"https://a{number}.gull.example/f"] = (RSS, "application/rss+xml")
    talk.web.pages["https://heron.example/f"] = (RSS, "application/rss+xml")
    said = [await talk.say(f"/subscribe https://a{n}.gull.example/f") for n in range(2)]
    assert ["follow Daily Gull" in one for one in said] == [True, False]
    assert "as many feeds of gull." in said[1]
    assert "follow Daily Gull" in await talk.say("/subscribe https://heron.example/f")
    assert "follow Daily Gull" in await talk.say(
        "/subscribe https://a0.gull.example/f", chat=READER + 1, user=READER + 1
    ), "what is read already may be followed"
    counts = await talk.stores.feeds.own_counts("gull.example")
    assert counts == (MAX_FEEDS_OF_A_SITE + 1, MAX_FEEDS_OF_A_SITE)
