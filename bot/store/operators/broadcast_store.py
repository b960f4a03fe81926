"""Broadcasts: what they say, how far they are, and their messages in the outbox."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.broadcasts import Broadcast, BroadcastReport, BroadcastState
from bot.core.model.chats import Chat
from bot.core.model.messages import Message, OutboxState
from bot.core.text.by_language import DEFAULT
from bot.services.operators.broadcasts import Silent
from bot.store.chats.settings import load_chats
from bot.store.database import Database
from bot.store.outbox.slots import slot_in
from bot.store.schema import broadcast_holds, broadcasts, chats, outbox
from bot.store.uncancelled import finish_when_cancelled

_LOWEST = -(2**62)  # below every number of a chat
_HELD_AGAIN = timedelta(minutes=10)  # until a chat that is quiet or paused is looked at again
_REACHABLE = (
    chats.c.active == true(),
    or_(chats.c.kind != "channel", chats.c.hears_operator == true()),
)


def _never(_: Chat) -> bool:
    return False


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
        self,
        broadcast: Broadcast,
        messages: Mapping[str, Message],
        limit: int,
        now: datetime,
        silent: Silent = _never,
    ) -> int:
        """In one transaction: the next chats' messages, and how far it is. How many were taken up;
        with the last ones it is DONE. Chats that are `silent` now are held."""
        async with self._database.write() as connection:
            row = await self._locked(connection, broadcast.id)
            if row is None or row.state != BroadcastState.GOING:
                return 0
            found = await _next_chats(connection, row.after, limit)
            for chat in found:
                if silent(chat):
                    await self._hold(connection, broadcast.id, chat, now)
                else:
                    await self._enqueue(connection, broadcast.id, chat, messages, now)
            last = {"after": _telegram_id(found[-1])} if found else {}
            state = BroadcastState.GOING if len(found) == limit else BroadcastState.DONE
            changed = update(broadcasts).where(broadcasts.c.id == broadcast.id)
            await connection.execute(changed.values(state=state, **last))
            return len(found)

    async def held(self, now: datetime) -> list[Broadcast]:
        """Those with chats that were silent and are to be looked at again."""
        due = select(broadcast_holds.c.broadcast_id).where(broadcast_holds.c.look_at <= now)
        some = select(broadcasts).where(broadcasts.c.id.in_(due)).order_by(broadcasts.c.id)
        async with self._database.read() as connection:
            return [_broadcast(row) for row in await connection.execute(some)]

    async def plan_held(
        self,
        broadcast: Broadcast,
        messages: Mapping[str, Message],
        limit: int,
        now: datetime,
        silent: Silent,
    ) -> int:
        """In one transaction: the messages to chats that were held and are silent no more. How
        many were planned; the others are held on, those that have left are let go."""
        holds = broadcast_holds.c
        mine = (holds.broadcast_id == broadcast.id) & (holds.look_at <= now)
        wanted = select(holds.chat_id).where(mine).order_by(holds.look_at).limit(limit)
        planned = 0
        async with self._database.write() as connection:
            ids = list(await connection.scalars(wanted))
            found = await load_chats(connection, select(chats).where(chats.c.id.in_(ids)))
            for chat in found:
                if chat.active and silent(chat):
                    await self._hold(connection, broadcast.id, chat, now)
                    continue
                gone = (holds.broadcast_id == broadcast.id) & (holds.chat_id == chat.id)
                await connection.execute(delete(broadcast_holds).where(gone))
                if chat.active:
                    await self._enqueue(connection, broadcast.id, chat, messages, now)
                    planned += 1
        return planned

    async def _hold(
        self, connection: AsyncConnection, broadcast_id: int, chat: Chat, now: datetime
    ) -> None:
        row = {"broadcast_id": broadcast_id, "chat_id": chat.id, "look_at": now + _HELD_AGAIN}
        statement = self._database.insert(broadcast_holds).values(row)
        again = statement.on_conflict_do_update(
            index_elements=["broadcast_id", "chat_id"], set_={"look_at": row["look_at"]}
        )
        await connection.execute(again)

    async def _locked(self, connection: AsyncConnection, broadcast_id: int) -> Row[Any] | None:
        wanted = select(broadcasts).where(broadcasts.c.id == broadcast_id).with_for_update()
        return (await connection.execute(wanted)).one_or_none()

    async def _enqueue(
        self,
        connection: AsyncConnection,
        broadcast_id: int,
        chat: Chat,
        messages: Mapping[str, Message],
        now: datetime,
    ) -> None:
        message = messages.get(chat.language) or messages[DEFAULT]
        key = slot_in(_slot(broadcast_id), chat.thread_id)
        row = {"chat_id": _telegram_id(chat), "slot": key, "part": 0}
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
        kept = select(func.count()).select_from(broadcast_holds)
        kept = kept.where(broadcast_holds.c.broadcast_id == broadcast_id)
        async with self._database.read() as connection:
            states = {state: int(n) for state, n in await connection.execute(counted)}
            held = int(await connection.scalar(kept) or 0)
        sent = states.pop(OutboxState.SENT, 0)
        waiting = states.pop(OutboxState.PENDING, 0) + states.pop(OutboxState.SENDING, 0)
        audience = await self.audience()
        failed = sum(states.values())
        return BroadcastReport(found.state, audience, sent, waiting, failed, held)

    async def audience(self) -> int:
        """How many chats it would go to: all active ones, of channels those that wish it."""
        number = select(func.count(chats.c.chat_id.distinct())).where(*_REACHABLE)
        async with self._database.read() as connection:
            return int(await connection.scalar(number) or 0)


async def _next_chats(connection: AsyncConnection, after: int, limit: int) -> Sequence[Chat]:
    """The next chats of Telegram's by number, each once: the chat itself before its topics."""
    numbers = (
        select(chats.c.chat_id)
        .where(*_REACHABLE, chats.c.chat_id > after)
        .group_by(chats.c.chat_id)
        .order_by(chats.c.chat_id)
        .limit(limit)
    )
    wanted = select(chats).where(*_REACHABLE, chats.c.chat_id.in_(numbers))
    whole_first = chats.c.thread_id.is_not(None), chats.c.thread_id
    places = await load_chats(connection, wanted.order_by(chats.c.chat_id, *whole_first))
    found = dict[int, Chat]()
    for place in places:
        found.setdefault(_telegram_id(place), place)
    return list(found.values())


def _telegram_id(chat: Chat) -> int:
    return chat.telegram_id or chat.id


def _slot(broadcast_id: int) -> str:
    return f"broadcast {broadcast_id}"


def _broadcast(row: Row[Any]) -> Broadcast:
    state = BroadcastState(row.state)
    return Broadcast(row.id, row.asked_at, json.loads(row.texts), state, row.after)
