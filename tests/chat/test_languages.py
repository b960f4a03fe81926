"""Whole conversations in every language: nothing is left in English, everything fits Telegram."""

from __future__ import annotations

from typing import Any

import pytest

from bot.chat.handlers.registry import COMMANDS
from bot.chat.rendering import texts
from bot.chat.rendering.texts import say
from tests.chat.conversation import READER, Conversation
from tests.chat.telegram_html import Parsed

OTHERS = [language for language in texts.LANGUAGES if language != texts.DEFAULT]


def speaker(language: str) -> dict[str, Any]:
    who = {"id": READER, "is_bot": False, "first_name": "R", "language_code": f"{language}-XX"}
    return {"from": who}


def labels(talk: Conversation) -> list[str]:
    return [label for row in talk.last().labels for label in row]


@pytest.mark.parametrize("language", texts.LANGUAGES)
async def test_first_contact_in_every_language(talk: Conversation, language: str) -> None:
    await talk.publish("Bridge closes")
    await talk.say("/start", **speaker(language))
    assert talk.last().text == Parsed(texts.words("start.topics", language).html).text
    world = say("topic.title.world", language)
    await talk.tap(world)
    assert f"✓ {world}" in labels(talk)
    await talk.tap(say("button.next", language))
    await talk.tap(say("button.both", language))
    await talk.say("München", **speaker(language))
    ready, edition = talk.shown()[-2:]
    hours = texts.listed(["07:30", "18:00"], language)
    assert hours in ready.text and world in ready.text
    assert texts.count("digest.stories", 1, language) in edition.text
    assert say("digest.next_today", language, hour="18:00") in edition.text
    chat = await talk.stores.chats.get(READER)
    assert chat is not None and (chat.language, chat.timezone) == (language, "Europe/Berlin")


@pytest.mark.parametrize("language", OTHERS)
async def test_a_chat_is_spoken_to_in_its_own_language_whoever_taps(
    talk: Conversation, language: str
) -> None:
    await talk.say("/start", **speaker(language))
    assert await talk.say("/topic qqqqqq", **speaker("en")) == say(
        "topic.none", language, words="qqqqqq"
    )
    await talk.say("/start", **speaker("en"))
    assert "I have nothing" in await talk.say("/topic qqqqqq", **speaker(language))


@pytest.mark.parametrize("language", OTHERS)
async def test_no_sentence_of_any_answer_is_left_in_english(
    talk: Conversation, language: str
) -> None:
    await talk.say("/start", **speaker(language))
    english = {
        template
        for template in texts.templates("en").values()
        if isinstance(template, str) and len(template) > 12 and "{" not in template
    }
    for command in COMMANDS:
        await talk.say(f"/{command}", **speaker(language))
        talk.later(seconds=10)
    buttons = [label for one in talk.shown() for row in one.labels for label in row]
    shown = "\n".join([message.text for message in talk.shown()] + buttons)
    assert not [text for text in english if Parsed(text).text in shown]


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_buttons_alerts_and_the_menu_fit(language: str) -> None:
    for key, template in texts.templates(language).items():
        if not isinstance(template, str):
            continue
        if key.startswith("button."):
            assert len(template) <= 32, key
        if key.startswith("command."):
            assert 1 <= len(template) <= 60, key  # Telegram takes 256; a phone shows this much
        if key in ("tap.stale", "admins.only", "limit.slow", "error.sorry", "topic.followed"):
            assert len(template) <= 180, key  # an alert holds 200 with its values


@pytest.mark.parametrize("language", OTHERS)
def test_a_schedule_that_the_texts_give_as_an_example_is_understood(language: str) -> None:
    import re

    from bot.core.model.chats import Schedule
    from bot.core.schedule.wishes import schedule_from

    for key in ("start.hours", "schedule.hint", "schedule.bad"):
        template = texts.templates(language)[key]
        assert isinstance(template, str)
        examples = re.findall(r"<code>/schedule (.*?)</code>", template)
        assert examples
        for example in examples:
            assert isinstance(schedule_from(example, Schedule()), Schedule), example
