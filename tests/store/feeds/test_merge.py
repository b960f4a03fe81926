"""Two feeds that turned out to be one: who moves, and what is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.feeds.health import MERGED
from bot.core.model.articles import Article
from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed
from bot.store import Stores

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
ADA, BEN = 501, 502


async def two(stores: Stores, *, bundled: bool) -> tuple[Feed, Feed]:
    """The feed that stays, and the one that goes, each with a follower and an article."""
    stays = await stores.feeds.add(Feed("https://new.example/feed", bundled=True), NOW)
    goes = await stores.feeds.add(
        Feed("https://old.example/feed", "The Old", bundled=bundled), NOW + HOUR
    )
    for chat_id, feed in ((ADA, stays), (BEN, goes)):
        await stores.chats.save(Chat(chat_id, feed_ids=(feed.id,)))
        article = Article(f"{feed.url}/1", "A", "Words.", "X", NOW, NOW, feed_id=feed.id)
        await stores.articles.add(article)
    return stays, goes


async def follows(stores: Stores, chat_id: int) -> tuple[int, ...]:
    chat = await stores.chats.get(chat_id)
    return chat.feed_ids if chat else ()


async def test_followers_move_and_who_follows_both_follows_one(stores: Stores) -> None:
    stays, goes = await two(stores, bundled=False)
    await stores.chats.save(Chat(ADA, feed_ids=(goes.id, stays.id)))
    await stores.feeds.join(stays.id, goes.id)
    assert await follows(stores, ADA) == await follows(stores, BEN) == (stays.id,)


async def test_what_a_readers_feed_had_brought_goes_with_it(stores: Stores) -> None:
    stays, goes = await two(stores, bundled=False)
    await stores.feeds.join(stays.id, goes.id)
    assert [feed.id for feed, _ in await stores.feeds.all()] == [stays.id]
    assert [one.feed_id for one in await stores.articles.recent(NOW - HOUR)] == [stays.id]
    assert [feed.title for feed, _ in await stores.feeds.all()] == [""]


async def test_a_bundled_feed_rests_and_gives_its_articles_its_name_and_its_hour(
    stores: Stores,
) -> None:
    stays, goes = await two(stores, bundled=True)
    await stores.feeds.join(stays.id, goes.id)
    found = {feed.id: (feed, state) for feed, state in await stores.feeds.all()}
    assert found[goes.id][1].gone
    assert found[goes.id][1].error == MERGED
    assert found[stays.id][0].title == "The Old"
    assert found[stays.id][1].next_check == NOW + HOUR  # not before either was to be asked
    assert {one.feed_id for one in await stores.articles.recent(NOW - HOUR)} == {stays.id}


@pytest.mark.parametrize("missing", [0, 99_999])
async def test_joining_with_itself_or_with_nothing_changes_nothing(
    stores: Stores, missing: int
) -> None:
    stays, goes = await two(stores, bundled=True)
    before = await stores.feeds.all()
    await stores.feeds.join(stays.id, stays.id)
    await stores.feeds.join(stays.id, missing)
    await stores.feeds.join(missing, goes.id)
    assert await stores.feeds.all() == before
