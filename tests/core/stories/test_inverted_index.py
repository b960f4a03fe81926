"""The index gives every recent article's cosine, however its segments were merged meanwhile."""

from __future__ import annotations

import numpy as np

from bot.core.stories import inverted_index
from bot.core.stories.inverted_index import InvertedIndex
from bot.core.terms.document_frequencies import BUCKETS
from bot.core.terms.vectors import Vector


def vectors(count: int) -> list[Vector]:
    """Vectors of ten to sixty terms, a few of them in most, three in the headline."""
    random = np.random.default_rng(3)
    made = []
    for _ in range(count):
        usual = random.integers(0, 50, 10)
        rare = random.integers(0, BUCKETS, int(random.integers(0, 50)))
        terms = np.unique(np.concatenate([usual, rare])).astype(np.uint32)
        weights = random.random(len(terms)).astype(np.float32)
        headline = np.arange(len(terms)) < 3
        made.append(Vector(terms, weights / np.linalg.norm(weights), headline))
    return made


def dense(given: list[Vector]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    terms = np.unique(np.concatenate([vector.terms for vector in given]))
    rows = np.zeros((len(given), len(terms)))
    for row, vector in zip(rows, given, strict=True):
        row[np.searchsorted(terms, vector.terms)] = vector.weights
    return rows


def test_cosines_and_headline_words_are_right_at_any_number_of_articles() -> None:
    given, index = vectors(700), InvertedIndex()
    exact = dense(given)
    for number, vector in enumerate(given):
        if number % 97 == 1:
            cosines, shared = index.scores(vector, 0)
            assert np.allclose(cosines, exact[:number] @ exact[number], atol=0.01)
            headline = vector.terms[vector.headline]
            held = [np.isin(headline, other.terms).sum() for other in given[:number]]
            assert shared.tolist() == held
        index.add(vector)
    assert index.first == 0


def test_segments_are_few_after_many_arrivals() -> None:
    index = InvertedIndex()
    for vector in vectors(inverted_index.OPEN * 40):
        index.add(vector)
    assert len(index._segments) <= 8


def test_what_is_dropped_in_the_middle_of_a_merge_stays_dropped() -> None:
    given, index = vectors(600), InvertedIndex()
    for number, vector in enumerate(given):
        index.add(vector)
        if number % 50 == 0:
            index.drop_before(number - 200)
    index.drop_before(400)
    since = index.first
    assert 0 < since <= 400
    cosines, _ = index.scores(given[0], since)
    exact = dense(given)
    assert np.allclose(cosines, exact[since:] @ exact[0], atol=0.01)


def test_an_empty_index_knows_nothing_and_an_empty_article_is_like_nothing() -> None:
    nothing = Vector(np.zeros(0, np.uint32), np.zeros(0, np.float32), np.zeros(0, np.bool_))
    index = InvertedIndex()
    assert [len(column) for column in index.scores(vectors(1)[0], 0)] == [0, 0]
    for vector in [nothing] * inverted_index.OPEN + vectors(5):
        index.add(vector)
    cosines, shared = index.scores(nothing, 0)
    assert cosines.tolist() == shared.tolist() == [0] * (inverted_index.OPEN + 5)
