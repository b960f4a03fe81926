"""What ends with a chat that cannot be reached any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, false, or_, select, text, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.messages import Message, OutboxState
from bot.store.schema import chats, outbox

FORGOTTEN = Message("", "")
"""What is kept of a message's text once nobody needs it any more."""

PENDING = text("outbox.state = 'pending'")
"""Word for word the condition of the index, so that both databases use it."""


async def end_chat(connection: AsyncConnection, chat_id: int, reason: str, now: datetime) -> None:
    """Deactivate a chat of Telegram's with all its forum topics, keeping their settings, and end
    its pending messages as GONE."""
    left = {"active": False, "left_at": now, "left_because": reason}
    await connection.execute(update(chats).where(chats.c.chat_id == chat_id).values(left))
    await _end_waiting(connection, outbox.c.chat_id == chat_id, reason, now)


MAX_STRIKES = 4
"""Days on which a chat cannot be reached before it is given up: a weekend of trouble at Telegram
ends nobody's subscription."""
_A_DAY = timedelta(hours=20)  # strikes of one day count once; digests come at about the same hour


async def strike(connection: AsyncConnection, chat_id: int, reason: str, now: datetime) -> None:
    """A chat of Telegram's could not be reached: note the day, and after several end it."""
    again = or_(chats.c.struck_at.is_(None), chats.c.struck_at <= now - _A_DAY)
    struck = update(chats).where(chats.c.chat_id == chat_id, chats.c.active == true(), again)
    noted = struck.values(strikes=chats.c.strikes + 1, struck_at=now)
    strikes = list(await connection.scalars(noted.returning(chats.c.strikes)))
    if max(strikes, default=0) >= MAX_STRIKES:
        await end_chat(connection, chat_id, reason, now)
        await forgive(connection, chat_id)


async def forgive(connection: AsyncConnection, chat_id: int) -> None:
    """A chat of Telegram's has been reached: earlier strikes count no more."""
    struck = update(chats).where(chats.c.chat_id == chat_id, chats.c.strikes > 0)
    await connection.execute(struck.values(strikes=0, struck_at=None))


_FOR_GOOD = ("%deactivated%", "%chat was deleted%")
"""How Telegram says that there is no such account or group any more."""


def ended_for_good(before: datetime, limit: int) -> Select[int]:
    """Telegram's ids of chats that ended before then and cannot come back: whoever blocked the bot
    may do so, a deleted account or group never does."""
    reasons = (chats.c.left_because.ilike(reason) for reason in _FOR_GOOD)
    ended = select(chats.c.chat_id).where(chats.c.active == false(), chats.c.left_at < before)
    return ended.where(or_(*reasons)).distinct().limit(limit)


async def end_place(connection: AsyncConnection, place: int, reason: str, now: datetime) -> None:
    """The same for one chat by its own id: of a group with topics, that topic alone."""
    left = {"active": False, "left_at": now, "left_because": reason}
    ended = update(chats).where(chats.c.id == place).values(left)
    found = await connection.execute(ended.returning(chats.c.chat_id, chats.c.thread_id))
    if (here := found.one_or_none()) is not None:
        there = outbox.c.thread_id.is_not_distinct_from(here.thread_id)
        of_it = (outbox.c.chat_id == here.chat_id) & there
        await _end_waiting(connection, of_it, reason, now)


async def _end_waiting(
    connection: AsyncConnection, which: ColumnElement[bool], reason: str, now: datetime
) -> None:
    ended = {
        "state": OutboxState.GONE,
        "reason": reason,
        "settled_at": now,
        "message": FORGOTTEN,
    }
    waiting = update(outbox).where(which, PENDING)
    await connection.execute(waiting.values(ended))
