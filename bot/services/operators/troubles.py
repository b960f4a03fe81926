"""What those who run the bot are told without asking: each kind of trouble once a day at most.

What was told is kept in the store, so that neither a restart nor a second process repeats it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.feeds.health import Condition
from bot.core.model.messages import Message, OutboxState
from bot.errors import StoreUnavailable
from bot.services.feed_notices import NoticeStore
from bot.services.ports import ChatStore, Clock, OutboxStore
from bot.services.safekeeping.delivery_watch import Standstill
from bot.services.source_health import SourceHealth

_FEWEST_FEEDS = 4  # of fewer, half says little
_AWAY = timedelta(minutes=1)  # a database's restart


class TroubleKind(StrEnum):
    """What can be the matter; the texts have the words for each."""

    LATE = "late"
    UNMADE = "unmade"
    LOST = "lost"
    FEEDS = "feeds"
    WEBHOOK = "webhook"
    DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Trouble:
    """`number` is how many (messages, feeds) or how long (minutes); `why` is Telegram's word."""

    kind: TroubleKind
    number: int = 0
    why: str = ""


RenderTroubles = Callable[[Sequence[Trouble], str], Message]
"""What is the matter, in an operator's language, as one message."""


def troubles_of(
    still: Standstill | None,
    lost: int,
    feeds: Mapping[Condition, int],
    complaint: str,
    now: datetime,
) -> list[Trouble]:
    """What there is to tell of: that delivery stands still, how many were `lost` since the last
    look, feeds by condition, and what Telegram says of the webhook ("": nothing)."""
    found = []
    if still:
        kind = TroubleKind.LATE if still.made else TroubleKind.UNMADE
        found.append(Trouble(kind, int((now - still.since).total_seconds()) // 60))
    if lost > 0:
        found.append(Trouble(TroubleKind.LOST, lost))
    failing, total = feeds.get(Condition.FAILING, 0), sum(feeds.values())
    if total >= _FEWEST_FEEDS and failing * 2 > total:
        found.append(Trouble(TroubleKind.FEEDS, failing))
    if complaint:
        found.append(Trouble(TroubleKind.WEBHOOK, why=complaint))
    return found


class TroubleNotices:
    """Looks now and then, and tells the operators."""

    def __init__(
        self,
        outbox: OutboxStore,
        notices: NoticeStore,
        chats: ChatStore,
        health: SourceHealth,
        render: RenderTroubles,
        clock: Clock,
        operators: Collection[int],
        complaint: Callable[[], str],
        standstill: Callable[[], Standstill | None],
    ) -> None:
        self._outbox, self._notices, self._chats = outbox, notices, chats
        self._health, self._render, self._clock = health, render, clock
        self._operators, self._complaint = operators, complaint
        self._standstill = standstill
        self._lost: int | None = None
        self._away: datetime | None = None

    async def run_due(self) -> int:
        """One look. Returns how many messages were planned. Raises StoreUnavailable."""
        if not self._operators:
            return 0
        now = self._clock()
        try:
            found = await self._look(now)
        except StoreUnavailable:
            self._away = self._away or now
            raise
        if self._away and now - self._away > _AWAY:
            minutes = int((now - self._away).total_seconds()) // 60
            found.append(Trouble(TroubleKind.DATABASE, minutes))
        self._away = None
        return sum([await self._tell(number, found, now) for number in self._operators])

    async def _look(self, now: datetime) -> list[Trouble]:
        states = await self._outbox.counts()
        lost = states.get(OutboxState.UNKNOWN, 0) + states.get(OutboxState.DEAD, 0)
        grown = 0 if self._lost is None else lost - self._lost
        feeds = await self._health.counts()
        self._lost = lost
        return troubles_of(self._standstill(), grown, feeds, self._complaint(), now)

    async def _tell(self, operator: int, found: Sequence[Trouble], now: datetime) -> bool:
        """Tell what this operator has not been told today."""
        keys = {f"trouble {one.kind} {now:%Y-%m-%d}": one for one in found}
        told = await self._notices.told(keys) if keys else set()
        new = [key for key in keys if (operator, key) not in told]
        if not new:
            return False
        chat = await self._chats.get(operator)
        message = self._render([keys[key] for key in new], chat.language if chat else "en")
        return await self._notices.tell(operator, new, message, now)
