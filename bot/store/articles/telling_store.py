"""What was told of stories, kept beside their articles.

All of it can be told again: what is missing costs time alone. Triggers delete it as soon as an
article of its story comes, goes or changes (`story_changes`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.tellings import KeptTelling
from bot.store.database import Database
from bot.store.derived_schema import tellings
from bot.store.feeds.feed_store import batches
from bot.store.schema import articles
from bot.store.uncancelled import finish_when_cancelled
from bot.store.visibility import is_public


@finish_when_cancelled
class SqlTellings:
    """`services.telling.telling_port.TellingStore` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept(self, keys: Collection[bytes], version: int) -> dict[bytes, str]:
        """What this version told, by key; other keys are left out."""
        found, told = dict[bytes, str](), select(tellings.c.key, tellings.c.told)
        async with self._database.read() as connection:
            for batch in batches(keys):
                here = tellings.c.key.in_(batch), tellings.c.version == version
                rows = await connection.execute(told.where(*here))
                found |= {bytes(row.key): row.told for row in rows}
        return found

    async def keep(self, told: Sequence[KeptTelling], version: int) -> None:
        """Keep what this version told, in the place of what another one did; nothing of articles
        that are not in their story any more."""
        if told and self._database.backend == "sqlite":  # where nobody else writes meanwhile
            async with self._database.write() as connection:
                gone = await _outdated(connection, told)
                await self._put(connection, [one for one in told if one.key not in gone], version)
        elif told:
            await self._keep_each(told, version)

    async def _keep_each(self, told: Sequence[KeptTelling], version: int) -> None:
        """Each by itself: a change of a story that waits for one of them waits for no other, so
        that it never comes to a deadlock."""
        for one in told:
            async with self._database.write() as connection:
                await self._put(connection, [one], version)
                # Only now, for this waits for nobody. It locks the articles until the row stands,
                # so that what goes from here on takes the row along.
                if await _outdated(connection, [one]):
                    await connection.execute(delete(tellings).where(tellings.c.key == one.key))

    async def _put(
        self, connection: AsyncConnection, told: Sequence[KeptTelling], version: int
    ) -> None:
        statement = self._database.insert(tellings)
        new = {name: statement.excluded[name] for name in ("version", "told")}
        latest = statement.on_conflict_do_update(index_elements=["key"], set_=new)
        rows = [
            {"key": key, "story_id": story, "bullets": bullets, "version": version, "told": text}
            for key, story, bullets, text, _ in told
        ]
        if rows:
            await connection.execute(latest, rows)

    async def purge(self) -> int:
        """Delete what a process that was killed left of stories that are gone; of how many."""
        gone = ~exists().where(articles.c.story_id == tellings.c.story_id)
        async with self._database.read() as connection:
            asked = select(tellings.c.story_id).where(gone).distinct()
            ids = list(await connection.scalars(asked))
        for batch in batches(ids):
            async with self._database.write() as connection:
                left = delete(tellings).where(tellings.c.story_id.in_(batch), gone)
                await connection.execute(left)
        return len(ids)

    async def untold(
        self,
        since: datetime,
        until: datetime,
        bullets: int,
        version: int,
        limit: int,
        without: Collection[int] = (),
    ) -> list[tuple[int, datetime]]:
        """Public stories of which this version has told nobody with so many bullets: their ids, and
        when an article of them was seen, between these times; the newest first, `without` some."""
        known = exists().where(
            tellings.c.story_id == articles.c.story_id,
            tellings.c.bullets == bullets,
            tellings.c.version == version,
        )
        newest = (
            select(articles.c.story_id, articles.c.seen)
            .where(is_public(), articles.c.seen.between(since, until), ~known)
            .where(articles.c.story_id.not_in(sorted(without)))
            .order_by(articles.c.seen.desc())
            .limit(limit)
        )
        async with self._database.read() as connection:
            return [(row.story_id, row.seen) for row in await connection.execute(newest)]


async def _outdated(connection: AsyncConnection, told: Sequence[KeptTelling]) -> set[bytes]:
    """The keys of what tells of an article that is not in its story now, or that somebody is
    just moving or deleting."""
    story_of = dict[int, int]()
    where = select(articles.c.id, articles.c.story_id).with_for_update(read=True, skip_locked=True)
    for batch in batches({number for one in told for number in one.article_ids}):
        rows = await connection.execute(where.where(articles.c.id.in_(batch)))
        story_of |= {row.id: row.story_id for row in rows}
    return {
        one.key
        for one in told
        if any(story_of.get(number) != one.story_id for number in one.article_ids)
    }
