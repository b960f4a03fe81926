"""A message to all chats, each exactly once, whatever ends the process meanwhile.

A confirmed broadcast is put into the outbox some chats at a time, in one transaction with how far
it has come, so that editions are never behind more than one such batch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.model.broadcasts import Broadcast, BroadcastReport, BroadcastState
from bot.core.model.chats import Chat
from bot.core.model.messages import Message
from bot.core.schedule.moments import may_come
from bot.services.ports import Clock

BATCH = 100
"""Chats that are planned at each tick of ten seconds: ten a second, a third of Telegram's rate,
so that editions and answers have the rest."""
_STANDS = timedelta(hours=1)  # for which the question is open

RenderBroadcast = Callable[[str], Message]
"""The message with this text."""


Silent = Callable[[Chat], bool]
"""Whether a chat wants nothing unasked just now: it is paused, or in its quiet hours."""


class BroadcastStore(Protocol):
    """Broadcasts and how far they are."""

    async def ask(self, texts: Mapping[str, str], now: datetime) -> int:
        """Keep a broadcast that is still to be confirmed; its id."""

    async def get(self, broadcast_id: int) -> Broadcast | None:
        """The broadcast."""

    async def decide(self, broadcast_id: int, state: BroadcastState) -> bool:
        """GOING or CANCELLED for one that is ASKED; False, with nothing changed, for any other."""

    async def going(self) -> list[Broadcast]:
        """Those that are under way."""

    async def plan(
        self,
        broadcast: Broadcast,
        messages: Mapping[str, Message],
        limit: int,
        now: datetime,
        silent: Silent,
    ) -> int:
        """In one transaction: the next chats' messages, and how far it is. How many were taken up;
        with the last ones it is DONE. Chats that are `silent` now are held."""

    async def held(self, now: datetime) -> list[Broadcast]:
        """Those with chats that were silent and are to be looked at again."""

    async def plan_held(
        self,
        broadcast: Broadcast,
        messages: Mapping[str, Message],
        limit: int,
        now: datetime,
        silent: Silent,
    ) -> int:
        """In one transaction: the messages to chats that were held and are silent no more. How
        many were planned."""

    async def report(self, broadcast_id: int) -> BroadcastReport | None:
        """How far it is."""

    async def audience(self) -> int:
        """How many chats it would go to: all active ones, of channels those that wish it."""


class Broadcasts:
    """Asks, sends, reports."""

    def __init__(
        self, store: BroadcastStore, render: RenderBroadcast, clock: Clock, zone: str = "UTC"
    ) -> None:
        self._store, self._render, self._clock, self._zone = store, render, clock, zone

    async def ask(self, texts: Mapping[str, str]) -> tuple[int, int]:
        """Keep the texts until they are confirmed: the broadcast's id, and how many chats there
        are."""
        return await self._store.ask(texts, self._clock()), await self._store.audience()

    async def confirm(self, broadcast_id: int) -> BroadcastReport | None:
        """Send it, if it was asked about within the hour. Repeated, it only reports. None for one
        that there is not, or whose hour is over."""
        found = await self._store.get(broadcast_id)
        stale = found is None or self._clock() - found.asked_at > _STANDS
        if found is None or (stale and found.state is BroadcastState.ASKED):
            return None
        await self._store.decide(broadcast_id, BroadcastState.GOING)
        return await self.report(broadcast_id)

    async def cancel(self, broadcast_id: int) -> BroadcastReport | None:
        """Leave it, if it has not begun; what became of it."""
        await self._store.decide(broadcast_id, BroadcastState.CANCELLED)
        return await self.report(broadcast_id)

    async def report(self, broadcast_id: int) -> BroadcastReport | None:
        """How far it is; None for one that there is not."""
        return await self._store.report(broadcast_id)

    async def run_due(self) -> int:
        """Plan the next messages of what is under way. Returns how many."""
        planned, now = 0, self._clock()

        def silent(chat: Chat) -> bool:
            return not may_come(chat, chat.timezone or self._zone, now)

        for broadcast in await self._store.going():
            messages = self._messages(broadcast)
            planned += await self._store.plan(broadcast, messages, BATCH, now, silent)
        for broadcast in await self._store.held(now):
            messages = self._messages(broadcast)
            planned += await self._store.plan_held(broadcast, messages, BATCH, now, silent)
        return planned

    def _messages(self, broadcast: Broadcast) -> dict[str, Message]:
        return {key: self._render(text) for key, text in broadcast.texts.items()}
