"""Where a new article belongs: stored once, in its story, beside those of the last weeks."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from bot.core.model.articles import Article
from bot.core.stories.attaching import Kin, story_among
from bot.core.stories.grouping import COMPARED, JOIN, counts_of
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
        self._memory, self._horizon = memory, min(memory, COMPARED)
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
        if public:
            placing = await asyncio.to_thread(_placed, groupers, article)
        else:
            placing = await self._placed_beside(groupers, article)
        await self._articles.assign(placing.story_of, placing.reprints)
        await self._articles.grouping.keep({article.id: placing.record})
        self._uncounted += 1
        if self._uncounted >= COUNTS_KEPT_EACH:
            await keep_counts(self._articles, groupers, article.id)
            self._uncounted = 0

    async def _placed_beside(self, groupers: Groupers, article: Article) -> _Placing:
        """Where an own feed's article goes: beside what every chat sees that will see it, so that
        nobody's feed joins, parts or silences what another chat reads."""
        public, own = await asyncio.to_thread(_all_kin, groupers, article)
        seen = await self._articles.seen_beside(article.feed_id, [one.id for one in own])
        own = [replace(one, story=seen[one.id]) for one in own if one.id in seen]
        return await asyncio.to_thread(_taken_in, groupers, article, public, own)

    async def _index(self) -> Groupers:
        """The grouping indexes, read from the store at first use."""
        since = self._clock() - self._horizon
        if self._groupers is None:
            self._groupers = await restored_groupers(self._articles, since)
            self._uncounted = COUNTS_KEPT_EACH  # what was counted again need not be another time
        self._groupers.public.forget(since)
        self._groupers.own.forget(since)
        return self._groupers


def _placed(groupers: Groupers, article: Article) -> _Placing:
    """Where a bundled feed's article goes, and what else moves with it."""
    item = grouping_item(article)
    counts = counts_of(item)
    story_of = groupers.public.add(item, counts)
    here = story_of[article.id]
    closer = [one for one in groupers.own.kin(item, counts) if one.surplus >= JOIN]
    story_of |= {one.id: here for one in closer}
    return _Placing(story_of, groupers.public.reprints(), groupers.public.record)


def _all_kin(groupers: Groupers, article: Article) -> tuple[list[Kin], list[Kin]]:
    """What an own feed's article resembles of the public ones, and of other own feeds'."""
    item = grouping_item(article)
    counts = counts_of(item)
    return groupers.public.kin(item, counts), groupers.own.kin(item, counts)


def _taken_in(groupers: Groupers, article: Article, public: list[Kin], own: list[Kin]) -> _Placing:
    """Where an own feed's article goes: it moves nothing, and makes a reprint of nothing else.

    A story that the bundled feeds tell goes before one of own feeds.
    """
    story = story_among(public, JOIN) or story_among(own, JOIN) or article.id
    copies = [article.id] if any(one.same_text for one in (*public, *own)) else []
    groupers.own.restore(grouping_item(article), story)
    return _Placing({article.id: story}, copies, groupers.own.record)
