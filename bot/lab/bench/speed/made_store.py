"""A store filled with made news in bulk, as if it had been read over the last month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from bot.core.model.articles import Article
from bot.core.stories.records import with_id
from bot.lab.bench.speed.made_news import MadeArticle, made_feeds, made_news
from bot.services.placing.grouping_start import Groupers, grouping_item, keep_counts
from bot.store import Stores

_AT_ONCE, _RECORDS = 500, 1000
"""Articles in one transaction; those that are really placed, whose records all have in turn: what a
start costs is a matter of their number alone."""


async def fill(
    stores: Stores,
    count: int,
    until: datetime,
    topics: Sequence[str],
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Store so many articles of the month before `until`, each event as one story."""
    await stores.feeds.sync_bundled(made_feeds(), until)
    made, groupers = made_news(count, until, topics), Groupers()
    records, story_of, done = list[bytes](), dict[int, int](), 0
    while some := list(islice(made, _AT_ONCE)):
        stored = await _stored(stores, some, story_of)
        for article in stored[: max(0, _RECORDS - len(records))]:
            groupers.public.add(grouping_item(article))
            records.append(groupers.public.record)
        kept = {one.id: with_id(records[one.id % len(records)], one.id) for one in stored}
        await stores.articles.grouping.keep(kept)
        await keep_counts(stores.articles, groupers, stored[-1].id)
        done += len(some)
        if progress:
            progress(done, count)


async def _stored(
    stores: Stores, some: Sequence[MadeArticle], story_of: dict[int, int]
) -> list[Article]:
    """Store articles with the stories of their events, which are noted in `story_of`. An event
    that is new has one article among them first, for it names the story."""
    founders = {one.event: one.article for one in reversed(some) if one.event not in story_of}
    first = await stores.articles.add_all(list(founders.values()))
    story_of.update(zip(founders, (one.id for one in first), strict=True))
    others = [
        replace(one.article, story_id=story_of[one.event])
        for one in some
        if founders.get(one.event) is not one.article
    ]
    return sorted([*first, *await stores.articles.add_all(others)], key=lambda one: one.id)
