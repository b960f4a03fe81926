"""Updates from Telegram, stored before the next offset is asked for, so that none is lost.

An update's id stays for a while so that a repeat has no second effect; its text is forgotten as
soon as it has been handled. Only one whose handler failed keeps it, for the operator.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, text, true, update

from bot.core.model.bots import BotIdentity
from bot.core.model.updates import StoredUpdate
from bot.store.database import Database
from bot.store.schema import inbox
from bot.store.uncancelled import finish_when_cancelled

_WAITING = text("inbox.done = false")


@finish_when_cancelled
class SqlInbox:
    """`chat.transport.inbox.InboxStore` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._bot, self._since = 0, datetime.min.replace(tzinfo=UTC)

    def belong_to(self, bot: BotIdentity) -> None:
        """From now on these are this bot's updates: those of others are neither given nor
        counted, and wait in case that bot comes back."""
        self._bot, self._since = bot.key, bot.since

    async def put(self, updates: Sequence[tuple[int, str]], now: datetime) -> int:
        """Store (update id, JSON) pairs that are new; how many were."""
        rows = [_row(self._bot, update_id, body, now) for update_id, body in dict(updates).items()]
        if not rows:
            return 0
        statement = self._database.insert(inbox).on_conflict_do_nothing()
        async with self._database.write() as connection:
            added = await connection.scalars(statement.returning(inbox.c.update_id), rows)
            return len(added.all())

    async def pending(
        self, limit: int, of_a_chat: int = 1, besides: Collection[int] = ()
    ) -> list[StoredUpdate]:
        """Up to `limit` stored updates not yet handled: the first of each chat, then the second
        of each, up to `of_a_chat`; none of the chats in `besides`."""
        chat = func.coalesce(inbox.c.chat_id, -inbox.c.update_id)
        place = func.row_number().over(partition_by=chat, order_by=inbox.c.update_id)
        waiting = select(inbox.c.update_id, chat.label("chat_id"), place.label("place"))
        lines = waiting.where(_WAITING, inbox.c.bot == self._bot, chat.not_in(besides)).subquery()
        first = (
            select(inbox.c.update_id, lines.c.chat_id, inbox.c.body)
            .join(lines, lines.c.update_id == inbox.c.update_id)
            .where(inbox.c.bot == self._bot, lines.c.place <= of_a_chat)
            .order_by(lines.c.place, inbox.c.update_id)
        )
        async with self._database.read() as connection:
            return [StoredUpdate(*row) for row in await connection.execute(first.limit(limit))]

    async def done(self, ended: Sequence[tuple[int, str | None]]) -> None:
        """These updates were handled: (update id, None), or parked with this traceback."""
        handled = [update_id for update_id, error in ended if error is None]
        own = update(inbox).where(inbox.c.bot == self._bot)
        forgotten = {"done": True, "body": "", "chat_id": None, "user_id": None}
        async with self._database.write() as connection:
            if handled:
                these = own.where(inbox.c.update_id.in_(handled))
                await connection.execute(these.values(forgotten))
            for update_id, error in ended:
                if error is not None:
                    parked = own.where(inbox.c.update_id == update_id)
                    await connection.execute(parked.values(done=True, error=error))

    async def next_offset(self) -> int | None:
        """One more than the highest update id stored since this bot came, or None."""
        own = inbox.c.bot == self._bot, inbox.c.received_at >= self._since
        async with self._database.read() as connection:
            highest = await connection.scalar(select(func.max(inbox.c.update_id)).where(*own))
        return None if highest is None else highest + 1

    async def purge(self, before: datetime) -> None:
        """Delete handled updates received before then, and all of another bot.

        The highest goes too: after a silent week Telegram starts anew with any number.
        """
        over = or_(inbox.c.done == true(), inbox.c.bot != self._bot)
        old = delete(inbox).where(over, inbox.c.received_at < before)
        async with self._database.write() as connection:
            await connection.execute(old)


def _row(bot: int, update_id: int, body: str, now: datetime) -> dict[str, Any]:
    chat_id, user_id = people(body)
    return {
        "bot": bot,
        "update_id": update_id,
        "body": body,
        "chat_id": chat_id,
        "user_id": user_id,
        "received_at": now,
    }


def people(body: str) -> tuple[int | None, int | None]:
    """Ids of the chat and of the user that an update (its JSON) comes from, where it has them."""
    try:
        parsed = json.loads(body)
    except ValueError:
        return None, None
    event = next((v for v in _values(parsed) if isinstance(v, dict)), {})
    message = event.get("message")
    inner = message if isinstance(message, dict) else {}
    return _id(event.get("chat") or inner.get("chat")), _id(event.get("from") or event.get("user"))


def _values(parsed: Any) -> list[Any]:
    return list(parsed.values()) if isinstance(parsed, dict) else []


def _id(holder: Any) -> int | None:
    value = holder.get("id") if isinstance(holder, dict) else None
    return value if isinstance(value, int) and abs(value) < 2**63 else None
