"""Names: what an article is about, and what it mentions."""

from __future__ import annotations

import pytest

from bot.core.terms.name_keys import key
from bot.core.terms.names import names


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


def test_what_serves_at_every_event_and_what_every_match_is_played_in_is_no_name() -> None:
    ferry = names("Ferry sinks off Lindra", "Coastguard boats searched the sea off Lindra.", "en")
    match = names("Ligue 2 : Rodez s'incline à Guingamp", "Rodez a perdu 2-0 à Guingamp.", "fr")
    assert ferry.main + ferry.beside == (key("Lindra"),)
    assert match.main == (key("Rodez"), key("Guingamp"))


def test_the_first_word_of_many_places_tells_nothing() -> None:
    found = names("Flood in San Telmo", "A flood reached San Telmo on Monday.", "en")
    assert found.main == (key("Telmo"),)
