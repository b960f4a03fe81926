"""A story is told once for all who may see the same of it, and never to anybody who may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from bot.core.model.articles import Story
from bot.core.model.chats import PUBLIC, Chat, Shown, Viewer
from bot.core.model.feeds import Feed
from bot.services.telling.story_teller import KEPT_FOR, Asked, StoryTeller
from bot.store import Stores
from bot.store.derived_schema import tellings
from tests.services.doubles import MORNING, article

pytestmark = pytest.mark.usefixtures("press")
LONG_AGO = MORNING - timedelta(days=9)


async def listed(stores: Stores, viewer: Viewer = PUBLIC) -> Story:
    (story,) = await stores.articles.listed(LONG_AGO, viewer)
    return story


def reads_of(stores: Stores) -> list[str]:
    """The statements that the database is asked from now on."""
    asked: list[str] = []
    engine = stores.database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    return asked


async def test_texts_are_read_once_for_all(stores: Stores) -> None:
    await stores.articles.add(article(1))
    teller, story = StoryTeller(stores.articles), await listed(stores)
    first = (await teller.ready([Asked(story, 3, None, PUBLIC)]))(story, 3, None)
    assert first is not None
    assert first.bullets[0].text == article(1).text
    asked = reads_of(stores)
    again = (await teller.ready([Asked(story, 3, None, PUBLIC)]))(story, 3, None)
    assert again is first
    assert asked == []


async def test_what_nobody_asks_for_is_let_go_of_and_the_rest_stays(stores: Stores) -> None:
    for number in (1, 2):
        await stores.articles.add(article(number))
    teller = StoryTeller(stores.articles)
    asked, forgotten = [
        Asked(one, 3, None, PUBLIC) for one in await stores.articles.listed(LONG_AGO, PUBLIC)
    ]
    await teller.ready([asked, forgotten])
    for turns in range(1, 4):
        teller.turn_over(MORNING + turns * KEPT_FOR)
        reads = reads_of(stores)
        await teller.ready([asked])
        assert reads == []
    await teller.ready([forgotten])
    assert reads, "read again"


async def test_what_has_changed_is_told_anew(stores: Stores) -> None:
    one = await stores.articles.add(article(1))
    teller, before = StoryTeller(stores.articles), await listed(stores)
    first = (await teller.ready([Asked(before, 3, None, PUBLIC)]))(before, 3, None)
    await stores.articles.add(article(2, story=one.story_id, outlet="Lantern"))
    story = await listed(stores)
    after = (await teller.ready([Asked(story, 3, None, PUBLIC)]))(story, 3, None)
    assert first and after
    assert len(first.articles) == 1
    assert len(after.articles) == 2
    assert first.telling != after.telling


async def test_what_changes_while_it_is_told_is_not_kept(stores: Stores) -> None:
    one = await stores.articles.add(article(1))
    await stores.articles.add(article(2, story=one.story_id, outlet="Lantern"))
    teller, story = StoryTeller(stores.articles), await listed(stores)
    await stores.articles.delete_older(MORNING)
    gone = (await teller.ready([Asked(story, 3, None, PUBLIC)]))(story, 3, None)
    assert gone is not None, "told by what the list knew of it"
    asked = reads_of(stores)
    await teller.ready([Asked(story, 3, None, PUBLIC)])
    assert asked, "and looked for again"


async def test_of_what_was_shown_only_the_new_is_told(stores: Stores) -> None:
    one = await stores.articles.add(article(1))
    second = await stores.articles.add(article(2, story=one.story_id, outlet="Lantern"))
    teller, story = StoryTeller(stores.articles), await listed(stores)
    every = frozenset({one.id, second.id})
    shown = {n: Shown(story.id, MORNING, ids) for n, ids in enumerate((every, frozenset({one.id})))}
    asked = [Asked(story, 3, shown[0], PUBLIC), Asked(story, 3, shown[1], PUBLIC)]
    tell = await teller.ready(asked)
    assert tell(story, 3, shown[0]) is None
    new = tell(story, 3, shown[1])
    assert new is not None
    assert {bullet.article_id for bullet in new.bullets} == {second.id}


async def test_nobody_is_told_what_a_strangers_feed_brought(stores: Stores) -> None:
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), MORNING)
    one = await stores.articles.add(article(1))
    secret = article(2, story=one.story_id, outlet="Secret", feed_id=own.id)
    await stores.articles.add(secret)
    teller, owner = StoryTeller(stores.articles), Viewer(frozenset({own.id}))
    theirs, everybodys = await listed(stores, owner), await listed(stores)
    assert theirs.id == everybodys.id
    asked = [Asked(theirs, 3, None, owner), Asked(everybodys, 3, None, PUBLIC)]
    for order in (asked, asked[::-1]):
        tell = await teller.ready(order)
        public, private = tell(everybodys, 3, None), tell(theirs, 3, None)
        assert public and private
        assert "Secret" in repr(private)
        assert "Secret" not in repr(public)
        assert secret.text not in repr(public)
        teller = StoryTeller(stores.articles)


async def test_a_forged_list_brings_nothing_of_a_strangers_feed(stores: Stores) -> None:
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), MORNING)
    one = await stores.articles.add(article(1))
    await stores.articles.add(article(2, story=one.story_id, outlet="Secret", feed_id=own.id))
    owner = Viewer(frozenset({own.id}))
    theirs, teller = await listed(stores, owner), StoryTeller(stores.articles)
    bare = replace(theirs, articles=tuple(replace(a, bullets=()) for a in theirs.articles))
    told = (await teller.ready([Asked(bare, 3, None, PUBLIC)]))(bare, 3, None)
    assert told is not None
    assert {article.outlet for article in told.articles} == {"Courier"}, (
        "read as the public sees it"
    )


@pytest.mark.parametrize("written", [True, False], ids=["written before", "written after"])
async def test_nothing_stays_in_the_store_of_a_feed_that_its_reader_gave_up(
    stores: Stores, written: bool
) -> None:
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), MORNING)
    secret = await stores.articles.add(article(2, feed_id=own.id))
    await stores.chats.save(Chat(5, feed_ids=(own.id,)))
    owner, teller = Viewer(frozenset({own.id})), StoryTeller(stores.articles)
    theirs = await listed(stores, owner)
    tell = await teller.ready([Asked(theirs, 3, None, owner)])
    assert secret.text in repr(tell(theirs, 3, None))
    if written:
        await teller.kept.write()
        assert secret.text in await all_kept(stores)
    await stores.chats.save(Chat(5))
    await teller.kept.write()
    assert await all_kept(stores) == ""


async def all_kept(stores: Stores) -> str:
    async with stores.database.read() as connection:
        return " ".join(await connection.scalars(select(tellings.c.told)))


async def test_a_story_is_opened_once_for_all(stores: Stores) -> None:
    one = await stores.articles.add(article(1))
    teller, story = StoryTeller(stores.articles), await stores.articles.story(one.story_id, PUBLIC)
    assert story is not None
    first = await teller.opened(story)
    assert await teller.opened(story) is first
    await stores.articles.add(article(2, story=one.story_id, outlet="Lantern"))
    after = await stores.articles.story(one.story_id, PUBLIC)
    assert after is not None
    told = await teller.opened(after)
    assert told is not None
    assert len(told.articles) == 2
