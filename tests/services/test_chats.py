from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.core.model.chats import Schedule
from bot.services.chats import ChatRef, ChatSettings
from bot.services.subscriptions import address_in
from tests.chat.conversation import READER, TOPICS, Conversation
from tests.chat.stories import NOW

HERE = ChatRef(READER)
MORNING = Schedule((time(7, 30),))


def settings_over(talk: Conversation) -> ChatSettings:
    return ChatSettings(talk.stores.chats, TOPICS, talk.clock)


async def test_an_unknown_chat_is_only_stored_when_it_wants_something(talk: Conversation) -> None:
    chats = settings_over(talk)
    await chats.get(HERE)
    assert not await chats.is_known(READER)
    chat = await chats.begin(HERE)
    assert (chat.created_at, chat.active, chat.next_due) == (NOW, True, None)
    assert await chats.is_known(READER)


async def test_the_next_slot_follows_hours_and_zone(talk: Conversation) -> None:
    chats = settings_over(talk)
    assert (await chats.set_schedule(HERE, MORNING)).next_due == NOW + timedelta(days=1)
    moved = await chats.set_zone(HERE, "America/New_York")
    assert moved is not None and moved.next_due == NOW + timedelta(hours=5)
    assert (await chats.set_schedule(HERE, Schedule())).next_due is None


async def test_a_slot_that_has_come_is_not_lost_by_a_change_of_mind(talk: Conversation) -> None:
    chats = settings_over(talk)
    due = (await chats.set_schedule(HERE, MORNING)).next_due
    talk.later(days=1, seconds=2)
    changed = await chats.set_schedule(HERE, Schedule((time(18),)))
    assert changed.next_due == due
    assert (await chats.set_schedule(HERE, Schedule())).next_due is None


async def test_following_keeps_the_order_of_the_menu_and_no_topic_twice(
    talk: Conversation,
) -> None:
    chats, topics = settings_over(talk), TOPICS.all
    for topic in (topics[3], topics[0], topics[3]):
        chat = await chats.follow(HERE, topic)
    assert chat.topics == ("world", "sport")


async def test_who_left_gets_nothing_and_comes_back_as_before(talk: Conversation) -> None:
    chats = settings_over(talk)
    await chats.set_schedule(HERE, MORNING)
    await chats.left(READER, "kicked")
    assert await talk.stores.chats.due(NOW + timedelta(days=9)) == []
    await chats.back(HERE)
    (chat,) = await talk.stores.chats.due(NOW + timedelta(days=9))
    assert chat.schedule == MORNING


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("example.news", "https://example.news/"),
        ("https://example.org/feed", "https://example.org/feed"),
        ("www.example.org", "https://www.example.org/"),
        ("science", ""),
        ("central bank", ""),
        ("name@example.org", ""),
        ("ftp://example.org", ""),
        ("...", ""),
        ("http://127.0.0.1:8080/feed", "http://127.0.0.1:8080/feed"),
    ],
)
def test_what_may_be_an_address_where_one_is_asked_for(words: str, address: str) -> None:
    assert address_in(words) == address
