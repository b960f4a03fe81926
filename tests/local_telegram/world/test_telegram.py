"""The parts of the local Telegram, and its log of calls."""

from __future__ import annotations

from bot.local_telegram.world.state import User
from bot.local_telegram.world.telegram import CALLS_KEPT, build


def test_calls_are_numbered_and_only_the_last_ones_kept() -> None:
    telegram = build("1:x", User(1, "Précis"), (lambda: 12.0, lambda: 0.0), limits=True)
    for number in range(CALLS_KEPT + 5):
        call = telegram.record("sendMessage", number, {"text": "a"})
    assert (call.number, call.at, call.status) == (CALLS_KEPT + 5, 12.0, 0)
    assert telegram.calls[0].number == 6
    assert telegram.bot.first_name == "Précis"
