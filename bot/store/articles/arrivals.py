"""Articles that have been read and wait for the process that groups stories, in their order."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, func, select

from bot.core.model.articles import Article
from bot.store.columns import storable
from bot.store.database import Database
from bot.store.derived_schema import grouping_records
from bot.store.schema import arrivals, articles, digest
from bot.store.uncancelled import finish_when_cancelled
from summarizers.document import Bullet

_TIMES = ("published", "seen")
_KNOWN = frozenset(field.name for field in fields(Article))


@finish_when_cancelled
class SqlArrivals:
    """`services.reading.placing.ArrivalStore` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, article: Article, now: datetime) -> bool:
        """Keep an article; False where this feed's article of this address waits already."""
        values = {"key": digest(f"{article.feed_id} {article.url}"), "article": _text(article)}
        statement = self._database.insert(arrivals).values(values | {"arrived_at": now})
        first = statement.on_conflict_do_nothing().returning(arrivals.c.id)
        async with self._database.write() as connection:
            return await connection.scalar(first) is not None

    async def first(self, limit: int) -> list[tuple[int, Article]]:
        """The articles that have waited longest, each with the number of its arrival."""
        statement = select(arrivals.c.id, arrivals.c.article).order_by(arrivals.c.id).limit(limit)
        async with self._database.read() as connection:
            found = await connection.execute(statement)
            return [(number, _article(text)) for number, text in found]

    async def remove(self, numbers: Collection[int]) -> None:
        """They have been placed."""
        async with self._database.write() as connection:
            await connection.execute(delete(arrivals).where(arrivals.c.id.in_(numbers)))

    async def undo(self, article: Article) -> bool:
        """Delete what was stored of a waiting article whose placing was broken off: it has no
        grouping record yet. False where there is no such thing."""
        record = exists().where(grouping_records.c.article_id == articles.c.id)
        same = articles.c.address == digest(article.url), articles.c.feed_id == article.feed_id
        async with self._database.write() as connection:
            begun = list(await connection.scalars(select(articles.c.id).where(*same, ~record)))
            if begun:
                await connection.execute(delete(articles).where(articles.c.id.in_(begun)))
        return bool(begun)

    async def count(self) -> int:
        """How many wait."""
        async with self._database.read() as connection:
            return int(await connection.scalar(select(func.count()).select_from(arrivals)) or 0)


def _text(article: Article) -> str:
    values = asdict(article)
    values |= {name: values[name].isoformat() for name in _TIMES}
    values["bullets"] = [[one.text, one.start, one.end] for one in article.bullets]
    return storable(json.dumps(values, ensure_ascii=False, separators=(",", ":")))


def _article(text: str) -> Article:
    """The article that was kept; what a newer version adds to articles is passed over."""
    values: dict[str, Any] = json.loads(text)
    values |= {name: datetime.fromisoformat(values[name]) for name in _TIMES}
    values["bullets"] = tuple(Bullet(*one) for one in values["bullets"])
    kept: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in values.items()
        if name in _KNOWN
    }
    return Article(**kept)
