"""What grouping has worked out of the articles, kept beside them.

All of it can be worked out again from the texts: what is missing or damaged costs time alone.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import datetime

from sqlalchemy import select

from bot.core.model.grouping import KeptArticle, KeptCounts
from bot.store.database import Database
from bot.store.derived_schema import grouping_counts, grouping_records
from bot.store.schema import articles
from bot.store.uncancelled import finish_when_cancelled


@finish_when_cancelled
class SqlGrouping:
    """`services.ports.GroupingStore` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept(self, since: datetime, size: int = 1024) -> AsyncIterator[list[KeptArticle]]:
        """The articles first seen since then, by id, ascending, at most `size` at a time."""
        columns = articles.c.id, articles.c.story_id, articles.c.feed_id, grouping_records.c.record
        statement = (
            select(*columns)
            .join_from(articles, grouping_records, isouter=True)
            .where(articles.c.seen >= since)
            .order_by(articles.c.id)
            .limit(size)
        )
        after = 0
        while True:
            async with self._database.read() as connection:
                rows = await connection.execute(statement.where(articles.c.id > after))
                found = [KeptArticle(*row) for row in rows]
            if found:
                yield found
                after = found[-1].id
            if len(found) < size:
                return

    async def keep(self, records: Mapping[int, bytes]) -> None:
        """Keep records by the ids of their articles, in the place of those that they have."""
        statement = self._database.insert(grouping_records)
        latest = statement.on_conflict_do_update(
            index_elements=["article_id"], set_={"record": statement.excluded.record}
        )
        rows = [{"article_id": key, "record": record} for key, record in records.items()]
        async with self._database.write() as connection:
            await connection.execute(latest, rows)

    async def counts(self) -> dict[str, KeptCounts]:
        """The counts that were kept last, by name."""
        async with self._database.read() as connection:
            rows = await connection.execute(select(grouping_counts))
            return {name: KeptCounts(through, bytes(kept)) for name, through, kept in rows}

    async def keep_counts(self, name: str, kept: KeptCounts) -> None:
        """Keep counts by a name, in the place of those before."""
        statement = self._database.insert(grouping_counts).values(
            name=name, through=kept.through, counts=kept.counts
        )
        new = {key: statement.excluded[key] for key in ("through", "counts")}
        latest = statement.on_conflict_do_update(index_elements=["name"], set_=new)
        async with self._database.write() as connection:
            await connection.execute(latest)
