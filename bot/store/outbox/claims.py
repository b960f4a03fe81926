"""Which outbox rows may be taken, by whom they are held, and when they are taken away again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, TextClause, and_, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.messages import OutboxState, Outcome, SendResult
from bot.store.chats.deactivation import PENDING
from bot.store.schema import outbox, pauses

SENDING = text("outbox.state = 'sending'")
WHOLE_BOT = "whole bot"
"""The name of the pause in which nothing at all is sent; other pauses are of other things."""
ON_ITS_WAY = text("outbox.state IN ('pending', 'sending')")


def claimable(now: datetime, limit: int) -> Select[tuple[int]]:
    """Ids of rows that may be sent now, oldest first, locked against other claimers."""
    other = outbox.alias("other")
    first = and_(
        other.c.chat_id == outbox.c.chat_id,
        text("other.state IN ('pending', 'sending')"),
        or_(other.c.id < outbox.c.id, text("other.state = 'sending'")),
    )
    paused = select(pauses.c.name).where(pauses.c.name == WHOLE_BOT, pauses.c.until > now).exists()
    return (
        select(outbox.c.id)
        .where(
            PENDING,
            outbox.c.not_before <= now,
            ~select(other.c.id).where(first).exists(),
            ~paused,
        )
        .order_by(outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=outbox)
    )


async def held(
    connection: AsyncConnection, row_id: int, owner: str, outcome: Outcome, attempt: int | None
) -> Row[Any, Any, Any] | None:
    """The row's chat, attempts and doubts, locked, if this owner may still settle it."""
    in_hand: ColumnElement[bool] | TextClause = SENDING
    if outcome.verdict is SendResult.SENT:
        in_hand = outbox.c.state.in_(
            (OutboxState.SENDING, OutboxState.PENDING, OutboxState.UNKNOWN)
        )
    statement = select(outbox.c.chat_id, outbox.c.attempts, outbox.c.doubts).where(
        outbox.c.id == row_id, outbox.c.owner == owner, in_hand
    )
    if attempt is not None:
        statement = statement.where(outbox.c.attempts == attempt)
    return (await connection.execute(statement.with_for_update())).one_or_none()
