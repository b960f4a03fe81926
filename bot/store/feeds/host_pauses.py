"""Hosts that have asked us to wait, kept over a restart."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from bot.store.database import Database
from bot.store.schema import pauses
from bot.store.uncancelled import finish_when_cancelled

_PREFIX = "host "


@finish_when_cancelled
class SqlHostPauses:
    """Until when each host is to be left alone; a longer earlier wish stands."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def hold(self, host: str, until: datetime) -> None:
        """This host wants nothing from us until then."""
        statement = self._database.insert(pauses).values(name=_PREFIX + host, until=until)
        longer = statement.on_conflict_do_update(
            index_elements=["name"], set_={"until": until}, where=pauses.c.until < until
        )
        async with self._database.write() as connection:
            await connection.execute(longer)

    async def held(self, now: datetime) -> dict[str, datetime]:
        """The hosts that still want to be left alone, and until when; older wishes are deleted."""
        hosts = pauses.c.name.startswith(_PREFIX, autoescape=True)
        async with self._database.write() as connection:
            await connection.execute(delete(pauses).where(hosts, pauses.c.until <= now))
            rows = await connection.execute(select(pauses.c.name, pauses.c.until).where(hosts))
            return {name.removeprefix(_PREFIX): until for name, until in rows}
