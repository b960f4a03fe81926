"""The highest number that each table has ever given, which goes with a backup.

What is gone leaves its number in what a chat was shown: given again, it would make a new story one
that was told already.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import metadata


async def last_numbers(connection: AsyncConnection) -> dict[str, int]:
    """The last number given, by table."""
    if connection.dialect.name == "sqlite":
        rows = text("SELECT name, seq FROM sqlite_sequence WHERE seq > 0 ORDER BY name")
        return {row.name: row.seq for row in await connection.execute(rows)}
    found = dict[str, int]()
    asked = text("SELECT pg_sequence_last_value(CAST(:sequence AS regclass))")
    async for table, sequence in _sequences(connection):
        given = await connection.scalar(asked, {"sequence": sequence}) or 0
        found[table] = max(given, await _highest(connection, table))
    return {table: found[table] for table in sorted(found) if found[table]}


async def go_on_from(connection: AsyncConnection, last: Mapping[str, int]) -> None:
    """New rows get numbers above these and above those that are there."""
    if connection.dialect.name == "sqlite":  # it minds the rows that are there by itself
        given = await last_numbers(connection)
        for name, number in last.items():
            values = {"name": name, "last": max(number, given.get(name, 0))}
            await connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), values)
            numbered = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
            await connection.execute(numbered, values)
        return
    async for name, sequence in _sequences(connection):
        number = max(1, await _highest(connection, name), last.get(name, 0))
        moved = text("SELECT setval(CAST(:sequence AS regclass), :last)")
        await connection.execute(moved, {"sequence": sequence, "last": number})


async def _highest(connection: AsyncConnection, table: str) -> int:
    return await connection.scalar(select(func.max(metadata.tables[table].c.id))) or 0


async def _sequences(connection: AsyncConnection) -> AsyncIterator[tuple[str, str]]:
    """The name of each table that numbers its rows, and of its sequence, on PostgreSQL."""
    found = text("SELECT pg_get_serial_sequence(:name, 'id')")
    for table in metadata.sorted_tables:
        if "id" in table.c and table.c.id.primary_key:
            sequence = await connection.scalar(found, {"name": table.name})
            if sequence:
                yield table.name, sequence
