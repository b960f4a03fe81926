"""Wishes for hours in pieces: the longest phrase that fits is taken, and what is none is named."""

from __future__ import annotations

import pytest

from bot.core.schedule.wish_words import Kind, wish_tokens


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("every day at 8", ["every day", "at", "8"]),
        ("Sonntagmorgen", ["sonntag", "morgen"]),
        ("Morgen", ["morgen"]),
        ("полвосьмого", ["пол", "восьмого"]),
        ("7,18", ["7", ",", "18"]),
        ("mon–fri", ["mon", "-", "fri"]),
        ("once a day", ["once a day"]),
    ],
)
def test_the_longest_phrase_is_taken(words: str, pieces: list[str]) -> None:
    assert [token.text for token in wish_tokens(words) if not isinstance(token, str)] == pieces


def test_a_word_can_stand_for_several_things() -> None:
    (token,) = wish_tokens("evening")
    assert not isinstance(token, str) and {Kind.TIME, Kind.HALF} <= token.kinds


def test_what_is_no_piece_is_named() -> None:
    assert wish_tokens("at 8 polenta") == "polenta"
