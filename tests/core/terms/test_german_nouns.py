"""German nouns: what stands with a capital in German and names nothing."""

from __future__ import annotations

import pytest

from bot.core.terms.casing import cased_words
from bot.core.terms.german_nouns import german_nouns


def nouns(text: str) -> set[str]:
    return german_nouns(list(cased_words(text, "de")))


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Der Chiphersteller wächst", "chiphersteller"),
        ("Die neue Seilbahn steht", "seilbahn"),
        ("Geschlossen werden 80 Filialläden", "filialläden"),
        ("Weltkriegsbombe entschärft", "weltkriegsbombe"),
        ("Neue Regierung im Amt", "regierung"),
    ],
)
def test_behind_articles_and_numbers_in_use_or_put_together_a_word_is_a_noun(
    text: str, noun: str
) -> None:
    assert noun in nouns(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bombe in Dortmund entschärft", "dortmund"),
        ("Modekette Brandl meldet Insolvenz an", "brandl"),
        ("Brodwerk steigert Gewinn", "brodwerk"),
        ("Feuer in Mindelheim", "mindelheim"),
    ],
)
def test_large_cities_and_what_a_noun_stands_before_are_names(text: str, name: str) -> None:
    assert name not in nouns(text)
