"""A small backup for those whose disk vanishes: everything but old articles."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from bot.core.model.messages import OutboxState
from bot.errors import PrecisError
from bot.store.backups.backup import FORMAT, insert_all, read_backup, write_backup
from bot.store.backups.sequences import go_on_from
from bot.store.database import Database
from bot.store.derived_schema import make_derived_due, search_due
from bot.store.migrations import STEPS, upgrade
from bot.store.schema import chats, editions, inbox, outbox

ARTICLES_KEPT = timedelta(days=3)


async def write_snapshot(
    database: Database, path: Path, now: datetime, *, clean: bool, grouping: bool = True
) -> int:
    """Write a snapshot of an SQLite database to `path`; how many rows it has.

    `clean`: nothing is sent any more, so that what it says of messages stays true. Without
    `grouping` it is a third smaller, and takes longer to be of use (`write_backup`).
    """
    since, head = now - ARTICLES_KEPT, {"clean": clean}
    return await write_backup(database, path, since=since, head=head, grouping=grouping)


async def restore_snapshot(database: Database, path: Path) -> int:
    """Fill an empty SQLite database, and bring it up to date; how many rows there were.

    Of a snapshot that is not clean, what was still to be sent may have been sent since: it counts
    as in doubt once, and so comes at most twice. Raises PrecisError where the file is none of
    ours, is cut short, or is of a newer version.
    """
    lines = read_backup(path)
    head = next(lines, {})
    if not isinstance(head, dict) or head.get("precis_backup") != FORMAT:
        raise PrecisError(f"{path}: this is no backup of Précis")
    if head["schema"] > len(STEPS):
        raise PrecisError(f"{path}: it is of a newer version of Précis; install that version")
    await upgrade(database, until=head["schema"])
    async with database.write() as connection:
        rows = await insert_all(connection, lines, path)
        await go_on_from(connection, head.get("sequences", {}))
    await upgrade(database)
    async with database.write() as connection:
        await connection.execute(search_due.delete())  # an older version's step may have begun it
        await make_derived_due(connection)
        if not head.get("clean"):
            waiting = outbox.c.state == OutboxState.PENDING, outbox.c.doubts == 0
            await connection.execute(update(outbox).where(*waiting).values(doubts=1))
    return rows


async def state_mark(database: Database) -> str:
    """Changes whenever a chat, an update, an edition or a message does: cheap to ask for."""
    counted = (
        select(func.count(), func.max(inbox.c.update_id)).select_from(inbox),
        select(func.count(), func.max(editions.c.planned_at)).select_from(editions),
        select(func.max(outbox.c.id), func.max(outbox.c.settled_at)),
        select(func.count(), func.max(chats.c.created_at)).select_from(chats),
    )
    async with database.read() as connection:
        rows = [tuple((await connection.execute(one)).one()) for one in counted]
    return repr(rows)
