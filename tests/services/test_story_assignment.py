"""Where a new article belongs, when the store fails in the middle of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.model.articles import Article
from bot.core.model.chats import PUBLIC
from bot.errors import StoreUnavailable
from bot.services.story_assignment import StoryIndex
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
