"""Silence for a while, at night, or for good, and the way back."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.core.model.chats import Chat, QuietHours, Schedule
from bot.core.model.feeds import Feed
from bot.services.chats import ChatRef, ChatSettings
from bot.services.publish import Publisher
from tests.chat.conversation import CHANNEL, GROUP, READER, TOPICS, Conversation
from tests.chat.stories import NOW
from tests.services.doubles import draw

DAY = timedelta(days=1)


async def chat_of(talk: Conversation, number: int = READER) -> Chat:
    chat = await talk.stores.chats.get(number)
    assert chat is not None
    return chat


async def begun(talk: Conversation) -> None:
    await talk.say("/timezone Berlin")
    await talk.say("/subscribe world")
    await talk.say("/schedule 07:30 18:00")


async def test_a_pause_says_until_when_and_when_all_that_is_missed_comes(
    talk: Conversation,
) -> None:
    await begun(talk)
    answer = await talk.say("/pause until Sunday")
    assert answer == (
        "Paused until Sunday 29 November.\nWhat you miss comes as one edition: Sunday at 07:30."
    )
    chat = await chat_of(talk)
    assert (chat.away_since, chat.next_due) == (NOW, NOW + timedelta(days=6, hours=-1))
    assert "Paused until Thursday at 08:30" in await talk.say("/pause 3d")
    assert (await chat_of(talk)).away_since == NOW


@pytest.mark.parametrize(
    "words",
    ["I am away until Sunday", "Ich bin bis Sonntag weg", "estoy fuera hasta el domingo",
     "je suis absente jusqu'à dimanche", "меня не будет до воскресенья", "estou fora até domingo"],
)  # fmt: skip
async def test_plain_words_pause_too(talk: Conversation, words: str) -> None:
    await begun(talk)
    assert "Paused until Sunday 29 November" in await talk.say(words)


async def test_without_a_length_it_is_asked_and_tapped(talk: Conversation) -> None:
    await begun(talk)
    for asked in ("/pause", "I am away"):
        assert "How long are you away?" in await talk.say(asked)
    assert "Paused until Thursday at 08:30" in await talk.tap("3 days")
    assert "Paused until Thursday" in await talk.say("/pause")


@pytest.mark.parametrize(
    ("words", "said"),
    [("soon", "I do not understand “soon”"), ("400d", "A year is the longest"), ("2020-01-01", "has passed")],
)  # fmt: skip
async def test_a_length_that_is_none_is_explained(
    talk: Conversation, words: str, said: str
) -> None:
    await begun(talk)
    assert said in await talk.say(f"/pause {words}")
    assert (await chat_of(talk)).paused_until is None


async def test_who_is_back_gets_all_that_was_missed_at_once_and_once(talk: Conversation) -> None:
    await begun(talk)
    await talk.say("/pause 1w")
    for days in (3, 2, 1):
        talk.later(days=1)
        await talk.publish(f"Plan {days}", hours=1)
    answer = await talk.say("I'm back")
    assert "While you were away, 3 days · 3 stories" in answer
    assert "Over by now" in answer and "Plan 3" in answer
    assert "Welcome back" in talk.shown()[-2].text
    chat = await chat_of(talk)
    assert (chat.paused_until, chat.away_since) == (None, None)
    assert await talk.say("/resume") == "You are not on a pause."
    assert "Nothing new" in await talk.say("/digest")


async def test_a_digest_in_a_pause_leaves_the_pause_as_it_is(talk: Conversation) -> None:
    await begun(talk)
    await talk.say("/pause 3d")
    await talk.publish("Bridge closes")
    assert "While you were away" not in await talk.say("/digest")
    chat = await chat_of(talk)
    assert chat.away_since == NOW and chat.paused_until == NOW + 3 * DAY


async def test_quiet_hours_are_set_by_words_and_by_buttons(talk: Conversation) -> None:
    await begun(talk)
    assert "none. When should nothing come?" in await talk.say("/quiet")
    assert "Quiet hours: 22:00 to 07:00" in await talk.say("/quiet 10pm to 7am")
    assert (await chat_of(talk)).quiet == QuietHours(time(22), time(7))
    assert "✓ 22:00 – 07:00" in [label for row in talk.last().labels for label in row]
    assert "23:00 to 08:00" in await talk.tap("23:00 – 08:00")
    assert (await chat_of(talk)).next_due == NOW.replace(hour=17, minute=0)
    assert "I do not understand “soon”" in await talk.say("/quiet soon")
    assert "none." in await talk.tap("No quiet hours")
    assert (await chat_of(talk)).quiet is None


async def test_what_would_come_at_night_is_announced_for_the_morning(talk: Conversation) -> None:
    await talk.say("/timezone Berlin")
    await talk.say("/quiet 22-7")
    assert "Next: tomorrow at 07:00" in await talk.say("/schedule 23:00")


async def test_the_end_of_everything_can_be_taken_back_whole(talk: Conversation) -> None:
    feed = Feed("https://gull.example/feed", "Gull", bundled=False)
    own = await talk.stores.feeds.add(feed, talk.now)
    await begun(talk)
    await talk.stores.chats.save(
        Chat(**{**_fields(await chat_of(talk)), "feed_ids": (own.id,)})
    )  # fmt: skip
    before = await chat_of(talk)
    assert "All your subscriptions have ended" in await talk.say("/stop")
    ended = await chat_of(talk)
    assert (ended.active, ended.topics, ended.feed_ids, ended.next_due) == (False, (), (), None)
    await talk.stores.chats.forget_changes(talk.now - timedelta(minutes=10))
    talk.later(minutes=10)
    assert "All is as it was: World" in await talk.tap("Undo")
    assert await chat_of(talk) == before
    assert await talk.stores.feeds.get([own.id]) != []


def _fields(chat: Chat) -> dict[str, object]:
    return {name: getattr(chat, name) for name in Chat.__dataclass_fields__}


async def test_after_ten_minutes_the_end_stands(talk: Conversation) -> None:
    await begun(talk)
    await talk.say("/stop")
    talk.later(minutes=10, seconds=1)
    assert "more than ten minutes ago" in await talk.tap("Undo")
    assert not (await chat_of(talk)).active


async def test_instead_of_the_end_there_can_be_a_pause(talk: Conversation) -> None:
    await begun(talk)
    await talk.say("stop")
    assert "Paused until 30 November" in await talk.tap("Pause a week instead")
    chat = await chat_of(talk)
    assert chat.active and chat.topics == ("world",) and chat.paused_until == NOW + 7 * DAY
    assert chat.schedule == Schedule((time(7, 30), time(18)))


async def test_what_stopped_nothing_offers_nothing_to_take_back(talk: Conversation) -> None:
    await talk.say("/stop")
    assert talk.last().rows == []
    assert await talk.stores.chats.get(READER) is None


async def test_in_a_group_only_administrators_silence_it(talk: Conversation) -> None:
    for said in ("/pause 3d", "/quiet 22-7", "/resume"):
        assert "Only administrators" in await talk.say(said, chat=GROUP)
    assert await talk.stores.chats.get(GROUP) is None
    assert "none. When" in await talk.say("/quiet", chat=GROUP)
    await talk.tap("22:00 – 07:00", chat=GROUP)
    assert "Only administrators" in talk.toasts[-1]


async def test_a_channel_is_paused_by_its_own_post(talk: Conversation) -> None:
    assert "Paused until" in await talk.say("/pause 3d", chat=CHANNEL)
    assert (await chat_of(talk, CHANNEL)).paused_until == NOW + 3 * DAY


async def test_one_chat_takes_back_nothing_of_another(talk: Conversation) -> None:
    await begun(talk)
    await talk.say("/stop")
    (change,) = [
        one for one in await talk.stores.chats.changes(READER, NOW) if "topics" in one.before
    ][:1]
    await talk.say("/subscribe science", chat=6, user=6)
    assert "more than ten minutes" in await talk.tap_data(f"un:here:{change.id}", user=6, chat=6)
    assert not (await chat_of(talk)).active
    assert (await chat_of(talk, 6)).topics == ("science",)


async def test_a_pause_that_is_asked_for_by_the_clock_holds_editions_until_it_ends(
    talk: Conversation,
) -> None:
    await begun(talk)
    chats = ChatSettings(talk.stores.chats, TOPICS, talk.clock)
    await talk.publish("Bridge closes")
    stores = talk.stores
    publisher = Publisher(
        stores.chats, stores.articles, stores.outbox, stores.feeds, draw, talk.clock
    )
    await talk.say("/pause 2d")
    talk.later(days=1, hours=12)
    assert await publisher.run_due() == 0
    talk.later(hours=23)
    assert await publisher.run_due() == 1
    assert (await chats.get(ChatRef(READER))).paused_until is None
