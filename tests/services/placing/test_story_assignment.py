"""Where a new article belongs, when the store fails in the middle of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.model.articles import Article
from bot.core.model.chats import PUBLIC, Chat, Viewer
from bot.core.model.feeds import Feed
from bot.errors import StoreUnavailable
from bot.services.placing.story_assignment import StoryIndex
from bot.store import Stores
from bot.store.articles.article_store import SqlArticles
from bot.store.database import Database
from tests.services.doubles import MORNING, Clock
from tests.store.press import PRESS

LONG = (
    "The ferry Nordlys ran aground off Skarvik on Monday with 212 people on board. Rescuers took "
    "all passengers ashore by noon, and the coastguard has begun an inquiry."
)


class Failing(SqlArticles):
    """A store that is away once, when an article is to be put into its story."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.away = False

    async def assign(self, story_of: Mapping[int, int], reprints: Iterable[int] = ()) -> None:
        if self.away:
            self.away = False
            raise StoreUnavailable("away")
        await super().assign(story_of, reprints)


def article(outlet: str, text: str) -> Article:
    url = f"https://{outlet.lower()}.example/ferry"
    title = f"Ferry Nordlys aground off Skarvik, says {outlet}"
    return Article(url, title, text, outlet, MORNING, MORNING, language="en", feed_id=PRESS)


@pytest.mark.usefixtures("press")
async def test_what_was_not_put_into_its_story_is_known_by_the_next_article(
    stores: Stores,
) -> None:
    articles = Failing(stores.database)
    placing = StoryIndex(articles, Clock(), timedelta(days=30))
    assert await placing.store(article("Courier", LONG))
    articles.away = True
    with pytest.raises(StoreUnavailable):
        await placing.store(article("Lantern", f"At dawn {LONG} Nobody was hurt."))
    third = article("Herald", f"{LONG} The captain, Ingrid Solheim, was the last to leave.")
    assert await placing.store(third)
    found = await articles.stories(MORNING - timedelta(days=1), PUBLIC)
    together = max(found, key=lambda story: len(story.articles))
    assert {one.outlet for one in together.articles} == {"Courier", "Lantern", "Herald"}
    assert not await placing.store(replace(third, title="Again")), "it is there already"


OWN = 900_002


@pytest.mark.usefixtures("press")
@pytest.mark.parametrize("own_first", [True, False])
async def test_an_own_feeds_copy_joins_the_story_and_makes_nobodys_article_a_reprint(
    stores: Stores, own_first: bool
) -> None:
    await stores.feeds.add(Feed("https://own.example/feed", bundled=False), MORNING)
    ((own, _),) = [row for row in await stores.feeds.all() if not row[0].bundled]
    placing = StoryIndex(stores.articles, Clock(), timedelta(days=30))
    early = MORNING - timedelta(hours=9)  # a date that the feed gives itself
    copy = replace(article("Copycat", LONG), feed_id=own.id, published=early)
    true = article("Courier", LONG)
    for one in (copy, true) if own_first else (true, copy):
        assert await placing.store(one)
    ada = Viewer(frozenset({own.id}))
    (story,) = await stores.articles.stories(MORNING - timedelta(days=1), ada)
    told = {one.outlet: one.independent for one in story.articles}
    assert told == {"Courier": True, "Copycat (own.example)": own_first}


@pytest.mark.usefixtures("press")
async def test_stories_of_the_bundled_feeds_are_the_same_whatever_own_feeds_bring(
    stores: Stores,
) -> None:
    """The own feed's article tells both events at once, which would make one story of two."""
    strike = (
        "Teachers in Eastmere began a strike on Monday over pay, and nine schools stayed shut. "
        "The union said that talks with the region had failed on Friday."
    )
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), MORNING)
    placing = StoryIndex(stores.articles, Clock(), timedelta(days=30))
    public = [
        article("Courier", LONG),
        article("Herald", strike),
        article("Lantern", strike + " More."),
    ]
    public[1] = replace(public[1], title="Teachers strike in Eastmere, nine schools shut")
    public[2] = replace(public[2], title="Nine schools shut as Eastmere teachers strike")
    for number, one in enumerate(public):
        bridge = replace(article("Copycat", f"{LONG} {strike}"), feed_id=own.id)
        url = f"https://own.example/{number}"
        assert await placing.store(replace(bridge, url=url, outlet=f"Copy {number}"))
        assert await placing.store(one)
    since = MORNING - timedelta(days=1)
    stories = await stores.articles.stories(since, PUBLIC)
    assert sorted(len(story.articles) for story in stories) == [1, 2]


STRIKE = (
    "Teachers in Eastmere began a strike on Monday over pay, and nine schools stayed shut. "
    "The union said that talks with the region had failed on Friday."
)


async def followed(stores: Stores, *followers: tuple[str, tuple[int, ...]]) -> dict[str, int]:
    """Own feeds by name, each followed by these chats."""
    ids, of_chat = dict[str, int](), dict[int, list[int]]()
    for name, chats in followers:
        feed = await stores.feeds.add(Feed(f"https://{name}.example/feed", bundled=False), MORNING)
        ids[name] = feed.id
        for chat in chats:
            of_chat.setdefault(chat, []).append(feed.id)
    for chat, feeds in of_chat.items():
        await stores.chats.save(Chat(chat, feed_ids=tuple(feeds)))
    return ids


def told_by(feed: int, number: int, title: str, text: str) -> Article:
    told = article(f"Own{feed}", text)
    return replace(told, url=f"https://own{feed}.example/{number}", title=title, feed_id=feed)


async def seen_by(stores: Stores, *feeds: int) -> list[list[tuple[str, bool]]]:
    since, viewer = MORNING - timedelta(days=1), Viewer(frozenset(feeds))
    found = await stores.articles.stories(since, viewer)
    return sorted(sorted((one.url, one.independent) for one in each.articles) for each in found)


FERRY, SCHOOL = "Ferry Nordlys aground off Skarvik", "Teachers strike in Eastmere"


@pytest.mark.parametrize("strangers", [False, True])
@pytest.mark.parametrize("also_hers", [False, True])
async def test_a_strangers_own_feed_joins_parts_and_silences_nothing_of_anothers(
    stores: Stores, strangers: bool, also_hers: bool
) -> None:
    """Ben's feed tells both of Ada's events at once, and copies her articles before they come,
    whether or not he follows her feed too."""
    of_ada = (501, 502) if also_hers else (501,)
    ids = await followed(stores, ("ada", of_ada), ("ben", (502,)))
    ada, ben = ids["ada"], ids["ben"]
    placing = StoryIndex(stores.articles, Clock(), timedelta(days=30))
    for number, (title, text) in enumerate([(FERRY, LONG), (SCHOOL, STRIKE)]):
        if strangers:
            both = told_by(ben, 2 * number, f"{FERRY}, {SCHOOL}", f"{LONG} {STRIKE}")
            assert await placing.store(both)
            assert await placing.store(told_by(ben, 2 * number + 1, title, text))
        assert await placing.store(told_by(ada, number, title, text))
    urls = [f"https://own{ada}.example/{number}" for number in range(2)]
    assert await seen_by(stores, ada) == [[(url, True)] for url in urls]


async def test_own_feeds_of_one_chat_tell_one_story_and_a_copy_is_no_second_voice(
    stores: Stores,
) -> None:
    ids = await followed(stores, ("one", (501,)), ("two", (501,)), ("three", (501,)))
    placing = StoryIndex(stores.articles, Clock(), timedelta(days=30))
    texts = (LONG, LONG, f"The captain was the last to leave. {LONG[:90]} He spoke of fog.")
    for number, (feed, text) in enumerate(zip(ids.values(), texts, strict=True)):
        assert await placing.store(told_by(feed, number, FERRY, text))
    (story,) = await seen_by(stores, *ids.values())
    assert sorted(independent for _, independent in story) == [False, True, True]
