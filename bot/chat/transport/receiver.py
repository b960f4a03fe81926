"""Updates from Telegram by long polling: stored before the next offset is asked for.

The webhook of the web room fills the same inbox; `update_worker` empties it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from telegram.error import TelegramError

from bot.chat.transport.client import TelegramClient
from bot.chat.transport.inbox import InboxStore
from bot.chat.transport.introduction import retry_pause
from bot.errors import StoreUnavailable
from bot.redaction import redacted
from bot.services.ports import Clock

log = structlog.get_logger(__name__)

ALLOWED = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "message_reaction",
    "inline_query",
    "my_chat_member",
)
_LONG_POLL = 25  # seconds
_SILENCE = timedelta(days=1)

Sleep = Callable[[float], Awaitable[object]]


class Receiver:
    """Long polling by our own loop. `stored` is called when there is something new."""

    def __init__(
        self,
        client: TelegramClient,
        inbox: InboxStore,
        clock: Clock,
        stored: Callable[[], None],
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._client, self._inbox, self._clock = client, inbox, clock
        self._stored, self._sleep = stored, sleep
        self._failures = 0
        self._said = ""
        self._next: int | None = None
        self._heard = clock()

    async def run(self) -> None:
        """Poll until cancelled. Nothing that Telegram or the network does ends it."""
        await self._without_webhook()
        while True:
            try:
                await self.poll()
            except Exception as error:  # whatever it was, the next update must not be lost
                await self._sleep(self._rest(error))
            else:
                self._well()

    async def poll(self, seconds: int = _LONG_POLL) -> int:
        """One long poll: what came is stored when this returns. How many updates were new."""
        offset = await self._offset()
        came = await self._client.updates(offset, seconds, ALLOWED)
        rows = [(int(one["update_id"]), json.dumps(one)) for one in came]
        new = await self._inbox.put(rows, self._clock()) if rows else 0
        if rows:
            self._next, self._heard = max(number for number, _ in rows) + 1, self._clock()
        if new:
            self._stored()
        return new

    async def _offset(self) -> int | None:
        """What is stored decides at the start, and after a silent day, when Telegram may number
        anew; in between one more than what came last, even where that was known before."""
        if self._next is None or self._clock() - self._heard > _SILENCE:
            self._next, self._heard = await self._inbox.next_offset(), self._clock()
        return self._next

    async def _without_webhook(self) -> None:
        """Polling and a webhook exclude each other; what waits at Telegram is kept."""
        while True:
            try:
                await self._client.delete_webhook(drop_pending_updates=False)
            except TelegramError as error:
                await self._sleep(self._rest(error))
            else:
                return self._well()

    def _rest(self, error: Exception) -> float:
        self._failures += 1
        name = type(error).__name__
        if name != self._said and not isinstance(error, StoreUnavailable):  # once, not each time
            self._said = name
            log.warning("no updates for now, trying on", reason=redacted(f"{name}: {error}")[:300])
        return retry_pause(self._failures, error)

    def _well(self) -> None:
        if self._said:
            log.info("updates come again")
        self._failures, self._said = 0, ""
