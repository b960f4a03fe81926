"""Editions of many chats put into the outbox at once, each slot of them but once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Text, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.messages import OutboxState, PlannedEdition
from bot.store.chats.shown_articles import end_absence, mark_shown
from bot.store.chats.stored_forms import stored_forms
from bot.store.chats.taste_store import save_contents
from bot.store.columns import Messages
from bot.store.database import Database
from bot.store.feeds.feed_store import batches
from bot.store.outbox.slots import slot_in
from bot.store.schema import chats, editions, outbox


async def plan_all(
    connection: AsyncConnection,
    database: Database,
    wanted: Sequence[PlannedEdition],
    now: datetime,
) -> list[PlannedEdition]:
    """See `SqlOutbox.plan_all`, whose transaction this is."""
    places = await _active(connection, [one.slot.chat_id for one in wanted])
    due = [{"chat": one.slot.chat_id, "due": one.next_due, "at": now} for one in wanted]
    if due:
        await connection.execute(_NEXT_DUE, due)
    alive = [one for one in wanted if one.slot.chat_id in places]
    taken = await _take(connection, database, alive, now)
    planned = [one for one in alive if one.slot.chat_id in taken]
    await _enqueue(connection, database, planned, places, now)
    shown = {one.slot.chat_id: one.used for one in planned}
    await mark_shown(connection, database, shown, now)
    held = {one.slot.chat_id: one.held for one in planned if one.held is not None}
    await save_contents(connection, database, held)
    back = [one.slot.chat_id for one in planned if one.ends_absence]
    if back:
        await connection.execute(end_absence(back))
    asked = update(chats).where(chats.c.id.in_([one.slot.chat_id for one in planned if one.asks]))
    if any(one.asks for one in planned):
        await connection.execute(asked.values(asked_at=now))
    return planned


# Not where a reader has chosen other hours since the slot was found due.
_NEXT_DUE = (
    update(chats)
    .where(chats.c.id == bindparam("chat"), chats.c.next_due <= bindparam("at"))
    .values(next_due=bindparam("due"))
)
_LAST_EDITION = (
    update(chats).where(chats.c.id == bindparam("chat")).values(last_edition_at=bindparam("at"))
)


async def _active(connection: AsyncConnection, chat_ids: Sequence[int]) -> dict[int, Row[Any]]:
    """Where the active ones of these chats are, by id; locked, in one order for everybody."""
    found = dict[int, Row[Any]]()
    for batch in batches(sorted(chat_ids)):
        statement = select(chats.c.id, chats.c.active, chats.c.chat_id, chats.c.thread_id)
        locked = statement.where(chats.c.id.in_(batch)).order_by(chats.c.id).with_for_update()
        found |= {row.id: row for row in await connection.execute(locked) if row.active}
    return found


async def _take(
    connection: AsyncConnection, database: Database, wanted: Sequence[PlannedEdition], now: datetime
) -> set[int]:
    """The chats whose slot nobody has planned before."""
    rows = [
        {
            "chat_id": one.slot.chat_id,
            "key": one.slot.key,
            "due": one.slot.due,
            "planned_at": now,
            "parts": len(one.messages),
        }
        for one in wanted
    ]
    if not rows:
        return set()
    first = database.insert(editions).on_conflict_do_nothing().returning(editions.c.chat_id)
    return set(await connection.scalars(first, rows))


_WAITING = {"message": bindparam("stored", type_=Text())}


async def _enqueue(
    connection: AsyncConnection,
    database: Database,
    planned: Sequence[PlannedEdition],
    places: dict[int, Row[Any]],
    now: datetime,
) -> None:
    """The messages as rows that wait, their ids in the order of the parts."""
    messages = (message for one in planned for message in one.messages)
    stored = await stored_forms(connection, Messages(), messages)
    rows = [
        {
            "chat_id": places[one.slot.chat_id].chat_id,
            "slot": slot_in(one.slot.key, places[one.slot.chat_id].thread_id),
            "thread_id": message.thread_id or places[one.slot.chat_id].thread_id,
            "state": OutboxState.PENDING,
            "attempts": 0,
            "doubts": 0,
            "planned_at": now,
            "not_before": now,
            "part": part,
            "stored": stored[id(message)],
        }
        for one in planned
        for part, message in enumerate(one.messages)
    ]
    told = [{"chat": one.slot.chat_id, "at": now} for one in planned if one.messages]
    if rows:
        waiting = database.insert(outbox).values(_WAITING)
        await connection.execute(waiting, rows)
        await connection.execute(_LAST_EDITION, told)
