"""Handles the updates of the inbox: each once, those of one chat one after another.

An update is in hand from the moment it is taken from the inbox until its end is stored there. The
inbox is asked only for updates of chats that have none in hand, by one question at a time. So an
update that ends while the database is still answering cannot be in the answer: its chat was in
hand when the question was put. A hard kill leaves what was being handled in the inbox, and it is
handled again: at least once there, exactly once everywhere else.

Chats take turns, an update each, so that one with a long backlog holds up nobody but itself.
"""

from __future__ import annotations

import asyncio
import traceback
from collections import deque
from typing import Any, Protocol

import structlog
from telegram import Update
from telegram.ext import Application

from bot.chat.transport.group_commit import GroupCommit
from bot.chat.transport.inbox import InboxStore
from bot.chat.transport.update_shape import is_well_formed, parsed
from bot.core.model.updates import StoredUpdate
from bot.errors import StoreUnavailable
from bot.redaction import redacted

log = structlog.get_logger(__name__)

CHATS_AT_ONCE = 32
"""Updates being handled at one time; most of that time they wait for Telegram or the database."""
IN_HAND, OF_A_CHAT = 512, 4
"""Updates taken from the inbox ahead of their turn: in all, and of one chat."""
_IDLE = 2.0  # seconds after which the inbox is looked at unasked


class Traces(Protocol):
    """What handlers raised, as `handlers.errors.ErrorReplies` keeps it."""

    def take(self, update_id: int) -> str | None:
        """The traceback of what this update's handler raised; None when all was well."""


class UpdateWorker:
    """Handles what is in the inbox."""

    def __init__(
        self,
        inbox: InboxStore,
        application: Application[Any, Any, Any, Any, Any, Any],
        faults: Traces,
    ) -> None:
        self._inbox, self._application, self._faults = inbox, application, faults
        self._hand: dict[int, deque[StoredUpdate]] = {}
        self._line: deque[int] = deque()  # chats whose turn is to come
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended = GroupCommit(inbox.done)
        self._wake, self._taking = asyncio.Event(), asyncio.Lock()
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
                log.debug("inbox not readable", reason=str(error))
            except Exception:  # nobody would be answered any more
                log.exception("inbox not read")
            try:
                await asyncio.wait_for(self._wake.wait(), _IDLE)
            except TimeoutError:
                continue
            finally:
                self._wake.clear()
        await self._finish()

    def resume(self) -> None:
        """`run` may run again after a `stop`; what had not begun is taken from the inbox anew."""
        self._stopping = False
        self._hand.clear()
        self._line.clear()

    async def stop(self) -> None:
        """Begin nothing more; what has not begun stays in the inbox."""
        self._stopping = True
        self._wake.set()

    async def handle_pending(self) -> int:
        """Handle all that is in the inbox now, and return how many updates that were."""
        handled = 0
        while taken := await self._take():
            await self._finish()
            handled += taken
        return handled

    async def _finish(self) -> None:
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _take(self) -> int:
        """Take in hand what the chats without anything in hand have waiting; how many."""
        async with self._taking:
            room = IN_HAND - sum(map(len, self._hand.values()))
            if room <= 0 or self._stopping:
                return 0
            taken = await self._inbox.pending(room, OF_A_CHAT, set(self._hand))
            for update in taken:
                if update.chat_id not in self._hand:
                    self._hand[update.chat_id] = deque()
                    self._line.append(update.chat_id)
                self._hand[update.chat_id].append(update)
        self._begin()
        return len(taken)

    def _begin(self) -> None:
        """Give the chats in line their turns, as far as there is room."""
        while self._line and len(self._tasks) < CHATS_AT_ONCE and not self._stopping:
            task = asyncio.create_task(self._turn(self._line.popleft()))
            self._tasks.add(task)
            task.add_done_callback(self._next)

    def _next(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._begin()

    async def _turn(self, chat_id: int) -> None:
        """Handle the first update that the chat has in hand, and line it up for the next."""
        waiting = self._hand[chat_id]
        await self._settle(waiting[0].id, await self._handle(waiting[0]))
        waiting.popleft()
        if waiting:
            self._line.append(chat_id)
        else:
            del self._hand[chat_id]
            self._wake.set()

    async def _handle(self, stored: StoredUpdate) -> str | None:
        """Run the handlers; the traceback of what went wrong, None when nothing did."""
        try:
            content = parsed(stored.body)
            if not is_well_formed(content):
                log.info("update not well-formed", update=stored.id)
                return "not well-formed"
            update = Update.de_json(content, self._application.bot)
        except Exception as failure:  # an update that Telegram never sends: parked, not fatal
            log.error("update not understood", update=stored.id, reason=type(failure).__name__)
            return redacted(repr(failure))
        try:
            await self._application.process_update(update)
        except Exception as failure:  # the chat's next update must have its turn
            trace = redacted("".join(traceback.format_exception(failure)))
            log.error("update not handled", update=stored.id, trace=trace)
            return trace
        return self._faults.take(stored.id)

    async def _settle(self, update_id: int, error: str | None) -> None:
        """Note that it was handled; while the store is down, that alone is tried again."""
        while True:
            try:
                await self._ended.add((update_id, error))
            except StoreUnavailable as failure:
                log.debug("inbox not writable", reason=str(failure))
                if self._stopping:
                    return
                await asyncio.sleep(_IDLE)
            else:
                return
