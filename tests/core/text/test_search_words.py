"""What a reader types is found in what an article says, in every script."""

from __future__ import annotations

import unicodedata

import pytest

from bot.core.text.query import parse_query, searchable
from bot.core.text.search_words import needles


def found(typed: str, text: str) -> bool:
    line = searchable([text])
    return all(needle in line for needle in needles(parse_query(typed).asked))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("elect", "The election is over."),
        ("ZURICH", "In Zürich fiel Schnee."),
        ("किताब", "यह एक किताब है।"),
        ("है", "यह एक किताब है।"),
        ("இந்தியா", "இந்தியா வென்றது."),
        ("กรุงเทพ", "ฝนตกในกรุงเทพมหานคร"),
        ("ガザ", "ガザ地区で停戦"),
        ("မြန်မာ", "မြန်မာနိုင်ငံ"),
        ("대통령", "대통령이 말했다."),
        ("o'neill", "Ms O’Neill resigned."),
        ("שלום", "שָׁלוֹם"),
    ],
)
def test_a_word_of_a_text_is_found(typed: str, text: str) -> None:
    assert found(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("war", "A warning was given."),
        ("ガザ", "カサで雨が降った"),
        ("कतब", "यह एक किताब है।"),
        ("snow fire", "In Zürich fell snow."),
    ],
)
def test_another_word_is_not(typed: str, text: str) -> None:
    assert not found(typed, text)


def test_what_older_versions_stored_is_still_found() -> None:
    stored = unicodedata.normalize("NFKD", "대통령")
    line = f" zurich election किताब {stored} kyiv "
    assert all(
        needle in line for needle in needles(parse_query("Zürich election किताब 대통령").asked)
    )
