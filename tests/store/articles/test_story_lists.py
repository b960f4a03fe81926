"""Lists tell the same of stories as the stories themselves, but for the length of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.editions.significance import LEAD_CHARS
from bot.core.model.articles import Article, Story
from bot.core.model.chats import PUBLIC, Viewer
from bot.core.model.feeds import Feed
from bot.core.text.query import parse_query
from bot.lab.bench.speed.made_news import made_news
from bot.store import Stores
from summarizers.document import Bullet

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=99)


def cut(stories: Sequence[Story]) -> list[Story]:
    """Stories with the leads of their texts, and with bullets of which only the number is told."""
    return [replace(one, articles=tuple(map(light, one.articles))) for one in stories]


def light(article: Article) -> Article:
    unread = (Bullet("", 0, 0),) * len(article.bullets)
    return replace(article, text=article.text[:LEAD_CHARS], bullets=unread, fingerprint="")


async def fill(stores: Stores, press: int) -> int:
    """Public articles, some of one story, and a reader's own feed with copies; its id."""
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), NOW)
    for number, made in enumerate(made_news(12, NOW, ("world", "sport"))):
        story = 0 if number < 3 else 1 + number % 3
        one = replace(made.article, feed_id=press, story_id=story)
        await stores.articles.add(one)
        if number % 3 == 0:
            await stores.articles.add(replace(one, feed_id=own.id, outlet="Courier", story_id=1))
            url = f"https://own.example/{number}"
            await stores.articles.add(replace(one, feed_id=own.id, url=url, story_id=1))
    return own.id


async def test_lists_are_the_stories_with_the_leads_of_their_texts(
    stores: Stores, press: int
) -> None:
    own = await fill(stores, press)
    for viewer in (PUBLIC, Viewer(frozenset({own})), PUBLIC):
        for topics in (None, ["world"], ["sport"]):
            told = await stores.articles.stories(LONG_AGO, viewer, topics=topics, feed_ids=(own,))
            listed = await stores.articles.listed(LONG_AGO, viewer, topics=topics, feed_ids=(own,))
            assert listed == cut(told)
            ids = [story.id for story in told]
            assert await stores.articles.whole(ids, viewer) == told
        query = parse_query("said")
        found = await stores.articles.search(query, LONG_AGO, viewer)
        assert await stores.articles.found(query, LONG_AGO, viewer) == cut(found)


async def test_what_changes_of_an_article_is_told_at_once(stores: Stores, press: int) -> None:
    one = Article("https://x.example/1", "Ferry", "Text.", "X", NOW, NOW, feed_id=press)
    first = await stores.articles.add(one)
    second = await stores.articles.add(replace(one, url="https://x.example/2"))
    assert len(await stores.articles.listed(LONG_AGO, PUBLIC)) == 2
    await stores.articles.assign({second.id: first.id}, [second.id])
    (story,) = await stores.articles.listed(LONG_AGO, PUBLIC)
    assert [(a.id, a.independent) for a in story.articles] == [(first.id, True), (second.id, False)]
    assert {a.story_id for a in story.articles} == {first.id}
    await stores.articles.delete_older(NOW + timedelta(days=1))
    assert await stores.articles.listed(LONG_AGO, PUBLIC) == []
