"""Word pairs (bigrams) of an article's sentences, and their features for the ranker."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from summarizers.arrays import Floats, Ints
from summarizers.ranker.counts import WordCounts
from summarizers.ranker.matrix import Columns, stack
from summarizers.ranker.tokenized import TokenizedArticle

# The features in the order in which the models were trained on them, as in `features`.
PAIR_COLUMNS = (
    "times", "first_sentence", "in_first", "in_second", "in_third", "times_early",
    "place", "first_length", "place_share", "first_token",
    "left_chance", "right_chance", "least_chance", "chance_product", "times_to_left",
    "times_to_right", "left_rarity", "right_rarity", "stops", "both_capital", "left_taken",
    "right_taken",
    "best_score", "score_sum", "in_best_3", "in_best_6",
    "sentences", "tokens", "summary_length",
)  # fmt: skip


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
    columns = {
        **_places(article, pairs),
        **_words(article, counts, pairs, chances),
        **_sentences(article, pairs, scores),
        "sentences": float(article.size),
        "tokens": float(article.word.size),
        "summary_length": float(length),
    }
    return stack(PAIR_COLUMNS, columns, pairs.left.size)


def _places(article: TokenizedArticle, pairs: Pairs) -> Columns:
    token = pairs.at[pairs.first]
    sentence = article.sentence[token]
    here = article.sentence[pairs.at]
    size = pairs.left.size
    first, second, third = (np.bincount(pairs.number, here == i, size) > 0 for i in range(3))
    return {
        "times": pairs.times,
        "first_sentence": sentence,
        "in_first": first,
        "in_second": second,
        "in_third": third,
        "times_early": np.bincount(pairs.number, here < 5, size),
        "place": article.place[token],
        "first_length": article.lengths[sentence],
        "place_share": article.place[token] / article.lengths[sentence],
        "first_token": token,
    }


def _words(article: TokenizedArticle, counts: WordCounts, pairs: Pairs, chances: Floats) -> Columns:
    left, right = pairs.left, pairs.right
    token = pairs.at[pairs.first]
    known = article.lexicon.table is not None
    named = article.capital[token] * article.capital[token + 1] if known else 0.0
    return {
        "left_chance": chances[left],
        "right_chance": chances[right],
        "least_chance": np.minimum(chances[left], chances[right]),
        "chance_product": chances[left] * chances[right],
        "times_to_left": pairs.times / counts.frequency[left],
        "times_to_right": pairs.times / counts.frequency[right],
        "left_rarity": counts.rarity[left],
        "right_rarity": counts.rarity[right],
        "stops": counts.stop[left] + counts.stop[right],
        "both_capital": named,
        "left_taken": counts.taken[left],
        "right_taken": counts.taken[right],
    }


def _sentences(article: TokenizedArticle, pairs: Pairs, scores: Floats) -> Columns:
    here = article.sentence[pairs.at]
    mine = scores[here]
    ranks = np.argsort(np.argsort(-scores))[here]
    size = pairs.left.size
    best = np.full(size, -99.0, dtype=np.float32)
    np.maximum.at(best, pairs.number, mine)
    return {
        "best_score": best,
        "score_sum": np.bincount(pairs.number, mine, size),
        "in_best_3": np.bincount(pairs.number, ranks < 3, size),
        "in_best_6": np.bincount(pairs.number, ranks < 6, size),
    }
