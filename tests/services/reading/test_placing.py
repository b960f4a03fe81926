"""Articles that several processes read are grouped by one."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.core.model.articles import Article
from bot.core.model.chats import PUBLIC
from bot.errors import StoreUnavailable
from bot.services.placing.story_assignment import StoryIndex
from bot.services.reading import placing
from bot.services.reading.placing import Arriving, Placer
from bot.store import Stores
from tests.services.doubles import MORNING, Clock, article

LONG_AGO = MORNING - timedelta(days=20)
TEXT = (
    "The harbour of Portwell was closed on Monday after a crane fell onto the quay. Two dockers"
    " were hurt and taken to hospital. The port authority said that the crane had been inspected"
    " in March, and that ships would wait outside until Thursday."
)


def told_by(outlet: str, number: int) -> Article:
    words = {"title": "Crane falls onto the quay of Portwell harbour", "text": f"{TEXT} {outlet}."}
    return article(number, outlet=outlet, **words)


async def test_what_two_readers_bring_of_one_event_becomes_one_story(
    stores: Stores, press: int
) -> None:
    clock = Clock(MORNING)
    one, two = Arriving(stores.arrivals, clock), Arriving(stores.arrivals, clock)
    assert await one.store(told_by("Courier", 1))
    assert await two.store(told_by("Herald", 2))
    assert not await two.store(told_by("Herald", 2))
    assert await stores.articles.stories(LONG_AGO, PUBLIC) == [], "nobody sees what is not placed"
    placer = Placer(stores.arrivals, StoryIndex(stores.articles, clock, timedelta(days=30)))
    assert await placer.place_waiting() == 2
    (story,) = await stores.articles.stories(LONG_AGO, PUBLIC)
    assert [one.outlet for one in story.articles] == ["Courier", "Herald"]
    assert await placer.place_waiting() == 0


async def test_an_article_that_was_placed_before_a_crash_is_not_placed_again(
    stores: Stores, press: int
) -> None:
    clock = Clock(MORNING)
    await Arriving(stores.arrivals, clock).store(article(1))
    ((_, waiting),) = await stores.arrivals.first(9)
    assert await StoryIndex(stores.articles, clock, timedelta(days=30)).store(waiting)
    after = Placer(stores.arrivals, StoryIndex(stores.articles, clock, timedelta(days=30)))
    assert await after.place_waiting() == 1
    assert await stores.articles.count(LONG_AGO) == 1
    assert await stores.arrivals.count() == 0


async def test_a_placing_that_a_crash_broke_off_is_done_again(stores: Stores, press: int) -> None:
    clock = Clock(MORNING)
    whole = StoryIndex(stores.articles, clock, timedelta(days=30))
    assert await whole.store(told_by("Courier", 1))
    await Arriving(stores.arrivals, clock).store(told_by("Herald", 2))
    await stores.articles.add(told_by("Herald", 2))  # and here it was killed
    assert len(await stores.articles.stories(LONG_AGO, PUBLIC)) == 2
    after = Placer(stores.arrivals, StoryIndex(stores.articles, clock, timedelta(days=30)))
    assert await after.place_waiting() == 1
    (story,) = await stores.articles.stories(LONG_AGO, PUBLIC)
    assert [one.outlet for one in story.articles] == ["Courier", "Herald"]


class Stories:
    """Raises what it is told to, then notes what comes."""

    def __init__(self, *raises: Exception) -> None:
        self.raises, self.placed = list(raises), list[str]()

    async def store(self, article: Article) -> bool:
        if self.raises:
            raise self.raises.pop(0)
        self.placed.append(article.title)
        return True


async def test_an_article_that_cannot_be_placed_holds_up_no_other(stores: Stores) -> None:
    for number in (1, 2):
        await stores.arrivals.put(article(number), MORNING)
    stories = Stories(ZeroDivisionError("ours"))
    assert await Placer(stores.arrivals, stories).place_waiting() == 2
    assert stories.placed == [article(2).title]
    assert await stores.arrivals.count() == 0


async def test_while_the_database_is_away_the_articles_wait(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "STORE_DOWN_SECONDS", 0.01)
    await stores.arrivals.put(article(1), MORNING)
    stories = Stories(StoreUnavailable("away"), StoreUnavailable("away"))
    running = asyncio.create_task(Placer(stores.arrivals, stories).run())
    async with asyncio.timeout(30):
        while not stories.placed or await stores.arrivals.count():  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert stories.placed == [article(1).title]
