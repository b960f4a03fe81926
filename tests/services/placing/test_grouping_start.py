"""A start takes the grouping back from what was kept, and works out only what is missing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from bot.core.model.articles import Article
from bot.core.model.feeds import Feed
from bot.core.model.grouping import KeptArticle
from bot.lab.bench.speed.made_news import made_news
from bot.services.placing import grouping_start
from bot.services.placing.grouping_start import keep_counts, restored_groupers
from bot.services.placing.story_assignment import StoryIndex
from bot.store import Stores, open_stores
from bot.store.articles.article_store import SqlArticles
from bot.store.backups.backup import restore_backup, write_backup
from bot.store.database import Database
from bot.store.derived_schema import grouping_counts, grouping_records
from tests.services.doubles import MORNING, Clock
from tests.store.press import PRESS

SINCE = MORNING - timedelta(days=31)


class Watched(SqlArticles):
    """Notes whose texts were read again."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.read = list[int]()

    async def with_ids(self, ids: list[int]) -> list[Article]:  # type: ignore[override]
        self.read += ids
        return await super().with_ids(ids)


async def filled(stores: Stores, count: int = 12) -> list[int]:
    """So many articles, each placed; counts are kept once, at the last. Returns their ids."""
    clock = Clock(MORNING)
    index = StoryIndex(stores.articles, clock, timedelta(days=30))
    lately = MORNING - timedelta(days=10)
    for number, made in enumerate(made_news(count, MORNING, ("world",))):
        seen = lately + timedelta(minutes=number)
        one = replace(made.article, feed_id=PRESS, seen=seen, published=seen)
        assert await index.store(one)
    ids = [one.id for one in await stores.articles.recent(SINCE)]
    await keep_counts(stores.articles, await index._index(), ids[-1])
    return ids


async def kept_records(stores: Stores) -> dict[int, bytes]:
    async with stores.database.read() as connection:
        rows = await connection.execute(select(grouping_records))
        return {key: bytes(record) for key, record in rows}


@pytest.mark.usefixtures("press")
async def test_no_text_is_read_when_all_was_kept(stores: Stores) -> None:
    ids = await filled(stores)
    watched = Watched(stores.database)
    groupers = await restored_groupers(watched, SINCE)
    assert watched.read == []
    (article,) = await watched.with_ids(ids[3:4])
    assert ids[3] in {one.id for one in groupers.public.kin(grouping_start.grouping_item(article))}


@pytest.mark.usefixtures("press")
async def test_only_missing_and_damaged_records_are_worked_out_again_and_kept(
    stores: Stores,
) -> None:
    ids = await filled(stores)
    before = await kept_records(stores)
    async with stores.database.write() as connection:
        gone = delete(grouping_records).where(grouping_records.c.article_id == ids[5])
        await connection.execute(gone)
        damaged = update(grouping_records).where(grouping_records.c.article_id == ids[9])
        await connection.execute(damaged.values(record=before[ids[9]][:-3] + b"???"))
    watched = Watched(stores.database)
    await restored_groupers(watched, SINCE)
    assert watched.read == [ids[5], ids[9]]
    assert (await kept_records(stores)).keys() == before.keys()
    watched.read.clear()
    await restored_groupers(watched, SINCE)
    assert watched.read == []


@pytest.mark.usefixtures("press")
@pytest.mark.parametrize("state", ["missing", "damaged"])
async def test_without_counts_the_words_are_counted_again(stores: Stores, state: str) -> None:
    ids = await filled(stores)
    right = (await restored_groupers(stores.articles, SINCE)).public.counts()
    async with stores.database.write() as connection:
        if state == "missing":
            await connection.execute(delete(grouping_counts))
        else:
            await connection.execute(update(grouping_counts).values(counts=b"\0\0\0\0?"))
    watched = Watched(stores.database)
    groupers = await restored_groupers(watched, SINCE)
    assert watched.read == ids
    assert groupers.public.counts() == right


@pytest.mark.usefixtures("press")
async def test_each_articles_record_goes_to_the_index_of_its_feed(stores: Stores) -> None:
    await filled(stores, 4)
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), MORNING)
    (made,) = made_news(1, MORNING, ("world",), seed=9)
    index = StoryIndex(stores.articles, Clock(MORNING), timedelta(days=30))
    assert await index.store(replace(made.article, feed_id=own.id, url="https://own.example/1"))
    groupers = await restored_groupers(stores.articles, SINCE)
    stored = max(await stores.articles.recent(SINCE), key=lambda one: one.id)
    item = grouping_start.grouping_item(stored)
    assert stored.id in {one.id for one in groupers.own.kin(item)}
    assert stored.id not in {one.id for one in groupers.public.kin(item)}


@pytest.mark.usefixtures("press")
async def test_what_is_older_than_the_memory_is_left_where_it_is(stores: Stores) -> None:
    ids = await filled(stores, 6)
    watched = Watched(stores.database)
    groupers = await restored_groupers(watched, MORNING - timedelta(days=1))
    (article,) = await watched.with_ids(ids[:1])
    assert groupers.public.kin(grouping_start.grouping_item(article)) == []


async def test_records_are_taken_back_in_parts_that_grow_with_them() -> None:
    async def kept() -> AsyncIterator[list[KeptArticle]]:
        for start in range(0, 4000, 10):
            yield [KeptArticle(number, 1, PRESS, None) for number in range(start, start + 10)]

    parts = [part async for part in grouping_start._large(kept())]
    assert [one.id for part in parts for one in part] == list(range(4000))
    assert len(parts) < 80, "of 400"
    assert max(map(len, parts)) <= 4000 / 16 + 10, "and few are in hand"


@pytest.mark.usefixtures("press")
async def test_a_restored_store_reads_no_text_again(stores: Stores, tmp_path: Path) -> None:
    ids = await filled(stores)
    right = await restored_groupers(stores.articles, SINCE)
    await write_backup(stores.database, tmp_path / "backup")
    back = await open_stores(f"sqlite:///{tmp_path}/back.db")
    await restore_backup(back.database, tmp_path / "backup")
    watched = Watched(back.database)
    groupers = await restored_groupers(watched, SINCE)
    assert watched.read == []
    (article,) = await watched.with_ids(ids[3:4])
    item = grouping_start.grouping_item(article)
    assert groupers.public.kin(item) == right.public.kin(item) != []
    assert groupers.public.counts() == right.public.counts()
    await back.aclose()


@pytest.mark.usefixtures("press")
async def test_what_new_articles_are_not_compared_with_is_in_no_backup(
    stores: Stores, tmp_path: Path
) -> None:
    ids = await filled(stores, 4)
    (made,) = made_news(1, MORNING, ("world",), seed=9)
    late = MORNING + timedelta(days=8)
    index = StoryIndex(stores.articles, Clock(late), timedelta(days=30))
    assert await index.store(replace(made.article, feed_id=PRESS, seen=late, published=late))
    await write_backup(stores.database, tmp_path / "backup")
    back = await open_stores(f"sqlite:///{tmp_path}/back.db")
    await restore_backup(back.database, tmp_path / "backup")
    assert len(await back.articles.recent(SINCE)) == 5
    assert min(await kept_records(back)) > max(ids)
    await back.aclose()
