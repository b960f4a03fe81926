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

from summarizers.bullets import rules
from summarizers.ranker.matrix import Column, each, stack
from summarizers.ranker.tokenized import TokenizedArticle

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

_QUOTES = ('"', "“", "'", "‘")
_SAYING = ("said", "say", "told", "accord", "claim", "report", "announc", "ad", "tweet")


@dataclass(frozen=True, slots=True)
class WordCounts:
    """The different (word, sentence) pairs, sorted by word and then sentence, with their counts.

    `bounds` is where each word's pairs begin; `rarity`, `taken` and `stop` are the lexicon's;
    `digit` is 1 for numbers. `quotes` has the number of quotation marks in each sentence.
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
    digit: Floats
    quotes: Floats


def count(article: TokenizedArticle) -> WordCounts:
    """The counts that all features share."""
    each_cell = np.bincount(article.word * article.size + article.sentence)
    cell = np.flatnonzero(each_cell)
    word, sentence = cell // article.size, cell % article.size
    spread = np.bincount(word, minlength=len(article.words))
    rarity, taken, stop = article.lexicon.look_up(article.words)
    return WordCounts(
        word=word,
        sentence=sentence,
        times=each_cell[cell].astype(np.float32),
        bounds=np.cumsum(spread) - spread,
        frequency=np.bincount(article.word).astype(np.float32),
        spread=spread.astype(np.float32),
        rarity=rarity,
        taken=taken,
        stop=stop,
        digit=each(str.isdigit, article.words),
        quotes=np.array([_quote_marks(text) for text in article.texts], dtype=np.float32),
    )


def _quote_marks(text: str) -> int:
    marks = text.count('"')
    return marks if text.isascii() else marks + text.count("“") + text.count("”")


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
    columns = [
        *_places(order),
        *_lengths(lengths),
        *_forms(article, counts, np.maximum(lengths, 1)),
        *_punctuation(article.texts),
        *_leanings(article, counts),
        *_likenesses(likeness(article, counts)),
        *_masses(article, counts, np.maximum(lengths, 1)),
    ]
    return stack(columns, article.size)


def _places(order: Floats) -> list[Column]:
    size = float(order.size)
    return [np.log1p(order), order / size, *np.eye(3, order.size, dtype=np.float32), size]


def _lengths(lengths: Floats) -> list[Column]:
    total = float(lengths.sum())
    mean = max(total / lengths.size, 1.0)
    return [lengths, lengths / mean, float(lengths[0]), total]


def _per_sentence(article: TokenizedArticle, values: NDArray[np.generic]) -> NDArray[Any]:
    return np.bincount(article.sentence, values, article.size)


def _forms(article: TokenizedArticle, counts: WordCounts, safe: Floats) -> list[Column]:
    saying = np.zeros(len(article.words), dtype=np.float32)
    saying[[article.words[word] for word in _SAYING if word in article.words]] = 1
    known = article.lexicon.table is not None
    return [
        _per_sentence(article, article.capital) / safe if known else 0.0,
        _per_sentence(article, counts.digit[article.word]) / safe,
        _per_sentence(article, saying[article.word]) > 0 if known else 0.0,
    ]


def _punctuation(texts: tuple[str, ...]) -> list[Column]:
    return [
        np.array([text.count(",") for text in texts]),
        np.array([text[-2:].count("?") for text in texts]),
        np.array([":" in text[:40] for text in texts]),
    ]


def _leanings(article: TokenizedArticle, counts: WordCounts) -> list[Column]:
    """Whether each sentence leans on what came before, its quotes, the quote open before it."""
    language = article.lexicon.language
    opened = np.zeros(article.size, dtype=np.float32)
    opened[1:] = counts.quotes[:-1] % 2
    return [
        np.array([rules.dangles(text, language) for text in article.texts]),
        counts.quotes,
        np.array([text[:1] in _QUOTES for text in article.texts]),
        opened,
    ]


def _likenesses(alike: Floats) -> list[Column]:
    """Likeness to the first two sentences, to all, to the early ones, to those after, before."""
    size = len(alike)
    early = _fading(size)
    to_all, to_early = alike.sum(axis=1), alike @ early
    central = to_all / max(float(to_all.sum()), 1e-9) ** 0.5
    leading = to_early / max(float(early @ to_early), 1e-9) ** 0.5
    alike = alike * (1 - np.eye(size, dtype=np.float32))
    before = (alike * _lower(size)).sum(axis=1)
    return [
        alike[:, 0],
        alike[:, 1] if size > 1 else 0.0,
        central,
        leading,
        before,
        alike.sum(axis=1) - before,
        alike.max(axis=1),
    ]


@lru_cache(maxsize=128)
def _fading(size: int) -> Floats:
    return np.exp(-np.arange(size, dtype=np.float32) / 4)


@lru_cache(maxsize=128)
def _lower(size: int) -> Floats:
    return np.tri(size, k=-1, dtype=np.float32)


def _masses(article: TokenizedArticle, counts: WordCounts, safe: Floats) -> list[Column]:
    heavy = counts.rarity * np.log1p(counts.frequency)
    frequent = (counts.spread - 1) * (1 - counts.stop)
    taken = _per_sentence(article, counts.taken[article.word])
    return [
        _per_sentence(article, heavy[article.word]) / safe,
        _per_sentence(article, frequent[article.word]) / safe,
        taken,
        taken / safe,
    ]


def length_columns(article: TokenizedArticle, counts: WordCounts) -> Floats:
    """Features of the article as a whole, from which the length of its summary is guessed."""
    lengths = article.lengths.astype(np.float32)
    quoted = np.count_nonzero(counts.quotes)
    known = article.lexicon.table is not None
    dateline = article.sentences[0].text != article.texts[0]
    values = [
        len(lengths),
        lengths.sum(),
        lengths[0],
        lengths[:5].sum() / min(lengths.size, 5),
        lengths.sum() / lengths.size,
        quoted / lengths.size,
        article.capital.sum() / article.capital.size * known,
        dateline,
        counts.taken.sum() / counts.taken.size,
    ]
    return np.array(values, dtype=np.float32)[:, None]


def word_columns(
    article: TokenizedArticle, counts: WordCounts, scores: Floats, length: float
) -> Floats:
    """Features of the words; `scores` are the sentences', `length` the guessed summary's."""
    columns = [
        *_word_counts(article, counts),
        *_word_places(article, counts),
        *_word_forms(article, counts),
        *_word_scores(counts, scores),
        *(float(value) for value in (article.size, article.word.size, article.lengths[0], length)),
    ]
    return stack(columns, len(article.words))


def _word_counts(article: TokenizedArticle, counts: WordCounts) -> list[Column]:
    early = (counts.sentence < 5) * counts.times
    heavy = counts.frequency * counts.rarity
    in_first = [_any_in(counts, counts.sentence == i) for i in range(3)]
    return [
        counts.frequency,
        counts.spread,
        counts.spread / np.float32(article.size),
        *in_first,
        np.bincount(counts.word, early, len(article.words)),
        _any_in(counts, counts.sentence == article.size - 1),
        heavy,
        heavy / max(float(heavy.max()), 1e-6),
    ]


def _any_in(counts: WordCounts, which: NDArray[np.bool_]) -> Floats:
    result = np.zeros(counts.frequency.size, dtype=np.float32)
    result[counts.word[which]] = 1
    return result


def _word_places(article: TokenizedArticle, counts: WordCounts) -> list[Column]:
    first = article.first
    sentence = article.sentence[first]
    last = counts.sentence[counts.bounds + counts.spread.astype(np.int64) - 1]
    length = article.lengths[sentence]
    place = article.place[first]
    quoted = counts.quotes > 0
    inside = np.bincount(counts.word, quoted[counts.sentence], len(article.words))
    return [
        sentence,
        (last - sentence) / article.size,
        first,
        place,
        place / length,
        length,
        inside / counts.spread,
    ]


def _word_forms(article: TokenizedArticle, counts: WordCounts) -> list[Column]:
    size = len(article.words)
    known = article.lexicon.table is not None
    middle = article.capital * (article.place > 0)
    return [
        np.bincount(article.word, article.capital, size) / counts.frequency if known else 0.0,
        np.bincount(article.word, middle, size) / counts.frequency if known else 0.0,
        counts.digit,
        each(len, article.words),
        counts.rarity,
        counts.stop,
        counts.taken,
    ]


def _word_scores(counts: WordCounts, scores: Floats) -> list[Column]:
    mine = scores[counts.sentence]
    total = np.add.reduceat(mine, counts.bounds)
    ranks = np.argsort(np.argsort(-scores))[counts.sentence]
    size = counts.frequency.size
    return [
        np.maximum.reduceat(mine, counts.bounds),
        total,
        total / counts.spread,
        mine[counts.bounds],
        np.bincount(counts.word, ranks < 3, size),
        np.bincount(counts.word, ranks < 6, size),
    ]
