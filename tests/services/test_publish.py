"""Slots that are due become editions in the outbox; scenarios with delivery are in
`test_publish_and_deliver`."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from sqlalchemy import event

from bot.core.model.chats import Chat, QuietHours, Schedule
from bot.core.model.editions import Digest
from bot.core.model.messages import Message, Outcome, SendResult
from bot.services.publish import LATE, TOO_LATE, TRIED_AGAIN, Publisher
from bot.store import Stores
from tests.services.doubles import MORNING, Clock, article, draw

pytestmark = pytest.mark.usefixtures("press")
READER = 501
TWICE_A_DAY = Schedule((time(7, 30), time(18)))
EVENING = MORNING.replace(hour=18, minute=0)


class Press:
    """Draws editions, and keeps what it drew."""

    def __init__(self) -> None:
        self.editions: list[Digest] = []
        self.cannot_draw_for = 0

    def __call__(self, digest: Digest, chat: Chat) -> list[Message]:
        if chat.id == self.cannot_draw_for:
            raise ValueError(f"cannot draw for {chat.id}")
        self.editions.append(digest)
        return draw(digest, chat)


@pytest.fixture
def drawn() -> Press:
    return Press()


@pytest.fixture
def publisher(stores: Stores, clock: Clock, drawn: Press) -> Publisher:
    return Publisher(stores.chats, stores.articles, stores.outbox, stores.feeds, drawn, clock)


async def follow(stores: Stores, *chats: int, **wishes: object) -> None:
    for chat_id in chats:
        values = {"schedule": TWICE_A_DAY, "next_due": MORNING, "created_at": MORNING} | wishes
        await stores.chats.save(Chat(chat_id, **values))  # type: ignore[arg-type]


async def test_each_chat_that_is_due_gets_an_edition_of_its_own(
    stores: Stores, publisher: Publisher, drawn: Press
) -> None:
    await stores.articles.add(article(1))
    await follow(stores, *range(1, 6))
    await follow(stores, 9, next_due=EVENING)
    assert await publisher.run_due() == 5
    assert [len(one.stories) for one in drawn.editions] == [1] * 5
    assert await stores.outbox.counts() == {"pending": 10}


async def test_a_chat_whose_edition_cannot_be_made_holds_up_nobody_and_is_tried_again(
    stores: Stores, publisher: Publisher, drawn: Press, clock: Clock
) -> None:
    await follow(stores, *range(1, 6))
    drawn.cannot_draw_for = 1
    assert await publisher.run_due() == 4
    assert await publisher.run_due() == 0
    drawn.cannot_draw_for = 0
    clock.now = MORNING + TRIED_AGAIN
    assert await publisher.run_due() == 1
    chat = await stores.chats.get(1)
    assert chat and chat.next_due == EVENING


async def test_what_chats_share_is_asked_of_the_store_once(
    stores: Stores, publisher: Publisher
) -> None:
    for number in range(5):
        await stores.articles.add(article(number))
    asked: list[str] = []
    engine = stores.database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counts = []
    for first, many in ((100, 4), (200, 40)):
        for number in range(first, first + many):
            await follow(stores, number, topics=(("world",), ("world", "sport"))[number % 2])
        asked.clear()
        assert await publisher.run_due() == many
        counts.append(len(asked))
    assert counts[1] <= counts[0]


async def test_an_edition_names_its_next_one_and_is_late_only_after_a_quarter_of_an_hour(
    stores: Stores, publisher: Publisher, clock: Clock, drawn: Press
) -> None:
    await follow(stores, READER)
    clock.now = MORNING + LATE
    await publisher.run_due()
    await follow(stores, READER + 1)
    clock.forward(seconds=1)
    await publisher.run_due()
    assert [(one.next_at, one.late_for) for one in drawn.editions] == [
        (EVENING, None),
        (EVENING, MORNING),
    ]


async def test_what_is_a_day_late_is_let_go_and_the_next_slot_set(
    stores: Stores, publisher: Publisher, clock: Clock, drawn: Press
) -> None:
    await follow(stores, READER)
    clock.now = MORNING + TOO_LATE + timedelta(seconds=1)
    assert await publisher.run_due() == 0
    assert drawn.editions == []
    chat = await stores.chats.get(READER)
    assert chat is not None
    assert chat.next_due == EVENING + timedelta(days=1)


async def test_a_clock_that_jumps_neither_repeats_nor_floods(
    stores: Stores, publisher: Publisher, clock: Clock, drawn: Press
) -> None:
    await follow(stores, READER)
    assert await publisher.run_due() == 1
    clock.now = MORNING - timedelta(hours=2)
    assert await publisher.run_due() == 0
    clock.now = MORNING + timedelta(minutes=1)
    assert await publisher.run_due() == 0
    clock.now = EVENING.replace(year=EVENING.year + 5)
    assert await publisher.run_due() == 0  # five years late is too late, and told once
    chat = await stores.chats.get(READER)
    assert chat and chat.next_due
    assert clock.now < chat.next_due <= clock.now + timedelta(days=1)
    assert len(drawn.editions) == 1


async def test_a_chat_without_a_zone_has_its_slots_in_that_of_the_operator(
    stores: Stores, clock: Clock, drawn: Press
) -> None:
    parts = stores.chats, stores.articles, stores.outbox, stores.feeds
    publisher = Publisher(*parts, drawn, clock, "Asia/Tokyo")
    await follow(stores, READER)
    await publisher.run_due()
    chat = await stores.chats.get(READER)
    assert chat is not None
    assert chat.next_due == MORNING.replace(hour=9, minute=0)  # 18:00 in Tokyo


async def test_what_came_out_days_before_the_window_is_no_news(
    stores: Stores, publisher: Publisher, drawn: Press
) -> None:
    await stores.articles.add(article(1, published=MORNING - timedelta(days=9)))
    await follow(stores, READER)
    await publisher.run_due()
    assert [one.stories for one in drawn.editions] == [()]


async def test_what_is_due_in_quiet_hours_is_held_and_merged(
    stores: Stores, publisher: Publisher, clock: Clock, drawn: Press
) -> None:
    await stores.articles.add(article(1))
    await follow(stores, READER, quiet=QuietHours(time(7), time(12)))
    assert await publisher.run_due() == 0  # planned before the quiet hours were set
    clock.now = MORNING.replace(hour=12, minute=0)
    assert [await publisher.run_due(), await publisher.run_due()] == [1, 0]
    assert [(len(one.stories), one.next_at, one.late_for) for one in drawn.editions] == [
        (1, EVENING, None)
    ]


async def test_a_pause_ends_by_itself_with_one_edition_of_all_that_was_missed(
    stores: Stores, publisher: Publisher, clock: Clock, drawn: Press
) -> None:
    back = MORNING + timedelta(days=3)
    wishes = {"paused_until": back - timedelta(hours=1), "away_since": MORNING}
    await follow(stores, READER, **wishes)
    for day in range(3):
        seen = MORNING + timedelta(days=day, hours=20)
        await stores.articles.add(article(day + 1, seen=seen, published=seen - timedelta(hours=1)))
        clock.now = MORNING + timedelta(days=day)
        assert await publisher.run_due() == 0
    clock.now = back
    assert [await publisher.run_due(), await publisher.run_due()] == [1, 0]
    (edition,) = drawn.editions
    assert edition.away and edition.since == MORNING
    assert (len(edition.stories), len(edition.finished)) == (1, 2)
    chat = await stores.chats.get(READER)
    assert chat is not None
    assert (chat.paused_until, chat.away_since) == (None, None)
    assert chat.next_due == back.replace(hour=18, minute=0)
    clock.now = chat.next_due
    await publisher.run_due()
    assert not drawn.editions[-1].away and drawn.editions[-1].used == []


async def test_a_pause_whose_end_we_slept_through_is_not_lost(
    stores: Stores, publisher: Publisher, clock: Clock, drawn: Press
) -> None:
    seen = MORNING + timedelta(hours=5)
    await stores.articles.add(article(1, seen=seen, published=seen - timedelta(hours=1)))
    wishes = {"paused_until": MORNING + timedelta(days=1), "away_since": MORNING}
    await follow(stores, READER, next_due=MORNING + timedelta(days=1), **wishes)
    clock.now = MORNING + timedelta(days=4, hours=1)
    assert await publisher.run_due() == 0  # the slot is too late, what it would bring is not
    clock.now = clock.now.replace(hour=18, minute=0)
    assert await publisher.run_due() == 1
    assert drawn.editions[-1].away and len(drawn.editions[-1].used) == 1


async def test_a_weekly_edition_merges_its_week(
    stores: Stores, publisher: Publisher, clock: Clock, drawn: Press
) -> None:
    for number, days in ((1, 0.1), (2, 3), (3, 6)):
        seen = MORNING - timedelta(days=days)
        await stores.articles.add(article(number, seen=seen, published=seen - timedelta(hours=1)))
    await follow(stores, READER, schedule=Schedule((time(7, 30),), (0,)))
    assert await publisher.run_due() == 1
    (edition,) = drawn.editions
    assert (len(edition.stories), len(edition.finished), edition.away) == (1, 2, False)
    assert edition.since == MORNING - timedelta(days=7)


async def test_a_silent_reader_is_asked_once_whether_it_is_too_much(
    stores: Stores, clock: Clock, drawn: Press
) -> None:
    parts = stores.chats, stores.articles, stores.outbox, stores.feeds
    publisher = Publisher(
        *parts, drawn, clock, "UTC", lambda chat: Message("Too many?", "Too many?")
    )
    await stores.articles.add(article(1))
    long_ago = MORNING - timedelta(days=7)
    await follow(stores, READER, heard_at=long_ago, last_edition_at=long_ago)
    for hours in (0, 11, 24, 35):
        clock.now = MORNING + timedelta(hours=hours)
        await publisher.run_due()
    rows = await stores.outbox.claim("one", clock.now, 60, 50)
    texts = []
    while rows:
        for row in rows:
            texts.append(row.message.html)
            await stores.outbox.settle(row.id, "one", Outcome(SendResult.SENT, 1), clock.now)
        rows = await stores.outbox.claim("one", clock.now, 60, 50)
    assert texts.count("Too many?") == 1
    assert texts[2] == "Too many?"  # with the first edition after the week
    chat = await stores.chats.get(READER)
    assert chat is not None and chat.asked_at == MORNING
