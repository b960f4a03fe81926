"""Leases: which process may do what only one may do, and until when unless it says so again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, select

from bot.store.database import Database
from bot.store.schema import leases
from bot.store.uncancelled import finish_when_cancelled


@finish_when_cancelled
class SqlLeases:
    """`services.reading.leadership.LeaseStore` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(
        self, name: str, owner: str, now: datetime, until: datetime, dead: str = ""
    ) -> bool:
        """Take or renew the lease; False while it is another's, unless that one is `dead`."""
        wanted = self._database.insert(leases).values(name=name, owner=owner, until=until)
        free = or_(leases.c.until < now, leases.c.owner.in_((owner, dead)))
        statement = wanted.on_conflict_do_update(
            index_elements=["name"], set_={"owner": owner, "until": until}, where=free
        )
        async with self._database.write() as connection:
            taken: str | None = await connection.scalar(statement.returning(leases.c.owner))
            return taken == owner

    async def owner(self, name: str) -> str:
        """Whose it is or was last; "" for nobody's."""
        async with self._database.read() as connection:
            statement = select(leases.c.owner).where(leases.c.name == name)
            return await connection.scalar(statement) or ""

    async def release(self, name: str, owner: str) -> None:
        """Give it up, so that the next one need not wait until it has run out."""
        own = delete(leases).where(leases.c.name == name, leases.c.owner == owner)
        async with self._database.write() as connection:
            await connection.execute(own)
