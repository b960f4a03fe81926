"""Word pairs (bigrams) of an article's sentences, and their features for the ranker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizers.ranker.features import WordCounts
from summarizers.ranker.matrix import Column, stack
from summarizers.ranker.tokenized import TokenizedArticle

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The different neighbouring word pairs; `left` and `right` are word numbers.

    `number` gives each token that has a successor in its sentence (tokens `at`) the pair that it
    begins; `first` is an index into `at`, of the pair's first appearance; `begun` has for every
    token the pair that it begins, or -1.
    """

    left: Ints
    right: Ints
    at: Ints
    number: Ints
    first: Ints
    times: Floats
    begun: Ints


def find(article: TokenizedArticle) -> Pairs:
    """All pairs of neighbouring words within sentences."""
    follows = np.flatnonzero(article.sentence[1:] == article.sentence[:-1])
    size = max(len(article.words), 1)
    key = article.word[follows] * size + article.word[follows + 1]
    unique, first, number, times = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    begun = np.full(article.word.size, -1, dtype=np.int64)
    begun[follows] = number
    weights = times.astype(np.float32)
    return Pairs(unique // size, unique % size, follows, number, first, weights, begun)


def pair_columns(
    article: TokenizedArticle,
    counts: WordCounts,
    pairs: Pairs,
    chances: Floats,
    scores: Floats,
    length: float,
) -> Floats:
    """Features of the pairs; `chances` are the words', `scores` the sentences'."""
    columns = [
        *_places(article, pairs),
        *_words(article, counts, pairs, chances),
        *_sentences(article, pairs, scores),
        *(float(value) for value in (article.size, article.word.size, length)),
    ]
    return stack(columns, pairs.left.size)


def _places(article: TokenizedArticle, pairs: Pairs) -> list[Column]:
    token = pairs.at[pairs.first]
    sentence = article.sentence[token]
    here = article.sentence[pairs.at]
    size = pairs.left.size
    firsts = [np.bincount(pairs.number, here == i, size) > 0 for i in range(3)]
    return [
        pairs.times,
        sentence,
        *firsts,
        np.bincount(pairs.number, here < 5, size),
        article.place[token],
        article.lengths[sentence],
        article.place[token] / article.lengths[sentence],
        token,
    ]


def _words(
    article: TokenizedArticle, counts: WordCounts, pairs: Pairs, chances: Floats
) -> list[Column]:
    left, right = pairs.left, pairs.right
    token = pairs.at[pairs.first]
    known = article.lexicon.table is not None
    named = article.capital[token] * article.capital[token + 1] if known else 0.0
    return [
        chances[left],
        chances[right],
        np.minimum(chances[left], chances[right]),
        chances[left] * chances[right],
        pairs.times / counts.frequency[left],
        pairs.times / counts.frequency[right],
        counts.rarity[left],
        counts.rarity[right],
        counts.stop[left] + counts.stop[right],
        named,
        counts.taken[left],
        counts.taken[right],
    ]


def _sentences(article: TokenizedArticle, pairs: Pairs, scores: Floats) -> list[Column]:
    here = article.sentence[pairs.at]
    mine = scores[here]
    ranks = np.argsort(np.argsort(-scores))[here]
    size = pairs.left.size
    best = np.full(size, -99.0, dtype=np.float32)
    np.maximum.at(best, pairs.number, mine)
    return [
        best,
        np.bincount(pairs.number, mine, size),
        np.bincount(pairs.number, ranks < 3, size),
        np.bincount(pairs.number, ranks < 6, size),
    ]
