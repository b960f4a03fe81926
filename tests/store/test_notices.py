"""What chats are told of their feeds: each thing once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.core.model.chats import Chat
from bot.core.model.messages import Message
from bot.store import Stores

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
MESSAGE = Message("<b>gone</b>", "gone")
ADA, BEN, STRANGER = 501, 502, 900


async def test_followers_are_the_active_chats_of_that_very_feed(stores: Stores) -> None:
    await stores.chats.save(Chat(ADA, feed_ids=(1, 2)))
    await stores.chats.save(Chat(BEN, feed_ids=(2,)))
    await stores.chats.save(Chat(503, feed_ids=(1,), active=False))
    found = await stores.notices.followers([1, 2, 3])
    assert {feed: sorted(chats) for feed, chats in found.items()} == {1: [ADA], 2: [ADA, BEN]}
    assert await stores.notices.followers([]) == {}


async def test_a_thing_is_told_once_and_only_what_is_new_makes_a_message(stores: Stores) -> None:
    await stores.chats.save(Chat(ADA))
    assert await stores.notices.tell(ADA, ["gone:1", "gone:2"], MESSAGE, NOW)
    assert not await stores.notices.tell(ADA, ["gone:2", "gone:1"], MESSAGE, NOW)
    assert await stores.notices.tell(ADA, ["gone:2", "gone:3"], MESSAGE, NOW + timedelta(days=1))
    assert await stores.outbox.counts() == {"pending": 2}
    assert await stores.notices.told(["gone:1", "gone:3", "gone:9"]) == {
        (ADA, "gone:1"),
        (ADA, "gone:3"),
    }


async def test_a_notice_goes_out_as_any_other_message_to_its_forum_topic(stores: Stores) -> None:
    await stores.chats.save(Chat(-700, kind="supergroup", thread_id=44, telegram_id=-700))
    await stores.notices.tell(-700, ["gone:1"], MESSAGE, NOW)
    (row,) = await stores.outbox.claim("one", NOW, 60, 9)
    assert (row.chat_id, row.thread_id, row.message) == (-700, 44, MESSAGE)


async def test_who_wants_nothing_any_more_is_told_nothing(stores: Stores) -> None:
    await stores.chats.save(Chat(ADA, active=False))
    assert not await stores.notices.tell(ADA, ["gone:1"], MESSAGE, NOW)
    assert await stores.outbox.counts() == {}
    assert await stores.notices.told(["gone:1"]) == set()


async def test_an_operator_who_has_never_written_is_told_all_the_same(stores: Stores) -> None:
    assert await stores.notices.tell(STRANGER, ["gone:1"], MESSAGE, NOW)
    (row,) = await stores.outbox.claim("one", NOW, 60, 9)
    assert (row.chat_id, row.thread_id) == (STRANGER, None)
