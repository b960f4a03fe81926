"""Rows that change hands: a group that got another id, two feeds that turned out to be one."""

from __future__ import annotations

from sqlalchemy import BigInteger, Table, cast, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database


async def move_rows(
    connection: AsyncConnection, database: Database, table: Table, key: str, old: int, new: int
) -> None:
    """Give the rows whose column `key` is `old` to `new`, leaving out those that it has already.

    The column is a part of the table's own key, so that a row of both stands once afterwards.
    """
    column = table.c[key]
    values = [cast(new, BigInteger) if one.name == key else one for one in table.c]
    moved = select(*values).where(column == old)
    statement = database.insert(table).from_select([one.name for one in table.c], moved)
    await connection.execute(statement.on_conflict_do_nothing())
    await connection.execute(delete(table).where(column == old))
