"""Where a new article belongs: stored once, in its story, beside those of the last weeks."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from bot.core.model.articles import Article
from bot.core.stories.attaching import story_among
from bot.core.stories.grouping import JOIN, Grouper, GroupingItem
from bot.services.ports import ArticleStore, Clock


@dataclass(frozen=True, slots=True)
class _Groupers:
    """The index of the bundled feeds' articles, which decides their stories alone, and that of the
    articles of readers' own feeds."""

    public: Grouper
    own: Grouper


class StoryIndex:
    """Stores articles, each in its story among those of the last `memory`. One a process."""

    def __init__(self, articles: ArticleStore, clock: Clock, memory: timedelta) -> None:
        self._articles, self._clock, self._memory = articles, clock, memory
        self._groupers: _Groupers | None = None
        self._turn = asyncio.Lock()

    async def store(self, article: Article) -> bool:
        """Store an article and place it in its story. Returns False for one that is there already;
        the same text of one outlet is kept once."""
        async with self._turn:  # the grouping index is one, and takes one article at a time
            if await self._articles.known_urls([article.url], article.feed_id):
                return False  # another feed brought it meanwhile, or it has a second address
            groupers = await self._index()
            if article.fingerprint:
                since = article.seen - self._memory
                twin = await self._articles.with_fingerprint(
                    article.fingerprint, since, article.feed_id
                )
                if twin and twin.outlet == article.outlet:
                    return False
            stored = await self._articles.add(article)
            public = article.feed_id in await self._articles.public_feeds()
            try:
                await self._articles.assign(*self._placed(groupers, stored, public))
            except BaseException:
                self._groupers = None  # they know more than the store: rebuilt at the next article
                raise
            return True

    def _placed(
        self, groupers: _Groupers, article: Article, public: bool
    ) -> tuple[dict[int, int], list[int]]:
        """The stories of a new article and of those that it moves, by id, and the reprints that it
        makes. An own feed's article moves, and makes a reprint of, no public one."""
        item = grouping_item(article)
        if public:
            story_of = groupers.public.add(item)
            here = story_of[article.id]
            closer = [one for one in groupers.own.kin(item) if one.surplus >= JOIN]
            story_of |= {one.id: here for one in closer}
            return story_of, groupers.public.reprints()
        found = groupers.public.kin(item)
        copies = [article.id] if any(one.same_text for one in found) else []
        story = story_among(found, JOIN)
        if story is None:
            return groupers.own.add(item), copies
        groupers.own.restore(item, story)
        return {article.id: story}, copies

    async def _index(self) -> _Groupers:
        """The grouping indexes, rebuilt from the store at first use, a few articles at a time."""
        since = self._clock() - self._memory
        if self._groupers is None:
            groupers, public = _Groupers(Grouper(), Grouper()), await self._articles.public_feeds()
            async for batch in self._articles.recent_batches(since):
                for article in batch:
                    grouper = groupers.public if article.feed_id in public else groupers.own
                    grouper.restore(grouping_item(article), article.story_id)
                    await asyncio.sleep(0)
            self._groupers = groupers
        self._groupers.public.forget(since)
        self._groupers.own.forget(since)
        return self._groupers


def grouping_item(article: Article) -> GroupingItem:
    """What grouping looks at of an article."""
    return GroupingItem(
        article.id,
        article.title,
        article.text,
        article.published,
        article.outlet,
        article.language,
    )
