from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import event

from bot.core.model.chats import Chat
from bot.core.model.refusals import Refusal
from bot.services.answers import Answers
from bot.services.previews import Preview
from tests.chat.conversation import READER, Conversation

CHAT = Chat(READER, topics=("world",))


async def test_my_digest_brings_what_is_new_and_again_brings_all(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.stores.chats.save(CHAT)
    answers = talk.answers
    digest = await answers.mine(CHAT)
    await answers.remember(CHAT, digest)
    assert [story.title for story in digest.stories] == ["Bridge closes"]
    assert (await answers.mine(CHAT)).stories == ()
    assert [s.title for s in (await answers.mine(CHAT, again=True)).stories] == ["Bridge closes"]


async def test_a_chat_that_chose_nothing_gets_everything(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.publish("Cup final", "sport")
    digest = await talk.answers.mine(Chat(READER))
    assert {story.title for story in digest.stories} == {"Bridge closes", "Cup final"}


@pytest.mark.parametrize("words", ["", "   ", "#", "…", "!?"])
async def test_a_search_without_a_word_finds_nothing(talk: Conversation, words: str) -> None:
    await talk.publish("Bridge closes")
    assert await talk.answers.search(words, CHAT) is None


async def test_a_topic_answer_is_small(talk: Conversation) -> None:
    for number in range(12):
        await talk.publish(f"Story number {number} of the week")
    answer = await talk.answers.topic("world", CHAT)
    assert answer.digest is not None
    assert (len(answer.digest.stories), answer.digest.article_count) == (5, 12)


async def test_what_most_readers_ask_for_is_at_hand_before_they_ask(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.answers.prepare()
    asked: list[str] = []
    engine = talk.stores.database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    answer = await talk.answers.topic("world", CHAT)
    digest = await talk.answers.mine(Chat(READER))
    assert answer.digest and answer.digest.stories and digest.stories
    assert asked
    assert not [one for one in asked if "articles.text" in one]


async def test_a_start_answers_by_what_was_told_before_it(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.answers.foretell()
    stores, topics, clock = talk.stores, talk.answers._topics, talk.answers._clock
    begun = Answers(stores.articles, stores.chats, stores.feeds, topics, clock)
    asked: list[str] = []
    engine = talk.stores.database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    answer, found = await begun.topic("world", CHAT), await begun.search("bridge", CHAT)
    digest = await begun.mine(Chat(READER))
    assert answer.digest and answer.digest.stories[0].bullets
    assert found and found.stories == answer.digest.stories
    assert digest.stories[0].bullets == answer.digest.stories[0].bullets
    whole = [one for one in asked if "articles.text" in one and "substr(" not in one]
    assert whole == []


async def test_several_readers_of_one_page_share_one_fetch(talk: Conversation) -> None:
    talk.web.pages["https://post.example/a"] = ("<h1>A</h1><p>It is so.</p>", "text/html")
    pages = talk.previews
    found = await asyncio.gather(*(pages.page("https://post.example/a") for _ in range(5)))
    assert all(isinstance(one, Preview) for one in found)
    assert len(talk.web.asked) == 1


async def test_a_page_that_failed_is_tried_again_after_a_minute(talk: Conversation) -> None:
    url = "https://post.example/a"
    assert isinstance(await talk.previews.page(url), Refusal)
    talk.web.pages[url] = ("<h1>A</h1><p>It is so.</p>", "text/html")
    assert isinstance(await talk.previews.page(url), Refusal)
    talk.later(seconds=61)
    assert isinstance(await talk.previews.page(url), Preview)


async def test_a_site_is_asked_for_readers_once_in_ten_seconds(talk: Conversation) -> None:
    urls = [f"https://post.example/{n}" for n in range(12)]
    for url in [*urls, "https://other.example/a"]:
        talk.web.pages[url] = ("<h1>A</h1><p>It is so.</p>", "text/html")
    found = [await talk.previews.page(url) for url in urls]
    assert talk.waits == [10, 20, 30, 40, 50, 60], "after three at once"
    assert [isinstance(one, Preview) for one in found] == [True] * 9 + [False] * 3
    assert found[-1] == Refusal("page.busy", "post.example")
    assert talk.web.asked == urls[:9]
    assert isinstance(await talk.previews.page("https://other.example/a"), Preview)
    talk.later(seconds=100)
    assert isinstance(await talk.previews.page(urls[11]), Preview)
    assert len(talk.waits) == 6
