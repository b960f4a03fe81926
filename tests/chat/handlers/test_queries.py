from __future__ import annotations

import pytest

from bot.chat.flood_control import ALLOWANCES
from tests.chat.conversation import READER, Conversation


async def test_a_topic_by_name_alias_or_hashtag_is_a_small_edition(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.publish("Chip learns", "technology")
    for words in ("technology", "TECH", "#technology", "téchnology"):
        edition = await talk.say(f"/topic {words}")
        assert "Technology: 1 story from 1 article" in edition
        assert "Chip learns" in edition and "Bridge closes" not in edition
    assert talk.web.asked == []


async def test_any_words_and_hashtags_are_looked_for(talk: Conversation) -> None:
    await talk.publish("Bridge closes", hashtags=("Aller",))
    assert "bridge closes: 1 story" in await talk.say("/topic bridge closes")
    assert "#aller: 1 story" in await talk.say("/topic #aller")


async def test_a_misspelt_topic_is_answered(talk: Conversation) -> None:
    await talk.publish("Chip learns", "technology")
    assert "Chip learns" in await talk.say("/topic tecnology")


async def test_a_near_miss_offers_the_topics_that_were_perhaps_meant(talk: Conversation) -> None:
    await talk.publish("Chip learns", "technology")
    assert "Did you mean" in await talk.say("/topic technique")
    assert talk.last().labels[0][0] == "Technology"
    assert "Chip learns" in await talk.tap("Technology")


async def test_a_short_word_is_no_misspelt_topic(talk: Conversation) -> None:
    assert "nothing on “spot”" in await talk.say("/topic spot")


async def test_words_that_nobody_wrote_are_answered_too(talk: Conversation) -> None:
    assert "nothing on “zyxw vut”" in await talk.say("/topic zyxw vut")
    assert "Which topic?" in await talk.say("/topic")
    assert "Nothing is stored on Sport yet" in await talk.say("/topic sport")


async def test_a_quiet_topic_reaches_further_back(talk: Conversation) -> None:
    await talk.publish("Cup final", "sport", hours=60)
    assert "Cup final" in await talk.say("/topic sport")


async def test_search_finds_stories_that_hold_all_the_words(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    assert "1 story" in await talk.say("/search spring bridge")
    assert "I have no story that holds all of “bridge volcano”" in await talk.say(
        "/search bridge volcano"
    )
    assert "What should I look for?" in await talk.say("/search")


async def test_a_number_opens_its_story_with_all_coverage(talk: Conversation) -> None:
    first = await talk.publish("Bridge closes", hours=3)
    await talk.publish("Bridge shut", story=first.story_id, outlet="Evening Star", hours=1)
    await talk.say("/digest")
    assert talk.last().labels[0] == ["1 Bridge"]
    card = await talk.tap("1 Bridge")
    assert "All coverage: 2 articles, 2 independent voices" in card
    assert "Harbour Post: Bridge closes, 3 h ago, first" in card


async def test_a_story_that_is_stored_no_more_says_so(talk: Conversation) -> None:
    assert await talk.tap_data("s:987654") == "That story is no longer stored."


async def test_asking_without_having_started_stores_nothing(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.say("/topic world")
    await talk.say("/digest")
    await talk.say("/topics")
    assert await talk.stores.chats.get(READER) is None


@pytest.mark.parametrize("words", ["<b>&\"'", "😀" * 300, "\u202eabc", "x" * 4000, "% _ \\"])
async def test_odd_words_are_answered_and_never_break_the_markup(
    talk: Conversation, words: str
) -> None:
    for command in ("/topic", "/search", "/subscribe", "/unsubscribe", "/timezone", "/schedule"):
        assert await talk.say(f"{command} {words}")
    assert all(call.parse_mode == "HTML" for call in talk.telegram.of("sendMessage"))


NEXT = "— The 8 that matter most. —"


async def fill(talk: Conversation, many: int = 11) -> None:
    for number in range(many):
        outlet = f"Gazette {number}"
        await talk.publish(f"Council {number} meets", hours=1 + number, outlet=outlet)


async def test_counts_are_true_and_the_smaller_stories_come_on_demand(talk: Conversation) -> None:
    await fill(talk)
    await talk.say("/subscribe world")
    edition = await talk.say("/digest")
    assert "8 of 11 stories from 11 articles" in edition and NEXT in edition
    more = await talk.tap("3 smaller stories")
    assert "3 stories from 3 articles" in more and "— That is all. —" in more
    first = [shown.text for shown in talk.shown()]
    assert await talk.tap("3 smaller stories") == more  # asked twice, the same comes
    assert len(talk.shown()) == len(first) + 1
    assert "Nothing new for you right now" in await talk.say("/digest")


@pytest.mark.parametrize("asked", ["/topic world", "/search council", "council"])
async def test_what_was_shown_on_a_question_is_shown(talk: Conversation, asked: str) -> None:
    await fill(talk, 3)
    await talk.say("/subscribe world")
    assert "Council 2" in await talk.say(asked)
    assert "Nothing new for you right now" in await talk.say("/digest")


async def test_an_opened_story_is_shown_and_is_a_reply_to_its_edition(talk: Conversation) -> None:
    await fill(talk, 1)
    await talk.say("/subscribe world")
    await talk.tap_data("s:1", message_id=55)
    reply = talk.telegram.of("sendMessage")[-1].reply_parameters
    assert reply["message_id"] == 55
    assert "Nothing new for you right now" in await talk.say("/digest")


async def test_a_chat_of_which_nothing_is_kept_is_told_why_the_same_comes(
    talk: Conversation,
) -> None:
    await fill(talk)
    for _ in range(2):
        edition = await talk.say("/digest")
        assert "8 of 11 stories" in edition
        assert "I keep nothing of this chat" in edition
    assert not any("smaller" in label for row in talk.last().labels for label in row)


async def test_an_edition_that_is_not_remembered_is_not_continued(talk: Conversation) -> None:
    assert "too old" in await talk.tap_data("m:1795505400")


async def test_several_topics_are_one_edition(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.publish("Chip learns", "technology")
    await talk.publish("Cup final", "sport")
    edition = await talk.say("/topic tech, sport")
    assert "Chip learns" in edition and "Cup final" in edition and "Bridge" not in edition


async def test_a_search_leaves_out_words_and_takes_phrases_as_they_stand(
    talk: Conversation,
) -> None:
    await talk.publish("Ferry aground", text="Ferry aground. The radar failed on Sunday.")
    await talk.publish("Ferry late", text="Ferry late. The captain waited for the tide.")
    assert "1 story" in await talk.say("/search ferry -radar")
    assert "Ferry late" in talk.last().text
    assert "Ferry aground" in await talk.say('/search "radar failed"')
    assert "no story" in await talk.say('/search "failed radar"')
    assert "no story" in await talk.say("/search -radar")


async def test_muted_words_are_found_by_a_search_but_not_by_a_topic(talk: Conversation) -> None:
    await talk.publish("Ferry aground")
    await talk.say("/mute ferry")
    await talk.tap("Mute")
    assert "you have muted it" in await talk.say("/topic ferry")
    assert "you have muted it" in await talk.say("/topic world")
    assert "Ferry aground" in await talk.say("/search ferry")


async def test_who_looks_for_too_much_is_told_when_it_ends(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    answered, said = 0, "Bridge closes"
    while "Bridge closes" in said:
        said = await talk.say("/search bridge" if answered % 2 else "/topic bridge")
        answered += 1
        talk.later(seconds=3)  # slowly enough for everything else
    burst = ALLOWANCES["search"].burst
    assert burst < answered < 1.3 * burst
    assert "I can search on in" in said
    assert "I can search on in" in await talk.say("bridge closes")
    talk.later(minutes=5)
    assert "Bridge closes" in await talk.say("/search bridge")
