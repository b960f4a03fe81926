"""Articles, and the stories they form: the articles that share a story id."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.articles import Article, Story
from bot.core.model.chats import PUBLIC, Viewer
from bot.core.text.query import Query
from bot.store.articles.full_text import index_rows, put_rows, stories_that_hold
from bot.store.articles.grouping_store import SqlGrouping
from bot.store.articles.newest import NewestStories
from bot.store.articles.story_lists import StoryLists
from bot.store.articles.story_queries import ARTICLE, newest_stories, whole_stories
from bot.store.articles.telling_store import SqlTellings
from bot.store.database import Database
from bot.store.derived_schema import search_due
from bot.store.feeds.feed_store import batches
from bot.store.rows import in_pieces
from bot.store.schema import article_topics, articles, digest, feeds
from bot.store.uncancelled import finish_when_cancelled
from bot.store.visibility import (
    in_scope,
    is_beside,
    is_visible,
    scope_of,
    url_key,
)


@finish_when_cancelled
class SqlArticles:
    """`ports.ArticleStore` over a database."""

    def __init__(self, database: Database) -> None:
        self._database, self._lists = database, StoryLists()
        self.grouping, self.tellings = SqlGrouping(database), SqlTellings(database)
        self._newest = NewestStories(database.backend, self._lists)

    async def add(self, article: Article) -> Article:
        """Store it and give it back with its id; if its url is stored already in the scope of its
        feed (see `bot.store.visibility`), that one.

        An article whose `story_id` is 0 founds a story, whose id is the article's own.
        """
        async with self._database.write() as connection:
            return await self._add(connection, article)

    async def add_all(self, found: Sequence[Article]) -> list[Article]:
        """`add` many whose addresses differ; the new ones with their ids, in no order."""
        async with self._database.write() as connection:
            of_feed = {
                feed: await scope_of(connection, feed) for feed in {a.feed_id for a in found}
            }
            by_key = {url_key(one.url, of_feed[one.feed_id]): one for one in found}
            rows = [_row(one, key) for key, one in by_key.items()]
            new = await connection.execute(
                self._database.insert(articles)
                .on_conflict_do_nothing(index_elements=["url_key"])
                .returning(articles.c.id, articles.c.url_key),
                rows,
            )
            stored = [
                replace(by_key[key], id=new_id, story_id=by_key[key].story_id or new_id)
                for new_id, key in new
            ]
            await self._add_details(connection, stored)
        return stored

    async def _add(self, connection: AsyncConnection, article: Article) -> Article:
        key = url_key(article.url, await scope_of(connection, article.feed_id))
        statement = self._database.insert(articles).values(_row(article, key))
        added = statement.on_conflict_do_nothing(index_elements=["url_key"])
        new_id = await connection.scalar(added.returning(articles.c.id))
        if new_id is None:
            same = select(*ARTICLE).where(articles.c.url_key == key)
            return Article(*(await connection.execute(same)).one())
        stored = replace(article, id=new_id, story_id=article.story_id or new_id)
        await self._add_details(connection, [stored])
        return stored

    async def _add_details(self, connection: AsyncConnection, stored: Sequence[Article]) -> None:
        """What is kept beside articles: the stories that they found, their words and topics."""
        founders = [one.id for one in stored if one.story_id == one.id]
        own = update(articles).where(articles.c.id.in_(founders), articles.c.story_id == 0)
        if founders:
            await connection.execute(own.values(story_id=articles.c.id))
        backend = self._database.backend
        await put_rows(connection, backend, await asyncio.to_thread(index_rows, backend, stored))
        topics = [
            {"article_id": one.id, "topic": topic}
            for one in stored
            for topic in dict.fromkeys(one.topics)
        ]
        if topics:
            await connection.execute(self._database.insert(article_topics), topics)

    async def known_urls(self, urls: Iterable[str], feed_id: int) -> dict[str, int]:
        """For each of these canonical addresses that is stored in the feed's scope, the article's
        id: what another reader's feed has brought is not known to this one."""
        known: dict[str, int] = {}
        async with self._database.read() as connection:
            scope = await scope_of(connection, feed_id)
            asked = {url_key(url, scope): url for url in urls}
            for batch in batches(asked):
                statement = select(articles.c.url_key, articles.c.id)
                rows = await connection.execute(statement.where(articles.c.url_key.in_(batch)))
                known |= {asked[row.url_key]: row.id for row in rows}
        return known

    async def with_fingerprint(
        self, fingerprint: str, since: datetime, feed_id: int
    ) -> Article | None:
        """An article in the feed's scope with this very text, first seen since then: the earliest
        of them."""
        if not fingerprint:
            return None
        statement = (
            select(*ARTICLE)
            .where(articles.c.fingerprint == fingerprint, articles.c.seen >= since)
            .order_by(articles.c.seen, articles.c.id)
            .limit(1)
        )
        async with self._database.read() as connection:
            scoped = statement.where(in_scope(await scope_of(connection, feed_id)))
            row = (await connection.execute(scoped)).one_or_none()
        return Article(*row) if row else None

    async def public_feeds(self) -> frozenset[int]:
        """The ids of the bundled feeds, whose articles everybody may see."""
        async with self._database.read() as connection:
            found = await connection.scalars(select(feeds.c.id).where(feeds.c.bundled == true()))
            return frozenset(found)

    async def seen_beside(self, feed_id: int, ids: Sequence[int]) -> dict[int, int]:
        """Which of these articles every chat may see that follows this own feed, with the stories
        they are in now."""
        found = dict[int, int]()
        async with self._database.read() as connection:
            for batch in batches(ids):
                statement = select(articles.c.id, articles.c.story_id).where(
                    articles.c.id.in_(batch), is_beside(feed_id)
                )
                found.update(tuple(row) for row in await connection.execute(statement))
        return found

    async def assign(self, story_of: Mapping[int, int], reprints: Iterable[int] = ()) -> None:
        """Put articles (by id) into stories (by id), and mark those that are reprints."""
        if not story_of:
            return
        statement = (
            update(articles)
            .where(articles.c.id == bindparam("article"))
            .values(story_id=bindparam("story"))
        )
        rows = [{"article": key, "story": value} for key, value in sorted(story_of.items())]
        copies = update(articles).where(articles.c.id.in_(list(reprints)))
        async with self._database.write() as connection:
            await connection.execute(statement, rows)
            await connection.execute(copies.values(independent=False))

    async def recent(self, since: datetime) -> list[Article]:
        """All articles first seen since then, whoever may see them, oldest first."""
        statement = select(*ARTICLE).where(articles.c.seen >= since)
        async with self._database.read() as connection:
            oldest = statement.order_by(articles.c.seen, articles.c.id)
            return [Article(*row) async for row in in_pieces(connection, oldest)]

    async def with_ids(self, ids: Sequence[int]) -> list[Article]:
        """The articles with these ids, by id, whoever may see them: for grouping, never to show
        them."""
        statement = select(*ARTICLE).where(articles.c.id.in_(ids)).order_by(articles.c.id)
        async with self._database.read() as connection:
            return [Article(*row) async for row in in_pieces(connection, statement)]

    async def story(self, story_id: int, viewer: Viewer) -> Story | None:
        """One story with those of its articles that the viewer may see, oldest first; None where
        there is none."""
        async with self._database.read() as connection:
            found = await whole_stories(connection, [story_id], viewer)
        return found[0] if found else None

    async def stories(
        self,
        since: datetime,
        viewer: Viewer,
        *,
        topics: Sequence[str] | None = None,
        feed_ids: Sequence[int] = (),
        limit: int = 500,
    ) -> list[Story]:
        """Stories with an article seen since then, newest first, each with all its articles; other
        articles than those that the viewer may see count for nothing.

        `topics` None means all; otherwise a story needs an article with one of these topics or
        from one of `feed_ids`.
        """
        statement = newest_stories(viewer, since, topics, feed_ids).limit(limit)
        async with self._database.read() as connection:
            return await whole_stories(connection, await connection.scalars(statement), viewer)

    async def listed(
        self,
        since: datetime,
        viewer: Viewer,
        *,
        topics: Sequence[str] | None = None,
        feed_ids: Sequence[int] = (),
        limit: int = 500,
    ) -> list[Story]:
        """The same stories without the texts of their articles, but for their first 300 characters:
        many times as fast."""
        statement = newest_stories(viewer, since, topics, feed_ids).limit(limit)
        async with self._database.read() as connection:
            if viewer == PUBLIC and not feed_ids:
                return await self._newest.listed(connection, since, topics, limit)
            found = [row.story_id for row in await connection.execute(statement)]
            return await self._lists.listed(connection, found, viewer)

    async def whole(self, story_ids: Sequence[int], viewer: Viewer) -> list[Story]:
        """These stories in this order, with the texts of their articles; those of which the viewer
        may see none are left out."""
        async with self._database.read() as connection:
            return await whole_stories(connection, story_ids, viewer)

    async def search(
        self, query: Query, since: datetime, viewer: Viewer, limit: int = 50
    ) -> list[Story]:
        """Stories in which one article that the viewer may see holds what is asked for in title,
        text or hashtags, newest first. Case and accents do not matter; without a word there is
        nothing to find."""
        async with self._database.read() as connection:
            found = await self._that_hold(connection, query, since, viewer, limit)
            return await whole_stories(connection, found, viewer)

    async def found(
        self, query: Query, since: datetime, viewer: Viewer, limit: int = 50
    ) -> list[Story]:
        """The same stories, as `listed` gives them."""
        async with self._database.read() as connection:
            found = await self._that_hold(connection, query, since, viewer, limit)
            return await self._lists.listed(connection, found, viewer)

    async def _that_hold(
        self, connection: AsyncConnection, query: Query, since: datetime, viewer: Viewer, limit: int
    ) -> list[int]:
        seen = is_visible(viewer) & (articles.c.seen >= since)
        return await stories_that_hold(connection, self._database.backend, query, seen, limit)

    async def index_all(self) -> None:
        """Make all articles findable that are not yet: a few at a time, between other work."""
        while await self.index_some():
            pass

    async def index_some(self, limit: int = 20) -> int:
        """Make some articles of an older version's findable, the newest first; how many."""
        newest = select(search_due.c.article_id).order_by(search_due.c.article_id.desc())
        async with self._database.read() as connection:
            ids = list(await connection.scalars(newest.limit(limit)))
        found = await self.with_ids(ids) if ids else []
        backend = self._database.backend
        rows = await asyncio.to_thread(index_rows, backend, found)
        async with self._database.write() as connection:
            await put_rows(connection, backend, rows)
            await connection.execute(delete(search_due).where(search_due.c.article_id.in_(ids)))
        return len(ids)

    async def count(self, since: datetime) -> int:
        """How many articles were first seen since then, for the operator's figures."""
        statement = select(func.count()).select_from(articles).where(articles.c.seen >= since)
        async with self._database.read() as connection:
            return int(await connection.scalar(statement) or 0)

    async def delete_older(self, before: datetime, limit: int = 1000) -> int:
        """Retention: delete at most `limit` articles first seen before then; how many went."""
        oldest = (
            select(articles.c.id)
            .where(articles.c.seen < before)
            .order_by(articles.c.seen)
            .limit(limit)
        )
        async with self._database.write() as connection:
            ids = list(await connection.scalars(oldest))
            for batch in batches(ids):
                await connection.execute(delete(articles).where(articles.c.id.in_(batch)))
        return len(ids)


def _row(article: Article, key: str) -> dict[str, Any]:
    """An article as it is inserted, with what must be unique of its address."""
    values = {column.name: getattr(article, column.name) for column in ARTICLE}
    del values["id"]
    return values | {"url_key": key, "address": digest(article.url)}
