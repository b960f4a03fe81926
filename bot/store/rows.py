"""Rows taken in a few at a time, and rows that change hands: a group that got another id, two feeds
that turned out to be one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import BigInteger, Result, Row, Select, Table, cast, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database

AT_ONCE = 50
"""Whole articles, the heaviest rows there are, hold the loop for some milliseconds."""


async def in_pieces(
    connection: AsyncConnection, statement: Select[*tuple[Any, ...]], size: int = AT_ONCE
) -> AsyncIterator[Row[*tuple[Any, ...]]]:
    """The rows of a statement; after every `size` of them the event loop goes round once,
    for taking rows apart (JSON, times) is its own work.

    All have been read before the first comes, so that the connection is free for other statements
    in between. Raises StoreUnavailable as any statement does.
    """
    result: Result[*tuple[Any, ...]] = await connection.execute(statement)
    while rows := result.fetchmany(size):
        for row in rows:
            yield row
        if len(rows) < size:
            return
        await asyncio.sleep(0)


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
