"""An opened story: its buttons, each tapped twice, and what becomes of the editions after."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.chat.conversation import GROUP, READER, Conversation


@pytest.fixture
async def opened(talk: Conversation) -> Conversation:
    """A reader who follows the news has opened the ferry, which two outlets tell."""
    first = await talk.publish("Ferry aground", hours=3, hashtags=("Skarvik",))
    await talk.publish("Ferry runs aground", story=first.story_id, outlet="Evening Star", hours=2)
    await talk.publish("Bridge closes", hours=4, outlet="Valley Radio")
    await talk.say("/subscribe world")
    await talk.say("/digest")
    await talk.tap("1 Ferry")
    return talk


def rows(talk: Conversation) -> list[list[str]]:
    """The labels under the card, as they stand now."""
    calls = talk.telegram.of("sendMessage", "editMessageReplyMarkup", "editMessageText")
    markup: Any = calls[-1].reply_markup
    return [[b["text"] for b in row] for row in markup["inline_keyboard"]]


async def tap(talk: Conversation, label: str, times: int = 2) -> list[list[str]]:
    """Tap the button of the card as it stands now, twice; the same must come of it."""
    calls = talk.telegram.of("sendMessage", "editMessageReplyMarkup", "editMessageText")
    keys = [b for row in calls[-1].reply_markup["inline_keyboard"] for b in row]
    data = next(b["callback_data"] for b in keys if b["text"] == label)
    found = list[list[list[str]]]()
    for _ in range(times):
        await talk.tap_data(data, message_id=talk.last().id)
        found.append(rows(talk))
    assert all(one == found[0] for one in found)
    return found[0]


async def test_under_a_story_stand_follow_less_share_and_the_way_back(opened: Conversation) -> None:
    assert rows(opened) == [
        ["Follow story", "Less of this ▾"],
        ["Share ↗", "‹ Edition"],
        ["Read at the source"],
    ]
    share = opened.last().rows[1][0]["url"]
    assert share.startswith("https://t.me/share/url?url=https%3A%2F%2F")


async def test_a_followed_story_brings_each_new_turn_marked(opened: Conversation) -> None:
    assert (await tap(opened, "Follow story"))[0][0] == "✓ Followed"
    assert "each new turn" in opened.toasts[-1]
    opened.later(hours=1)
    text = "The owner of the ferry was arrested on Monday."
    turn = {"story": 1, "outlet": "Northlight", "hours": 0.5, "topic": "sport", "text": text}
    await opened.publish("Owner arrested", **turn)
    edition = await opened.say("/digest")
    assert "★ you follow: Ferry" in edition and "Owner arrested" in edition
    await opened.tap("1 Owner")
    assert (await tap(opened, "✓ Followed"))[0][0] == "Follow story"
    assert "You follow no words yet" in await opened.say("/follow")


@pytest.mark.parametrize("label", ["this story", "“Ferry”", "World", "Evening Star"])
async def test_less_of_it_mutes_what_was_tapped_and_is_undone(
    opened: Conversation, label: str
) -> None:
    less = await tap(opened, "Less of this ▾")
    assert less[:3] == [
        ["this story", "“Ferry”"],
        ["World", "Evening Star"],
        ["👍", "👎", "Why this?"],
    ]
    after = await tap(opened, label)
    assert after[0][0].startswith("Muted: ") and after[0][0].endswith(" · Undo")
    assert "muted, for good" in opened.toasts[-1]
    assert await tap(opened, after[0][0]) == less
    assert "not muted" in opened.toasts[-1]
    assert (await tap(opened, "‹ Back"))[0] == ["Follow story", "Less of this ▾"]
    assert "Nothing is muted" in await opened.say("/mute")


async def test_what_was_muted_on_a_story_comes_no_more(opened: Conversation) -> None:
    await tap(opened, "Less of this ▾")
    await tap(opened, "“Ferry”")
    await opened.tap_data("g:again")
    assert "Ferry" not in opened.last().text and "Bridge" in opened.last().text


async def test_the_edition_stands_in_the_place_of_its_story_and_back(opened: Conversation) -> None:
    card = opened.last()
    assert await tap(opened, "‹ Edition") == [["1", "2"]]
    listed = opened.last()
    assert listed.id == card.id
    assert listed.text.endswith("1  Ferry runs aground\n2  Bridge closes")
    await tap(opened, "2")
    assert opened.last().id == card.id and "Bridge closes" in opened.last().text


async def test_a_vote_leans_once_and_is_listed_and_removed(opened: Conversation) -> None:
    await tap(opened, "Less of this ▾")
    await tap(opened, "👍", times=1)
    assert opened.toasts[-1] == "A little more of this: Harbour Post, World, “Skarvik”"
    await tap(opened, "👍", times=1)
    assert opened.toasts[-1] == "Noted already."
    assert "Harbour Post: a little more" in await opened.say("/follow")
    await opened.tap("✕ Harbour Post")
    assert "Harbour Post" not in opened.last().text


async def react(talk: Conversation, signs: str, message_id: int, chat: int = READER) -> None:
    user = {"id": READER, "is_bot": False, "first_name": "R"}
    new = [{"type": "emoji", "emoji": sign} for sign in signs]
    kind = "private" if chat > 0 else "supergroup"
    place = {"id": chat, "type": kind, "title": "T"}
    event = {"chat": place, "message_id": message_id, "date": 1, "user": user}
    await talk.update(message_reaction=event | {"old_reaction": [], "new_reaction": new})


async def test_a_reaction_is_a_vote_without_a_word(opened: Conversation) -> None:
    card, before = opened.last().id, len(opened.telegram.calls)
    await react(opened, "❤", card)
    await react(opened, "❤", card)
    await react(opened, "👍", card + 50)
    await react(opened, "👍", card, GROUP)
    assert len(opened.telegram.of("sendMessage")) == len(opened.shown())
    assert not [c for c in opened.telegram.calls[before:] if c.method != "getChatMember"]
    assert "Harbour Post: a little more" in await opened.say("/follow")
    await react(opened, "👎", card)
    assert "Harbour Post: a little less" in await opened.say("/mute")
    await react(opened, "", card)
    assert "Nothing is muted" in await opened.say("/mute")


async def test_why_tells_how_a_story_came_and_what_was_cut(opened: Conversation) -> None:
    why = await opened.say("/why 1")
    assert why.startswith(
        "1  Ferry runs aground\n• Place 1 of 2 by weight\n• 2 independent voices (×1.5)"
    )
    assert "section: World" in why
    assert "Send a number of your last edition, 1 to 2" in await opened.say("/why 9")
    assert "1 to 2" in await opened.say("/why")
    await opened.tap_data("ew:1", message_id=5)
    assert opened.last().text.startswith("1  Ferry runs aground")


async def test_why_names_smaller_known_and_muted_stories(talk: Conversation) -> None:
    for number in range(10):
        await talk.publish(f"Council {number} meets", outlet=f"Gazette {number}", hours=1 + number)
    await talk.publish("Ferry aground", hours=1)
    await talk.say("/subscribe world")
    await talk.say("/mute ferry")
    await talk.tap("Mute")
    await talk.say("/digest")
    why = await talk.say("/why 2")
    assert "2 smaller stories: Council" in why and "muted: ferry 1" in why
    await talk.say("/digest")
    assert "shown to you before, nothing new: 8" in await talk.say("/why 1")


async def test_of_a_chat_that_is_not_known_there_is_no_edition_to_explain(
    talk: Conversation,
) -> None:
    await talk.publish("Ferry aground")
    await talk.say("/digest")
    assert "no edition yet" in await talk.say("/why 1")
    await talk.tap("1 Ferry")
    assert rows(talk)[1] == ["Share ↗"]
    assert await talk.stores.chats.get(READER) is None


@pytest.mark.parametrize(
    "data", ["eo:9", "eb:9", "ek:less:9", "el:9:s", "eu:9:9", "ef:yes:9", "ew:9", "el:9:w=x"]
)
async def test_a_button_of_a_story_that_is_gone_says_so(talk: Conversation, data: str) -> None:
    await talk.tap_data(data)
    said = [*talk.toasts, *(shown.text for shown in talk.shown())]
    assert any(said), json.dumps(said)


async def test_in_a_group_anybody_looks_and_administrators_change(talk: Conversation) -> None:
    await talk.publish("Ferry aground")
    for data in ("el:1:s", "ef:yes:1", "ev:up:1"):
        await talk.tap_data(data, user=8, chat=GROUP)
        assert "administrators" in talk.toasts[-1]
    await talk.tap_data("ek:less:1", user=8, chat=GROUP, message_id=9)
    assert rows(talk)[0][0] == "this story"
