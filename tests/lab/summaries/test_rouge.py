"""ROUGE: tokens, n-grams and the union of longest common subsequences."""

from __future__ import annotations

import pytest

from bot.lab.summaries.rouge import ngram_f1, rouge, tokens


def test_words_are_stemmed_and_other_scripts_kept() -> None:
    assert tokens("The ferries stopped.") == ["the", "ferri", "stop"]
    assert tokens("Паром стоит") == ["паром", "стоит"]


@pytest.mark.parametrize(
    ("ours", "theirs", "size", "f1"),
    [
        ("a b c", "a b d", 1, 2 / 3),
        ("a b c", "a b d", 2, 0.5),
        ("a a", "a", 1, 2 / 3),
        ("", "a", 1, 0.0),
    ],
)
def test_shared_ngrams_count_as_often_as_they_stand_in_both(
    ours: str, theirs: str, size: int, f1: float
) -> None:
    assert ngram_f1(ours.split(), theirs.split(), size) == pytest.approx(f1)


def test_each_measure_takes_the_reference_that_suits_it_best() -> None:
    score = rouge(["the ferry ran aground"], [["the ferry ran aground"], ["nothing alike here"]])
    assert score.as_tuple() == (1.0, 1.0, 1.0)


def test_a_word_of_the_reference_counts_once_for_all_bullets() -> None:
    score = rouge(["ferry", "ferry"], [["ferry harbour"]])
    assert score.lsum == pytest.approx(0.5)
