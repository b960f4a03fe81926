"""Messages on their way to Telegram, and the promise that is kept of them.

Telegram has no idempotency key, so exactly once cannot be had. What can:

1. `plan` writes an edition's messages in the transaction that marks its articles as used and
   moves the chat's next due time. A slot is planned once, by a unique key.
2. `claim` marks a row SENDING, durably, with an owner and a lease, before anything is sent.
3. `settle` records what became of it. A row whose owner died, or whose answer was lost, is in
   doubt: it is sent once more, and parked as UNKNOWN for the operator if in doubt again.

So a crash loses nothing, and a hard kill repeats at most the messages in flight, once each.
A settle that comes after its lease was lost changes nothing, except that a late SENT is believed
while nobody else has taken the row: it saves a second copy.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.chats import Slot
from bot.core.model.messages import (
    Message,
    OutboxRow,
    OutboxState,
    Outcome,
    PlannedEdition,
    SendResult,
)
from bot.store.chats.deactivation import PENDING, end_chat, forgive, strike
from bot.store.chats.migration import move_chat
from bot.store.database import Database
from bot.store.outbox.claims import ON_ITS_WAY, SENDING, WHOLE_BOT, claimable, held
from bot.store.outbox.outcomes import MAX_ATTEMPTS, MAX_DOUBTS, settled
from bot.store.outbox.planning import plan_all
from bot.store.schema import editions, outbox, pauses
from bot.store.uncancelled import finish_when_cancelled

_ROW = [outbox.c[field.name] for field in fields(OutboxRow)]


@finish_when_cancelled
class SqlOutbox:
    """`ports.OutboxStore` over a database.

    `private_gap` and `group_gap` are seconds that pass between two messages of one chat before
    the next is claimed, so that nobody waits for Telegram's rates with a row in hand.
    """

    def __init__(
        self, database: Database, *, private_gap: float = 0.0, group_gap: float = 0.0
    ) -> None:
        self._database = database
        self._private_gap = timedelta(seconds=private_gap)
        self._group_gap = timedelta(seconds=group_gap)

    async def plan(
        self,
        slot: Slot,
        messages: Sequence[Message],
        used: Sequence[tuple[int, int]],
        next_due: datetime | None,
        now: datetime,
    ) -> bool:
        """`plan_all` for one slot; whether it was planned."""
        edition = PlannedEdition(slot, tuple(messages), tuple(used), next_due)
        return bool(await self.plan_all([edition], now))

    async def plan_all(
        self, editions: Sequence[PlannedEdition], now: datetime
    ) -> list[PlannedEdition]:
        """In one transaction for all: the slots' messages and what their editions held, what is now
        used for each chat, its next due time and last edition; that its pause is over, and that it
        was asked whether it gets too much. No two may be of one chat.

        Returns those that were planned. Of a slot that was planned before nothing changes but
        `next_due`; nor of a chat that is unknown or not active (erased or left a moment ago).
        Without messages a slot is done.
        """
        async with self._database.write() as connection:
            return await plan_all(connection, self._database, editions, now)

    async def claim(self, owner: str, now: datetime, lease: float, limit: int) -> list[OutboxRow]:
        """Mark up to `limit` rows SENDING, durably, for `lease` seconds, and return them.

        Only the lowest unsent part of a slot, at most one row a chat, none before its time, and
        none of a chat that already has a row in flight. `owner` names the process or worker.
        """
        picked = claimable(now, limit).cte("picked")
        statement = (
            update(outbox)
            .where(outbox.c.id.in_(select(picked.c.id)))
            .values(
                state=OutboxState.SENDING,
                owner=owner,
                lease_until=now + timedelta(seconds=lease),
                attempts=outbox.c.attempts + 1,
            )
            .returning(*_ROW)
        )
        async with self._database.write() as connection:
            rows = [OutboxRow(*row) for row in await connection.execute(statement)]
        return sorted(rows, key=lambda row: row.id)

    async def settle(
        self,
        row_id: int,
        owner: str,
        outcome: Outcome,
        now: datetime,
        *,
        attempt: int | None = None,
    ) -> bool:
        """Record what became of a claimed row; False when the lease was lost meanwhile.

        SENT, REFUSED and GONE end it (GONE ends the chat's other rows and deactivates it; so do
        refusals that are about the chat, on the third day, see `strikes`). LATER makes it PENDING
        after `retry_after` without costing an attempt; MOVED moves the chat and makes it PENDING;
        UNKNOWN makes it PENDING once, then ends it as UNKNOWN for the operator.
        `attempt` (the claimed row's `attempts`) tells two claims of one owner apart.
        """
        async with self._database.write() as connection:
            row = await held(connection, row_id, owner, outcome, attempt)
            if row is None:
                return False
            changes = settled(row.attempts, row.doubts, outcome, now)
            await connection.execute(update(outbox).where(outbox.c.id == row_id).values(changes))
            await self._follow_up(connection, row.chat_id, outcome, now)
            return True

    async def _follow_up(
        self, connection: AsyncConnection, chat_id: int, outcome: Outcome, now: datetime
    ) -> None:
        """What the outcome means for others than the row itself."""
        if outcome.verdict is SendResult.GONE:
            await end_chat(connection, chat_id, outcome.reason, now)
        elif outcome.verdict is SendResult.MOVED:
            await move_chat(connection, self._database, chat_id, outcome.new_chat_id)
        elif outcome.unreachable:
            await strike(connection, chat_id, outcome.reason, now)
        elif outcome.verdict is SendResult.SENT:
            await forgive(connection, chat_id)
            gap = self._private_gap if chat_id > 0 else self._group_gap
            if gap:
                await _hold(connection, chat_id, now + gap)
        elif outcome.whole_bot:
            await self._pause(connection, now + timedelta(seconds=outcome.retry_after))

    async def _pause(self, connection: AsyncConnection, until: datetime) -> None:
        """Nothing at all is claimed until then; kept over a restart."""
        statement = self._database.insert(pauses).values(name=WHOLE_BOT, until=until)
        longer = statement.on_conflict_do_update(
            index_elements=["name"], set_={"until": until}, where=pauses.c.until < until
        )
        await connection.execute(longer)

    async def senders(self) -> set[str]:
        """Who has rows in the state SENDING."""
        async with self._database.read() as connection:
            return set(await connection.scalars(select(outbox.c.owner).where(SENDING).distinct()))

    async def recover(self, now: datetime, dead: Collection[str] = ()) -> int:
        """SENDING rows whose lease has run out, and those of senders that are `dead`, count as
        UNKNOWN; how many there were."""
        ended = or_(outbox.c.lease_until < now, outbox.c.owner.in_(dead))
        lost = update(outbox).where(SENDING, ended)
        last = or_(outbox.c.doubts + 1 >= MAX_DOUBTS, outbox.c.attempts >= MAX_ATTEMPTS)
        doubt: dict[str, Any] = {
            "doubts": outbox.c.doubts + 1,
            "lease_until": None,
            "reason": "its sender died",
        }
        parked = lost.where(last).values(doubt | {"state": OutboxState.UNKNOWN, "settled_at": now})
        again = lost.values(doubt | {"state": OutboxState.PENDING, "not_before": now})
        async with self._database.write() as connection:
            return sum([await _changed(connection, statement) for statement in (parked, again)])

    async def oldest_pending(self) -> datetime | None:
        """When the oldest message still on its way was planned."""
        statement = select(outbox.c.planned_at).where(ON_ITS_WAY)
        async with self._database.read() as connection:
            first = statement.order_by(outbox.c.planned_at).limit(1)
            oldest: datetime | None = await connection.scalar(first)
            return oldest

    async def counts(self) -> dict[str, int]:
        """How many rows there are in each state."""
        statement = select(outbox.c.state, func.count()).group_by(outbox.c.state)
        async with self._database.read() as connection:
            return {state.value: n for state, n in await connection.execute(statement)}

    async def parked(self, limit: int = 50) -> list[OutboxRow]:
        """For the operator: messages that are UNKNOWN, REFUSED or DEAD, the newest first."""
        states = (OutboxState.UNKNOWN, OutboxState.REFUSED, OutboxState.DEAD)
        statement = select(*_ROW).where(outbox.c.state.in_(states))
        async with self._database.read() as connection:
            rows = await connection.execute(statement.order_by(outbox.c.id.desc()).limit(limit))
            return [OutboxRow(*row) for row in rows]

    async def purge(self, before: datetime) -> int:
        """Retention: delete ended rows settled before then and editions due before then; how
        many rows went. What is still on its way stays."""
        async with self._database.write() as connection:
            await connection.execute(
                delete(editions).where(editions.c.due < before, editions.c.planned_at < before)
            )
            return await _changed(connection, delete(outbox).where(outbox.c.settled_at < before))


async def _hold(connection: AsyncConnection, chat_id: int, until: datetime) -> None:
    waiting = update(outbox).where(outbox.c.chat_id == chat_id, PENDING)
    await connection.execute(waiting.where(outbox.c.not_before < until).values(not_before=until))


async def _changed(connection: AsyncConnection, statement: Any) -> int:
    return int((await connection.execute(statement)).rowcount)
