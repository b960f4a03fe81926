"""How much one reader, and one chat, may ask in a while: buckets that refill, one warning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

_REMEMBERED = 20_000


class Decision(Enum):
    """What becomes of a wish: it is met, refused with a word, or refused in silence."""

    YES = "yes"
    WARN = "warn"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Allowance:
    """`burst` wishes at once; one more every `seconds`. Who has used up all waits for `rest` of
    them, so that one warning is enough."""

    burst: int
    seconds: float
    rest: int = 1


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime
    closed_until: datetime | None = None


ALLOWANCES = {
    "user": Allowance(20, 3.0, rest=5),  # 20 a minute
    "chat": Allowance(30, 2.0, rest=5),
    "edition": Allowance(1, 3600.0),  # whole editions that a group's members ask for
    "reminder": Allowance(1, 600.0),  # words to a group that its next edition is not due yet
    "inline": Allowance(20, 2.0),  # a question comes at each pause in typing
    "hello": Allowance(1, 86_400.0),  # greetings of a group
    "desk": Allowance(1, 10.0),  # the settings of a channel, shown to who manages it
    "page": Allowance(10, 720.0),  # pages to read: 5 an hour, ten at once after a quiet time
    "search": Allowance(30, 20.0),  # words looked for: 180 an hour, 30 at once
    "feed": Allowance(20, 4320.0),  # feeds to add: 20 a day
    "import": Allowance(5, 17_280.0),  # OPML files: 5 a day
    "export": Allowance(3, 3600.0),  # files of all that is stored: one an hour
}
# What costs more than an answer counts thrice: against the chat, against the person, so that groups
# multiply nothing, and against the whole. Channels and those who write as their group have no
# person that we could know: all of them together have one allowance in a person's place.
UNNAMED = {
    "page": Allowance(60, 60.0),  # 60 an hour
    "search": Allowance(120, 5.0),
    "feed": Allowance(100, 864.0),  # 100 a day
    "import": Allowance(5, 17_280.0),
    "export": Allowance(10, 360.0),
}
IN_ALL = {
    "search": Allowance(300, 0.2),  # five a second
    "page": Allowance(200, 3.0),  # 1,200 an hour: a third of what one worker reads
    "feed": Allowance(1000, 86.4),  # 1,000 a day: the first polls of feeds keep to a pass
    "import": Allowance(40, 2160.0),  # 40 a day, of at most 200 feeds
    "export": Allowance(60, 60.0),
}


class RateLimits:
    """Token buckets by kind and id, in memory: a restart is generous once."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, int], _Bucket] = {}

    def take(self, kind: str, number: int) -> Decision:
        """Use one wish of this kind ("user", "chat", "hello") of this id."""
        allowance, now = ALLOWANCES[kind], self._clock()
        bucket = self._filled((kind, number), allowance)
        if bucket.closed_until and now < bucket.closed_until:
            return Decision.SILENT
        bucket.closed_until = None
        if bucket.left >= 1:
            bucket.left -= 1
            return Decision.YES
        missing = max(1, allowance.rest) - bucket.left
        bucket.closed_until = now + timedelta(seconds=missing * allowance.seconds)
        return Decision.WARN

    def closed_for(self, kind: str, number: int) -> timedelta:
        """How long wishes of this kind of this id are refused from now on."""
        bucket, now = self._buckets.get((kind, number)), self._clock()
        until = bucket.closed_until if bucket else None
        return max(timedelta(), (until or now) - now)

    def spend(self, kind: str, chat_id: int, user_id: int) -> timedelta | None:
        """Use one costly wish ("page", "search") of this chat and person (0: unknown), and of all.

        None when it is granted, else how long it will be before it would be; then nothing is used.
        """
        purses = self._purses(kind, chat_id, user_id)
        waits = [(1 - bucket.left) * allowance.seconds for bucket, allowance in purses]
        if max(waits) > 0:
            return timedelta(seconds=max(waits))
        for bucket, _ in purses:
            bucket.left -= 1
        return None

    def give_back(self, kind: str, chat_id: int, user_id: int) -> None:
        """A costly wish that came to nothing is not counted against its chat and its person; what
        all may ask in all stays used, since the work was done."""
        for bucket, allowance in self._purses(kind, chat_id, user_id)[:2]:
            bucket.left = min(allowance.burst, bucket.left + 1)

    def _purses(self, kind: str, chat_id: int, user_id: int) -> list[tuple[_Bucket, Allowance]]:
        """What a costly wish is counted against: the chat, the person, all together."""
        own, all_ = ALLOWANCES[kind], IN_ALL[kind]
        person = (own, user_id) if user_id else (UNNAMED[kind], 0)
        return [
            (self._filled((f"{kind} of a chat", chat_id), own), own),
            (self._filled((f"{kind} of a person", person[1]), person[0]), person[0]),
            (self._filled((f"{kind} in all", 0), all_), all_),
        ]

    def _filled(self, name: tuple[str, int], allowance: Allowance) -> _Bucket:
        """A bucket with what has come into it until now."""
        now = self._clock()
        bucket = self._buckets.get(name)
        if bucket is None:
            self._forget(now)
            bucket = self._buckets[name] = _Bucket(allowance.burst, now)
        gained = max(0.0, (now - bucket.at).total_seconds()) / allowance.seconds
        bucket.left, bucket.at = min(allowance.burst, bucket.left + gained), now
        return bucket

    def _forget(self, now: datetime) -> None:
        if len(self._buckets) < _REMEMBERED:
            return
        for (kind, number), bucket in list(self._buckets.items()):
            allowance = ALLOWANCES[kind.split(" of ")[0].split(" in ")[0]]
            full = allowance.burst * allowance.seconds
            if (now - bucket.at).total_seconds() > full:
                del self._buckets[kind, number]
