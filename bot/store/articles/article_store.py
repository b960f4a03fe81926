"""Articles, and the stories they form: the articles that share a story id."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.articles import Article, Story
from bot.store.articles.search_words import needles, word_line
from bot.store.database import Database
from bot.store.feeds.feed_store import batches
from bot.store.schema import article_topics, article_words, articles, digest, shown
from bot.store.uncancelled import finish_when_cancelled

_ARTICLE = [articles.c[field.name] for field in fields(Article)]


@finish_when_cancelled
class SqlArticles:
    """`ports.ArticleStore` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, article: Article) -> Article:
        """Store it and give it back with its id; if its url is stored already, that one.

        An article whose `story_id` is 0 founds a story, whose id is the article's own.
        """
        async with self._database.write() as connection:
            return await self._add(connection, article)

    async def _add(self, connection: AsyncConnection, article: Article) -> Article:
        statement = self._database.insert(articles).values(_values(article))
        added = statement.on_conflict_do_nothing(index_elements=["url_key"])
        new_id = await connection.scalar(added.returning(articles.c.id))
        if new_id is None:
            same = select(*_ARTICLE).where(articles.c.url_key == digest(article.url))
            return Article(*(await connection.execute(same)).one())
        stored = replace(article, id=new_id, story_id=article.story_id or new_id)
        await self._add_details(connection, stored, founds=not article.story_id)
        return stored

    async def _add_details(
        self, connection: AsyncConnection, article: Article, founds: bool
    ) -> None:
        if founds:
            own = update(articles).where(articles.c.id == article.id)
            await connection.execute(own.values(story_id=article.id))
        line = word_line((article.title, article.text, *article.hashtags))
        words = {"article_id": article.id, "words": line}
        await connection.execute(self._database.insert(article_words).values(words))
        topics = [{"article_id": article.id, "topic": t} for t in dict.fromkeys(article.topics)]
        if topics:
            await connection.execute(self._database.insert(article_topics), topics)

    async def known_urls(self, urls: Iterable[str]) -> dict[str, int]:
        """For each of these canonical addresses that is stored, the article's id."""
        asked = {digest(url): url for url in urls}
        known: dict[str, int] = {}
        async with self._database.read() as connection:
            for batch in batches(asked):
                statement = select(articles.c.url_key, articles.c.id)
                rows = await connection.execute(statement.where(articles.c.url_key.in_(batch)))
                known |= {asked[row.url_key]: row.id for row in rows}
        return known

    async def with_fingerprint(self, fingerprint: str, since: datetime) -> Article | None:
        """An article with this very text, first seen since then: the earliest of them."""
        if not fingerprint:
            return None
        statement = (
            select(*_ARTICLE)
            .where(articles.c.fingerprint == fingerprint, articles.c.seen >= since)
            .order_by(articles.c.seen, articles.c.id)
            .limit(1)
        )
        async with self._database.read() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return Article(*row) if row else None

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
        """Articles first seen since then, oldest first (to rebuild the grouping index)."""
        return [article async for batch in self.recent_batches(since) for article in batch]

    async def recent_batches(
        self, since: datetime, size: int = 500
    ) -> AsyncIterator[list[Article]]:
        """The same in lists of at most `size`, for those who need not hold all texts at once."""
        last: tuple[datetime, int] = (since, 0)
        while True:
            batch = await self.batch_after(*last, size)
            if batch:
                yield batch
                last = (batch[-1].seen, batch[-1].id)
            if len(batch) < size:
                return

    async def batch_after(self, seen: datetime, article_id: int, size: int) -> list[Article]:
        """At most `size` articles after this one in the order of being seen."""
        later = or_(
            articles.c.seen > seen, (articles.c.seen == seen) & (articles.c.id > article_id)
        )
        statement = select(*_ARTICLE).where(articles.c.seen >= seen, later)
        ordered = statement.order_by(articles.c.seen, articles.c.id).limit(size)
        async with self._database.read() as connection:
            return [Article(*row) for row in await connection.execute(ordered)]

    async def story(self, story_id: int) -> Story | None:
        """One story with its articles, oldest first."""
        async with self._database.read() as connection:
            found = await _whole(connection, [story_id])
        return found[0] if found else None

    async def stories(
        self,
        since: datetime,
        *,
        topics: Sequence[str] | None = None,
        feed_ids: Sequence[int] = (),
        limit: int = 500,
    ) -> list[Story]:
        """Stories with an article seen since then, newest first, each whole.

        `topics` None means all; otherwise a story needs an article with one of these topics or
        from one of `feed_ids`.
        """
        statement = _newest(articles.c.seen >= since).limit(limit)
        if topics is not None:
            statement = statement.having(_about(topics, feed_ids))
        async with self._database.read() as connection:
            return await _whole(connection, await connection.scalars(statement))

    async def search(self, words: Sequence[str], since: datetime, limit: int = 50) -> list[Story]:
        """Stories in which one article holds all these words in title, text or hashtags,
        newest first. Case and accents do not matter; without a word there is nothing to find."""
        asked = needles(words)
        if not asked:
            return []
        holds = [article_words.c.words.contains(needle, autoescape=True) for needle in asked]
        statement = _newest(articles.c.seen >= since, *holds).limit(limit)
        joined = statement.join(article_words, article_words.c.article_id == articles.c.id)
        async with self._database.read() as connection:
            return await _whole(connection, await connection.scalars(joined))

    async def count(self, since: datetime) -> int:
        """How many articles were first seen since then."""
        statement = select(func.count()).select_from(articles).where(articles.c.seen >= since)
        async with self._database.read() as connection:
            return int(await connection.scalar(statement) or 0)

    async def delete_older(self, before: datetime, limit: int = 1000) -> int:
        """Retention: delete at most `limit` articles first seen before then, with the notes of
        who was shown them; how many went."""
        oldest = (
            select(articles.c.id)
            .where(articles.c.seen < before)
            .order_by(articles.c.seen)
            .limit(limit)
        )
        async with self._database.write() as connection:
            ids = list(await connection.scalars(oldest))
            for batch in batches(ids):
                await connection.execute(delete(shown).where(shown.c.article_id.in_(batch)))
                await connection.execute(delete(articles).where(articles.c.id.in_(batch)))
        return len(ids)


def _values(article: Article) -> dict[str, Any]:
    values = {column.name: getattr(article, column.name) for column in _ARTICLE}
    del values["id"]
    return values | {"url_key": digest(article.url)}


def _newest(*conditions: ColumnElement[bool]) -> Select[tuple[int]]:
    """Ids of the stories with an article that fulfils all conditions, newest first."""
    newest = func.max(articles.c.seen).desc()
    return (
        select(articles.c.story_id)
        .where(*conditions)
        .group_by(articles.c.story_id)
        .order_by(newest, articles.c.story_id.desc())
    )


def _about(topics: Sequence[str], feed_ids: Sequence[int]) -> ColumnElement[bool]:
    """That any article of the story, however old, has one of these topics or feeds."""
    member = articles.alias("member")
    topical = select(article_topics.c.article_id).where(
        article_topics.c.article_id == member.c.id, article_topics.c.topic.in_(topics)
    )
    wanted = or_(member.c.feed_id.in_(feed_ids), topical.exists())
    return select(member.c.id).where(member.c.story_id == articles.c.story_id, wanted).exists()


async def _whole(connection: AsyncConnection, story_ids: Iterable[int]) -> list[Story]:
    """These stories in this order, each with all its articles, oldest first."""
    members: dict[int, list[Article]] = {story_id: [] for story_id in story_ids}
    for batch in batches(tuple(members)):
        statement = select(*_ARTICLE).where(articles.c.story_id.in_(batch))
        ordered = statement.order_by(articles.c.published, articles.c.seen, articles.c.id)
        for row in await connection.execute(ordered):
            article = Article(*row)
            members[article.story_id].append(article)
    return [Story(key, tuple(found)) for key, found in members.items() if found]
