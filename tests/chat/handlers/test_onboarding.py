from __future__ import annotations

import pytest

from tests.chat.conversation import ADMIN, GROUP, READER, Conversation
from tests.chat.stories import NOW


async def test_three_taps_lead_from_start_to_the_first_edition(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.publish("Chip learns", "technology")
    assert "1 of 3" in await talk.say("/start")
    assert talk.last().labels[-1] == ["Next"]
    await talk.tap("World")
    assert "✓ World" in talk.last().labels[0]
    assert "2 of 3" in await talk.tap("Next")
    assert "3 of 3" in await talk.tap("Both")
    edition = await talk.tap("08:30 Berlin")
    ready, first = talk.shown()
    assert ready.text.startswith("All set: World, at 07:30 and 18:00 (Berlin time).")
    assert first.text == edition
    assert "1 story from 1 article" in edition
    assert "Bridge closes" in edition and "Chip learns" not in edition
    assert "Next at 18:00" in edition
    chat = await talk.stores.chats.get(READER)
    assert chat is not None
    assert (chat.topics, chat.timezone) == (("world",), "Europe/Berlin")
    assert chat.next_due == NOW.replace(hour=17, minute=0)  # 18:00 in Berlin


async def test_the_place_may_be_typed_as_a_city_or_a_time(talk: Conversation) -> None:
    await talk.say("/start")
    await talk.tap("Next")
    await talk.tap("Morning, 07:30")
    assert "Which of these clocks" in await talk.say("it is 08:31 here")
    berlin = next(label for row in talk.last().labels for label in row if "Berlin" in label)
    await talk.tap(berlin)
    chat = await talk.stores.chats.get(READER)
    assert chat is not None and chat.timezone == "Europe/Berlin"
    assert "(Berlin time)" in talk.shown()[-2].text


async def third_step(talk: Conversation, chat: int = READER, user: int = READER) -> None:
    await talk.say("/start", chat, user)
    await talk.tap("Next", user, chat)
    await talk.tap("Morning, 07:30", user, chat)


async def test_an_unknown_place_is_said_and_keeps_the_question_open(talk: Conversation) -> None:
    await third_step(talk)
    assert "I know no place called “Atlantis”" in await talk.say("Atlantis")
    assert "Nowhere is it 03:07 just now" in await talk.say("03:07")
    assert "I know no place called “version 3.10 is out”" in await talk.say("version 3.10 is out")
    await talk.say("München")
    assert "(Berlin time)" in talk.shown()[-2].text
    assert "nothing on “Atlantis”" in await talk.say(
        "Atlantis"
    )  # nothing waits for a place any more


async def test_help_is_help_in_the_third_step_too(talk: Conversation) -> None:
    await third_step(talk)
    assert "/topics – " in await talk.say("help")
    assert "Your settings" in await talk.say("settings")
    assert "My pleasure" in await talk.say("danke")  # which Gdańsk looks like
    await talk.say("Berlin")
    assert "(Berlin time)" in talk.shown()[-2].text


async def test_a_guessed_place_is_asked_about(talk: Conversation) -> None:
    await third_step(talk)
    assert "Do you mean Munich, Germany? It is 08:30 there now." in await talk.say("Münhcen")
    assert "3 of 3" in await talk.tap("No, another clock")
    await talk.say("Münhcen")
    await talk.tap("Yes")
    assert "All set: all topics, at 07:30 (Berlin time)." in talk.shown()[-2].text


async def test_the_clock_of_the_language_is_asked_about_first(talk: Conversation) -> None:
    who = {"id": READER, "is_bot": False, "first_name": "R", "language_code": "de"}
    await talk.update(message=talk.message("/start") | {"from": who})
    await talk.tap("Weiter")
    assert "3 von 3: Ist es bei dir gerade 08:30?" in await talk.tap("Beides")
    await talk.tap("Ja, es ist 08:30")
    assert "(Zeit in Berlin)" in talk.shown()[-2].text


async def test_who_wants_none_by_the_clock_is_not_asked_for_it(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.say("/start")
    await talk.tap("Next")
    edition = await talk.tap("Only when I ask")
    assert "All set: all topics, whenever you ask" in talk.shown()[-2].text
    assert "07:30 UTC" in edition and "Bridge closes" in edition
    chat = await talk.stores.chats.get(READER)
    assert chat is not None and chat.next_due is None


async def test_to_skip_a_second_time_keeps_the_clock_there_was(talk: Conversation) -> None:
    await third_step(talk)
    await talk.tap("08:30 Berlin")
    await third_step(talk)
    await talk.tap("Skip for now")
    chat = await talk.stores.chats.get(READER)
    assert chat is not None and chat.timezone == "Europe/Berlin"


async def test_a_second_set_up_ends_by_a_typed_place_too(talk: Conversation) -> None:
    await third_step(talk)
    await talk.tap("08:30 Berlin")
    await third_step(talk)
    await talk.say("Tokyo")
    assert "(Tokyo time)" in talk.shown()[-2].text


async def test_timezone_ends_the_third_step_in_a_group(talk: Conversation) -> None:
    talk.telegram.members[GROUP, ADMIN] = "administrator"
    await third_step(talk, GROUP, ADMIN)
    await talk.say("/timezone Москва", GROUP, ADMIN)
    assert "All set" in talk.shown(GROUP)[-2].text and "(Moscow time)" in talk.shown(GROUP)[-2].text


async def test_the_steps_lead_back(talk: Conversation) -> None:
    await third_step(talk)
    assert "2 of 3" in await talk.tap("‹ Back")
    assert "At which hour" in await talk.tap("Another hour")
    assert "2 of 3: When" in await talk.tap("‹ Back")
    assert "1 of 3" in await talk.tap("‹ Back")
    assert len(talk.shown()) == 1


async def test_the_key_for_the_location_goes_when_it_is_not_needed(talk: Conversation) -> None:
    await third_step(talk)
    await talk.tap("Use my location")
    await talk.say("Berlin")
    markups = [call.reply_markup for call in talk.telegram.of("sendMessage")]
    assert {"remove_keyboard": True} in markups


async def test_near_a_border_a_location_asks_which_clock(talk: Conversation) -> None:
    await third_step(talk)
    await talk.tap("Use my location")
    elvas = {"latitude": 38.89, "longitude": -7.05}
    assert "Which of these clocks" in await talk.say("", location=elvas)
    labels = [label for row in talk.last().labels for label in row]
    assert len(labels) == 2 and any("08:30" in label for label in labels)
    await talk.tap(next(label for label in labels if "07:30" in label))
    chat = await talk.stores.chats.get(READER)
    assert chat is not None and chat.timezone == "Europe/Lisbon"


async def test_another_hour_can_be_chosen(talk: Conversation) -> None:
    await talk.say("/start")
    await talk.tap("Next")
    assert "/schedule 07:30 18:00 mon-fri" in await talk.tap("Another hour")
    await talk.tap("19:00")
    assert "Your digest then comes at 19:00, your time" in talk.last().text


async def test_everything_is_a_choice_of_its_own(talk: Conversation) -> None:
    await talk.say("/start")
    assert ["✓ Everything"] in talk.last().labels
    await talk.tap("World")
    assert ["Everything"] in talk.last().labels
    for _ in range(2):
        await talk.tap("Everything")
        assert ["✓ Everything"] in talk.last().labels and "✓ World" not in talk.last().labels[0]
    chat = await talk.stores.chats.get(READER)
    assert chat is not None and chat.topics == ()


async def test_more_topics_are_behind_one_button(talk: Conversation) -> None:
    await talk.say("/start")
    assert [len(row) for row in talk.last().labels] == [2, 2, 2, 2, 1, 1, 4, 3, 1]
    await talk.tap("More topics")
    assert talk.last().labels[0] == ["Travel"]
    await talk.tap("More topics")
    assert talk.last().labels[0] == ["World", "Technology"]


async def test_start_again_keeps_what_was_set_and_a_payload_does_nothing(
    talk: Conversation,
) -> None:
    await talk.say("/subscribe science")
    await talk.say("/start topic_world';DROP")
    chat = await talk.stores.chats.get(READER)
    assert chat is not None and chat.topics == ("science",)
    assert "✓ Science" in [label for row in talk.last().labels for label in row]


async def test_what_the_first_edition_showed_the_next_digest_does_not_repeat(
    talk: Conversation,
) -> None:
    first = await talk.publish("Bridge closes")
    await talk.say("/start")
    await talk.tap("Next")
    await talk.tap("Evening, 18:00")
    await talk.tap("Skip for now")
    talk.later(hours=1)
    assert "Nothing new for you right now" in await talk.say("/digest")
    assert "Bridge closes" in await talk.tap("Show the latest again")
    ferry = "A boat for cyclists crosses every quarter of an hour from April."
    await talk.publish("Boat", hours=0.5, story=first.story_id, outlet="Star", text=ferry)
    again = await talk.say("/digest")
    assert "new since 08:30" in again
    assert ferry in again and "Bridge closes, officials" not in again


async def test_a_link_to_a_topic_has_it_ticked_at_first_contact(talk: Conversation) -> None:
    await talk.say("/start topic-science")
    assert "✓ Science" in [label for row in talk.last().labels for label in row]


async def test_a_link_to_a_topic_offers_it_later(talk: Conversation) -> None:
    await talk.say("/start")
    assert await talk.say("/start topic-tech") == "That link is to Technology. Tap it to follow."
    assert await talk.tap("Technology") == "You follow Technology now."
    assert "1 of 3" in await talk.say("/start topic-tech")


@pytest.mark.parametrize("payload", ["topic-", "topic-qqqq", "x", "topic", "-science", "_" * 64])
async def test_any_other_payload_has_no_effect(talk: Conversation, payload: str) -> None:
    assert "1 of 3" in await talk.say(f"/start {payload}")
    chat = await talk.stores.chats.get(READER)
    assert chat is not None and chat.topics == ()


async def test_the_first_edition_is_whole_whatever_was_read_before(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.say("/start")
    assert "Bridge closes" in await talk.say("/digest")
    await talk.tap("Next")
    await talk.tap("Morning, 07:30")
    assert "Bridge closes" in await talk.say("Berlin")
    assert "Nothing new" in await talk.say("/digest")


async def test_a_link_for_groups_ticks_its_topic_where_an_administrator_opens_it(
    talk: Conversation,
) -> None:
    talk.telegram.members[GROUP, ADMIN] = "administrator"
    command = "/start@precis_bot topic-science"  # what ?startgroup=topic-science sends
    said = await talk.say(command, GROUP, READER)
    assert said == "Only administrators can change settings here."
    await talk.say(command, GROUP, ADMIN)
    chat = await talk.stores.chats.get(GROUP)
    assert chat is not None and chat.topics == ("science",)
    assert "✓ Science" in str(talk.last(GROUP).labels)
