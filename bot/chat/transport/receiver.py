"""Updates from Telegram: stored before the next offset is asked for, then handled in order.

`Receiver` is long polling; the webhook of the web room fills the same inbox. `Worker` empties it:
the updates of one chat one after another, up to sixteen chats at once.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import structlog
from telegram import Update
from telegram.error import Conflict, RetryAfter, TelegramError
from telegram.ext import Application

from bot.chat.transport import outcomes
from bot.chat.transport.client import TelegramClient
from bot.errors import StoreUnavailable
from bot.redaction import redacted
from bot.services.ports import Clock, InboxStore

log = structlog.get_logger(__name__)

ALLOWED = ("message", "channel_post", "callback_query", "my_chat_member")
CHATS_AT_ONCE = 16
_LONG_POLL = 25  # seconds
_LONGEST_REST = 30.0  # seconds between two tries while Telegram is down or another one polls
_BATCH = 500
_IDLE = 2.0  # seconds after which the inbox is looked at unasked

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
        offset = await self._inbox.next_offset()
        came = await self._client.updates(offset, seconds, ALLOWED)
        rows = [(int(one["update_id"]), json.dumps(one)) for one in came]
        new = await self._inbox.put(rows, self._clock()) if rows else 0
        if new:
            self._stored()
        return new

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
        if name != self._said:  # once, not every thirty seconds
            self._said = name
            log.warning("no updates for now, trying on", reason=redacted(f"{name}: {error}"))
        if isinstance(error, RetryAfter):
            return outcomes.seconds(error)
        least = 5.0 if isinstance(error, Conflict) else 0.5
        return min(_LONGEST_REST, max(least, 0.5 * 2.0 ** min(self._failures, 10)))

    def _well(self) -> None:
        if self._said:
            log.info("updates come again")
        self._failures, self._said = 0, ""


def chat_of(text: str) -> int:
    """The chat whose order an update's JSON belongs to; 0 where there is none."""
    try:
        update = json.loads(text)
    except ValueError:
        return 0
    for part in update.values() if isinstance(update, dict) else ():
        if isinstance(part, dict):
            message = part.get("message")
            chat = part.get("chat") or (message.get("chat") if isinstance(message, dict) else None)
            if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                return int(chat["id"])
    return 0


class Traces(Protocol):
    """What handlers raised, as `handlers.faults.Faults` keeps it."""

    def take(self, update_id: int) -> str | None:
        """The traceback of what this update's handler raised; None when all was well."""


class Worker:
    """Handles what is in the inbox."""

    def __init__(
        self,
        inbox: InboxStore,
        application: Application[Any, Any, Any, Any, Any, Any],
        faults: Traces,
    ) -> None:
        self._inbox, self._application, self._faults = inbox, application, faults
        self._queues: dict[int, deque[tuple[int, str]]] = {}
        self._in_hand: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(CHATS_AT_ONCE)
        self._wake = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """There may be something in the inbox."""
        self._wake.set()

    async def run(self) -> None:
        """Handle updates until `stop`; then what is being handled is finished."""
        while not self._stopping:
            try:
                await self._take()
            except StoreUnavailable as error:
                log.warning("inbox not readable", reason=str(error))
            try:
                await asyncio.wait_for(self._wake.wait(), _IDLE)
            except TimeoutError:
                continue
            finally:
                self._wake.clear()
        await self._finish()

    async def stop(self) -> None:
        """Begin nothing more; what has not begun stays in the inbox."""
        self._stopping = True
        self._wake.set()

    async def handle_pending(self) -> int:
        """Handle all that is in the inbox now, and return how many updates that were."""
        taken = await self._take()
        await self._finish()
        return taken

    async def _finish(self) -> None:
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _take(self) -> int:
        taken = 0
        for update_id, text in await self._inbox.pending(_BATCH):
            if update_id in self._in_hand:
                continue
            self._in_hand.add(update_id)
            taken += 1
            self._queue(update_id, text)
        return taken

    def _queue(self, update_id: int, text: str) -> None:
        chat = chat_of(text) or -update_id
        queue = self._queues.setdefault(chat, deque())
        queue.append((update_id, text))
        if len(queue) == 1:
            task = asyncio.create_task(self._work(chat, queue))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _work(self, chat: int, queue: deque[tuple[int, str]]) -> None:
        async with self._room:
            while queue and not self._stopping:
                update_id, text = queue[0]
                await self._settle(update_id, await self._handle(update_id, text))
                self._in_hand.discard(update_id)
                queue.popleft()
        self._in_hand -= {update_id for update_id, _ in queue}
        del self._queues[chat]
        self._wake.set()

    async def _handle(self, update_id: int, text: str) -> str | None:
        """Run the handlers; the traceback of what went wrong, None when nothing did."""
        try:
            update = Update.de_json(json.loads(text), self._application.bot)
        except Exception as failure:  # an update that Telegram never sends: parked, not fatal
            log.error("update not understood", update=update_id, reason=type(failure).__name__)
            return redacted(repr(failure))
        await self._application.process_update(update)
        return self._faults.take(update_id)

    async def _settle(self, update_id: int, error: str | None) -> None:
        """Note that it was handled; while the store is down, that alone is tried again."""
        while True:
            try:
                await self._inbox.done(update_id, error)
            except StoreUnavailable as failure:
                log.warning("inbox not writable", reason=str(failure))
                if self._stopping:
                    return
                await asyncio.sleep(_IDLE)
            else:
                return
