from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.model.messages import Outcome, SendResult
from bot.store import Stores
from bot.store.outbox.strikes import is_strike
from tests.store.sending import ADA, NOW, SENT, planned, subscribed

NOT_FOUND = Outcome(SendResult.REFUSED, reason="Chat not found")
TOO_LONG = Outcome(SendResult.REFUSED, reason="Message is too long")
DAY = timedelta(days=1)


async def active_after(stores: Stores, *days: tuple[int, Outcome]) -> bool:
    """Whether the chat is active after one message each on these days, with these outcomes."""
    await subscribed(stores, ADA)
    for number, (day, outcome) in enumerate(days):
        at = NOW + day * DAY
        await planned(stores, ADA, "news", key=f"slot {number}")
        (row,) = await stores.outbox.claim("one", at, 60, 1)
        assert await stores.outbox.settle(row.id, "one", outcome, at)
    chat = await stores.chats.get(ADA)
    assert chat is not None
    return chat.active


@pytest.mark.parametrize(
    ("days", "active"),
    [
        ([(0, NOT_FOUND)], True),
        ([(0, NOT_FOUND)] * 5, True),  # many on one day are one fault
        ([(0, NOT_FOUND), (1, NOT_FOUND)], True),
        ([(0, NOT_FOUND), (1, NOT_FOUND), (2, NOT_FOUND)], False),
        ([(0, NOT_FOUND), (1, SENT), (2, NOT_FOUND), (3, NOT_FOUND)], True),
        ([(0, TOO_LONG), (1, TOO_LONG), (2, TOO_LONG)], True),  # no fault of the chat
        ([(0, NOT_FOUND), (5, NOT_FOUND), (9, NOT_FOUND)], True),  # too far apart
    ],
)
async def test_refusals_on_three_days_end_a_chat(
    stores: Stores, days: list[tuple[int, Outcome]], active: bool
) -> None:
    assert await active_after(stores, *days) is active


@pytest.mark.parametrize(
    ("reason", "strike"),
    [
        ("Chat not found", True),
        ("Not enough rights to send text messages to the chat", True),
        ("CHAT_WRITE_FORBIDDEN", True),
        ("Can't parse entities", False),
        ("TOPIC_CLOSED", False),
        ("", False),
        (None, False),
    ],
)
def test_words_about_the_chat_are_told_from_words_about_the_message(
    reason: str | None, strike: bool
) -> None:
    assert is_strike(reason) is strike
