"""What the bot has yet to be told: the queue of updates, and long polling over it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence

from bot.local_telegram.world.errors import ApiError, conflict
from bot.local_telegram.world.state import Json, Signal

BY_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")
"""Kinds of update that a bot gets only when it names them."""

KEPT = 10_000
"""How many delivered updates are remembered, so that tests can send them again."""


class Updates:
    """The queue. An update leaves it when a later offset, or the webhook's 200, confirms it."""

    def __init__(self, first_id: int = 1) -> None:
        self.pending: deque[Json] = deque()
        self.given: deque[Json] = deque(maxlen=KEPT)
        self.allowed: Sequence[str] = ()
        self.arrived = Signal()
        self.webhook_active = False
        self._next_id = first_id
        self._terminate: asyncio.Future[ApiError | None] | None = None

    def put(self, kind: str, payload: Json) -> Json | None:
        """Queue an update of a kind; None when the bot did not ask for that kind."""
        if kind in BY_REQUEST if not self.allowed else kind not in self.allowed:
            return None
        update = {"update_id": self._next_id, kind: payload}
        self._next_id += 1
        self.pending.append(update)
        self.given.append(update)
        self.arrived.fire()
        return update

    def replay(self, count: int | None = None) -> int:
        """Queue the last updates once more, ids unchanged, as after a lost offset; how many."""
        waiting = {update["update_id"] for update in self.pending}
        again = [update for update in self.given if update["update_id"] not in waiting]
        again = again if count is None else again[-count:] if count else []
        self.pending.extendleft(reversed(again))
        self.arrived.fire()
        return len(again)

    def confirm(self, offset: int) -> None:
        """Forget what lies before the offset; a negative one keeps that many from the end."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        elif offset > 0:
            while self.pending and self.pending[0]["update_id"] < offset:
                self.pending.popleft()

    def terminate(self, reason: ApiError | None = None) -> None:
        """End the long poll that is under way, if any, with this error, or with nothing new."""
        if self._terminate and not self._terminate.done():
            self._terminate.set_result(reason)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """getUpdates: what is pending, or else the first that comes within `seconds`.

        A poll that is still waiting when another begins ends with 409, as does any poll while a
        webhook is set.
        """
        if self.webhook_active:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self.terminate(
            conflict(
                "terminated by other getUpdates request; "
                "make sure that only one bot instance is running"
            )
        )
        self.confirm(offset)
        if not self.pending and seconds > 0:
            await self._wait(seconds)
        return list(self.pending)[:limit]

    async def _wait(self, seconds: float) -> None:
        terminated = self._terminate = asyncio.get_running_loop().create_future()
        arrival = asyncio.ensure_future(self.arrived.wait())
        try:
            await asyncio.wait(
                {arrival, terminated}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            arrival.cancel()
        reason = terminated.result() if terminated.done() else None
        terminated.cancel()
        if reason:
            raise reason
