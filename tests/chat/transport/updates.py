"""An inbox in memory and updates to put into it, shared by the tests of receiver and worker."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from bot.core.model.updates import StoredUpdate
from bot.errors import StoreUnavailable
from bot.store.inbox import people


class MemoryInbox:
    """`chat.transport.inbox.InboxStore` in memory; `down` makes it unavailable for so many calls."""

    def __init__(self) -> None:
        self.rows: dict[int, str] = {}
        self.handled: dict[int, str | None] = {}
        self.order: list[int] = []
        self.down = 0

    def _check(self) -> None:
        if self.down:
            self.down -= 1
            raise StoreUnavailable("the database cannot be reached")

    async def put(self, updates: Sequence[tuple[int, str]], now: datetime) -> int:
        self._check()
        new = {number: text for number, text in updates if number not in self.rows}
        self.rows |= new
        return len(new)

    async def pending(
        self, limit: int, of_a_chat: int = 1, besides: Collection[int] = ()
    ) -> list[StoredUpdate]:
        chats: dict[int, list[StoredUpdate]] = {}
        for number, text in sorted(self.rows.items()):
            chat = people(text)[0] or -number
            if number not in self.handled and chat not in besides:
                chats.setdefault(chat, []).append(StoredUpdate(number, chat, text))
        rounds = [[c[n] for c in chats.values() if n < len(c)] for n in range(of_a_chat)]
        return [update for one in rounds for update in one][:limit]

    async def done(self, ended: Sequence[tuple[int, str | None]]) -> None:
        self._check()
        self.handled |= dict(ended)
        self.order += [update_id for update_id, _ in ended]

    async def next_offset(self) -> int | None:
        self._check()
        return max(self.rows) + 1 if self.rows else None

    async def purge(self, before: datetime) -> None:
        self.rows.clear()


def written(number: int, chat: int = 5, text: str = "hello") -> dict[str, Any]:
    message = {
        "message_id": number,
        "date": 1,
        "chat": {"id": chat, "type": "private", "first_name": "R"},
        "text": text,
    }
    return {"update_id": number, "message": message}


async def until(condition: Callable[[], bool]) -> None:
    for _ in range(2000):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came to that")
