"""Telegram's sending rates: about thirty a second in all, one a second to a chat after a short
burst, twenty a minute to a group or channel. The figures are those of Telegram's own FAQ."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.local_telegram.world.errors import too_many


@dataclass(frozen=True, slots=True)
class Rates:
    """How much Telegram takes. `burst` messages to one chat pass before one a second holds."""

    per_second: int = 30
    per_chat: float = 1.0
    burst: int = 5
    per_group_minute: int = 20


@dataclass(slots=True)
class _ChatRate:
    tokens: float
    filled_at: float
    minute: deque[float] = field(default_factory=deque)
    held_until: float = 0.0


class SendingRates:
    """Counts what is sent and refuses with 429 what is too much.

    `clock` is monotonic, in seconds. `premature` counts calls that came in spite of a
    `retry_after` that had not passed: a bot that is well behaved leaves it at 0.
    """

    def __init__(
        self, clock: Callable[[], float], rates: Rates | None = None, *, active: bool = True
    ) -> None:
        self.clock = clock
        self.rates = rates or Rates()
        self.active = active
        self.refused = 0
        self.premature = 0
        self._all: deque[float] = deque()
        self._chats: dict[int, _ChatRate] = {}
        self._held_until = 0.0

    def hold(self, seconds: float, chat_id: int | None = None) -> None:
        """Refuse everything, or everything to one chat, for that long."""
        until = self.clock() + seconds
        if chat_id is None:
            self._held_until = until
        else:
            self._chat(chat_id, self.clock()).held_until = until

    def check(self, chat_id: int, *, group: bool, edit: bool = False) -> None:
        """Count one message to a chat, or raise the 429 that says how long to wait.

        An edit counts against the rate over all chats alone.
        """
        now = self.clock()
        chat = self._chat(chat_id, now)
        held = max(self._held_until, chat.held_until) - now
        if held > 0:
            self.premature += 1
            self._refuse(held)
        if not self.active:
            return
        _expire(self._all, now - 1.0)
        if len(self._all) >= self.rates.per_second:
            self._held_until = self._all[0] + 1.0
            self._refuse(self._held_until - now)
        if not edit:
            self._check_chat(chat, now, group)
        self._all.append(now)

    def _check_chat(self, chat: _ChatRate, now: float, group: bool) -> None:
        _expire(chat.minute, now - 60.0)
        gained = (now - chat.filled_at) * self.rates.per_chat
        chat.tokens = min(float(self.rates.burst), chat.tokens + gained)
        chat.filled_at = now
        wait = 0.0
        if group and len(chat.minute) >= self.rates.per_group_minute:
            wait = chat.minute[0] + 60.0 - now
        elif chat.tokens < 1.0:
            wait = (1.0 - chat.tokens) / self.rates.per_chat
        if wait > 0:
            chat.held_until = now + wait
            self._refuse(wait)
        chat.tokens -= 1.0
        chat.minute.append(now)

    def _chat(self, chat_id: int, now: float) -> _ChatRate:
        if chat_id not in self._chats:
            self._chats[chat_id] = _ChatRate(float(self.rates.burst), now)
        return self._chats[chat_id]

    def _refuse(self, seconds: float) -> None:
        self.refused += 1
        raise too_many(seconds)


def _expire(times: deque[float], before: float) -> None:
    while times and times[0] <= before:
        times.popleft()
