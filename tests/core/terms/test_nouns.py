"""Nouns told by the words around them."""

from __future__ import annotations

from bot.core.terms.nouns import are_found, may_be_noun, noun_phrases, nouns


def test_a_word_alone_behind_an_article_is_a_noun_and_what_it_does_is_none() -> None:
    found = nouns("The court closes the bridge. It sold the tall ship quickly to a friend.", "en")
    assert {"bridg", "friend"} <= found
    assert not {"close", "quick", "sold", "tall"} & found


def test_phrases_are_pairs_that_come_again_and_end_as_nouns_do() -> None:
    text = "The interest rates rose. With interest rates up, they sell less and sell less again."
    assert noun_phrases(text, "en") == {("interest", "rates"): 2}


def test_endings_of_verbs_and_adverbs_speak_against_a_noun() -> None:
    assert not may_be_noun("quickly", "en")
    assert not may_be_noun("exerting", "en")
    assert may_be_noun("building", "en")  # in spite of its ending
    assert not may_be_noun("يضرب", "ar")


def test_a_language_without_a_list_finds_none_and_refuses_none() -> None:
    assert not are_found("xx")
    assert nouns("the bridge of", "xx") == frozenset()
    assert may_be_noun("quickly", "xx")
