"""Which words of a story its account would have, and what a sentence adds to it."""

from __future__ import annotations

import pytest

from summarizers.story.coverage import (
    CoverageModel,
    OutletText,
    WordProbabilities,
    as_sentence,
    word_probabilities,
)

STORY = [
    OutletText(frozenset({"bridge"}), (("bridge", "close"), ("ferry", "run"))),
    OutletText(frozenset({"bridge"}), (("bridge", "close"), ("mayor", "angry"))),
]


def test_what_more_outlets_tell_is_likelier() -> None:
    likely = word_probabilities(STORY).words
    assert likely["bridge"] > likely["close"] > likely["ferry"]
    assert likely["ferry"] == likely["mayor"]
    assert all(0 < chance < 1 for chance in likely.values())


def test_a_pair_that_two_outlets_have_is_likelier() -> None:
    pairs = word_probabilities(STORY).pairs
    assert pairs["bridge", "close"] > pairs["ferry", "run"]
    assert max(pairs.values()) <= 1


def test_a_sentence_is_worth_what_it_adds() -> None:
    account = CoverageModel(word_probabilities(STORY), 30)
    first, other = as_sentence(("bridge", "close")), as_sentence(("ferry", "run"))
    alone = account.with_sentence(first)
    account.add(first)
    assert account.with_sentence(other) > alone
    assert account.with_sentence(first) < alone


def test_a_longer_sentence_of_the_same_words_is_worth_less() -> None:
    likely = WordProbabilities({"bridge": 0.8}, {("bridge", "bridge"): 0.1})
    account = CoverageModel(likely, 30)
    short, long = as_sentence(("bridge",)), as_sentence(("bridge", "bridge"))
    assert account.with_sentence(short) == pytest.approx(0.8 / 31)
    assert long.size == 2


def test_a_story_without_sentences_has_no_words() -> None:
    assert word_probabilities([OutletText(frozenset({"bridge"}), ())]).words == {}
