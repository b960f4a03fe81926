"""What the services need of the store of articles (`services.ports` names the rest)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.model.articles import Article, Story
from bot.core.model.chats import Viewer
from bot.core.text.query import Query
from bot.services.placing.grouping_ports import GroupingStore
from bot.services.telling.telling_port import TellingStore


class ArticleStore(Protocol):
    """Articles, and the stories they form (the articles that share a story id).

    What is looked up for readers is looked up for a `Viewer`: other articles do not exist, in text,
    numbers, order or names. Outlets of own feeds come with their host (`bot.core.feeds.naming`).
    """

    @property
    def grouping(self) -> GroupingStore:
        """What grouping keeps of them."""

    @property
    def tellings(self) -> TellingStore:
        """What was told of their stories."""

    async def add(self, article: Article) -> Article:
        """Store it and give it back with its id; if its url is stored already in the scope of its
        feed (the bundled feeds together, or one own feed), that one.

        An article whose `story_id` is 0 founds a story, whose id is the article's own.
        """

    async def known_urls(self, urls: Iterable[str], feed_id: int) -> dict[str, int]:
        """The article's id for each of these canonical addresses stored in the feed's scope."""

    async def with_fingerprint(
        self, fingerprint: str, since: datetime, feed_id: int
    ) -> Article | None:
        """An article in the feed's scope with this very text, first seen since then."""

    async def public_feeds(self) -> frozenset[int]:
        """The ids of the bundled feeds, whose articles everybody may see."""

    async def seen_beside(self, feed_id: int, ids: Sequence[int]) -> dict[int, int]:
        """Which of these articles every chat may see that follows this own feed, with the stories
        they are in now."""

    async def assign(self, story_of: Mapping[int, int], reprints: Iterable[int] = ()) -> None:
        """Put articles (by id) into stories (by id), and mark those that are reprints."""

    async def with_ids(self, ids: Sequence[int]) -> list[Article]:
        """The articles with these ids, by id, for grouping alone."""

    async def story(self, story_id: int, viewer: Viewer) -> Story | None:
        """One story with its articles, oldest first."""

    async def stories(
        self,
        since: datetime,
        viewer: Viewer,
        *,
        topics: Sequence[str] | None = None,
        feed_ids: Sequence[int] = (),
        limit: int = 500,
    ) -> list[Story]:
        """Stories with an article seen since then, newest first, each whole.

        `topics` None means all; otherwise a story needs an article with one of these topics or
        from one of `feed_ids`.
        """

    async def listed(
        self,
        since: datetime,
        viewer: Viewer,
        *,
        topics: Sequence[str] | None = None,
        feed_ids: Sequence[int] = (),
        limit: int = 500,
    ) -> list[Story]:
        """The same, with the first 300 characters of each text alone: many times as fast."""

    async def whole(self, story_ids: Sequence[int], viewer: Viewer) -> list[Story]:
        """These stories with all of their texts, in this order."""

    async def found(
        self, query: Query, since: datetime, viewer: Viewer, limit: int = 50
    ) -> list[Story]:
        """What `search` finds, as `listed` gives it."""

    async def search(
        self, query: Query, since: datetime, viewer: Viewer, limit: int = 50
    ) -> list[Story]:
        """Stories in which one article holds what is asked for, newest first."""

    async def count(self, since: datetime) -> int:
        """How many articles were first seen since then."""

    async def delete_older(self, before: datetime, limit: int = 1000) -> int:
        """Retention: delete at most `limit` articles first seen before then; how many went."""
