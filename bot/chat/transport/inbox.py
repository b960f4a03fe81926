"""What receiving and handling updates need of the store; `bot.store.inbox` fulfils it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.model.updates import StoredUpdate


class InboxStore(Protocol):
    """Updates from Telegram, stored before the next offset is asked for."""

    async def put(self, updates: Sequence[tuple[int, str]], now: datetime) -> int:
        """Store (update id, JSON) pairs that are new; how many were."""

    async def pending(
        self, limit: int, of_a_chat: int = 1, besides: Collection[int] = ()
    ) -> list[StoredUpdate]:
        """Up to `limit` stored updates not yet handled: the first of each chat, then the second
        of each, up to `of_a_chat`; none of the chats in `besides`."""

    async def done(self, ended: Sequence[tuple[int, str | None]]) -> None:
        """These updates were handled: (update id, None), or parked with this traceback."""

    async def next_offset(self) -> int | None:
        """One more than the highest update id stored, or None."""

    async def purge(self, before: datetime) -> None:
        """Delete handled updates received before then."""
