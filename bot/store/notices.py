"""What chats are told of their feeds: each thing once, by the key that stands for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.messages import Message, OutboxState
from bot.store.database import Database
from bot.store.feeds.feed_store import batches
from bot.store.outbox.slots import slot_in
from bot.store.rows import in_pieces
from bot.store.schema import chat_feeds, chats, editions, outbox
from bot.store.uncancelled import finish_when_cancelled

_REMEMBERED = timedelta(days=3650)
"""Longer than any feed stays in one trouble; then the key may be forgotten."""


@finish_when_cancelled
class SqlNotices:
    """`ports.NoticeStore` over a database. A notice is a slot of its own beside the editions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def followers(self, feed_ids: Collection[int]) -> dict[int, list[int]]:
        """By feed id, the ids of the active chats that follow that very feed."""
        found: dict[int, list[int]] = defaultdict(list)
        followed = select(chat_feeds.c.feed_id, chat_feeds.c.chat_id).join(
            chats, chats.c.id == chat_feeds.c.chat_id
        )
        async with self._database.read() as connection:
            for batch in batches(feed_ids):
                rows = followed.where(chat_feeds.c.feed_id.in_(batch), chats.c.active == true())
                async for feed_id, chat_id in in_pieces(connection, rows):
                    found[feed_id].append(chat_id)
        return found

    async def told(self, keys: Collection[str]) -> set[tuple[int, str]]:
        """Which chats have been told which of these things: (chat id, key)."""
        found: set[tuple[int, str]] = set()
        async with self._database.read() as connection:
            for batch in batches(keys):
                rows = select(editions.c.chat_id, editions.c.key).where(editions.c.key.in_(batch))
                found |= {(row.chat_id, row.key) async for row in in_pieces(connection, rows)}
        return found

    async def tell(
        self, chat_id: int, keys: Sequence[str], message: Message, now: datetime
    ) -> bool:
        """In one transaction: the chat knows of these things now, and the message is on its way.

        False, with nothing changed, when it has known of all of them, or wants nothing any more.
        """
        async with self._database.write() as connection:
            known = select(chats).where(chats.c.id == chat_id)
            chat = (await connection.execute(known)).one_or_none()
            if chat is not None and not chat.active:
                return False
            new = [key for key in keys if await self._note(connection, chat_id, key, now)]
            if not new:
                return False
            place = chat.chat_id if chat else chat_id
            slot = slot_in(new[0], chat.thread_id if chat else None)
            row = {"chat_id": place, "slot": slot, "part": 0, "message": message}
            row |= {"state": OutboxState.PENDING, "planned_at": now, "not_before": now}
            row |= {"thread_id": chat.thread_id if chat else None}
            statement = self._database.insert(outbox).values(row)
            await connection.execute(statement.on_conflict_do_nothing())
            return True

    async def _note(
        self, connection: AsyncConnection, chat_id: int, key: str, now: datetime
    ) -> bool:
        """True for the first to tell the chat of this."""
        slot = {"chat_id": chat_id, "key": key, "due": now + _REMEMBERED}
        statement = self._database.insert(editions).values(slot | {"planned_at": now, "parts": 1})
        first = statement.on_conflict_do_nothing().returning(editions.c.key)
        return await connection.scalar(first) is not None
