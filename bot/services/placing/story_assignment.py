"""Where a new article belongs: stored once, in its story, beside those of the last weeks."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import NamedTuple

from bot.core.model.articles import Article
from bot.core.stories.attaching import story_among
from bot.core.stories.grouping import HORIZON, JOIN
from bot.services.placing.grouping_start import (
    Groupers,
    grouping_item,
    keep_counts,
    restored_groupers,
)
from bot.services.ports import ArticleStore, Clock

__all__ = ["StoryIndex", "grouping_item"]

COUNTS_KEPT_EACH = 200
"""Articles; a start reads again the texts of as many at most."""
_MARGIN = timedelta(days=1)  # an article may be seen a while after the date that it gives itself


class _Placing(NamedTuple):
    """The stories of a new article and of those that it moves, by id, the reprints that it makes,
    and what is to be kept of it."""

    story_of: dict[int, int]
    reprints: list[int]
    record: bytes


class StoryIndex:
    """Stores articles, each in its story among those of the last `memory`. One a process."""

    def __init__(self, articles: ArticleStore, clock: Clock, memory: timedelta) -> None:
        self._articles, self._clock = articles, clock
        self._memory, self._horizon = memory, min(memory, HORIZON + _MARGIN)
        self._groupers: Groupers | None = None
        self._turn, self._uncounted = asyncio.Lock(), 0

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
                await self._place(groupers, stored, public)
            except BaseException:
                self._groupers = None  # they know more than the store: read at the next article
                raise
            return True

    def start_over(self) -> None:
        """Forget the index: others may have placed articles. It is read at the next one."""
        self._groupers = None

    async def _place(self, groupers: Groupers, article: Article, public: bool) -> None:
        """Put it into its story, and keep what was worked out of it."""
        placing = await asyncio.to_thread(_placed, groupers, article, public)
        await self._articles.assign(placing.story_of, placing.reprints)
        await self._articles.grouping.keep({article.id: placing.record})
        self._uncounted += 1
        if self._uncounted >= COUNTS_KEPT_EACH:
            await keep_counts(self._articles, groupers, article.id)
            self._uncounted = 0

    async def _index(self) -> Groupers:
        """The grouping indexes, read from the store at first use."""
        since = self._clock() - self._horizon
        if self._groupers is None:
            self._groupers = await restored_groupers(self._articles, since)
            self._uncounted = COUNTS_KEPT_EACH  # what was counted again need not be another time
        self._groupers.public.forget(since)
        self._groupers.own.forget(since)
        return self._groupers


def _placed(groupers: Groupers, article: Article, public: bool) -> _Placing:
    """Where a new article goes. An own feed's article moves, and makes a reprint of, no public
    one."""
    item = grouping_item(article)
    if public:
        story_of = groupers.public.add(item)
        here = story_of[article.id]
        closer = [one for one in groupers.own.kin(item) if one.surplus >= JOIN]
        story_of |= {one.id: here for one in closer}
        return _Placing(story_of, groupers.public.reprints(), groupers.public.record)
    found = groupers.public.kin(item)
    copies = [article.id] if any(one.same_text for one in found) else []
    story = story_among(found, JOIN)
    if story is None:
        story_of = groupers.own.add(item)
    else:
        groupers.own.restore(item, story)
        story_of = {article.id: story}
    return _Placing(story_of, copies, groupers.own.record)
