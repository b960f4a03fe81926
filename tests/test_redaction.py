"""Nested values are redacted wherever a text stands in them."""

from __future__ import annotations

from bot.redaction import redacted_deeply

TOKEN = "123456:" + "a1B2c" * 5


class Told:
    """An object whose words hold a secret."""

    def __str__(self) -> str:
        return f"bot{TOKEN}"


def test_every_text_in_an_event_is_redacted_and_numbers_stay() -> None:
    event = {"a": [1, None, f"bot{TOKEN}"], "b": {"c": Told()}, TOKEN: True, "d": 0.5}
    shown = redacted_deeply(event)
    assert shown == {
        "a": [1, None, "bot123456:***"],
        "b": {"c": "bot123456:***"},
        "123456:***": True,
        "d": 0.5,
    }


def test_known_secrets_are_hidden_by_their_letters() -> None:
    assert redacted_deeply(["open sesame 42"], {"sesame"}) == ["open *** 42"]
