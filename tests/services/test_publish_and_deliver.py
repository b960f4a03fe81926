"""A slot that is due becomes an edition, once; the edition reaches the chat, once."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta

import pytest

from bot.core.model.chats import Chat, Schedule
from bot.core.model.editions import Digest
from bot.core.model.feeds import Feed, FeedState
from bot.core.model.messages import Message, Outcome, SendResult
from bot.services.deliver import Deliverer
from bot.services.publish import Publisher
from bot.store import Stores
from tests.services.doubles import MORNING, Clock, Wire, article, draw

READER = 501

pytestmark = pytest.mark.usefixtures("press")


@pytest.fixture
def clock() -> Clock:
    return Clock(MORNING + timedelta(seconds=5))


@pytest.fixture
def publisher(stores: Stores, clock: Clock) -> Publisher:
    return Publisher(stores.chats, stores.articles, stores.outbox, stores.feeds, draw, clock)


async def reader(stores: Stores, due: datetime = MORNING, **wishes: object) -> None:
    schedule = Schedule((time(7, 30), time(18)))
    chat = Chat(READER, schedule=schedule, next_due=due, created_at=MORNING, **wishes)  # type: ignore[arg-type]
    await stores.chats.save(chat)


async def deliver(stores: Stores, clock: Clock, wire: Wire, owner: str = "one") -> None:
    """Deliver all that is due."""
    await Deliverer(stores.outbox, wire, clock, owner).deliver_due()


async def test_an_edition_comes_at_the_chats_hour_and_the_next_slot_is_set(
    stores: Stores, publisher: Publisher, clock: Clock
) -> None:
    await stores.articles.add(article(1))
    await reader(stores)
    assert await publisher.run_due() == 1
    wire = Wire()
    await deliver(stores, clock, wire)
    assert wire.sent == [(READER, "1 stories"), (READER, "Council 1 decides subject 1")]
    chat = await stores.chats.get(READER)
    assert chat is not None
    assert chat.next_due == MORNING.replace(hour=18, minute=0)


async def test_nothing_is_planned_before_its_time_or_twice(
    stores: Stores, publisher: Publisher, clock: Clock
) -> None:
    await stores.articles.add(article(1))
    await reader(stores, due=MORNING + timedelta(hours=1))
    assert await publisher.run_due() == 0
    await reader(stores)
    assert [await publisher.run_due(), await publisher.run_due()] == [1, 0]
    await reader(stores)  # settings saved anew with the slot that is done already
    assert await publisher.run_due() == 0


async def test_a_story_comes_once_and_later_only_with_what_is_new(
    stores: Stores, publisher: Publisher, clock: Clock
) -> None:
    first = await stores.articles.add(article(1))
    await reader(stores)
    await publisher.run_due()
    clock.now = MORNING.replace(hour=18, minute=1)
    assert await publisher.run_due() == 1
    wire = Wire()
    await deliver(stores, clock, wire)
    assert [text for _, text in wire.sent[2:]] == ["0 stories"]
    await stores.articles.add(
        article(2, story=first.id, outlet="Lantern", seen=clock.now + timedelta(hours=3))
    )
    clock.now = MORNING + timedelta(days=1, minutes=1)
    await publisher.run_due()
    await deliver(stores, clock, wire)
    assert [text for _, text in wire.sent[3:]] == ["1 stories", "Council 2 decides subject 2"]


async def test_slots_missed_while_we_were_down_are_one_late_edition(
    stores: Stores, publisher: Publisher, clock: Clock
) -> None:
    await stores.articles.add(article(1, seen=MORNING + timedelta(hours=12)))
    await reader(stores)
    clock.now = MORNING + timedelta(hours=13)  # both slots of the day have passed
    assert await publisher.run_due() == 1
    wire = Wire()
    await deliver(stores, clock, wire)
    assert len(wire.sent) == 2


async def test_of_many_who_want_one_hour_each_has_its_place_every_day(
    stores: Stores, publisher: Publisher, clock: Clock
) -> None:
    many = random.Random(9).sample(range(1, 1000), 40)
    for chat_id in many:
        schedule = Schedule((time(7, 30),))
        await stores.chats.save(
            Chat(chat_id, schedule=schedule, next_due=MORNING, created_at=MORNING)
        )
    days = list[list[int]]()
    for _ in range(2):
        wire = Wire()
        assert await publisher.run_due() == len(many)
        await deliver(stores, clock, wire)
        days.append([chat_id for chat_id, _ in wire.sent])
        clock.forward(days=1)
    assert sorted(days[0]) == sorted(many)
    assert days[0] == days[1]


async def test_what_is_more_than_a_day_late_is_let_go(
    stores: Stores, publisher: Publisher, clock: Clock
) -> None:
    await stores.articles.add(article(1, seen=MORNING + timedelta(days=3)))
    await reader(stores)
    clock.now = MORNING + timedelta(days=3, hours=1)
    assert await publisher.run_due() == 0
    chat = await stores.chats.get(READER)
    assert chat is not None
    assert chat.next_due == (MORNING + timedelta(days=3)).replace(hour=18, minute=0)


async def test_only_the_chats_topics_are_in_its_edition(
    stores: Stores, publisher: Publisher, clock: Clock
) -> None:
    await stores.articles.add(article(1, topics=("sport",)))
    await stores.articles.add(article(2, topics=("science",)))
    await reader(stores, topics=("science",))
    await publisher.run_due()
    wire = Wire()
    await deliver(stores, clock, wire)
    assert [text for _, text in wire.sent] == ["1 stories", "Council 2 decides subject 2"]


async def test_an_edition_comes_without_the_source_that_is_down_and_says_so(
    stores: Stores, clock: Clock
) -> None:
    feed = await stores.feeds.add(Feed("https://gull.example/feed", "Gull"), MORNING)
    down = FeedState(feed.id, MORNING, succeeded_at=MORNING - timedelta(hours=2), failures=1)
    await stores.feeds.save_state(down)
    await stores.articles.add(article(1))
    await reader(stores, topics=("world",), feed_ids=(feed.id,))
    editions: list[Digest] = []

    def keep(digest: Digest, chat: Chat) -> list[Message]:
        editions.append(digest)
        return draw(digest, chat)

    publisher = Publisher(stores.chats, stores.articles, stores.outbox, stores.feeds, keep, clock)
    assert await publisher.run_due() == 1
    assert [(len(one.stories), one.missing) for one in editions] == [(1, ("Gull",))]


async def test_a_chat_that_blocked_the_bot_gets_nothing_more(
    stores: Stores, publisher: Publisher, clock: Clock
) -> None:
    await stores.articles.add(article(1))
    await reader(stores)
    await publisher.run_due()
    wire = Wire(
        outcomes=[Outcome(SendResult.GONE, reason="Forbidden: bot was blocked by the user")]
    )
    await deliver(stores, clock, wire)
    assert len(wire.sent) == 1
    chat = await stores.chats.get(READER)
    assert chat is not None
    assert not chat.active


async def test_a_message_in_doubt_is_sent_once_more_and_never_a_third_time(
    stores: Stores, publisher: Publisher, clock: Clock
) -> None:
    await reader(stores)
    await publisher.run_due()
    wire = Wire(outcomes=[Outcome(SendResult.UNKNOWN, reason="ReadTimeout")] * 5)
    for _ in range(4):
        await deliver(stores, clock, wire)
        clock.forward(minutes=10)
    assert wire.sent == [(READER, "0 stories")] * 2
    assert (await stores.outbox.counts())["unknown"] == 1


async def test_a_pause_that_telegram_asks_for_is_kept(
    stores: Stores, publisher: Publisher, clock: Clock
) -> None:
    await reader(stores)
    await publisher.run_due()
    wire = Wire(outcomes=[Outcome(SendResult.LATER, retry_after=30)])
    await deliver(stores, clock, wire)
    assert len(wire.sent) == 1
    clock.forward(seconds=29)
    await deliver(stores, clock, wire)
    assert len(wire.sent) == 1
    clock.forward(seconds=2)
    await deliver(stores, clock, wire)
    assert len(wire.sent) == 2
