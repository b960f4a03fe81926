"""Articles as vectors: rare words weigh more, headlines count twice, length is below one."""

from __future__ import annotations

import numpy as np

from bot.core.terms.document_frequencies import hashed, nothing_known
from bot.core.terms.vectors import TERMS, Frequencies, term_counts


def test_a_word_of_the_headline_counts_twice_and_stop_words_not_at_all() -> None:
    counts = term_counts("Bridge closed", "The bridge is old.", "en")
    often = dict(zip(counts.terms.tolist(), counts.often.tolist(), strict=True))
    assert often[hashed("bridg", "en")] == 3
    assert often[hashed("close", "en")] == 2
    assert often[hashed("old", "en")] == 1
    assert len(often) == 3
    assert counts.headline == 2


def test_a_language_that_is_not_known_is_read_as_english() -> None:
    one, other = term_counts("", "The bridges closed", ""), term_counts("", "bridge close", "en")
    assert one.terms.tolist() == other.terms.tolist()


def test_what_is_seen_often_becomes_less_rare() -> None:
    frequencies = Frequencies(nothing_known())
    counts = term_counts("", "bridge", "en")
    before = frequencies.rarity(counts.terms, "en")
    for _ in range(50):
        frequencies.add(counts, "en")
    after = frequencies.rarity(counts.terms, "en")
    assert 0 <= after[0] < before[0]


def test_a_vector_is_sorted_short_and_marks_its_headline() -> None:
    text = " ".join(f"word{number}x" for number in range(400))
    vector = Frequencies(nothing_known()).vector(term_counts("Bridge", text, "en"), "en")
    assert len(vector.terms) == TERMS
    assert (np.diff(vector.terms.astype(np.int64)) > 0).all()
    assert float((vector.weights**2).sum()) < 1
    assert vector.terms[vector.headline].tolist() == [hashed("bridg", "en")]


def test_a_text_without_words_has_an_empty_vector() -> None:
    vector = Frequencies(nothing_known()).vector(term_counts("", "…", "en"), "en")
    assert len(vector.terms) == len(vector.weights) == 0
