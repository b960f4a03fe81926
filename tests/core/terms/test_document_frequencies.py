"""What is known of words before the first article was read."""

from __future__ import annotations

import math

import pytest

from bot.core.terms.document_frequencies import background, nothing_known
from bot.core.terms.vectors import FEWEST_PRIOR, Frequencies, term_counts


def rarity(word: str, language: str, frequencies: Frequencies) -> float:
    return float(frequencies.rarity(term_counts("", word, language).terms, language)[0])


@pytest.mark.parametrize(
    ("language", "common", "rare"),
    [
        ("en", "government", "lighthouse"),
        ("en-GB", "people", "ferry"),
        ("", "week", "plinth"),
        ("de", "Jahr", "Leuchtturm"),
        ("ru", "года", "маяк"),
        ("pl", "roku", "latarnia"),
    ],
)
def test_common_words_weigh_less_than_rare_ones_before_anything_was_read(
    language: str, common: str, rare: str
) -> None:
    frequencies = Frequencies()
    assert rarity(common, language, frequencies) < rarity(rare, language, frequencies) - 1


def test_what_is_read_here_is_added_to_what_was_known() -> None:
    frequencies = Frequencies()
    before = rarity("lighthouse", "en", frequencies)
    for _ in range(50):
        frequencies.add(term_counts("", "lighthouse", "en"), "en")
    assert rarity("lighthouse", "en", frequencies) < before - 2


def test_a_word_common_in_one_language_is_not_so_in_another() -> None:
    frequencies = Frequencies(nothing_known())
    for n in range(100):
        frequencies.add(term_counts("", f"gift word{n}", "en"), "en")
        frequencies.add(term_counts("", f"wort{n} satz", "de"), "de")
    assert rarity("gift", "en", frequencies) < rarity("gift", "de", frequencies) - 4


def test_the_table_is_small_and_read_once() -> None:
    assert background() is background()
    assert 10_000 < len(background().keys) < 100_000
    assert background().totals["en"] > 10_000


def test_in_an_unknown_language_every_word_is_as_rare_as_among_a_few_hundred_articles() -> None:
    expected = math.log((FEWEST_PRIOR + 1) / 0.5)
    assert rarity("anything", "xx", Frequencies()) == pytest.approx(expected)
