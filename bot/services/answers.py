"""A question to its answer, from what is stored: a topic, a search, my digest, one story.

Only a page that a reader names is fetched; the caller does that in the background.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.editions.composition import compose, open_story
from bot.core.editions.taste import found_in
from bot.core.editions.topics import Topic, Topics
from bot.core.model.articles import Story
from bot.core.model.chats import Chat
from bot.core.model.editions import Digest, DigestStory
from bot.core.text.query import parse_query
from bot.services.editions import WINDOW, Editions, begins
from bot.services.ports import ArticleStore, ChatStore, Clock, FeedStore

SMALL = 5  # stories of an answer that is not the chat's own edition
_WIDER = (WINDOW, timedelta(days=3), timedelta(days=14))  # for a topic that is quiet
_ENOUGH = 3  # stories that make a wider search needless
_SEARCH = timedelta(days=30)
_FOUND, _FOUND_ROUGHLY = 50, 200  # stories; the second before phrases and -words are looked at


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """What there is for some words: an edition, or None and the topics that were perhaps meant.

    `topic` is the one that the words name, None where they were searched for as words.
    """

    digest: Digest | None
    topic: Topic | None = None
    near: tuple[Topic, ...] = ()


class Answers:
    """Answers readers' questions. Nothing here touches the web."""

    def __init__(
        self,
        articles: ArticleStore,
        chats: ChatStore,
        feeds: FeedStore,
        topics: Topics,
        clock: Clock,
    ) -> None:
        self._articles, self._chats = articles, chats
        self._editions = Editions(articles, chats, feeds)
        self._topics, self._clock = topics, clock

    async def topic(self, words: str, chat: Chat) -> TopicAnswer:
        """A small edition of the topic that `words` name, or of the stories that hold them."""
        topic = self._topics.match(words)
        if topic is None:
            found = await self.search(words, chat)
            return TopicAnswer(found, near=() if found else self._topics.near(words))
        stories = list[Story]()
        for window in _WIDER:
            since = self._clock() - window
            stories = await self._articles.stories(since, chat.viewer, topics=[topic.name])
            if len(stories) >= _ENOUGH:
                break
        found = await self._edition(stories, chat, topic.title)
        return TopicAnswer(found and replace(found, topic=topic.name), topic)

    async def search(self, words: str, chat: Chat) -> Digest | None:
        """Stories that hold all these words, None when there is none (or no word)."""
        query = parse_query(words)
        if not query:
            return None
        since = self._clock() - _SEARCH
        limit = _FOUND if query.plain else _FOUND_ROUGHLY
        stories = await self._articles.search(query.asked, since, chat.viewer, limit)
        if not query.plain:
            stories = await asyncio.to_thread(_holding, words, stories)
        return await self._edition(stories, chat, words.strip()) if stories else None

    async def mine(self, chat: Chat, *, again: bool = False) -> Digest:
        """The chat's own digest as it would come now: only what is new, unless `again`."""
        now = self._clock()
        since = now - WINDOW if again else begins(chat, now)
        following = chat.next_due if chat.active else None
        return await self._editions.of(chat, now, since, again=again, next_at=following)

    async def story(self, story_id: int, chat: Chat) -> DigestStory | None:
        """One story with the bullets of all its outlets that the chat may read; None when it is
        no longer stored, or not for this chat."""
        story = await self._articles.story(story_id, chat.viewer)
        return await asyncio.to_thread(open_story, story) if story and story.articles else None

    async def mark_shown(self, chat: Chat, digest: Digest) -> None:
        """The chat has read these stories now: its next edition brings only what is new."""
        pairs = [(story.id, one.article_id) for story in digest.stories for one in story.articles]
        if pairs:
            await self._chats.mark_shown(chat.id, pairs, self._clock())

    async def _edition(self, stories: Sequence[Story], chat: Chat, query: str) -> Digest | None:
        digest = await asyncio.to_thread(
            compose,
            stories,
            now=self._clock(),
            limit=min(SMALL, chat.stories),
            bullets=chat.bullets,
            topics=chat.topics,
        )
        return replace(digest, query=query) if digest.stories else None


def _holding(words: str, stories: Sequence[Story]) -> list[Story]:
    return [story for story in stories if found_in(words, story)]
