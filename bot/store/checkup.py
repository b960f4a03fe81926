"""A look at the database for the doctor: it is changed in nothing."""

from __future__ import annotations

from sqlalchemy import text

from bot.store.database import Database
from bot.store.migrations import STEPS, version


class _Undo(Exception):
    """Ends a transaction that was only a trial."""


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
