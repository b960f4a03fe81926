"""Silence is told: editions that are due and not planned, and messages that wait and do not go.

A bot that quietly sends nothing looks well from outside; so it looks at itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.services.chat_port import ChatStore
from bot.services.ports import Clock, OutboxStore

log = structlog.get_logger(__name__)

TOO_LONG = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Standstill:
    """Delivery stands still since then: editions are not made, or (`made`) messages not sent."""

    since: datetime
    made: bool


def complaint(due: datetime | None, waiting: datetime | None, now: datetime) -> str:
    """What is wrong, of the longest due edition and the message that waits longest; "" if nothing
    is."""
    if due and now - due > TOO_LONG:
        return "editions are due and are not made"
    if waiting and now - waiting > TOO_LONG:
        return "messages wait and are not sent"
    return ""


class DeliveryWatch:
    """Looks now and then; tells when delivery stands still, and when it goes on."""

    def __init__(self, chats: ChatStore, outbox: OutboxStore, clock: Clock) -> None:
        self._chats, self._outbox, self._clock, self._said = chats, outbox, clock, ""
        self._since, self._sent = clock(), -1
        self._still: Standstill | None = None

    def standstill(self) -> Standstill | None:
        """What the last look found."""
        return self._still

    async def look(self) -> str:
        """One look: what is wrong. What fell due before we were there has its quarter of an hour
        from then."""
        now = self._clock()
        due = [chat.next_due for chat in await self._chats.due(now, 1) if chat.next_due]
        waiting = await self._outbox.oldest_pending()
        unmade = max(due[0], self._since) if due else None
        unsent = max(waiting, self._since) if waiting and await self._idle() else None
        wrong = complaint(unmade, unsent, now)
        self._still = self._found(unmade, unsent, now) if wrong else None
        if wrong and wrong != self._said:
            log.error("delivery stands still", reason=wrong)
        elif self._said and not wrong:
            log.info("delivery goes on")
        self._said = wrong
        return wrong

    @staticmethod
    def _found(unmade: datetime | None, unsent: datetime | None, now: datetime) -> Standstill:
        made = unmade is None or now - unmade <= TOO_LONG
        return Standstill((unsent if made else unmade) or now, made)

    async def _idle(self) -> bool:
        """Whether nothing was sent since the last look: a large edition may take hours."""
        sent = (await self._outbox.counts()).get("sent", 0)
        idle, self._sent = sent == self._sent, sent
        return idle
