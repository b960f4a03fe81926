"""What ends with a chat that cannot be reached any more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.messages import Message, OutboxState
from bot.store.schema import chats, outbox

FORGOTTEN = Message("", "")
"""What is kept of a message's text once nobody needs it any more."""

PENDING = text("outbox.state = 'pending'")
"""Word for word the condition of the index, so that both databases use it."""


async def end_chat(connection: AsyncConnection, chat_id: int, reason: str, now: datetime) -> None:
    """Deactivate the chat, keeping its settings, and end its pending messages as GONE."""
    left = {"active": False, "left_at": now, "left_because": reason}
    await connection.execute(update(chats).where(chats.c.id == chat_id).values(left))
    ended = {
        "state": OutboxState.GONE,
        "reason": reason,
        "settled_at": now,
        "message": FORGOTTEN,
    }
    waiting = update(outbox).where(outbox.c.chat_id == chat_id, PENDING)
    await connection.execute(waiting.values(ended))
