"""Which words a text writes with a capital, and where that says something."""

from __future__ import annotations

import pytest

from bot.core.terms.casing import cased_words, is_capitalised_throughout


def test_words_lose_their_possessive_and_full_stop_and_know_where_a_sentence_begins() -> None:
    words = list(cased_words("Orvane's profit fell. It sold 12.5 percent of “Lumo”."))
    assert [word.text for word in words] == [
        *("Orvane", "profit", "fell", "It", "sold", "12.5", "percent", "of", "Lumo"),
    ]
    assert [word.text for word in words if word.begins] == ["Orvane", "It", "Lumo"]
    assert [word.text for word in words if word.owns] == ["Orvane"]


@pytest.mark.parametrize(
    ("title", "language", "throughout"),
    [
        ("Council Approves New Bridge Over the Lode", "en", True),
        ("Council approves new bridge over the Lode", "en", False),
        ("Der Rat der Stadt Wellingen plant neue Brücke", "de", False),
        ("Rat Stadt Wellingen Brücke Fluss", "de", False),  # its nouns have capitals anyway
        ("", "en", False),
    ],
)
def test_a_headline_in_capitals_is_told(title: str, language: str, throughout: bool) -> None:
    assert is_capitalised_throughout(title, language) is throughout
