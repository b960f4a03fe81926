"""Names: what an article is about, and what it mentions."""

from __future__ import annotations

import pytest

from bot.core.terms.names import key, names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chile", "Chileans"),
        ("Portugal", "Portuguese"),
        ("U.S.", "American"),
        ("Cuba", "Cuban"),
        ("GCSE", "GCSEs"),
        ("Młynów", "Młynowie"),
        ("Poland", "Polish"),
    ],
)
def test_forms_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("Leeds", "Bristol"), ("Chile", "China")])
def test_two_names_have_two_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_headline_and_places_of_the_lead_are_main_and_persons_quoted_are_beside() -> None:
    found = names(
        "Dunlin bridge closed",
        "The bridge was closed after cracks were found near Harlow on Monday, engineer Ivo Lanz said.",
        "en",
    )
    assert found.main == (key("Dunlin"), key("Harlow"))
    assert found.beside == (key("Ivo"), key("Lanz"))
    assert set(found.main + found.beside) <= set(found.mentioned)
    assert found.frame == ("bridg", "close")


def test_common_words_at_the_head_of_sentences_are_no_names() -> None:
    found = names("Closes at noon", "Exerting pressure works. Stocks fell. Voting goes on.", "en")
    assert found.main == found.beside == ()


def test_a_headline_in_capitals_names_only_what_the_news_knows_as_names() -> None:
    found = names("Judge Orders Texas To Pay Teachers", "The state must pay its teachers.", "en")
    assert found.main == (key("Texas"),)


def test_german_nouns_behind_an_article_are_no_names() -> None:
    found = names(
        "Brodwerk steigert Gewinn",
        "Der Chiphersteller Brodwerk hat im dritten Quartal in Wellingen mehr verdient.",
        "de",
    )
    assert found.main == (key("Brodwerk"), key("Wellingen"))


@pytest.mark.parametrize("text", ["", "2026", "…", "地震が発生した。", "\ud800 Dunlin"])
def test_odd_texts_have_names_or_none(text: str) -> None:
    assert isinstance(names(text, text, "").main, tuple)
