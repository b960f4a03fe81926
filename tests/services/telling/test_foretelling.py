"""Stories are told before anybody asks, so that after a start nobody waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import event

from bot.core.editions.telling import open_story
from bot.core.model.articles import Article, Story
from bot.core.model.chats import PUBLIC, Chat, Viewer
from bot.core.model.editions import DigestStory
from bot.core.model.feeds import Feed
from bot.core.model.tellings import KeptTelling
from bot.errors import StoreUnavailable
from bot.services.telling import foretelling
from bot.services.telling.foretelling import Foretelling
from bot.services.telling.kept_tellings import OPENED, KeptTellings, telling_key
from bot.services.telling.story_teller import Asked, StoryTeller
from bot.store import Database, Stores
from bot.store.articles.article_store import SqlArticles
from bot.store.articles.telling_store import SqlTellings
from tests.services.doubles import MORNING, article

pytestmark = pytest.mark.usefixtures("press")
LONG_AGO = MORNING - timedelta(days=29)
BULLETS = Chat(0).bullets
NEWEST = [4, 2, 5, 6, 3, 1]


class Watched(SqlArticles):
    """Notes which stories are read with their texts; those that are `damaged` have no article."""

    damaged: frozenset[int] = frozenset()

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.read = list[Sequence[int]]()

    async def whole(self, story_ids: Sequence[int], viewer: Viewer) -> list[Story]:
        self.read.append(story_ids)
        found = await super().whole(story_ids, viewer)
        return [replace(one, articles=()) if one.id in self.damaged else one for one in found]


def clock() -> datetime:
    return MORNING


def beginning(stores: Stores) -> Foretelling:
    return Foretelling(stores.articles, KeptTellings(stores.articles.tellings))


async def foretold(stores: Stores) -> int:
    return await beginning(stores).run(clock, pause=0)


async def told(stores: Stores, story: Story, bullets: int = BULLETS) -> DigestStory:
    """As a process tells it that has just begun."""
    teller = StoryTeller(stores.articles)
    found = (await teller.ready([Asked(story, bullets, None, PUBLIC)]))(story, bullets, None)
    assert found
    return found


def texts_read(stores: Stores) -> list[str]:
    """The statements from now on that read whole texts."""
    asked: list[str] = []
    engine = stores.database._engine.sync_engine

    def note(*given: object) -> None:
        if "articles.text" in str(given[2]) and "substr(" not in str(given[2]):
            asked.append(str(given[2]))

    event.listen(engine, "before_cursor_execute", note)
    return asked


async def stored(stores: Stores, *hours_ago: float) -> list[Article]:
    return [
        await stores.articles.add(article(number, seen=MORNING - timedelta(hours=hours)))
        for number, hours in enumerate(hours_ago, start=1)
    ]


async def test_after_a_start_lists_are_told_without_a_text(stores: Stores) -> None:
    await stored(stores, 1, 50, 500)
    before = {
        one.id: await told(stores, one) for one in await stores.articles.listed(LONG_AGO, PUBLIC)
    }
    assert await foretold(stores) == 3
    stories, read = await stores.articles.listed(LONG_AGO, PUBLIC), texts_read(stores)
    assert {one.id: await told(stores, one) for one in stories} == before
    assert read == []
    await told(stores, stories[0], BULLETS + 1)
    assert read, "of which nobody was told so much before"


async def test_a_story_of_the_day_that_several_tell_is_opened_at_once(stores: Stores) -> None:
    one, old = await stored(stores, 1, 500)
    await stores.articles.add(article(3, story=one.story_id, outlet="Lantern"))
    await foretold(stores)
    written = await stores.articles.story(one.story_id, PUBLIC)
    assert written
    kept = KeptTellings(stores.articles.tellings)
    key = telling_key(written, OPENED, None)
    assert await kept.of({key: written}) == {key: open_story(written)}
    assert await StoryTeller(stores.articles).opened(written) == open_story(written)
    alone = await stores.articles.story(old.story_id, PUBLIC)
    assert alone and await StoryTeller(stores.articles).opened(alone) == open_story(alone)
    assert await kept.of({telling_key(alone, OPENED, None): alone}) == {}, "told as it is opened"


async def test_what_a_reader_opens_is_kept_with_the_next_that_is_told(stores: Stores) -> None:
    one, _ = await stored(stores, 500, 501)
    later = article(3, story=one.story_id, outlet="Lantern", seen=one.seen)
    await stores.articles.add(later)
    written = await stores.articles.story(one.story_id, PUBLIC)
    teller = StoryTeller(stores.articles)
    assert written and await teller.opened(written)
    key, kept = telling_key(written, OPENED, None), KeptTellings(stores.articles.tellings)
    assert await kept.of({key: written}) == {}
    await Foretelling(stores.articles, teller.kept).run(clock, pause=0)
    assert await kept.of({key: written}) == {key: open_story(written)}


async def test_what_comes_or_changes_is_told_again_and_nothing_twice(stores: Stores) -> None:
    one, _ = await stored(stores, 1, 2)
    telling = beginning(stores)
    assert await telling.run(clock, pause=0) == 2
    assert await telling.run(clock, pause=0) == 0
    await stores.articles.add(article(3, story=one.story_id, outlet="Lantern"))
    await stores.articles.add(article(4))
    assert await telling.run(clock, pause=0) == 2
    assert await foretold(stores) == 0, "after a start, too"


async def test_news_come_before_what_is_old_however_much_there_is(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foretelling, "_AT_ONCE", 2)
    hours = 600, 30, 60, 1, 31, 32
    assert sorted(range(1, 7), key=lambda number: hours[number - 1]) == NEWEST
    await stored(stores, *hours)
    articles = Watched(stores.database)
    assert await Foretelling(articles, KeptTellings(articles.tellings)).run(clock, pause=0) == 6
    (first, *rest) = articles.read
    number = {one.story_id: int(one.url[-1]) for one in await articles.recent(LONG_AGO)}
    assert [number[key] for key in (*first, *(key for ids in rest for key in ids))] == NEWEST


async def test_a_story_that_cannot_be_told_keeps_no_other_waiting(stores: Stores) -> None:
    bad, _ = await stored(stores, 1, 2)
    articles = Watched(stores.database)
    articles.damaged = frozenset({bad.story_id})
    telling = Foretelling(articles, KeptTellings(articles.tellings))
    with pytest.raises(ValueError, match="empty"):
        await telling.run(clock, pause=0)
    assert await telling.run(clock, pause=0) == 1
    assert await foretold(stores) == 1, "a start tries it again"


async def test_a_great_story_that_cannot_be_told_keeps_no_other_waiting(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foretelling, "_AT_ONCE", 2)
    bad, _, _ = await stored(stores, 1, 2, 500)
    for number in range(4, 9):
        await stores.articles.add(article(number, story=bad.story_id, seen=bad.seen))
    articles = Watched(stores.database)
    articles.damaged = frozenset({bad.story_id})
    telling = Foretelling(articles, KeptTellings(articles.tellings))
    with pytest.raises(ValueError, match="empty"):
        await telling.run(clock, pause=0)
    assert await telling.run(clock, pause=0) == 2


class Full(SqlTellings):
    """A store with no room for the first rows that it is given."""

    tries = 0

    async def keep(self, told: Sequence[KeptTelling], version: int) -> None:
        self.tries += bool(told)
        if told and self.tries == 1:
            raise StoreUnavailable("database or disk is full")
        await super().keep(told, version)


@pytest.mark.parametrize("hours", [1, 500])
async def test_what_could_not_be_written_is_told_when_there_is_room(
    stores: Stores, hours: int
) -> None:
    await stored(stores, hours, hours + 1)
    telling = Foretelling(stores.articles, KeptTellings(Full(stores.database)))
    with pytest.raises(StoreUnavailable):
        await telling.run(clock, pause=0)
    assert await telling.run(clock, pause=0) == 2
    assert await foretold(stores) == 0


class Late(Watched):
    """Something happens while the first stories are read."""

    async def whole(self, story_ids: Sequence[int], viewer: Viewer) -> list[Story]:
        if not self.read:
            await self.add(article(9, seen=MORNING + timedelta(minutes=1)))
        return await super().whole(story_ids, viewer)


async def test_news_that_come_while_a_month_is_told_come_next(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foretelling, "_AT_ONCE", 1)
    await stored(stores, 31, 32, 33)
    articles, minutes = Late(stores.database), count()
    telling = Foretelling(articles, KeptTellings(articles.tellings))
    assert await telling.run(lambda: MORNING + timedelta(minutes=next(minutes)), pause=0) == 4
    number = {one.story_id: int(one.url[-1]) for one in await articles.recent(LONG_AGO)}
    assert [number[key] for ids in articles.read for key in ids] == [1, 9, 2, 3]


async def test_a_strangers_feed_has_no_part_in_what_is_told_to_all(stores: Stores) -> None:
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), MORNING)
    one = await stores.articles.add(article(1))
    secret = article(2, story=one.story_id, outlet="Secret", feed_id=own.id)
    await stores.articles.add(secret)
    await stores.articles.add(article(3, outlet="Secret", feed_id=own.id))
    assert await foretold(stores) == 1
    (public,) = await stores.articles.listed(LONG_AGO, PUBLIC)
    assert "Secret" not in repr(await told(stores, public))
    owner = Viewer(frozenset({own.id}))
    theirs = [s for s in await stores.articles.listed(LONG_AGO, owner) if s.id == one.story_id]
    teller = StoryTeller(stores.articles)
    tell = await teller.ready([Asked(theirs[0], BULLETS, None, owner)])
    assert "Secret" in repr(tell(theirs[0], BULLETS, None)), "told with their own articles"
    await teller.kept.write()
    again = await told(stores, public)
    assert "Secret" not in repr(again)
    assert secret.text not in repr(again)
    assert {bullet.article_id for bullet in again.bullets} == {one.id}
