"""What was told of a story is kept until an article of it comes, goes or changes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import delete, text, update

from bot.core.model.feeds import Feed
from bot.core.model.tellings import KeptTelling
from bot.store import Stores
from bot.store.articles.telling_store import SqlTellings
from bot.store.schema import articles
from tests.services.doubles import MORNING, article

pytestmark = pytest.mark.usefixtures("press")
LONG_AGO, VERSION = MORNING - timedelta(days=30), 2**56 - 1


def row(story: int, bullets: int = 3, told: str = "[1]") -> KeptTelling:
    return KeptTelling(b"%d-%d" % (story, bullets), story, bullets, told)


async def kept_of(tellings: SqlTellings, *rows: KeptTelling, version: int = VERSION) -> list[str]:
    found = await tellings.kept([one.key for one in rows], version)
    return [found[one.key] for one in rows if one.key in found]


async def test_a_version_finds_what_it_told_and_puts_it_in_the_place_of_anothers(
    stores: Stores,
) -> None:
    tellings, old, new = stores.articles.tellings, row(1, told='["é\\n"]'), row(1, told="[2]")
    await tellings.keep([old, row(2)], 7)
    assert await kept_of(tellings, old, row(2), row(3), version=7) == ['["é\\n"]', "[1]"]
    assert await kept_of(tellings, old) == []
    await tellings.keep([new], VERSION)
    assert await kept_of(tellings, new) == ["[2]"]
    assert await kept_of(tellings, old, version=7) == []
    await tellings.keep([], VERSION)


async def test_it_goes_when_an_article_of_its_story_comes(stores: Stores) -> None:
    one, other = [await stores.articles.add(article(number)) for number in (1, 2)]
    tellings = stores.articles.tellings
    rows = row(one.story_id), row(one.story_id, 0), row(other.story_id)
    await tellings.keep(rows, VERSION)
    assert len(await kept_of(tellings, *rows)) == 3
    await stores.articles.add(article(3, story=one.story_id))
    assert await kept_of(tellings, *rows[:2]) == []
    assert len(await kept_of(tellings, rows[2])) == 1


async def test_it_goes_when_an_article_goes_over_to_another_story(stores: Stores) -> None:
    one, other = [await stores.articles.add(article(number)) for number in (1, 2)]
    tellings, rows = stores.articles.tellings, (row(one.story_id), row(other.story_id))
    await tellings.keep(rows, VERSION)
    await stores.articles.assign({other.id: one.story_id})
    assert await kept_of(tellings, *rows) == []


async def test_it_goes_with_its_articles(stores: Stores) -> None:
    one = await stores.articles.add(article(1))
    await stores.articles.tellings.keep([row(one.story_id)], VERSION)
    assert await stores.articles.delete_older(MORNING) == 1
    assert await kept_of(stores.articles.tellings, row(one.story_id)) == []


async def test_nothing_is_kept_of_articles_that_went_while_they_were_told(stores: Stores) -> None:
    one, other = [await stores.articles.add(article(number)) for number in (1, 2)]
    tellings = stores.articles.tellings
    whole = row(one.story_id)._replace(article_ids=(one.id,))
    gone = row(one.story_id, 0)._replace(article_ids=(one.id, 999))
    moved = row(one.story_id, 5)._replace(article_ids=(one.id, other.id))
    await tellings.keep([whole, gone, moved], VERSION)
    assert await kept_of(tellings, whole) == ["[1]"]
    assert await kept_of(tellings, gone, moved) == []


async def test_it_goes_when_a_feed_is_no_longer_everybodys(stores: Stores, press: int) -> None:
    one = await stores.articles.add(article(1))
    await stores.articles.tellings.keep([row(one.story_id)], VERSION)
    await stores.feeds.sync_bundled([], MORNING)
    assert await kept_of(stores.articles.tellings, row(one.story_id)) == []


async def test_what_nobody_was_told_of_comes_newest_first(stores: Stores) -> None:
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), MORNING)
    hours = {1: 1, 2: 3, 3: 2, 4: 900}
    stored = {
        number: await stores.articles.add(article(number, seen=MORNING - timedelta(hours=back)))
        for number, back in hours.items()
    }
    await stores.articles.add(article(5, feed_id=own.id))
    tellings = stores.articles.tellings

    async def untold(
        until: int = 0,
        bullets: int = 3,
        version: int = VERSION,
        limit: int = 9,
        without: Sequence[int] = (),
    ) -> list[int]:
        last = MORNING - timedelta(hours=until)
        found = await tellings.untold(LONG_AGO, last, bullets, version, limit, without)
        assert all(seen.tzinfo for _, seen in found)
        names = {one.story_id: number for number, one in stored.items()}
        return [names[key] for key, _ in found]

    assert await untold() == [1, 3, 2]
    assert await untold(limit=2) == [1, 3]
    assert await untold(until=2) == [3, 2]
    await tellings.keep([row(stored[3].story_id)], VERSION)
    assert await untold() == [1, 2]
    assert await untold(bullets=5) == [1, 3, 2]
    assert await untold(version=1) == [1, 3, 2]
    assert await untold(without=[stored[1].story_id, 999]) == [2]


async def test_what_a_kill_left_of_stories_that_are_gone_is_let_go_of(stores: Stores) -> None:
    one, tellings = await stores.articles.add(article(1)), stores.articles.tellings
    left = row(one.story_id + 1), row(one.story_id + 1, 0)
    await tellings.keep([row(one.story_id), *left], VERSION)
    assert await tellings.purge() == 1
    assert await tellings.purge() == 0
    assert await kept_of(tellings, row(one.story_id)) == ["[1]"]
    assert await kept_of(tellings, *left) == []


async def until_somebody_waits(stores: Stores) -> None:
    """Until somebody waits for another's lock."""
    asked = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    for _ in range(1000):
        async with stores.database.read() as connection:
            if await connection.scalar(asked):
                return
        await asyncio.sleep(0.01)
    pytest.fail("nobody waits")


async def test_who_changes_two_stories_and_who_tells_them_do_not_wait_for_each_other(
    stores: Stores,
) -> None:
    if stores.database.backend == "sqlite":
        pytest.skip("there one writes at a time")
    one, other = [await stores.articles.add(article(number)) for number in (1, 2)]
    tellings, rows = stores.articles.tellings, (row(one.story_id), row(other.story_id))
    first, second = sorted(rows)
    await tellings.keep(rows, 7)
    a_reprint = update(articles).values(independent=False)
    async with stores.database.write() as connection:
        await connection.execute(a_reprint.where(articles.c.story_id == second.story_id))
        keeping = asyncio.create_task(tellings.keep(rows, VERSION))
        await until_somebody_waits(stores)
        await connection.execute(a_reprint.where(articles.c.story_id == first.story_id))
    await keeping
    assert await kept_of(tellings, second) == ["[1]"], "told after the change was over"


async def test_nothing_is_kept_of_articles_that_are_being_deleted(stores: Stores) -> None:
    if stores.database.backend == "sqlite":
        pytest.skip("there one writes at a time")
    one, other = [await stores.articles.add(article(number)) for number in (1, 2)]
    tellings = stores.articles.tellings
    secret = row(one.story_id)._replace(article_ids=(one.id,))
    open_to_all = row(other.story_id)._replace(article_ids=(other.id,))
    async with stores.database.write() as connection:
        await connection.execute(delete(articles).where(articles.c.id == one.id))
        await tellings.keep([secret, open_to_all], VERSION)
    assert await kept_of(tellings, secret) == []
    assert await kept_of(tellings, open_to_all) == ["[1]"]
