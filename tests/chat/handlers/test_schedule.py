from __future__ import annotations

from datetime import time

import pytest

from bot.core.model.chats import Schedule
from tests.chat.conversation import READER, Conversation
from tests.chat.stories import NOW


async def schedule_of(talk: Conversation) -> Schedule:
    chat = await talk.stores.chats.get(READER)
    return chat.schedule if chat else Schedule()


async def test_hours_and_days_are_set_and_the_next_three_told(talk: Conversation) -> None:
    await talk.say("/timezone Berlin")
    answer = await talk.say("/schedule 07:30 18:00 mon-fri")
    assert answer == (
        "Your digests come at 07:30 and 18:00, Mon to Fri (Berlin time).\n"
        "Next: 18:00, tomorrow at 07:30, tomorrow at 18:00.\n"
        "Tap, or send hours and days: /schedule 07:30 18:00 mon-fri"
    )
    chat = await talk.stores.chats.get(READER)
    assert chat is not None
    assert chat.schedule == Schedule((time(7, 30), time(18)), (0, 1, 2, 3, 4))
    assert chat.next_due == NOW.replace(hour=17, minute=0)


@pytest.mark.parametrize("words", ["soon", "25:00", "monthly", "07:30 someday"])
async def test_hours_that_are_none_are_explained(talk: Conversation, words: str) -> None:
    assert "For example: /schedule 07:30" in await talk.say(f"/schedule {words}")
    assert await talk.stores.chats.get(READER) is None


async def test_buttons_set_the_hours_too(talk: Conversation) -> None:
    assert "no fixed times" in await talk.say("/schedule")
    await talk.tap("Both")
    assert await schedule_of(talk) == Schedule((time(7, 30), time(18)))
    await talk.tap("Another hour")
    await talk.tap("21:00")
    assert await schedule_of(talk) == Schedule((time(21),))
    assert "no fixed times" in await talk.tap("No fixed times")
    assert await schedule_of(talk) == Schedule()


async def test_a_zone_moves_the_next_digest(talk: Conversation) -> None:
    await talk.say("/schedule 18:00")
    found = []
    for words, hour, zone in (
        ("Tokyo", "16:30", "Asia/Tokyo"),
        ("new york", "02:30", "America/New_York"),
        ("UTC+1", "08:30", "Etc/GMT-1"),
    ):
        assert f"It is {hour} for you" in await talk.say(f"/timezone {words}")
        chat = await talk.stores.chats.get(READER)
        assert chat is not None and chat.timezone == zone
        found.append(chat.next_due)
    assert found[-1] == NOW.replace(hour=17, minute=0)


async def test_an_unknown_place_is_asked_about_again(talk: Conversation) -> None:
    assert "no place called “Nowhereville”" in await talk.say("/timezone Nowhereville")
    assert "It is 07:30 for you (UTC)" in await talk.say("/timezone")
    assert "It is 13:00 for you (Kolkata)" in await talk.tap("13:00 Kolkata")


async def test_a_time_on_the_readers_clock_offers_cities_of_that_clock(talk: Conversation) -> None:
    assert "Which of these clocks" in await talk.say("/timezone 2:31 am")
    await talk.tap(
        next(label for row in talk.last().labels for label in row if "New York" in label)
    )
    chat = await talk.stores.chats.get(READER)
    assert chat is not None and chat.timezone == "America/New_York"


async def test_setting_hours_without_a_zone_asks_where(talk: Conversation) -> None:
    await talk.say("/schedule 18:00")
    assert "Time zone" in [label for row in talk.shown()[0].labels for label in row]
    assert "It is 07:30 for you (UTC)" in talk.last().text


async def test_a_shared_location_gives_the_zone_and_is_not_kept(talk: Conversation) -> None:
    await talk.say("/timezone")
    await talk.tap("Use my location")
    key = talk.telegram.calls[-1].reply_markup
    assert key["keyboard"] == [[{"text": "Share my location", "request_location": True}]]
    spot = {"latitude": -33.4, "longitude": -70.7}
    answer = await talk.say("", location=spot)
    assert "for you (Santiago)" in answer
    assert talk.telegram.calls[-2].reply_markup == {"remove_keyboard": True}
    assert await talk.stores.inbox.pending(10) == []


async def test_a_location_ends_first_contact(talk: Conversation) -> None:
    await talk.say("/start")
    await talk.tap("Next")
    await talk.tap("Morning, 07:30")
    await talk.tap("Use my location")
    await talk.say("", location={"latitude": 48.1, "longitude": 16.3})
    assert "Vienna time" in talk.shown()[-2].text
    assert "Nothing is stored for your topics yet" in talk.last().text


async def test_a_tapped_hour_keeps_the_days_and_off_can_be_written(talk: Conversation) -> None:
    await talk.say("/timezone Berlin")
    await talk.say("/schedule Mo-Fr 8 Uhr")
    assert await schedule_of(talk) == Schedule((time(8),), (0, 1, 2, 3, 4))
    await talk.say("/schedule")
    await talk.tap("Morning, 07:30")
    assert await schedule_of(talk) == Schedule((time(7, 30),), (0, 1, 2, 3, 4))
    assert "no fixed times" in await talk.say("/schedule off")
    assert await schedule_of(talk) == Schedule((), (0, 1, 2, 3, 4))
    assert "come at 10:00, Sun" in await talk.say("/schedule weekly")
    assert "I do not understand “monthly”" in await talk.say("/schedule monthly")
