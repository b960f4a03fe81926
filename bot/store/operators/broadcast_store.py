"""Broadcasts: what they say, how far they are, and their messages in the outbox."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.broadcasts import Broadcast, BroadcastReport, BroadcastState
from bot.core.model.messages import Message, OutboxState
from bot.core.text.by_language import DEFAULT
from bot.store.database import Database
from bot.store.outbox.slots import slot_in
from bot.store.schema import broadcasts, chats, outbox
from bot.store.uncancelled import finish_when_cancelled

_LOWEST = -(2**62)  # below every number of a chat
_REACHABLE = (chats.c.active == true(), chats.c.kind != "channel")


@finish_when_cancelled
class SqlBroadcasts:
    """`services.operators.broadcasts.BroadcastStore` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ask(self, texts: Mapping[str, str], now: datetime) -> int:
        """Keep a broadcast that is still to be confirmed; its id."""
        row = {"asked_at": now, "texts": json.dumps(dict(texts)), "after": _LOWEST}
        statement = self._database.insert(broadcasts).values(row | {"state": BroadcastState.ASKED})
        async with self._database.write() as connection:
            return int(await connection.scalar(statement.returning(broadcasts.c.id)) or 0)

    async def get(self, broadcast_id: int) -> Broadcast | None:
        """The broadcast."""
        async with self._database.read() as connection:
            wanted = select(broadcasts).where(broadcasts.c.id == broadcast_id)
            row = (await connection.execute(wanted)).one_or_none()
        return None if row is None else _broadcast(row)

    async def decide(self, broadcast_id: int, state: BroadcastState) -> bool:
        """GOING or CANCELLED for one that is ASKED; False, with nothing changed, for any other."""
        asked = update(broadcasts).where(
            broadcasts.c.id == broadcast_id, broadcasts.c.state == BroadcastState.ASKED
        )
        async with self._database.write() as connection:
            done = asked.values(state=state).returning(broadcasts.c.id)
            return await connection.scalar(done) is not None

    async def going(self) -> list[Broadcast]:
        """Those that are under way."""
        under_way = select(broadcasts).where(broadcasts.c.state == BroadcastState.GOING)
        async with self._database.read() as connection:
            rows = await connection.execute(under_way.order_by(broadcasts.c.id))
            return [_broadcast(row) for row in rows]

    async def plan(
        self, broadcast: Broadcast, messages: Mapping[str, Message], limit: int, now: datetime
    ) -> int:
        """In one transaction: the next chats' messages, and how far it is. How many were planned;
        with the last ones it is DONE."""
        async with self._database.write() as connection:
            row = await self._locked(connection, broadcast.id)
            if row is None or row.state != BroadcastState.GOING:
                return 0
            found = await _next_chats(connection, row.after, limit)
            for chat in found:
                key = _slot(broadcast.id)
                message = messages.get(chat.language) or messages[DEFAULT]
                await self._enqueue(connection, chat, key, message, now)
            last = {"after": found[-1].chat_id} if found else {}
            state = BroadcastState.GOING if len(found) == limit else BroadcastState.DONE
            changed = update(broadcasts).where(broadcasts.c.id == broadcast.id)
            await connection.execute(changed.values(state=state, **last))
            return len(found)

    async def _locked(self, connection: AsyncConnection, broadcast_id: int) -> Row[Any] | None:
        wanted = select(broadcasts).where(broadcasts.c.id == broadcast_id).with_for_update()
        return (await connection.execute(wanted)).one_or_none()

    async def _enqueue(
        self,
        connection: AsyncConnection,
        chat: Row[Any, Any, Any],
        key: str,
        message: Message,
        now: datetime,
    ) -> None:
        row = {"chat_id": chat.chat_id, "slot": slot_in(key, chat.thread_id), "part": 0}
        row |= {"message": message, "thread_id": chat.thread_id, "state": OutboxState.PENDING}
        statement = self._database.insert(outbox).values(
            row | {"planned_at": now, "not_before": now}
        )
        await connection.execute(statement.on_conflict_do_nothing())

    async def report(self, broadcast_id: int) -> BroadcastReport | None:
        """How far it is."""
        found = await self.get(broadcast_id)
        if found is None:
            return None
        slot = _slot(broadcast_id)
        own = or_(outbox.c.slot == slot, outbox.c.slot.startswith(f"{slot} in topic "))
        counted = select(outbox.c.state, func.count()).where(own).group_by(outbox.c.state)
        async with self._database.read() as connection:
            states = {state: int(n) for state, n in await connection.execute(counted)}
        sent = states.pop(OutboxState.SENT, 0)
        waiting = states.pop(OutboxState.PENDING, 0) + states.pop(OutboxState.SENDING, 0)
        audience = await self.audience()
        return BroadcastReport(found.state, audience, sent, waiting, sum(states.values()))

    async def audience(self) -> int:
        """How many chats it would go to: all active ones but channels."""
        number = select(func.count(chats.c.chat_id.distinct())).where(*_REACHABLE)
        async with self._database.read() as connection:
            return int(await connection.scalar(number) or 0)


async def _next_chats(
    connection: AsyncConnection, after: int, limit: int
) -> Sequence[Row[Any, Any, Any]]:
    """The next chats of Telegram's by number, each once: the chat itself before its topics."""
    numbers = (
        select(chats.c.chat_id)
        .where(*_REACHABLE, chats.c.chat_id > after)
        .group_by(chats.c.chat_id)
        .order_by(chats.c.chat_id)
        .limit(limit)
    )
    wanted = select(chats.c.chat_id, chats.c.thread_id, chats.c.language).where(
        *_REACHABLE, chats.c.chat_id.in_(numbers)
    )
    whole_first = chats.c.thread_id.is_not(None), chats.c.thread_id
    rows = await connection.execute(wanted.order_by(chats.c.chat_id, *whole_first))
    found = list[Row[Any, Any, Any]]()
    for row in rows:
        if not found or found[-1].chat_id != row.chat_id:
            found.append(row)
    return found


def _slot(broadcast_id: int) -> str:
    return f"broadcast {broadcast_id}"


def _broadcast(row: Row[Any]) -> Broadcast:
    state = BroadcastState(row.state)
    return Broadcast(row.id, row.asked_at, json.loads(row.texts), state, row.after)
