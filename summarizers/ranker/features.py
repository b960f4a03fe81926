"""What the ranker sees: features of an article, its sentences and its words, as arrays.

Every function gives features x rows. A lexicon without a word table (any language but English)
leaves the columns constant that would need one, and a model of its own is trained for that.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizers.arrays import Floats
from summarizers.bullets import rules
from summarizers.ranker.counts import WordCounts
from summarizers.ranker.matrix import Columns, each, stack
from summarizers.ranker.tokenized import TokenizedArticle

# The features in the order in which the models were trained on them. The model's file has the same
# names, and is refused where they differ.
LENGTH_COLUMNS = (
    "sentences", "tokens", "first_length", "early_lengths", "mean_length", "quoting_share",
    "capital_share", "dateline", "mean_taken",
)  # fmt: skip
SENTENCE_COLUMNS = (
    "log_place", "place_share", "is_first", "is_second", "is_third", "sentences",
    "length", "length_to_mean", "first_length", "tokens",
    "capital_share", "digit_share", "says",
    "commas", "question", "colon",
    "needs_context", "quote_marks", "opens_quote", "quote_open_before",
    "like_first", "like_second", "like_all", "like_early", "like_before", "like_after", "like_most",
    "mean_weight", "mean_shared", "taken", "mean_taken",
)  # fmt: skip
WORD_COLUMNS = (
    "times", "spread", "spread_share", "in_first", "in_second", "in_third", "times_early",
    "in_last", "weight", "weight_share",
    "first_sentence", "span", "first_token", "place", "place_share", "first_length", "quoted_share",
    "capital_share", "capital_inside_share", "digits", "letters", "rarity", "stop", "taken",
    "best_score", "score_sum", "mean_score", "first_score", "in_best_3", "in_best_6",
    "sentences", "tokens", "lead_length", "summary_length",
)  # fmt: skip

_QUOTES = ('"', "“", "'", "‘")
_SAYING = ("said", "say", "told", "accord", "claim", "report", "announc", "ad", "tweet")


def likeness(article: TokenizedArticle, counts: WordCounts) -> Floats:
    """Sentences x sentences: cosines of their tf-idf weights (0 for an empty sentence)."""
    weights = np.log1p(counts.times) * counts.rarity[counts.word]
    squares = np.bincount(counts.sentence, np.square(weights), article.size)
    norms = np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)
    matrix = np.zeros((article.size, len(article.words)), dtype=np.float32)
    matrix[counts.sentence, counts.word] = weights / norms[counts.sentence]
    cosines: Floats = matrix @ matrix.T
    return cosines


def sentence_columns(article: TokenizedArticle, counts: WordCounts) -> Floats:
    """Features of the sentences: place, length, form, and likeness to the rest."""
    order = np.arange(article.size, dtype=np.float32)
    lengths = article.lengths.astype(np.float32)
    columns = {
        **_places(order),
        **_lengths(lengths),
        **_forms(article, counts, np.maximum(lengths, 1)),
        **_punctuation(article.texts),
        **_context(article, counts),
        **_likenesses(likeness(article, counts)),
        **_weights(article, counts, np.maximum(lengths, 1)),
    }
    return stack(SENTENCE_COLUMNS, columns, article.size)


def _places(order: Floats) -> Columns:
    size = float(order.size)
    first, second, third = np.eye(3, order.size, dtype=np.float32)
    return {
        "log_place": np.log1p(order),
        "place_share": order / size,
        "is_first": first,
        "is_second": second,
        "is_third": third,
        "sentences": size,
    }


def _lengths(lengths: Floats) -> Columns:
    total = float(lengths.sum())
    mean = max(total / lengths.size, 1.0)
    return {
        "length": lengths,
        "length_to_mean": lengths / mean,
        "first_length": float(lengths[0]),
        "tokens": total,
    }


def _per_sentence(article: TokenizedArticle, values: NDArray[np.generic]) -> NDArray[Any]:
    return np.bincount(article.sentence, values, article.size)


def _forms(article: TokenizedArticle, counts: WordCounts, safe: Floats) -> Columns:
    saying = np.zeros(len(article.words), dtype=np.float32)
    saying[[article.words[word] for word in _SAYING if word in article.words]] = 1
    known = article.lexicon.table is not None
    return {
        "capital_share": _per_sentence(article, article.capital) / safe if known else 0.0,
        "digit_share": _per_sentence(article, counts.digit[article.word]) / safe,
        "says": _per_sentence(article, saying[article.word]) > 0 if known else 0.0,
    }


def _punctuation(texts: tuple[str, ...]) -> Columns:
    return {
        "commas": np.array([text.count(",") for text in texts]),
        "question": np.array([text[-2:].count("?") for text in texts]),
        "colon": np.array([":" in text[:40] for text in texts]),
    }


def _context(article: TokenizedArticle, counts: WordCounts) -> Columns:
    """Whether each sentence needs what came before, its quotes, the quote open before it."""
    language = article.lexicon.language
    opened = np.zeros(article.size, dtype=np.float32)
    opened[1:] = counts.quotes[:-1] % 2
    return {
        "needs_context": np.array([rules.needs_context(text, language) for text in article.texts]),
        "quote_marks": counts.quotes,
        "opens_quote": np.array([text[:1] in _QUOTES for text in article.texts]),
        "quote_open_before": opened,
    }


def _likenesses(alike: Floats) -> Columns:
    """Likeness to the first two sentences, to all, to the early ones, to those after, before."""
    size = len(alike)
    early = _fading(size)
    to_all, to_early = alike.sum(axis=1), alike @ early
    central = to_all / max(float(to_all.sum()), 1e-9) ** 0.5
    leading = to_early / max(float(early @ to_early), 1e-9) ** 0.5
    alike = alike * (1 - np.eye(size, dtype=np.float32))
    before = (alike * _lower(size)).sum(axis=1)
    return {
        "like_first": alike[:, 0],
        "like_second": alike[:, 1] if size > 1 else 0.0,
        "like_all": central,
        "like_early": leading,
        "like_before": before,
        "like_after": alike.sum(axis=1) - before,
        "like_most": alike.max(axis=1),
    }


@lru_cache(maxsize=128)
def _fading(size: int) -> Floats:
    return np.exp(-np.arange(size, dtype=np.float32) / 4)


@lru_cache(maxsize=128)
def _lower(size: int) -> Floats:
    return np.tri(size, k=-1, dtype=np.float32)


def _weights(article: TokenizedArticle, counts: WordCounts, safe: Floats) -> Columns:
    heavy = counts.rarity * np.log1p(counts.frequency)
    frequent = (counts.spread - 1) * (1 - counts.stop)
    taken = _per_sentence(article, counts.taken[article.word])
    return {
        "mean_weight": _per_sentence(article, heavy[article.word]) / safe,
        "mean_shared": _per_sentence(article, frequent[article.word]) / safe,
        "taken": taken,
        "mean_taken": taken / safe,
    }


def length_columns(article: TokenizedArticle, counts: WordCounts) -> Floats:
    """Features of the article as a whole, from which the length of its summary is guessed."""
    lengths = article.lengths.astype(np.float32)
    quoted = np.count_nonzero(counts.quotes)
    known = article.lexicon.table is not None
    dateline = article.sentences[0].text != article.texts[0]
    columns: Columns = {
        "sentences": len(lengths),
        "tokens": lengths.sum(),
        "first_length": lengths[0],
        "early_lengths": lengths[:5].sum() / min(lengths.size, 5),
        "mean_length": lengths.sum() / lengths.size,
        "quoting_share": quoted / lengths.size,
        "capital_share": article.capital.sum() / article.capital.size * known,
        "dateline": dateline,
        "mean_taken": counts.taken.sum() / counts.taken.size,
    }
    return stack(LENGTH_COLUMNS, columns, 1)


def word_columns(
    article: TokenizedArticle, counts: WordCounts, scores: Floats, length: float
) -> Floats:
    """Features of the words; `scores` are the sentences', `length` the guessed summary's."""
    columns = {
        **_word_counts(article, counts),
        **_word_places(article, counts),
        **_word_forms(article, counts),
        **_word_scores(counts, scores),
        "sentences": float(article.size),
        "tokens": float(article.word.size),
        "lead_length": float(article.lengths[0]),
        "summary_length": float(length),
    }
    return stack(WORD_COLUMNS, columns, len(article.words))


def _word_counts(article: TokenizedArticle, counts: WordCounts) -> Columns:
    early = (counts.sentence < 5) * counts.times
    heavy = counts.frequency * counts.rarity
    return {
        "times": counts.frequency,
        "spread": counts.spread,
        "spread_share": counts.spread / np.float32(article.size),
        "in_first": _any_in(counts, counts.sentence == 0),
        "in_second": _any_in(counts, counts.sentence == 1),
        "in_third": _any_in(counts, counts.sentence == 2),
        "times_early": np.bincount(counts.word, early, len(article.words)),
        "in_last": _any_in(counts, counts.sentence == article.size - 1),
        "weight": heavy,
        "weight_share": heavy / max(float(heavy.max()), 1e-6),
    }


def _any_in(counts: WordCounts, which: NDArray[np.bool_]) -> Floats:
    result = np.zeros(counts.frequency.size, dtype=np.float32)
    result[counts.word[which]] = 1
    return result


def _word_places(article: TokenizedArticle, counts: WordCounts) -> Columns:
    first = article.first
    sentence = article.sentence[first]
    last = counts.sentence[counts.bounds + counts.spread.astype(np.int64) - 1]
    length = article.lengths[sentence]
    place = article.place[first]
    quoted = counts.quotes > 0
    inside = np.bincount(counts.word, quoted[counts.sentence], len(article.words))
    return {
        "first_sentence": sentence,
        "span": (last - sentence) / article.size,
        "first_token": first,
        "place": place,
        "place_share": place / length,
        "first_length": length,
        "quoted_share": inside / counts.spread,
    }


def _word_forms(article: TokenizedArticle, counts: WordCounts) -> Columns:
    size = len(article.words)
    known = article.lexicon.table is not None
    middle = article.capital * (article.place > 0)
    capital, inside = (
        np.bincount(article.word, which, size) / counts.frequency if known else 0.0
        for which in (article.capital, middle)
    )
    return {
        "capital_share": capital,
        "capital_inside_share": inside,
        "digits": counts.digit,
        "letters": each(len, article.words),
        "rarity": counts.rarity,
        "stop": counts.stop,
        "taken": counts.taken,
    }


def _word_scores(counts: WordCounts, scores: Floats) -> Columns:
    mine = scores[counts.sentence]
    total = np.add.reduceat(mine, counts.bounds)
    ranks = np.argsort(np.argsort(-scores))[counts.sentence]
    size = counts.frequency.size
    return {
        "best_score": np.maximum.reduceat(mine, counts.bounds),
        "score_sum": total,
        "mean_score": total / counts.spread,
        "first_score": mine[counts.bounds],
        "in_best_3": np.bincount(counts.word, ranks < 3, size),
        "in_best_6": np.bincount(counts.word, ranks < 6, size),
    }
