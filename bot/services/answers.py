"""A question to its answer, from what is stored: a topic, a search, my digest, one story.

Only a page that a reader names is fetched; the caller does that in the background.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.editions.languages import Elsewhere, readable
from bot.core.editions.length import STORIES_A_MINUTE, fill
from bot.core.editions.telling import open_story
from bot.core.editions.topics import Topic, Topics
from bot.core.model.articles import Story
from bot.core.model.chats import Chat
from bot.core.model.editions import Contents, Digest, DigestStory, contents_of
from bot.core.model.tastes import NO_TASTE, Taste
from bot.core.text.query import parse_query
from bot.core.urls import canonical
from bot.services.editions import WINDOW, Editions, Wanted, begins
from bot.services.ports import ArticleStore, ChatStore, Clock, FeedStore
from bot.services.telling.candidates import Candidates

SMALL = 5  # stories of an answer that is not the chat's own edition
_WIDER = (WINDOW, timedelta(days=3), timedelta(days=14))  # for a topic that is quiet
_EVERYBODY = 0  # no feed has this number: articles of the operator's sources
_BULLETS_OF_A_PAGE = 5
_ENOUGH = 3  # stories that make a wider search needless
_MAX_TOPICS = 4  # in one question
_SEARCH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """What there is for some words: an edition, or None and the topics that were perhaps meant.

    `topic` is the one that the words name, None where they were searched for as words. `muted`
    says that there would be something, but for what the chat has muted; `elsewhere` is how many
    stories there are in languages that it does not read.
    """

    digest: Digest | None
    topic: Topic | None = None
    near: tuple[Topic, ...] = ()
    muted: bool = False
    elsewhere: Elsewhere = ()


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
        self.editions = Editions(articles, chats, feeds)
        self._topics, self._clock = topics, clock

    async def prepare(self) -> None:
        """Have at hand what most readers ask for: lists of the topics, and their first stories."""
        everybody, now = Chat(_EVERYBODY), self._clock()
        for names in (*([topic.name] for topic in self._topics.all), None):
            lists = self.editions.lists()
            found = await lists.of(everybody, names, now - WINDOW)
            await self.editions.of_stories(found, everybody, now, everybody.stories)

    async def foretell(self) -> None:
        """Tell the stories that came meanwhile, so that whoever asks finds them told."""
        await self.editions.foretelling.run(self._clock)

    async def topic(self, words: str, chat: Chat) -> TopicAnswer:
        """A small edition of the topics that `words` name ("science, sport"), or of the stories
        that hold them; without what the chat has muted."""
        taste = await self._chats.taste(chat.id, self._clock())
        topics = self._named(words)
        if not topics:
            held = await self._holding_any(words, chat)
            stories, elsewhere = readable(held, chat.reads, chat.feed_ids)
            read = Candidates(tuple(stories), elsewhere)
            told = await self._edition(read, chat, words.strip(), taste)
            near = () if held else self._topics.near(words)
            muted = bool(stories and not told)
            return TopicAnswer(told, near=near, muted=muted, elsewhere=elsewhere)
        lists, found = self.editions.lists(), Candidates(())
        for window in _WIDER:
            since, names = self._clock() - window, [topic.name for topic in topics]
            found = await lists.of(chat, names, since)
            if len(found.stories) >= _ENOUGH:
                break
        title = ", ".join(topic.title for topic in topics)
        told = await self._edition(found, chat, title, taste)
        one = topics[0].name if len(topics) == 1 else ""
        muted = bool(found.stories and not told)
        told = told and replace(told, topic=one)
        return TopicAnswer(told, topics[0], muted=muted, elsewhere=found.elsewhere)

    def _named(self, words: str) -> list[Topic]:
        """The topics that the words name, between commas, if they name nothing else."""
        whole = self._topics.match(words)
        parts = [] if whole else [part for part in words.split(",") if part.strip()][:_MAX_TOPICS]
        found = [whole] if whole else [self._topics.match(part) for part in parts]
        return [topic for topic in found if topic] if all(found) else []

    async def search(self, words: str, chat: Chat) -> Digest | None:
        """Stories that hold all these words, "exact words" as they stand and no -words; None when
        there is none (or no word). What is muted is found: it was asked for."""
        stories = await self._holding(words, chat)
        found = Candidates(tuple(stories))
        return await self._edition(found, chat, words.strip()) if stories else None

    async def _holding(self, words: str, chat: Chat) -> list[Story]:
        query = parse_query(words)
        if not query:
            return []
        since = self._clock() - _SEARCH
        return await self._articles.found(query, since, chat.viewer)

    async def _holding_any(self, words: str, chat: Chat) -> list[Story]:
        """The stories that hold all the words, else those that hold any part between commas."""
        held, parts = await self._holding(words, chat), words.split(",")[:_MAX_TOPICS]
        if held or len(parts) < 2:
            return held
        found = [story for part in parts for story in await self._holding(part, chat)]
        return list({story.id: story for story in found}.values())

    async def mine(self, chat: Chat, *, again: bool = False, minutes: int | None = None) -> Digest:
        """The chat's own digest as it would come now: only what is new, unless `again`; with
        `minutes`, as much as can be read in that time."""
        now = self._clock()
        if minutes:
            chat = replace(chat, stories=minutes * STORIES_A_MINUTE)
        since = now - WINDOW if again else begins(chat, now)
        following = chat.next_due if chat.active else None
        wanted = Wanted(chat, since, again, {"next_at": following})
        digest = await self.editions.of(wanted, now)
        return fill(digest, minutes) if minutes else digest

    async def story(self, story_id: int, chat: Chat) -> DigestStory | None:
        """One story with the bullets of all its outlets that the chat may read; None when it is
        no longer stored, or not for this chat."""
        story = await self._articles.story(story_id, chat.viewer)
        return await self.editions.opened(story) if story and story.articles else None

    async def page(self, url: str) -> DigestStory | None:
        """The article of this address as a story of its own, where its page was read whole for
        everybody; None where it has to be fetched."""
        known = await self._articles.known_urls([canonical(url)], _EVERYBODY)
        found = await self._articles.with_ids(list(known.values()))
        whole = [one for one in found if one.bullets and not one.from_feed]
        if not whole:
            return None
        return await asyncio.to_thread(open_story, Story(0, (whole[0],)), _BULLETS_OF_A_PAGE)

    async def more(self, second: int, chat: Chat) -> Digest | None:
        """The smaller stories of the chat's edition of that second, as an edition; None where it is
        not remembered. Asked again, it brings the same."""
        held = await self._chats.contents(chat.id, second)
        if held is None:
            return None
        found = await self._articles.whole([one.story_id for one in held.rest], chat.viewer)
        rest = Candidates(tuple(found))
        digest = await self.editions.of_stories(rest, chat, self._clock(), chat.stories)
        # Remembered by their seconds, the two must not be taken for one.
        return replace(digest, date=max(digest.date, held.at + timedelta(seconds=1)))

    async def held(self, chat: Chat, story_id: int | None = None) -> Contents | None:
        """What the chat's last edition held, or the last in which this story stood."""
        if story_id is None:
            return await self._chats.contents(chat.id)
        return await self._chats.contents_with(chat.id, story_id)

    async def remember(self, chat: Chat, digest: Digest) -> None:
        """The chat has read these stories now: its next edition brings only what is new. Nothing is
        kept of a chat that is not known."""
        if digest.used and await self._chats.get(chat.id) is not None:
            await self._chats.mark_shown(chat.id, digest.used, self._clock())
            await self._chats.keep_contents(chat.id, contents_of(digest))

    async def opened(self, chat: Chat, story: DigestStory) -> None:
        """The same for one story that was opened."""
        pairs = [(story.id, article.article_id) for article in story.articles]
        if pairs and await self._chats.get(chat.id) is not None:
            await self._chats.mark_shown(chat.id, pairs, self._clock())

    async def _edition(
        self, found: Candidates, chat: Chat, query: str, taste: Taste = NO_TASTE
    ) -> Digest | None:
        now, limit = self._clock(), min(SMALL, chat.stories)
        digest = await self.editions.of_stories(found, chat, now, limit, taste)
        if not digest.stories:
            return None
        return replace(digest, query=query, elsewhere=found.elsewhere)
