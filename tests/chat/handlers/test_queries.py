from __future__ import annotations

import pytest

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
    assert "What shall I look for?" in await talk.say("/search")


async def test_a_number_opens_its_story_with_all_coverage(talk: Conversation) -> None:
    first = await talk.publish("Bridge closes", hours=3)
    await talk.publish("Bridge shut", story=first.story_id, outlet="Evening Star", hours=1)
    await talk.say("/digest")
    assert talk.last().labels[0] == ["1"]
    card = await talk.tap("1")
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
