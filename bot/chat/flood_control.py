"""How much one reader, and one chat, may ask in a while: buckets that refill, one warning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

_REMEMBERED = 20_000


class Decision(Enum):
    """What becomes of a wish: it is met, refused with a word, or refused in silence."""

    YES = "yes"
    WARN = "warn"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Allowance:
    """`burst` wishes at once; one more every `seconds`."""

    burst: int
    seconds: float


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime
    warned: bool = False


ALLOWANCES = {
    "user": Allowance(20, 3.0),  # 20 a minute
    "chat": Allowance(30, 2.0),
    "hello": Allowance(1, 86_400.0),  # greetings of a group
    "page": Allowance(10, 720.0),  # pages to read: 5 an hour, ten at once after a quiet time
    "feed": Allowance(20, 4320.0),  # feeds to add: 20 a day
}


class RateLimits:
    """Token buckets by kind and id, in memory: a restart is generous once."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, int], _Bucket] = {}

    def take(self, kind: str, number: int) -> Decision:
        """Use one wish of this kind ("user", "chat", "page", "feed") of this id."""
        now, allowance = self._clock(), ALLOWANCES[kind]
        bucket = self._buckets.get((kind, number))
        if bucket is None:
            self._forget(now)
            bucket = self._buckets[kind, number] = _Bucket(allowance.burst, now)
        gained = max(0.0, (now - bucket.at).total_seconds()) / allowance.seconds
        bucket.left, bucket.at = min(allowance.burst, bucket.left + gained), now
        if bucket.left >= 1:
            bucket.left -= 1
            bucket.warned = False
            return Decision.YES
        said, bucket.warned = bucket.warned, True
        return Decision.SILENT if said else Decision.WARN

    def _forget(self, now: datetime) -> None:
        if len(self._buckets) < _REMEMBERED:
            return
        for (kind, number), bucket in list(self._buckets.items()):
            full = ALLOWANCES[kind].burst * ALLOWANCES[kind].seconds
            if (now - bucket.at).total_seconds() > full:
                del self._buckets[kind, number]
