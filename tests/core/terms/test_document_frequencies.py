"""What is known of words before the first article was read."""

from __future__ import annotations

import math

import pytest

from bot.core.terms.document_frequencies import background, nothing_known
from bot.core.terms.vectors import LEAST_SHARE, Frequencies, term_counts


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


def test_in_an_unknown_language_every_word_is_as_rare_as_any_can_be() -> None:
    expected = -math.log(LEAST_SHARE)
    assert rarity("anything", "xx", Frequencies()) == pytest.approx(expected, rel=0.01)


def test_a_dozen_reports_of_one_town_do_not_make_its_name_a_common_word() -> None:
    told = dict[int, float]()
    for size, of_dunlin in ((9, 1), (100, 12)):
        frequencies = Frequencies()
        for number in range(size):
            text = "fire in Dunlin" if number < of_dunlin else f"budget vote {number}"
            frequencies.add(term_counts("", text, "en"), "en")
        told[size] = rarity("Dunlin", "en", frequencies)
    assert 0.75 * told[9] < told[100] < told[9]


def test_what_was_read_outweighs_the_background_by_no_more_than_one_to_one() -> None:
    frequencies = Frequencies()
    for _ in range(20_000):
        frequencies.add(term_counts("", "lighthouse", "en"), "en")
    assert 0.4 < math.exp(-rarity("lighthouse", "en", frequencies)) < 0.6
