"""Small steps of sending, shared by the outbox's tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.core.model.chats import Chat, Slot
from bot.core.model.messages import Message, Outcome, SendResult
from bot.store import Database, Stores

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
ADA, BEN, GROUP, SUPERGROUP = 11, 12, -500, -1_001_234_567_890_123
SENT = Outcome(SendResult.SENT, message_id=77)
UNKNOWN = Outcome(SendResult.UNKNOWN, reason="no answer")


def seconds(count: float) -> datetime:
    return NOW + timedelta(seconds=count)


def message(text: str) -> Message:
    return Message(f"<b>{text}</b>", text)


async def subscribed(stores: Stores, *chat_ids: int) -> None:
    for chat_id in chat_ids:
        await stores.chats.save(Chat(chat_id, next_due=NOW, created_at=NOW))


async def planned(stores: Stores, chat_id: int, *texts: str, key: str = "2026-11-23T07:30") -> bool:
    slot = Slot(chat_id, key, NOW)
    messages = [message(text) for text in texts]
    return await stores.outbox.plan(slot, messages, [(1, 1), (1, 2)], TOMORROW, NOW)


async def claimed(stores: Stores, owner: str = "one", at: datetime = NOW) -> list[str]:
    """Texts of what is claimed."""
    return [row.message.plain for row in await stores.outbox.claim(owner, at, 60, 10)]


async def deliver_all(stores: Stores, at: datetime = NOW) -> list[str]:
    """Texts in the order in which they are sent, when every message arrives."""
    texts = []
    while rows := await stores.outbox.claim("one", at, 60, 10):
        for row in rows:
            texts.append(row.message.plain)
            assert await stores.outbox.settle(row.id, "one", SENT, at)
    return texts


async def everything(database: Database, table: str) -> str:
    async with database.read() as connection:
        rows = await connection.exec_driver_sql(f"SELECT * FROM {table}")
        return " ".join(str(tuple(row)) for row in rows)
