"""Initials in the scripts of India, and numbers that are no ordinals."""

from __future__ import annotations

import pytest

from summarizers.text.abbreviations import rules_for
from summarizers.text.initials import acronym_ends, initial_ends, is_indic_initial, is_reference


@pytest.mark.parametrize("word", ["ए", "पी", "जे", "एस", "एच.डी.एफ.सी", "கே", "எம்", "मी", "ਕੇ"])
def test_the_name_of_a_letter_is_an_initial(word: str) -> None:
    assert is_indic_initial(word)


@pytest.mark.parametrize("word", ["है", "हैं", "आहे", "थी", "गए", "आले", "வந்தார்", "K", ""])
def test_a_word_is_none(word: str) -> None:
    assert not is_indic_initial(word)


@pytest.mark.parametrize(
    ("so_far", "language", "expected"),
    [
        ("Viz str. 12 a obr. 4", "cs", True),
        ("Bydlí na nám. Míru 4", "cs", True),
        ("Dnes začíná 12", "cs", False),
        ("Vidi čl. 12. st. 3", "hr", False),
        ("nach Abs. 3", "de", False),
        ("Karel IV", "cs", False),
        ("", "cs", False),
    ],
)
def test_the_number_of_a_page_or_a_house_is_no_ordinal(
    so_far: str, language: str, expected: bool
) -> None:
    assert is_reference(so_far, rules_for(language)) == expected


def test_a_roman_number_behind_a_small_word_ends_a_vietnamese_sentence() -> None:
    assert initial_ends("I", ["quý"], "Dầu", False, rules_for("vi"))
    assert not initial_ends("V", ["Trần"], "Nam", False, rules_for("vi"))
    assert not initial_ends("V", ["von"], "Nam", False, rules_for("de"))


@pytest.mark.parametrize(
    ("word", "behind", "opener", "expected"),
    [
        ("U.S", "Officials said so.", False, True),
        ("U.S", "The minister left.", True, True),
        ("U.S", "Navy ships left.", False, False),
        ("U.S", "A team won.", True, False),
        ("p.m", "Police came.", False, True),
        ("J.K", "Moss wrote it.", False, None),
    ],
)
def test_an_acronym_ends_a_sentence_where_no_name_goes_on(
    word: str, behind: str, opener: bool, expected: bool | None
) -> None:
    assert acronym_ends(word, behind, opener) is expected
