"""The grouping indexes as the last process left them: read from what was kept, off the event loop,
so that nobody waits; only what is missing or damaged is worked out of the texts again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import structlog

from bot.core.model.articles import Article
from bot.core.model.grouping import KeptArticle, KeptCounts
from bot.core.stories.grouping import Grouper, GroupingItem
from bot.core.stories.records import whole_records
from bot.services.ports import ArticleStore

log = structlog.get_logger(__name__)

_AT_ONCE = 32  # texts in hand
_PARTS = 16  # of all records that are taken back: as many are in hand, of 1.4 kB each


@dataclass(frozen=True, slots=True)
class Groupers:
    """The index of the bundled feeds' articles, which decides their stories alone, and that of the
    articles of readers' own feeds."""

    public: Grouper = field(default_factory=Grouper)
    own: Grouper = field(default_factory=Grouper)

    @property
    def named(self) -> dict[str, Grouper]:
        """Both, by the names under which their counts are kept."""
        return {"public": self.public, "own": self.own}

    def of(self, feed_id: int, public_feeds: frozenset[int]) -> Grouper:
        """The one that takes the articles of a feed."""
        return self.public if feed_id in public_feeds else self.own


@dataclass(slots=True)
class _Left:
    """Articles that must be read again: those without a record, by id with their story, and those
    whose words are not in the counts."""

    unplaced: dict[int, int] = field(default_factory=dict)
    uncounted: list[int] = field(default_factory=list)


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


async def restored_groupers(articles: ArticleStore, since: datetime) -> Groupers:
    """The indexes of the articles first seen since then."""
    public, groupers, left = await articles.public_feeds(), Groupers(), _Left()
    kept = await articles.grouping.counts()
    through = await asyncio.to_thread(_counted_through, groupers, kept)
    async for batch in _large(articles.grouping.kept(since)):
        await asyncio.to_thread(_load, groupers, batch, public, through, left)
    if left.unplaced:
        log.info("stories are worked out of texts again", articles=len(left.unplaced))
    for ids in _chunks(sorted(left.unplaced)):
        found = await articles.with_ids(ids)
        records = await asyncio.to_thread(_restore, groupers, found, public, left)
        await articles.grouping.keep(records)
    for ids in _chunks(left.uncounted):
        found = await articles.with_ids(ids)
        await asyncio.to_thread(_learn, groupers, found, public)
    return groupers


async def _large(batches: AsyncIterator[list[KeptArticle]]) -> AsyncIterator[list[KeptArticle]]:
    """The same in batches that grow with what has come: each becomes a part of the index, and
    every part is looked through for every new article."""
    waiting, come = list[KeptArticle](), 0
    async for batch in batches:
        waiting += batch
        if len(waiting) >= come / _PARTS:
            yield waiting
            come += len(waiting)
            waiting = []
    if waiting:
        yield waiting


async def keep_counts(articles: ArticleStore, groupers: Groupers, through: int) -> None:
    """Keep the counts of both indexes, which have taken in all articles up to this id."""
    for name, grouper in groupers.named.items():
        counts = await asyncio.to_thread(grouper.counts)
        await articles.grouping.keep_counts(name, KeptCounts(through, counts))


def _counted_through(groupers: Groupers, kept: dict[str, KeptCounts]) -> int:
    """Take the counts back: the id of the last article that both hold; 0 where they hold none."""
    through = [
        kept[name].through if name in kept and grouper.load_counts(kept[name].counts) else 0
        for name, grouper in groupers.named.items()
    ]
    return min(through)


def _load(
    groupers: Groupers,
    batch: Sequence[KeptArticle],
    public: frozenset[int],
    through: int,
    left: _Left,
) -> None:
    """Take a batch back by its records, and note what is left to be done."""
    story_of = {one.id: one.story_id for one in batch}
    for grouper in groupers.named.values():
        mine = [one for one in batch if groupers.of(one.feed_id, public) is grouper]
        records = whole_records({one.id: one.record or b"" for one in mine})
        ids = records["id"].tolist()
        if ids:
            grouper.load(records, np.array([story_of[one] for one in ids], dtype=np.int64))
        left.uncounted += [one for one in ids if one > through]
        known = set(ids)
        left.unplaced |= {one.id: one.story_id for one in mine if one.id not in known}


def _restore(
    groupers: Groupers, found: Iterable[Article], public: frozenset[int], left: _Left
) -> dict[int, bytes]:
    """Take articles back by their texts. Returns their records by id."""
    records = dict[int, bytes]()
    for article in found:
        grouper = groupers.of(article.feed_id, public)
        grouper.restore(grouping_item(article), left.unplaced[article.id])
        records[article.id] = grouper.record
    return records


def _learn(groupers: Groupers, found: Iterable[Article], public: frozenset[int]) -> None:
    for article in found:
        groupers.of(article.feed_id, public).learn(grouping_item(article))


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
