"""Which sections of a group's editions go to which of its forum topics."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.feeds.feed_store import batches
from bot.store.rows import move_rows
from bot.store.schema import forum_sections as table

Sections = dict[int, dict[str, int]]
"""By group of Telegram's and by topic of the news: the forum topic that its section goes to."""


async def load_sections(connection: AsyncConnection, chat_ids: Collection[int]) -> Sections:
    """Of these groups, those whose editions are told by forum topics."""
    found: Sections = {}
    for batch in batches(chat_ids):
        rows = select(table).where(table.c.chat_id.in_(batch)).order_by(table.c.topic)
        for row in await connection.execute(rows):
            found.setdefault(row.chat_id, {})[row.topic] = row.thread_id
    return found


async def put_section(
    connection: AsyncConnection, database: Database, chat_id: int, topic: str, thread_id: int
) -> None:
    """The section goes to this forum topic, and to no other."""
    row = {"chat_id": chat_id, "topic": topic, "thread_id": thread_id}
    statement = database.insert(table).values(row)
    moved = statement.on_conflict_do_update(
        index_elements=["chat_id", "topic"], set_={"thread_id": thread_id}
    )
    await connection.execute(moved)


async def drop_section(
    connection: AsyncConnection, chat_id: int, topic: str, thread_id: int
) -> None:
    """The section stays with the others, where this forum topic had it."""
    mine = (table.c.chat_id == chat_id) & (table.c.topic == topic)
    await connection.execute(delete(table).where(mine, table.c.thread_id == thread_id))


async def erase_sections(connection: AsyncConnection, chat_id: int) -> None:
    """Forget where the sections go."""
    await connection.execute(delete(table).where(table.c.chat_id == chat_id))


async def move_sections(
    connection: AsyncConnection, database: Database, old_id: int, new_id: int
) -> None:
    """A group has another id; what that one has stays."""
    await move_rows(connection, database, table, "chat_id", old_id, new_id)
