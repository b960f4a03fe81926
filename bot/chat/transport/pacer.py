"""Telegram's rates, kept by ourselves: no window of time ever holds more than its share.

Telegram's own limits are about 30 messages a second in all, one a second in a chat and 20 a
minute in a group or channel; ours stand a little below, from the first message on. Answers to a
waiting reader go before digests, three at once to one chat before one a second holds. Digests are
spread evenly over a second: a burst of them would leave an answer the rest of the second to wait.
After a 429 the chat rests as long as Telegram asks; when three
chats get one within a second and nobody gets anything in between, the whole bot is meant: it
rests and then starts slowly.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum

PER_SECOND = 25
CHAT_GAP = 1.05  # seconds between two messages of one chat, the way there and back included
ANSWER_BURST = 3
"""Answers to one chat that may go at once; then one every `CHAT_GAP` makes up for them."""
PER_GROUP_MINUTE = 18
_SLOW_START = 5  # messages in the first second after a rest of the whole bot, 10 in the next, …
_WINDOW, _MINUTE = 1.002, 60.5  # seconds; Telegram's 30 a second leave room for what bunches
_SPREAD = _WINDOW / PER_SECOND  # seconds between two digests
_FLOODED_CHATS = 3
_TROUBLE = 5  # failures in a row that open the circuit
_LONGEST_REST = 60.0  # seconds, of a circuit that is open
_FORGET = 120.0  # seconds after which a quiet chat needs no memory


class Lane(IntEnum):
    """Who goes first."""

    ANSWER = 0
    DIGEST = 1


@dataclass(slots=True)
class _Pace:
    """What is remembered of one chat."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    sent: deque[float] = field(default_factory=lambda: deque(maxlen=PER_GROUP_MINUTE))
    held_until: float = 0.0
    users: int = 0


class Pacer:
    """Lets messages through at Telegram's pace.

    `now` gives seconds of a clock that never goes back; `sleep` waits that many seconds.
    """

    def __init__(
        self,
        now: Callable[[], float],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._now, self._sleep = now, sleep
        self._chats: dict[int, _Pace] = {}
        self._sent: deque[float] = deque(maxlen=PER_SECOND)
        self._held_until = self._digest_at = 0.0
        self._floods: deque[tuple[float, int]] = deque(maxlen=_FLOODED_CHATS)
        self._answers_waiting = 0
        self._digest_line = asyncio.Lock()
        self._failures = 0

    @asynccontextmanager
    async def turn(self, chat_id: int, lane: Lane, patience: float) -> AsyncIterator[float]:
        """Wait for this chat's turn, and keep it while the message is on its way.

        Yields 0.0 when it may go, or, without having waited, the seconds that it would have to
        wait where these are more than `patience`: then nothing may be sent.
        """
        pace = self._chats.setdefault(chat_id, _Pace())
        pace.users += 1
        try:
            if (rest := self._chat_rest(chat_id, pace, lane)) > patience:
                yield rest
                return
            async with pace.lock:  # one in flight a chat, in the order they came
                yield await self._wait(chat_id, pace, lane, patience)
        finally:
            pace.users -= 1
            self._forget()

    async def _wait(self, chat_id: int, pace: _Pace, lane: Lane, patience: float) -> float:
        while (rest := self._chat_rest(chat_id, pace, lane)) > 0:
            if rest > patience:
                return rest
            await self._sleep(rest)
        if rest := await (self._digest_wait if lane is Lane.DIGEST else self._answer_wait)(
            patience
        ):
            return rest
        now = self._now()
        self._sent.append(now)
        pace.sent.append(now)
        return 0.0

    async def _answer_wait(self, patience: float) -> float:
        self._answers_waiting += 1
        try:
            return await self._bot_wait(Lane.ANSWER, patience)
        finally:
            self._answers_waiting -= 1

    async def _digest_wait(self, patience: float) -> float:
        async with self._digest_line:  # one waits for the next moment, the others for their turn
            if rest := await self._bot_wait(Lane.DIGEST, patience):
                return rest
            # One that was late lets the next catch up, and no more than one.
            self._digest_at = max(self._digest_at + _SPREAD, self._now() - _SPREAD)
            return 0.0

    async def _bot_wait(self, lane: Lane, patience: float) -> float:
        while (rest := self._bot_rest(lane)) > 0:
            if rest > patience:
                return rest
            await self._sleep(rest)
        return 0.0

    def _chat_rest(self, chat_id: int, pace: _Pace, lane: Lane) -> float:
        free = max(pace.held_until, self._held_until)
        burst = ANSWER_BURST if lane is Lane.ANSWER else 1
        if len(pace.sent) >= burst:
            free = max(free, pace.sent[-burst] + burst * CHAT_GAP)
        if chat_id < 0 and len(pace.sent) == PER_GROUP_MINUTE:
            free = max(free, pace.sent[0] + _MINUTE)
        return free - self._now()

    def _bot_rest(self, lane: Lane) -> float:
        now = self._now()
        if self._held_until > now:
            return self._held_until - now
        recent = [at for at in self._sent if at > now - _WINDOW]
        kept_free = self._answers_waiting if lane is Lane.DIGEST else 0
        room = self._allowed(now) - len(recent) - kept_free
        if room > 0:
            return self._digest_at + _SPREAD - now if lane is Lane.DIGEST else 0.0
        return max(0.01, recent[0] + _WINDOW - now) if recent else 0.05

    def _allowed(self, now: float) -> int:
        if not self._held_until:
            return PER_SECOND
        return min(PER_SECOND, _SLOW_START * (1 + int(now - self._held_until)))

    def flooded(self, chat_id: int, seconds: float) -> bool:
        """Telegram answered 429: the chat rests; True when that means the whole bot must."""
        now = self._now()
        pace = self._chats.setdefault(chat_id, _Pace())
        pace.held_until = max(pace.held_until, now + seconds)
        self._floods.append((now, chat_id))
        recent = {chat for at, chat in self._floods if at > now - 1.0}
        if len(recent) < _FLOODED_CHATS:
            return False
        self.hold(seconds)
        return True

    def held(self, chat_id: int) -> float:
        """Seconds for which Telegram wants nothing for this chat, or nothing at all; 0.0 for none.

        Chat 0 stands for the calls that name no chat.
        """
        pace = self._chats.get(chat_id)
        until = max(self._held_until, pace.held_until if pace else 0.0)
        return max(0.0, until - self._now())

    def hold(self, seconds: float) -> None:
        """The whole bot rests for so long."""
        self._held_until = max(self._held_until, self._now() + seconds)

    def failed(self) -> float:
        """No answer, or none of use: the seconds to wait before this is tried again.

        They double from one to sixty; from the fifth failure in a row on, the whole bot waits
        and one message tries.
        """
        self._failures += 1
        rest = min(_LONGEST_REST, 2.0 ** (self._failures - 1))
        if self._failures >= _TROUBLE:
            self.hold(rest)
        return rest

    def answered(self) -> None:
        """Telegram took a message or refused it for good: the line is good, and whichever chats
        have to rest, the whole bot need not."""
        self._failures = 0
        self._floods.clear()

    def _forget(self) -> None:
        if len(self._chats) < 256:
            return
        now = self._now()
        for chat_id, pace in list(self._chats.items()):
            quiet = not pace.sent or pace.sent[-1] < now - _FORGET
            if not pace.users and quiet and pace.held_until < now:
                del self._chats[chat_id]
