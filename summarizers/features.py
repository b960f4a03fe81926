"""What the ranker sees: features of an article, its sentences and its words, as arrays.

Every function gives features x rows. A lexicon without a word table (any language but English)
leaves the columns constant that would need one, and a model of its own is trained for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizers import hygiene
from summarizers.article import Article

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

_SAYING = frozenset({"said", "say", "told", "accord", "claim", "report", "announc", "ad", "tweet"})


@dataclass(frozen=True, slots=True)
class Counts:
    """The different (word, sentence) pairs, sorted by word and then sentence, with their counts.

    `bounds` is where each word's pairs begin; `rarity`, `taken` and `stop` are the lexicon's.
    """

    word: Ints
    sentence: Ints
    times: Floats
    bounds: Ints
    frequency: Floats
    spread: Floats
    rarity: Floats
    taken: Floats
    stop: Floats


def count(article: Article) -> Counts:
    """The counts that all features share."""
    cell, times = np.unique(article.word * article.size + article.sentence, return_counts=True)
    word, sentence = cell // article.size, cell % article.size
    spread = np.bincount(word, minlength=len(article.words))
    rarity, taken, stop = article.lexicon.look_up(article.words)
    return Counts(
        word=word,
        sentence=sentence,
        times=times.astype(np.float32),
        bounds=np.cumsum(spread) - spread,
        frequency=np.bincount(article.word).astype(np.float32),
        spread=spread.astype(np.float32),
        rarity=rarity,
        taken=taken,
        stop=stop,
    )


def likeness(article: Article, counts: Counts) -> Floats:
    """Sentences x words: tf-idf weights, each row of length 1 (0 for an empty sentence)."""
    matrix = np.zeros((article.size, len(article.words)), dtype=np.float32)
    weights = np.log1p(counts.times) * counts.rarity[counts.word]
    matrix[counts.sentence, counts.word] = weights
    norms = np.sqrt(np.square(matrix).sum(axis=1, keepdims=True))
    normal: Floats = matrix / np.maximum(norms, np.float32(1e-6))
    return normal


def sentence_columns(article: Article, counts: Counts) -> Floats:
    """Features of the sentences: place, length, form, and likeness to the rest."""
    order = np.arange(article.size, dtype=np.float32)
    lengths = article.lengths.astype(np.float32)
    columns = [
        *_places(order),
        *_lengths(lengths),
        *_forms(article, lengths),
        *_leanings(article.texts, article.lexicon.language),
        *_likenesses(likeness(article, counts), order),
        *_masses(article, counts, lengths),
    ]
    return _stack(columns, article.size)


def _places(order: Floats) -> list[Floats]:
    size = np.float32(order.size)
    firsts = [(order == i).astype(np.float32) for i in range(3)]
    return [np.log1p(order), order / size, *firsts, np.full_like(order, size)]


def _lengths(lengths: Floats) -> list[Floats]:
    mean = max(float(lengths.mean()), 1.0)
    return [
        lengths,
        lengths / np.float32(mean),
        np.full_like(lengths, lengths[0]),
        np.full_like(lengths, lengths.sum()),
    ]


def _per_sentence(article: Article, values: NDArray[np.generic]) -> Floats:
    totals = np.bincount(article.sentence, values, article.size)
    return totals.astype(np.float32)


def _forms(article: Article, lengths: Floats) -> list[Floats]:
    safe = np.maximum(lengths, 1)
    digits = np.array([word[:1].isdigit() for word in article.words], dtype=np.float32)
    saying = np.array([word in _SAYING for word in article.words], dtype=np.float32)
    known = article.lexicon.rarity is not None
    capitals = article.capital if known else article.capital * 0
    return [
        _per_sentence(article, capitals) / safe,
        _per_sentence(article, digits[article.word]) / safe,
        (_per_sentence(article, saying[article.word]) > 0).astype(np.float32) * known,
        *_punctuation(article.texts),
    ]


# Both opinions ask the same of an article's texts, one right after the other.
@lru_cache(maxsize=2)
def _punctuation(texts: tuple[str, ...]) -> tuple[Floats, ...]:
    return (
        np.array([text.count(",") for text in texts], dtype=np.float32),
        np.array([text[-2:].count("?") for text in texts], dtype=np.float32),
        np.array([":" in text[:40] for text in texts], dtype=np.float32),
    )


@lru_cache(maxsize=2)
def _leanings(texts: tuple[str, ...], language: str) -> tuple[Floats, ...]:
    quotes = _quote_marks(texts)
    return (
        np.array([hygiene.dangles(text, language) for text in texts], dtype=np.float32),
        quotes,
        np.array([text[0] in "\"“'‘" if text else 0 for text in texts], dtype=np.float32),
        np.concatenate([np.zeros(1, dtype=np.float32), quotes[:-1] % 2]),
    )


@lru_cache(maxsize=2)
def _quote_marks(texts: tuple[str, ...]) -> Floats:
    marks = [text.count('"') + text.count("“") + text.count("”") for text in texts]
    return np.array(marks, dtype=np.float32)


def _likenesses(matrix: Floats, order: Floats) -> list[Floats]:
    alike = matrix @ matrix.T
    np.fill_diagonal(alike, 0)
    centre = matrix.mean(axis=0)
    early = (matrix * np.exp(-order / 4)[:, None]).sum(axis=0)
    second = alike[:, 1] if len(order) > 1 else order * 0
    return [
        alike[:, 0],
        second,
        matrix @ _unit(centre),
        matrix @ _unit(early),
        np.tril(alike).sum(axis=1),
        np.triu(alike).sum(axis=1),
        alike.max(axis=1),
    ]


def _unit(vector: Floats) -> Floats:
    return vector / np.float32(max(float(np.sqrt(np.square(vector).sum())), 1e-6))


def _masses(article: Article, counts: Counts, lengths: Floats) -> list[Floats]:
    safe = np.maximum(lengths, 1)
    heavy = counts.rarity * np.log1p(counts.frequency)
    frequent = (counts.spread - 1) * (1 - counts.stop)
    taken = _per_sentence(article, counts.taken[article.word])
    return [
        _per_sentence(article, heavy[article.word]) / safe,
        _per_sentence(article, frequent[article.word]) / safe,
        taken,
        taken / safe,
    ]


def length_columns(article: Article, counts: Counts) -> Floats:
    """Features of the article as a whole, from which the length of its summary is guessed."""
    lengths = article.lengths.astype(np.float32)
    quoted = _quote_marks(article.texts) > 0
    known = article.lexicon.rarity is not None
    dateline = article.sentences[0].text != article.texts[0]
    values = [
        len(lengths),
        lengths.sum(),
        lengths[0],
        lengths[:5].mean(),
        lengths.mean(),
        np.mean(quoted),
        article.capital.mean() * known if article.capital.size else 0,
        dateline,
        counts.taken.mean() if counts.taken.size else 0,
    ]
    return np.array(values, dtype=np.float32)[:, None]


def word_columns(article: Article, counts: Counts, scores: Floats, length: float) -> Floats:
    """Features of the words; `scores` are the sentences', `length` the guessed summary's."""
    columns = [
        *_word_counts(article, counts),
        *_word_places(article, counts),
        *_word_forms(article, counts),
        *_word_scores(counts, scores),
        *_constants(article, len(article.words), length),
    ]
    return _stack(columns, len(article.words))


def _word_counts(article: Article, counts: Counts) -> list[Floats]:
    early = (counts.sentence < 5) * counts.times
    heavy = counts.frequency * counts.rarity
    in_first = [_any_in(counts, counts.sentence == i) for i in range(3)]
    return [
        counts.frequency,
        counts.spread,
        counts.spread / np.float32(article.size),
        *in_first,
        np.bincount(counts.word, early, len(article.words)).astype(np.float32),
        _any_in(counts, counts.sentence == article.size - 1),
        heavy,
        heavy / max(float(heavy.max()), 1e-6),
    ]


def _any_in(counts: Counts, which: NDArray[np.bool_]) -> Floats:
    result = np.zeros(counts.frequency.size, dtype=np.float32)
    result[counts.word[which]] = 1
    return result


def _word_places(article: Article, counts: Counts) -> list[Floats]:
    first = article.first
    sentence = article.sentence[first]
    last = counts.sentence[counts.bounds + counts.spread.astype(np.int64) - 1]
    length = article.lengths[sentence].astype(np.float32)
    place = article.place[first].astype(np.float32)
    quoted = (_quote_marks(article.texts) > 0).astype(np.float32)
    inside = np.bincount(counts.word, quoted[counts.sentence], len(article.words))
    return [
        sentence.astype(np.float32),
        ((last - sentence) / article.size).astype(np.float32),
        first.astype(np.float32),
        place,
        place / length,
        length,
        (inside / counts.spread).astype(np.float32),
    ]


def _word_forms(article: Article, counts: Counts) -> list[Floats]:
    size = len(article.words)
    known = np.float32(article.lexicon.rarity is not None)
    middle = article.capital * (article.place > 0)
    capitals = np.bincount(article.word, article.capital, size) / counts.frequency
    middles = np.bincount(article.word, middle, size) / counts.frequency
    return [
        capitals.astype(np.float32) * known,
        middles.astype(np.float32) * known,
        np.array([word[:1].isdigit() for word in article.words], dtype=np.float32),
        np.array([len(word) for word in article.words], dtype=np.float32),
        counts.rarity,
        counts.stop,
        counts.taken,
    ]


def _word_scores(counts: Counts, scores: Floats) -> list[Floats]:
    mine = scores[counts.sentence]
    total = np.add.reduceat(mine, counts.bounds)
    ranks = np.argsort(np.argsort(-scores))[counts.sentence]
    size = counts.frequency.size
    return [
        np.maximum.reduceat(mine, counts.bounds),
        total,
        total / counts.spread,
        mine[counts.bounds],
        np.bincount(counts.word, ranks < 3, size).astype(np.float32),
        np.bincount(counts.word, ranks < 6, size).astype(np.float32),
    ]


def _constants(article: Article, rows: int, length: float) -> list[Floats]:
    values = (article.size, article.word.size, article.lengths[0], length)
    return [np.full(rows, value, dtype=np.float32) for value in values]


def _stack(columns: list[Floats], rows: int) -> Floats:
    table = np.empty((len(columns), rows), dtype=np.float32)
    for place, column in enumerate(columns):
        table[place] = column
    return table
