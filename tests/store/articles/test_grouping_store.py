"""Records and counts of the grouping, kept beside the articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.model.articles import Article
from bot.core.model.grouping import KeptArticle, KeptCounts
from bot.store import Stores

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


async def stored(stores: Stores, press: int, count: int) -> list[Article]:
    one = Article("", "Title", "Text.", "Courier", NOW, NOW, feed_id=press)
    return [
        await stores.articles.add(
            replace(one, url=f"https://news.example/{n}", seen=NOW - timedelta(hours=n))
        )
        for n in range(count)
    ]


async def kept(stores: Stores, since: datetime, size: int = 1024) -> list[list[KeptArticle]]:
    return [batch async for batch in stores.articles.grouping.kept(since, size)]


async def test_articles_come_by_id_some_at_a_time_with_the_records_that_they_have(
    stores: Stores, press: int
) -> None:
    ids = [one.id for one in await stored(stores, press, 5)]
    await stores.articles.grouping.keep({ids[1]: b"first"})
    await stores.articles.grouping.keep({ids[1]: b"second", ids[3]: b"\0\xff"})
    batches = await kept(stores, NOW - timedelta(hours=3), size=3)
    assert [len(batch) for batch in batches] == [3, 1]
    found = {one.id: one.record for batch in batches for one in batch}
    assert list(found) == ids[:4], "the fifth was seen before"
    assert found == {ids[0]: None, ids[1]: b"second", ids[2]: None, ids[3]: b"\0\xff"}


async def test_a_record_goes_with_its_article(stores: Stores, press: int) -> None:
    (one,) = await stored(stores, press, 1)
    await stores.articles.grouping.keep({one.id: b"record"})
    assert await stores.articles.delete_older(NOW + timedelta(days=1)) == 1
    assert await kept(stores, NOW - timedelta(days=1)) == []


async def test_counts_are_kept_once_a_name(stores: Stores) -> None:
    grouping = stores.articles.grouping
    assert await grouping.counts() == {}
    await grouping.keep_counts("public", KeptCounts(3, b"three"))
    await grouping.keep_counts("public", KeptCounts(9, b"nine"))
    await grouping.keep_counts("own", KeptCounts(1, b""))
    assert await grouping.counts() == {"public": KeptCounts(9, b"nine"), "own": KeptCounts(1, b"")}
