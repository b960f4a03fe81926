"""A chat that takes no messages, by words that may be a passing fault, ends after several days.

"Chat not found" and missing rights are sometimes wrong for an hour, and an administrator may give
the rights back. So one refusal ends one message; refusals on three days without a message that
arrived in between end the chat (it comes back with /start).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.messages import OutboxState
from bot.store.schema import outbox

STRIKE_DAYS = 3
_LOOKED_BACK = timedelta(days=7)  # as long as settled messages are kept
_NO_WAY_IN = (
    "chat not found",
    "not enough rights",
    "no rights to send",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_admin_required",
    "chat_restricted",
    "peer_id_invalid",
)


def is_strike(reason: str | None) -> bool:
    """Whether Telegram's words for a refusal are about the chat, not about the message."""
    said = (reason or "").lower()
    return any(words in said for words in _NO_WAY_IN)


async def is_out(connection: AsyncConnection, chat_id: int, now: datetime) -> bool:
    """Whether the chat has struck on so many days (UTC) since a message last arrived there."""
    settled = (
        select(outbox.c.state, outbox.c.reason, outbox.c.settled_at)
        .where(outbox.c.chat_id == chat_id, outbox.c.settled_at > now - _LOOKED_BACK)
        .order_by(outbox.c.settled_at.desc(), outbox.c.id.desc())
    )
    days = set()
    for row in await connection.execute(settled):
        if row.state is OutboxState.SENT:
            break
        if row.state is OutboxState.REFUSED and is_strike(row.reason):
            days.add(row.settled_at.date())
    return len(days) >= STRIKE_DAYS
