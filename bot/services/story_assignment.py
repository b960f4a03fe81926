"""Where a new article belongs: stored once, in its story, beside those of the last weeks."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.core.model.articles import Article
from bot.core.stories.grouping import Grouper, GroupingItem
from bot.services.ports import ArticleStore, Clock


class StoryIndex:
    """Stores articles, each in its story among those of the last `memory`. One a process."""

    def __init__(self, articles: ArticleStore, clock: Clock, memory: timedelta) -> None:
        self._articles, self._clock, self._memory = articles, clock, memory
        self._grouper: Grouper | None = None
        self._turn = asyncio.Lock()

    async def store(self, article: Article) -> bool:
        """Store an article and place it in its story. Returns False for one that is there already;
        the same text of one outlet is kept once."""
        async with self._turn:  # the grouping index is one, and takes one article at a time
            if await self._articles.known_urls([article.url], article.feed_id):
                return False  # another feed brought it meanwhile, or it has a second address
            grouper = await self._index()
            if article.fingerprint:
                since = article.seen - self._memory
                twin = await self._articles.with_fingerprint(
                    article.fingerprint, since, article.feed_id
                )
                if twin and twin.outlet == article.outlet:
                    return False
            stored = await self._articles.add(article)
            story_of = grouper.add(grouping_item(stored))
            try:
                await self._articles.assign(story_of, grouper.reprints())
            except BaseException:
                self._grouper = None  # it knows more than the store: rebuilt at the next article
                raise
            return True

    async def _index(self) -> Grouper:
        """The grouping index, rebuilt from the store at first use, a few articles at a time."""
        since = self._clock() - self._memory
        if self._grouper is None:
            grouper = Grouper()
            async for batch in self._articles.recent_batches(since):
                for article in batch:
                    grouper.restore(grouping_item(article), article.story_id)
                    await asyncio.sleep(0)
            self._grouper = grouper
        self._grouper.forget(since)
        return self._grouper


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
