from __future__ import annotations

import pytest

from bot.core.model.bots import bot_id_of


@pytest.mark.parametrize(
    ("token", "number"),
    [
        ("42:AAE-x", 42),
        (" 7000000001:AAE", 7_000_000_001),
        ("none", 0),
        ("", 0),
        ("4x:AAE", 0),
        ("\u0664:AAE", 0),
        ("9" * 30 + ":AAE", 0),
    ],
)
def test_a_token_begins_with_the_bots_id(token: str, number: int) -> None:
    assert bot_id_of(token) == number
