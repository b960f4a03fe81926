"""Inline mode: cards of stories, each for the eyes of who asked."""

from __future__ import annotations

from typing import Any

from bot.core.model.feeds import Feed
from tests.chat.conversation import READER, Conversation
from tests.chat.telegram_html import Parsed

STRANGER = 6


async def ask(talk: Conversation, words: str, user: int = READER) -> list[dict[str, Any]]:
    who = {"id": user, "is_bot": False, "first_name": "R", "language_code": "en"}
    await talk.update(inline_query={"id": "7", "from": who, "query": words, "offset": ""})
    call = talk.telegram.of("answerInlineQuery")[-1]
    assert call.is_personal is True
    results: list[dict[str, Any]] = call.results
    return results


async def test_words_give_cards_that_can_be_sent(talk: Conversation) -> None:
    await talk.publish("Bridge closes", hours=1)
    await talk.publish("Chip learns & <forgets>", "technology")
    card = (await ask(talk, "bridge"))[0]
    assert card["title"] == "Bridge closes"
    assert card["description"].startswith("Harbour Post: Bridge closes, officials said")
    content = card["input_message_content"]
    assert "• Bridge closes, officials said on Sunday." in Parsed(content["message_text"]).text
    buttons = [b for row in card.get("reply_markup", {}).get("inline_keyboard", []) for b in row]
    assert all("callback_data" not in button for button in buttons)
    assert len(await ask(talk, "science, technology")) == 1
    assert len(await ask(talk, "")) == 2
    assert await ask(talk, "nothing of that kind") == []


async def test_a_private_feed_is_seen_by_its_reader_alone(talk: Conversation) -> None:
    url = "https://gull.example/feed.xml"
    rss = '<rss version="2.0"><channel><title>Gull</title></channel></rss>'
    talk.web.pages[url] = (rss, "application/rss+xml")
    await talk.say(f"/subscribe {url}")
    feed = await talk.stores.feeds.add(Feed(url, bundled=False), talk.now)
    await talk.publish("Secret merger", feed_id=feed.id)
    assert [card["title"] for card in await ask(talk, "merger")] == ["Secret merger"]
    assert await ask(talk, "merger", STRANGER) == []
    assert await ask(talk, "", STRANGER) == []


async def test_too_many_questions_get_no_cards_for_a_while(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    found = [len(await ask(talk, "bridge")) for _ in range(22)]
    assert (found[0], found[-1]) == (1, 0)
    talk.later(seconds=10)
    assert len(await ask(talk, "bridge")) == 1


async def test_nothing_is_kept_of_who_asks(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await ask(talk, "bridge", STRANGER)
    assert await talk.stores.chats.get(STRANGER) is None
