"""The outbox to Telegram: claimed durably, sent, settled; at most four in flight.

Four, because 25 messages a second at a tenth of a second each keep 2.5 in flight (Little's law),
and a hard kill can repeat at most what is in flight.
"""

from __future__ import annotations

import asyncio
import contextlib
import time

import structlog

from bot.core.model.messages import OutboxRow, Outcome, SendResult
from bot.errors import StoreUnavailable
from bot.services.ports import Clock, OutboxStore, Sender

log = structlog.get_logger(__name__)

IN_FLIGHT = 4
LEASE_SECONDS = 90.0
IDLE_SECONDS = 2.0
STORE_DOWN_SECONDS = 5.0


class Deliverer:
    """Takes claimed rows to the wire. `owner` names this process in leases."""

    def __init__(self, outbox: OutboxStore, sender: Sender, clock: Clock, owner: str) -> None:
        self._outbox, self._sender, self._clock, self._owner = outbox, sender, clock, owner
        self._wake, self._flying = asyncio.Event(), set[asyncio.Task[None]]()
        self._stopping = False

    def wake(self) -> None:
        """There may be something to send now."""
        self._wake.set()

    async def run(self) -> None:
        """Deliver until `stop`; a store that is down is waited for, never spun on."""
        while not self._stopping:
            pause = IDLE_SECONDS
            try:
                await self._take()
            except StoreUnavailable:  # the database itself has told that it is away
                pause = STORE_DOWN_SECONDS
            except Exception:  # the loop must outlive whatever a store or sender raises
                log.exception("delivery paused")
                pause = STORE_DOWN_SECONDS
            await self._rest(pause)
        if self._flying:
            await asyncio.wait(self._flying)

    def resume(self) -> None:
        """`run` may run again after a `stop`."""
        self._stopping = False

    async def stop(self) -> None:
        """Take no more; `run` returns once what is in flight has been settled."""
        self._stopping = True
        self._wake.set()

    async def deliver_due(self) -> int:
        """Deliver all that may be sent now, and return how many attempts that took."""
        attempts = 0
        while taken := await self._take():
            await asyncio.wait(self._flying)
            attempts += taken
        return attempts

    async def _take(self) -> int:
        free = IN_FLIGHT - len(self._flying)
        if free <= 0:
            return 0
        rows = await self._outbox.claim(self._owner, self._clock(), LEASE_SECONDS, free)
        for row in rows:
            task = asyncio.create_task(self._deliver(row))
            self._flying.add(task)
            task.add_done_callback(self._landed)
        return len(rows)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        self._wake.set()
        if not task.cancelled() and (failure := task.exception()):
            away = isinstance(failure, StoreUnavailable)
            log.error("a message was left in doubt", exc_info=None if away else failure)

    async def _rest(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), seconds)
        self._wake.clear()

    async def _deliver(self, row: OutboxRow) -> None:
        started = time.monotonic()
        try:
            outcome = await self._sender.send(row.chat_id, row.message, row.thread_id)
        except Exception as failure:
            log.exception("sending raised", row=row.id)
            outcome = Outcome(SendResult.UNKNOWN, reason=type(failure).__name__)
        kept = await self._settle(row, outcome)
        log.debug(
            "delivery",
            chat=row.chat_id,
            slot=row.slot,
            part=row.part,
            verdict=outcome.verdict.value,
            seconds=round(time.monotonic() - started, 3),
            lease_kept=kept,
            reason=outcome.reason or None,
        )

    async def _settle(self, row: OutboxRow, outcome: Outcome) -> bool:
        """Record the outcome, which nobody else knows, as soon as the database is there again."""
        while True:
            try:
                return await self._outbox.settle(
                    row.id, self._owner, outcome, self._clock(), attempt=row.attempts
                )
            except StoreUnavailable:
                if self._stopping:
                    raise
                await asyncio.sleep(IDLE_SECONDS)
