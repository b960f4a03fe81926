"""The parts of the local Telegram in one place, handed to every method: no behaviour of its own."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.local_telegram.world.faults import Faults
from bot.local_telegram.world.rates import SendingRates
from bot.local_telegram.world.state import Json, Signal, User, World
from bot.local_telegram.world.updates import Updates

CALLS_KEPT = 20_000


@dataclass(slots=True)
class Call:
    """One call of the Bot API: what was asked, what took effect, what was answered.

    `at` is in seconds since 1970. `status` is 0 while, or when, no answer was given.
    """

    number: int
    at: float
    method: str
    chat_id: int | None
    params: Json
    delivered: bool = False
    answered: bool = False
    status: int = 0
    description: str = ""
    message_id: int | None = None
    fault: str = ""


@dataclass(slots=True)
class Hook:
    """The webhook as it was set, and how it fares; dates in seconds, 0 for never."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error_date: int = 0
    last_error: str = ""


@dataclass(slots=True)
class Telegram:
    """World, updates, limits, faults and the log of calls of one local Telegram.

    `query_seconds` is how long a tapped button waits for its answer; `closing` is set when the
    server stops, so that nobody waits on.
    """

    token: str
    world: World
    updates: Updates
    limits: SendingRates
    faults: Faults = field(default_factory=Faults)
    hook: Hook = field(default_factory=Hook)
    hook_changed: Signal = field(default_factory=Signal)
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=CALLS_KEPT))
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    query_seconds: float = 60.0
    call_count: int = 0

    @property
    def bot(self) -> User:
        """The bot whose token this is."""
        return self.world.bot

    def record(self, method: str, chat_id: int | None, params: Json) -> Call:
        """Open the log entry of a call."""
        self.call_count += 1
        call = Call(self.call_count, self.world.clock(), method, chat_id, params)
        self.calls.append(call)
        return call


def build(token: str, bot: User, clocks: Sequence[Callable[[], float]], limits: bool) -> Telegram:
    """An empty Telegram; `clocks` are the time of day and a monotonic time, both in seconds."""
    time_of_day, monotonic = clocks
    return Telegram(
        token=token,
        world=World(bot, time_of_day),
        updates=Updates(first_id=1 + int(time_of_day()) % 1_000_000 * 100),
        limits=SendingRates(monotonic, active=limits),
    )
