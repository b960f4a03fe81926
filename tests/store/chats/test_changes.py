"""Changes of settings that can be taken back, and the feeds that are held for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from bot.core.model.chats import QuietHours, Schedule
from bot.core.model.feeds import Feed
from bot.store import Stores
from tests.store.chats.test_chat_store import DAY, FULL, NOW

MINUTE = timedelta(minutes=1)


async def test_a_change_keeps_the_fields_that_it_alters_as_they_were(stores: Stores) -> None:
    before = replace(FULL, quiet=QuietHours(time(22), time(7)), paused_until=NOW, reads=("de",))
    await stores.chats.save(before)
    after = replace(
        before, topics=(), schedule=Schedule(), quiet=None, paused_until=None, reads=("en",), active=False
    )  # fmt: skip
    await stores.chats.save(after, before=before, at=NOW)
    (change,) = await stores.chats.changes(FULL.id, NOW)
    assert replace(after, **change.before) == before
    assert set(change.before) == {
        "topics", "schedule", "quiet", "paused_until", "reads", "active"
    }  # fmt: skip


async def test_the_newest_change_comes_first_and_old_ones_are_past(stores: Stores) -> None:
    await stores.chats.save(FULL)
    for minutes, bullets in ((0, 3), (5, 4), (9, 5)):
        at, before = NOW + minutes * MINUTE, await stores.chats.get(FULL.id)
        assert before is not None
        await stores.chats.save(replace(before, bullets=bullets), before=before, at=at)
    found = await stores.chats.changes(FULL.id, NOW + 3 * MINUTE)
    assert [change.before for change in found] == [{"bullets": 4}, {"bullets": 3}]


async def test_what_changes_nothing_is_no_change(stores: Stores) -> None:
    await stores.chats.save(FULL)
    await stores.chats.save(replace(FULL, next_due=NOW + DAY), before=FULL, at=NOW)
    assert await stores.chats.changes(FULL.id, NOW) == []


async def test_an_unfollowed_feed_is_held_until_the_change_is_forgotten(stores: Stores) -> None:
    feed = await stores.feeds.add(Feed("https://gull.example/feed", "Gull", bundled=False), NOW)
    before = replace(FULL, feed_ids=(feed.id,))
    await stores.chats.save(before)
    await stores.chats.save(replace(before, feed_ids=()), before=before, at=NOW)
    assert await stores.feeds.get([feed.id]) != []
    await stores.chats.forget_changes(NOW)
    assert await stores.feeds.get([feed.id]) != []
    await stores.chats.forget_changes(NOW + MINUTE)
    assert await stores.feeds.get([feed.id]) == []
    assert await stores.chats.changes(FULL.id, NOW - DAY) == []


async def test_a_held_feed_that_is_followed_again_stays(stores: Stores) -> None:
    feed = await stores.feeds.add(Feed("https://gull.example/feed", "Gull", bundled=False), NOW)
    before = replace(FULL, feed_ids=(feed.id,))
    await stores.chats.save(before)
    await stores.chats.save(replace(before, feed_ids=()), before=before, at=NOW)
    (change,) = await stores.chats.changes(FULL.id, NOW)
    await stores.chats.save(before, undoes=change.id)
    await stores.chats.forget_changes(NOW + DAY)
    assert await stores.feeds.get([feed.id]) != []


async def test_what_is_taken_back_is_marked_for_its_own_chat_alone(stores: Stores) -> None:
    for number in (11, 12):
        await stores.chats.save(replace(FULL, id=number))
        before = replace(FULL, id=number)
        await stores.chats.save(replace(before, bullets=4), before=before, at=NOW)
    mine = (await stores.chats.changes(11, NOW))[0]
    await stores.chats.save(replace(FULL, id=12), undoes=mine.id)
    assert [one.undone for one in await stores.chats.changes(11, NOW)] == [False]
    await stores.chats.save(FULL, undoes=mine.id)
    assert [one.undone for one in await stores.chats.changes(11, NOW)] == [True]


async def test_erasing_a_chat_erases_its_changes_and_the_feeds_held_for_it(stores: Stores) -> None:
    feed = await stores.feeds.add(Feed("https://gull.example/feed", "Gull", bundled=False), NOW)
    before = replace(FULL, thread_id=None, feed_ids=(feed.id,))
    await stores.chats.save(before)
    await stores.chats.save(replace(before, feed_ids=()), before=before, at=NOW)
    await stores.chats.erase(FULL.id)
    assert await stores.chats.changes(FULL.id, NOW - DAY) == []
    assert await stores.feeds.get([feed.id]) == []


async def test_what_the_publisher_notes_is_not_taken_back_by_an_older_copy(stores: Stores) -> None:
    await stores.chats.save(FULL)
    await stores.chats.heard(FULL.id, NOW)
    await stores.chats.postpone(FULL.id, NOW + DAY)
    chat = await stores.chats.get(FULL.id)
    assert chat is not None and (chat.heard_at, chat.next_due) == (NOW, NOW + DAY)
    await stores.chats.save(replace(FULL, paused_until=NOW, away_since=NOW - DAY, asked_at=NOW))
    await stores.chats.save(replace(FULL, paused_until=NOW, away_since=NOW - DAY))
    await stores.chats.returned(FULL.id)
    chat = await stores.chats.get(FULL.id)
    assert chat is not None and (chat.paused_until, chat.away_since) == (None, None)
    assert (chat.heard_at, chat.asked_at) == (NOW, NOW)
