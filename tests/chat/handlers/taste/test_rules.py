"""/mute and /follow: a preview, a yes, an undo, the lists; and what becomes of the editions."""

from __future__ import annotations

import pytest

from tests.chat.conversation import GROUP, READER, Conversation


async def press(talk: Conversation) -> None:
    await talk.publish("Ferry aground", hours=3)
    await talk.publish("Election called", hours=2, outlet="Evening Star")
    await talk.publish("Chip learns", "technology", hours=1, outlet="Valley Radio")


async def test_a_mute_is_previewed_saved_and_undone(talk: Conversation) -> None:
    await press(talk)
    asked = await talk.say("/mute election 2w")
    assert asked == (
        "Mute “election”, until 7 December at 07:30? It would have hidden 1 of the last 3 stories."
    )
    assert talk.last().labels == [["Mute", "Cancel"]]
    assert "Election" in await talk.say("/digest")  # nothing is hidden before the yes
    await talk.say("/mute election")
    assert talk.last().labels == [["Mute", "Cancel"], ["For a day", "For a week"]]
    assert "muted, for good" in await talk.tap("Mute")
    assert "not muted" in await talk.tap("Undo")
    assert "muted, for good" in await talk.tap("Mute")
    await talk.tap_data("g:again")
    assert "Ferry" in talk.last().text and "Election" not in talk.last().text


async def test_a_mute_ends_by_itself(talk: Conversation) -> None:
    await press(talk)
    await talk.say("/mute election")
    assert "muted, until tomorrow at 07:30" in await talk.tap("For a day")
    assert "Election" not in await talk.say("/digest")
    talk.later(hours=25)
    await talk.publish("Election dated", hours=1)
    assert "Election dated" in await talk.say("/digest")


async def test_an_outlet_is_muted_by_its_name(talk: Conversation) -> None:
    await press(talk)
    assert "Mute Evening Star, for good?" in await talk.say("/mute the evening star")
    await talk.tap("Mute")
    assert "Evening Star" not in await talk.say("/digest")


async def test_what_is_followed_comes_first_and_whatever_the_topics(talk: Conversation) -> None:
    await press(talk)
    await talk.say("/subscribe world")
    assert "Chip" not in await talk.say("/digest")
    assert "It would have marked" in await talk.say('/follow "chip learns"')
    await talk.tap("Follow")
    edition = await talk.say("/digest")
    assert "★ you follow: “chip learns”" in edition or '★ you follow: "chip learns"' in edition
    assert "Chip learns" in edition


async def test_the_lists_show_what_holds_and_end_it(talk: Conversation) -> None:
    assert "Nothing is muted" in await talk.say("/mute")
    assert talk.last().labels[-1] == ["‹ Settings"]
    for word in ("election", "ferry"):
        await talk.say(f"/mute {word}")
        await talk.tap("Mute")
    listed = await talk.say("/mute")
    assert "• “election”, for good" in listed and "• “ferry”, for good" in listed
    assert talk.last().labels == [["✕ “election”"], ["✕ “ferry”"], ["‹ Settings"]]
    assert "election" not in (await talk.tap("✕ “election”")).replace("/mute election", "")
    assert "You follow no words yet" in await talk.say("/follow")


async def test_every_rule_goes_with_the_chat(talk: Conversation) -> None:
    await talk.say("/mute election")
    await talk.tap("Mute")
    await talk.say("/deletedata")
    await talk.tap("Erase everything")
    assert "Nothing is muted" in await talk.say("/mute")
    assert talk.last().labels[-1] == ["‹ Settings"]


async def test_a_rule_of_another_chat_is_out_of_reach(talk: Conversation) -> None:
    await talk.say("/mute election")
    rules = [b["callback_data"] for row in talk.last().rows for b in row]
    other = READER + 1
    for data in rules:
        assert "That is gone" in await talk.tap_data(data, other, other)
    await talk.tap_data("rd:mute:1", other, other)
    assert "muted, for good" in await talk.tap("Mute")


async def test_in_a_group_administrators_alone_mute(talk: Conversation) -> None:
    assert (
        await talk.say("/mute election", GROUP) == "Only administrators can change settings here."
    )
    assert "Nothing is muted" in await talk.say("/mute", GROUP)


@pytest.mark.parametrize("words", ["2w", "-x", "<b>&\"'", "😀" * 300, "x" * 4000, "% _ \\"])
async def test_odd_words_are_answered(talk: Conversation, words: str) -> None:
    for command in ("/mute", "/follow"):
        assert await talk.say(f"{command} {words}")
    assert all(call.parse_mode == "HTML" for call in talk.telegram.of("sendMessage"))


async def test_words_of_which_there_is_nothing_may_be_followed(talk: Conversation) -> None:
    assert "nothing on “zyxw”" in await talk.say("/topic zyxw")
    assert "Follow “zyxw”, for good?" in await talk.tap("Follow “zyxw”")
    assert "no story" in await talk.say("/search vut -x")
    await talk.say('/search "a b"')
    assert talk.last().labels == []  # what does not fit into a key is not offered
