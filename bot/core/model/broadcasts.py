"""A message of those who run the bot to all chats: asked about, on its way, done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class BroadcastState(StrEnum):
    """The life of a broadcast: it is planned chat by chat from GOING to DONE."""

    ASKED = "asked"
    CANCELLED = "cancelled"
    GOING = "going"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`texts` by language, "" for all others. `after` is the highest chat that it is planned for;
    chats are taken in the order of their numbers."""

    id: int
    asked_at: datetime
    texts: Mapping[str, str]
    state: BroadcastState
    after: int


@dataclass(frozen=True, slots=True)
class BroadcastReport:
    """How far a broadcast is: chats `sent` to, on their way, not reached, and `held` until their
    quiet hours or pauses end; and the audience now."""

    state: BroadcastState
    audience: int
    sent: int = 0
    waiting: int = 0
    failed: int = 0
    held: int = 0
