"""A bot as Telegram knows it: its id, and the API server that numbers its updates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BotIdentity:
    """`key` is its number in the store, `since` when it first started there.

    `before` is the (bot id, API address) that was served last, where that was another.
    """

    key: int
    bot_id: int
    api: str
    since: datetime
    before: tuple[int, str] | None = None


def bot_id_of(token: str) -> int:
    """The bot's id, which stands before the colon of its token; 0 where there is none."""
    number = token.strip().partition(":")[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) <= 18 else 0
