"""A look at the database for the doctor: it is changed in nothing."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.migrations import STEPS, version


class _Undo(Exception):
    """Ends a transaction that was only a trial."""


async def pooler_before(database: Database) -> str:
    """What stands between us and the PostgreSQL server, by how it behaves, in words; "" for
    nothing, and for SQLite.

    A pooler greets us with a process of the server's that is not the one that works for us; one
    that pools transactions lets two of our connections, or two transactions of one, be served by
    one process after another. Raises StoreUnavailable.
    """
    if database.backend != "postgresql":
        return ""
    async with database.read() as one:
        greeted, first = await _told_process(one), await _process(one)
        await one.commit()
        async with database.read() as other:
            lent = await _process(other)
            again = await _process(one)
    if lent == first or again != first:
        return "a pooler of transactions"
    return "a pooler of sessions" if greeted != first else ""


async def _told_process(connection: AsyncConnection) -> int:
    raw = await connection.get_raw_connection()
    return int(raw.driver_connection.info.backend_pid) if raw.driver_connection else 0


async def _process(connection: AsyncConnection) -> int:
    return int(await connection.scalar(text("SELECT pg_backend_pid()")) or 0)


async def examine(database: Database) -> tuple[str, str]:
    """(what is well, what is not) in words; the second is "" when all is.

    Raises StoreUnavailable.
    """
    taken = await version(database)
    try:
        async with database.write() as connection:
            await connection.execute(text("CREATE TABLE precis_doctor (id INTEGER)"))
            raise _Undo
    except _Undo:
        schema = f"{database.backend}, schema {taken} of {len(STEPS)}"
    if database.backend == "postgresql":
        async with database.read() as connection:
            encoding = await connection.scalar(text("SHOW server_encoding"))
        if encoding != "UTF8":
            return schema, f"its encoding is {encoding}; create it with ENCODING 'UTF8'"
    if taken < len(STEPS):
        return f"{schema}; the next start brings it up to date", ""
    return schema, ""
