"""All settings on one message that edits itself."""

from __future__ import annotations

from typing import Any

import pytest

from bot.chat.rendering import texts
from bot.chat.rendering.texts import say
from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed
from tests.chat.conversation import GROUP, READER, Conversation

FEED = Feed("https://gull.example/feed", "Gull", bundled=False)


async def chat_of(talk: Conversation, number: int = READER) -> Chat:
    chat = await talk.stores.chats.get(number)
    assert chat is not None
    return chat


def labels(talk: Conversation, chat: int = READER) -> list[str]:
    return [label for row in talk.last(chat).labels for label in row]


def speaker(language: str) -> dict[str, Any]:
    who = {"id": READER, "is_bot": False, "first_name": "R", "language_code": language}
    return {"from": who}


async def test_every_setting_stands_on_a_line_with_its_present_value(talk: Conversation) -> None:
    await talk.say("/timezone Berlin")
    await talk.say("/subscribe world")
    await talk.say("/schedule 07:30 18:00 mon-fri")
    await talk.say("/quiet 22-7")
    assert await talk.say("/settings") == (
        "Your settings. Tap what you want to change.\n"
        "Topics: World\n"
        "Feeds: none\n"
        "Muted: nothing\n"
        "Followed: nothing\n"
        "When: 07:30 and 18:00 · Mon to Fri\n"
        "Where: Berlin, it is 08:30\n"
        "Language: English\n"
        "News in: English\n"
        "Length: medium, about 3 minutes\n"
        "Quiet: 22:00 to 07:00\n"
        "\n"
        "Next: 18:00, tomorrow at 07:30 and tomorrow at 18:00."
    )


async def test_an_unknown_chat_sees_what_would_hold_and_nothing_is_kept(talk: Conversation) -> None:
    text = await talk.say("/settings")
    assert "Topics: all topics" in text and "No fixed times" in text
    assert await talk.stores.chats.get(READER) is None


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ("Topics", "Your topics"), ("Feeds", "You follow nothing in particular"),
        ("When", "Your digests"), ("Where", "It is 07:30 for you"), ("Muted", "Nothing is muted"),
        ("Followed", "You follow no words"), ("Length", "How long should an edition be"),
        ("Quiet", "When should nothing come"), ("Language", "Which language should I speak"),
    ],
)  # fmt: skip
async def test_each_button_leads_to_its_screen_and_back_in_one_message(
    talk: Conversation, button: str, said: str
) -> None:
    await talk.say("/settings")
    number = talk.last().id
    assert said in await talk.tap(button)
    if button not in ("Muted", "Followed"):
        assert "Your settings" in await talk.tap("‹ Settings")
    assert talk.last().id == number and len(talk.shown()) == 1


async def test_a_change_is_seen_and_can_be_taken_back_for_ten_minutes(talk: Conversation) -> None:
    await talk.say("/subscribe world")
    await talk.say("/settings")
    await talk.tap("Length")
    await talk.tap("long, 7 minutes")
    assert (await chat_of(talk)).stories == 15
    assert "✓ long, 7 minutes" in labels(talk)
    assert "Length: long" in await talk.tap("‹ Settings")
    assert "Length: medium" in await talk.tap("Undo the last change")
    assert ((await chat_of(talk)).stories, (await chat_of(talk)).bullets) == (8, 3)
    await talk.tap("Length")
    await talk.tap("short, 1 minute")
    talk.later(minutes=10, seconds=1)
    await talk.tap("‹ Settings")
    assert "Undo the last change" not in labels(talk)
    assert (await chat_of(talk)).stories == 5


@pytest.mark.parametrize("language", texts.LANGUAGES)
async def test_the_language_is_chosen_by_hand_and_stays(talk: Conversation, language: str) -> None:
    await talk.say("/start", **speaker("en"))
    await talk.say("/settings")
    await talk.tap("Language")
    await talk.tap(texts.own_name(language))
    assert say("button.settings", language) in labels(talk)
    await talk.say("/start", **speaker("fr"))
    assert (await chat_of(talk)).language == language
    assert await talk.say("/topic qqqqqq", **speaker("fr")) == say(
        "topic.none", language, words="qqqqqq"
    )


async def test_a_length_changes_the_next_edition(talk: Conversation) -> None:
    for number in range(9):
        await talk.publish(f"Bridge {number} closes", hours=1, outlet=f"Outlet {number}")
    await talk.say("/subscribe world")
    await talk.say("/settings")
    await talk.tap("Length")
    await talk.tap("short, 1 minute")
    assert "5 of 9 stories" in await talk.say("/digest")


async def test_a_digest_can_fill_a_reading_time(talk: Conversation) -> None:
    for number in range(30):
        await talk.publish(f"Bridge {number} closes", hours=1, outlet=f"Outlet {number}")
    text = await talk.say("/digest 1m")
    assert "· 1 minute" in text and "of 30 stories" in text
    assert "8 of 30" not in text


async def test_a_pause_and_an_end_can_be_tapped_here(talk: Conversation) -> None:
    await talk.say("/subscribe world")
    await talk.say("/schedule 18:00")
    await talk.say("/settings")
    await talk.tap("Pause")
    await talk.tap("3 days")
    text = await talk.tap("‹ Settings")
    assert "Paused until Thursday at 07:30" in text and "I am back" in labels(talk)
    assert "All your subscriptions have ended" in await talk.tap("Stop everything")
    assert "All is as it was: World" in await talk.tap("Undo")
    assert (await chat_of(talk)).paused_until is not None


async def test_feeds_are_named_with_their_state(talk: Conversation) -> None:
    await talk.say("/subscribe world")
    feed = await talk.stores.feeds.add(FEED, talk.now)
    chat = await chat_of(talk)
    await talk.stores.chats.save(_with_feeds(chat, feed.id))
    assert "Feeds: Gull" in await talk.say("/settings")


def _with_feeds(chat: Chat, feed_id: int) -> Chat:
    fields = {name: getattr(chat, name) for name in Chat.__dataclass_fields__}
    return Chat(**(fields | {"feed_ids": (feed_id,)}))


async def test_in_a_group_anybody_may_look_and_only_administrators_change(
    talk: Conversation,
) -> None:
    assert "Your settings" in await talk.say("/settings", chat=GROUP)
    await talk.tap("Length", chat=GROUP)
    assert "Only administrators" in talk.toasts[-1]
    assert await talk.stores.chats.get(GROUP) is None


async def test_the_settings_open_from_an_edition_as_a_message_of_their_own(
    talk: Conversation,
) -> None:
    await talk.publish("Bridge closes")
    edition = await talk.say("/digest")
    assert "Your settings" in await talk.tap("Settings")
    assert talk.shown()[-2].text == edition


async def test_news_in_other_languages_are_left_out_and_counted(talk: Conversation) -> None:
    await talk.publish("Bridge closes", language="en")
    await talk.publish("Turm fällt", language="de", outlet="Abendblatt")
    await talk.say("/start", **speaker("en"))
    assert (await chat_of(talk)).reads == ("en",)
    edition = await talk.say("/digest")
    assert "Bridge closes" in edition and "Turm" not in edition
    assert "More in other languages: Deutsch 1." in edition
    assert "have nothing on “Turm” in the languages you read" in await talk.say("Turm")
    assert "Which languages do you read?" in await talk.tap("News languages")
    await talk.tap("Deutsch")
    assert (await chat_of(talk)).reads == ("en", "de")
    assert "News in: English, Deutsch" in await talk.tap("‹ Settings")
    assert "Turm fällt" in await talk.say("/digest")


async def test_the_languages_of_the_news_are_ticked_in_first_contact(talk: Conversation) -> None:
    await talk.say("/start", **speaker("de-AT"))
    assert [one for one in labels(talk) if one.startswith("✓")][1:] == ["✓ English", "✓ Deutsch"]
    await talk.tap("English")
    assert [one for one in labels(talk) if one.startswith("✓")][1:] == ["✓ Deutsch"]
    assert (await chat_of(talk)).reads == ("de",)
    await talk.say("/start", **speaker("fr"))
    assert (await chat_of(talk)).reads == ("de",)


async def test_all_languages_are_a_tap_away(talk: Conversation) -> None:
    await talk.say("/start", **speaker("en"))
    await talk.say("/settings")
    await talk.tap("News languages")
    await talk.tap("All languages")
    assert (await chat_of(talk)).reads == ()
    assert "✓ All languages" in labels(talk)
    assert "News in: all languages" in await talk.tap("‹ Settings")


async def test_a_story_of_several_languages_is_told_in_those_that_are_read(
    talk: Conversation,
) -> None:
    first = await talk.publish("Bridge closes", language="en")
    await talk.publish("Brücke gesperrt", language="de", outlet="Abendblatt", story=first.id)
    await talk.say("/start", **speaker("en"))
    edition = await talk.say("/digest")
    assert "Bridge closes" in edition and "Abendblatt" not in edition
    assert "other languages" not in edition


async def test_who_gets_too_much_gets_less_by_a_tap_and_may_take_it_back(
    talk: Conversation,
) -> None:
    await talk.say("/schedule 07:30 18:00")
    assert "When: 07:30 · every day" in await talk.tap_data("tm:daily")
    assert "When: 07:30 · every day" in await talk.tap_data("tm:daily")
    assert "When: 07:30 · Sun" in await talk.tap_data("tm:weekly")
    assert "Length: short" in await talk.tap_data("tm:shorter")
    await talk.tap("Undo the last change")
    assert "When: 07:30 · every day" in await talk.tap("Undo the last change")
    assert await talk.tap_data("tm:leave") == "All stays as it is."


async def test_a_picture_is_a_switch_that_can_be_taken_back(talk: Conversation) -> None:
    await talk.publish("Bridge closes", image="https://img.example.org/bridge.jpg")
    await talk.say("/subscribe world")
    await talk.say("/settings")
    await talk.tap("Lead picture: off")
    await talk.say("/digest")
    shown = talk.telegram.of("sendMessage")[-1].link_preview_options
    assert shown["url"] == "https://img.example.org/bridge.jpg"
    await talk.tap_data("sw:+pictures")  # tapped twice: it stays
    assert (await talk.stores.chats.get(READER)).pictures is True  # type: ignore[union-attr]
    await talk.say("/settings")
    await talk.tap("Undo the last change")
    assert (await talk.stores.chats.get(READER)).pictures is False  # type: ignore[union-attr]
