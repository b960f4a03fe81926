"""Which updates are answered, and how often: captions, edits, albums, other bots' commands."""

from __future__ import annotations

import pytest

from tests.chat.conversation import CHANNEL, GROUP, READER, Conversation

PAGE = "https://post.example/a"


@pytest.fixture
def page(talk: Conversation) -> str:
    talk.web.pages[PAGE] = ("<h1>Ferry</h1><p>The ferry runs again.</p>", "text/html")
    return PAGE


async def test_a_command_in_a_caption_is_answered(talk: Conversation, page: str) -> None:
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    answer = await talk.say("", caption=f"/summary {page}", photo=photo)
    assert "The ferry runs again." in answer
    answer = await talk.say("", chat=GROUP, caption=f"/summary@precis_bot {page}", photo=photo)
    assert "The ferry runs again." in answer
    assert await talk.say("", chat=GROUP, caption="/summary@other_bot x", photo=photo) == ""


async def test_an_edited_command_is_answered(talk: Conversation) -> None:
    await talk.say("/topik world")
    edited = talk.message("/topic world") | {"edit_date": int(talk.now.timestamp())}
    await talk.update(edited_message=edited)
    assert (
        talk.last().text == "Nothing is stored on World yet. It comes as soon as its outlets write."
    )
    post = talk.message("/subscribe world", CHANNEL) | {"edit_date": int(talk.now.timestamp())}
    await talk.update(edited_channel_post=post)
    assert "You follow World now." in talk.last(CHANNEL).text


async def test_a_live_location_that_moves_is_not_answered(talk: Conversation) -> None:
    spot = {"location": {"latitude": 52.5, "longitude": 13.4}}
    await talk.update(edited_message=talk.message("") | spot)
    assert talk.shown() == []


@pytest.mark.parametrize("named", [0, 1, 2])
async def test_an_album_is_answered_once_by_its_caption(
    talk: Conversation, page: str, named: int
) -> None:
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    parts = [talk.message("", photo=photo, media_group_id="7") for _ in range(3)]
    parts[named]["caption"] = page
    await talk.at_once(*({"message": part} for part in parts))
    assert len(talk.shown()) == 1
    assert "The ferry runs again." in talk.last().text


async def test_an_album_without_words_is_answered_once(talk: Conversation) -> None:
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    parts = [talk.message("", photo=photo, media_group_id="7") for _ in range(10)]
    await talk.at_once(*({"message": part} for part in parts))
    assert [shown.text for shown in talk.shown(READER)] == [
        "I read links and texts, and nothing else. /help shows what I can do."
    ]


@pytest.mark.parametrize("text", ["/", "/ start", "/usr/bin", "//start"])
async def test_what_only_looks_like_a_command_is_a_text(talk: Conversation, text: str) -> None:
    assert "Send me a link" in await talk.say(text, entities=[])


@pytest.mark.parametrize("text", ["/start, please", "/START", "/start@Precis_Bot"])
async def test_commands_are_known_however_they_are_written(talk: Conversation, text: str) -> None:
    assert "1 of 3" in await talk.say(text)
