"""Lists in memory are what the database would list, whatever has changed, whoever changed it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import event, update

from bot.core.model.articles import Story
from bot.core.model.chats import PUBLIC, Viewer
from bot.core.model.feeds import Feed
from bot.lab.bench.speed.made_news import made_news
from bot.store import Stores, stores_of
from bot.store.articles import newest
from bot.store.articles.story_queries import newest_stories
from bot.store.database import Database
from bot.store.derived_schema import story_changes

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
TOPICS = ("world", "sport", "health")
WINDOWS = (timedelta(days=40), timedelta(days=9), timedelta(days=2))


async def by_the_database(
    stores: Stores, since: datetime, topics: list[str] | None, limit: int
) -> list[Story]:
    """What the statement lists, with all that is stored of it."""
    async with stores.database.read() as connection:
        asked = newest_stories(PUBLIC, since, topics).limit(limit)
        ids = [row.story_id for row in await connection.execute(asked)]
    return await stores.articles.whole(ids, PUBLIC)


async def same_as_the_database(stores: Stores) -> None:
    for window in WINDOWS:
        for topics in (None, ["world"], ["sport", "health"]):
            for limit in (3, 500):
                since = NOW - window
                told = await stores.articles.listed(since, PUBLIC, topics=topics, limit=limit)
                stored = await by_the_database(stores, since, topics, limit)
                assert [one.id for one in told] == [one.id for one in stored]
                assert [[(a.id, a.independent, a.title) for a in one.articles] for one in told] == [
                    [(a.id, a.independent, a.title) for a in one.articles] for one in stored
                ]


@pytest.fixture
async def other(stores: Stores) -> AsyncIterator[Stores]:
    """Another process's stores over the same database."""
    opened = stores_of(Database(stores.database._url.render_as_string(hide_password=False)))
    yield opened
    await opened.aclose()


@pytest.mark.usefixtures("press")
async def test_whatever_changes_is_listed_as_it_is(
    stores: Stores, other: Stores, press: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newest, "LEAST", 12)  # so that lists are cut and read again
    monkeypatch.setattr(newest, "_SPARE", 4)
    random, ids = Random(4), list[int]()
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), NOW)
    made = [one.article for one in made_news(60, NOW, TOPICS)]
    for number, one in enumerate(made):
        writer = random.choice((stores, other))
        feed = own.id if number % 7 == 0 else press
        ids.append((await writer.articles.add(replace(one, feed_id=feed))).id)
        if number % 4 == 0:
            story_of = dict(zip(random.sample(ids, min(3, len(ids))), ids[:3], strict=False))
            await writer.articles.assign(story_of, random.sample(ids, 1))
        if number % 12 == 11:
            await same_as_the_database(stores)
    await other.articles.delete_older(NOW - timedelta(days=20), limit=10)
    await same_as_the_database(stores)
    (bundled,) = [feed for feed, _ in await stores.feeds.all() if feed.id == press]
    await other.feeds.sync_bundled([bundled, replace(own, bundled=True)], NOW)
    await same_as_the_database(stores)
    await other.feeds.sync_bundled([bundled], NOW)
    await same_as_the_database(stores)


@pytest.mark.usefixtures("press")
async def test_a_story_stays_the_same_object_until_it_changes(stores: Stores, press: int) -> None:
    for one in list(made_news(5, NOW, TOPICS)):
        await stores.articles.add(replace(one.article, feed_id=press))
    since = NOW - timedelta(days=40)
    first = await stores.articles.listed(since, PUBLIC)
    again = await stores.articles.listed(since, PUBLIC)
    assert all(one is other for one, other in zip(first, again, strict=True))
    await stores.articles.assign({}, [])
    changed = first[0].articles[0].id
    await stores.articles.assign({changed: first[0].id}, [changed])
    after = await stores.articles.listed(since, PUBLIC)
    assert after[0] is not first[0]
    assert after[1] is first[1]


@pytest.mark.usefixtures("press")
async def test_asking_again_takes_two_small_statements(stores: Stores, press: int) -> None:
    for one in list(made_news(5, NOW, TOPICS)):
        await stores.articles.add(replace(one.article, feed_id=press))
    since = NOW - timedelta(days=40)
    await stores.articles.listed(since, PUBLIC, topics=["world"])
    asked = statements(stores)
    await stores.articles.listed(since + timedelta(days=1), PUBLIC, topics=["world"])
    reads = [one for one in asked() if one.startswith("SELECT")]
    assert len(reads) == 2
    assert all("articles" not in one for one in reads)


@pytest.mark.usefixtures("press")
async def test_changes_that_were_numbered_by_another_server_are_not_read_again_and_again(
    stores: Stores, press: int
) -> None:
    for one in list(made_news(5, NOW, TOPICS)):
        await stores.articles.add(replace(one.article, feed_id=press))
    async with stores.database.write() as connection:  # as a dump of it brings them along
        await connection.execute(update(story_changes).values(place=10**15))
    since = NOW - timedelta(days=40)
    before = await stores.articles.listed(since, PUBLIC)
    asked = statements(stores)
    assert await stores.articles.listed(since, PUBLIC) == before
    assert all("articles" not in one for one in asked() if one.startswith("SELECT"))
    changed = before[0].articles[0].id
    await stores.articles.assign({changed: before[0].id}, [changed])
    after = await stores.articles.listed(since, PUBLIC)
    assert after[0] is not before[0]


@pytest.mark.usefixtures("press")
async def test_a_list_that_ends_among_stories_of_one_moment_is_read_once(
    stores: Stores, press: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newest, "LEAST", 6)
    monkeypatch.setattr(newest, "_SPARE", 2)
    for one in list(made_news(12, NOW, TOPICS)):
        await stores.articles.add(replace(one.article, feed_id=press, seen=NOW))
    since = NOW - timedelta(days=1)
    first = await stores.articles.listed(since, PUBLIC, limit=5)
    asked = statements(stores)
    again = await stores.articles.listed(since, PUBLIC, limit=5)
    assert [one.id for one in again] == [one.id for one in first]
    assert all("articles" not in one for one in asked() if one.startswith("SELECT"))
    for number, one in enumerate(made_news(20, NOW, TOPICS, seed=3)):  # until the list is cut
        url = f"{one.article.url}-{number}"
        await stores.articles.add(replace(one.article, url=url, feed_id=press, seen=NOW))
        told = await stores.articles.listed(since, PUBLIC, limit=5)
        stored = await by_the_database(stores, since, None, 5)
        assert [one.id for one in told] == [one.id for one in stored]


def statements(stores: Stores) -> Callable[[], list[str]]:
    asked: list[str] = []
    engine = stores.database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    return lambda: asked


@pytest.mark.usefixtures("press")
async def test_no_list_holds_anything_of_an_own_feed(stores: Stores, press: int) -> None:
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), NOW)
    one, two = (made.article for made in made_news(2, NOW, TOPICS))
    first = await stores.articles.add(replace(one, feed_id=press))
    secret = replace(two, feed_id=own.id, story_id=first.story_id, outlet="Secret")
    since, owner = NOW - timedelta(days=40), Viewer(frozenset({own.id}))
    await stores.articles.listed(since, PUBLIC)
    await stores.articles.add(secret)
    await stores.articles.add(replace(secret, url="https://own.example/2", story_id=0))
    for viewer, expected in ((owner, 2), (PUBLIC, 1), (owner, 2), (PUBLIC, 1)):
        found = await stores.articles.listed(since, viewer)
        assert len(found) == expected
        assert ("Secret" in repr(found)) == (viewer is owner)
    for topic in TOPICS:
        assert "Secret" not in repr(await stores.articles.listed(since, PUBLIC, topics=[topic]))
