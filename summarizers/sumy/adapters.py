"""sumy, made safe: its methods with what crashes, hangs or varies between runs put right.

What is changed, method by method, stands in the docstring of each class. Imported lazily, by
`summarizers.sumy.methods` only.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.summarizers.edmundson import EdmundsonSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.reduction import ReductionSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from summarizers.document import Document, Sentence
from summarizers.text.tokens import stem, stop_words, tokens

Matrix = NDArray[np.float64]
Stemmer = Callable[[str], str]

WORD_LIMIT = 120
"""How many words of one sentence are looked at; a longer one is no sentence."""

# Words that speak against a sentence of a news article, for Edmundson's method.
_STIGMA = frozenset("advertisement click copyright newsletter photo pictured subscribe".split())
_BONUS_COUNT = 10


class LexRank(LexRankSummarizer):  # type: ignore[misc]
    """Converges (sumy stops at 0.1), and gives every sentence the same score instead of NaN."""

    epsilon = 1e-6

    @staticmethod
    def power_method(matrix: Matrix, epsilon: float) -> Matrix:
        """The stationary scores of a stochastic matrix of shape (n, n); shape (n,)."""
        scores = np.full(len(matrix), 1.0 / len(matrix))
        for _ in range(200):
            following = matrix.T @ scores
            length = float(np.linalg.norm(following))
            if length == 0.0:
                return scores
            following /= length
            change = float(np.linalg.norm(following - scores))
            scores = following
            if change <= epsilon:
                break
        return scores


class _Bag(list[str]):
    """Words with their counts, so that two sentences are compared in linear time."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__(words)
        self.counts = Counter(self)

    def overlap(self, other: _Bag) -> int:
        """How many pairs of equal words the two have."""
        common = self.counts.keys() & other.counts.keys()
        return sum(self.counts[word] * other.counts[word] for word in common)


class _Bags:
    """Sentences as bags of words, for edges in linear instead of quadratic time."""

    def _to_words_set(self, sentence: SumySentence) -> _Bag:
        return _Bag(super()._to_words_set(sentence))  # type: ignore[misc]


class TextRank(_Bags, TextRankSummarizer):  # type: ignore[misc]
    """The same edges, sooner."""

    @staticmethod
    def _rate_sentences_edge(words1: _Bag, words2: _Bag) -> float:
        overlap = words1.overlap(words2)
        if not overlap:
            return 0.0
        return overlap / (math.log(len(words1)) + math.log(len(words2)) or 1.0)


class Reduction(_Bags, ReductionSummarizer):  # type: ignore[misc]
    """The same edges, sooner."""

    def _rate_sentences_edge(self, words1: _Bag, words2: _Bag) -> float:
        overlap = words1.overlap(words2)
        if not overlap:
            return 0.0
        norm = math.log(len(words1)) + math.log(len(words2))
        return overlap / norm if norm else 0.0


class Lsa(LsaSummarizer):  # type: ignore[misc]
    """Words in the order of the text, not of their hashes, so that every run gives the same."""

    def _create_dictionary(self, document: ObjectDocumentModel) -> dict[str, int]:
        kept = (word for word in document.words if word not in self._stop_words)
        return {word: row for row, word in enumerate(dict.fromkeys(map(self.stem_word, kept)))}

    def _create_matrix(self, document: ObjectDocumentModel, dictionary: dict[str, int]) -> Matrix:
        matrix = np.zeros((len(dictionary), len(document.sentences)))
        for column, sentence in enumerate(document.sentences):
            for word in map(self.stem_word, sentence.words):
                if word in dictionary:
                    matrix[dictionary[word], column] += 1
        return matrix

    def _compute_term_frequency(self, matrix: Matrix, smooth: float = 0.4) -> Matrix:
        highest = matrix.max(axis=0)
        scaled = smooth + (1.0 - smooth) * matrix / np.where(highest == 0, 1.0, highest)
        return np.where(highest == 0, matrix, scaled)


class Luhn(LuhnSummarizer):  # type: ignore[misc]
    """Significant words are looked up in a set, not in a tuple."""

    def _get_significant_words(self, words: Sequence[str]) -> frozenset[str]:
        return frozenset(super()._get_significant_words(words))


class Kl(KLSummarizer):  # type: ignore[misc]
    """Picks only as many sentences as are wanted, and never recounts the summary so far.

    The divergence of a candidate from the document is a sum over the words of the summary with
    it; only the words of the candidate change from one candidate to the next.
    """

    def __init__(self, stemmer: Stemmer, wanted: int) -> None:
        super().__init__(stemmer)
        self._wanted = wanted

    def _compute_ratings(self, sentences: Sequence[SumySentence]) -> dict[SumySentence, int]:
        frequency = self.compute_tf(sentences)
        bags = {s: Counter(self._get_content_words_in_sentence(s)) for s in sentences}
        chosen: Counter[str] = Counter()
        ratings: dict[SumySentence, int] = {}
        while bags and len(ratings) < self._wanted:
            known = _kl_terms(chosen, frequency)
            best = min(bags, key=partial(_divergence, bags, chosen, known, frequency))
            ratings[best] = -len(ratings)
            del bags[best]
            chosen.update(best.words)
        return ratings | dict.fromkeys(bags, -len(sentences))


def _kl_terms(counts: Counter[str], frequency: dict[str, float]) -> tuple[float, float]:
    """Over these words: the sum of f·(ln f − ln count), and of f, which a longer text scales."""
    shared = [(frequency[word], counts[word]) for word in counts if word in frequency]
    return sum(f * math.log(f / n) for f, n in shared), sum(f for f, _ in shared)


def _divergence(
    bags: dict[SumySentence, Counter[str]],
    chosen: Counter[str],
    known: tuple[float, float],
    frequency: dict[str, float],
    sentence: SumySentence,
) -> float:
    """KL divergence of the document from the summary with this sentence added to it."""
    own = bags[sentence]
    total = chosen.total() + own.total()
    if not total:
        return 0.0
    value, mass = known
    for word, count in own.items():
        share, before = frequency.get(word), chosen[word]
        if not share:
            continue
        value -= share * (math.log(before + count) - (math.log(before) if before else 0.0))
        if not before:
            value += share * math.log(share)
            mass += share
    return value + mass * math.log(total)


_SIMPLE: dict[str, type[Any]] = {
    "lexrank": LexRank,
    "textrank": TextRank,
    "lsa": Lsa,
    "luhn": Luhn,
    "sumbasic": SumBasicSummarizer,
    "reduction": Reduction,
}


class _Words:
    """sumy's tokenizer, as it wants one: our words in lower case."""

    def to_words(self, text: str) -> tuple[str, ...]:
        """The first WORD_LIMIT words of a sentence."""
        return tuple(word.lower() for word in tokens(text[: WORD_LIMIT * 20])[:WORD_LIMIT])


def order(document: Document, candidates: list[Sentence], method: str, count: int) -> list[int]:
    """Places in `candidates`, the best first, by a method of `classic.METHODS`.

    At least the first `count` places are ranked; in the order of the text where the method
    cannot tell (sumy raises, or has no words to go by).
    """
    model = _model(document, candidates)
    ratings: list[float] = []
    summarizer = _summarizer(document, model, method, count)
    try:
        summarizer(model, lambda infos: _note(ratings, infos))
    except (ArithmeticError, AssertionError, LookupError, ValueError):
        # What sumy raises on odd documents, numpy's LinAlgError among it: no ranking, no harm.
        ratings.clear()
    ratings += [0.0] * (len(candidates) - len(ratings))
    return sorted(range(len(candidates)), key=lambda place: (-ratings[place], place))


def _note(ratings: list[float], infos: Iterable[Any]) -> list[Any]:
    """Given to sumy as its count: take down what it rated, and choose nothing."""
    inner = sorted(infos, key=lambda info: info.order)
    ratings += [float(i.rating) if math.isfinite(i.rating) else 0.0 for i in inner]
    return []


def _model(document: Document, candidates: list[Sentence]) -> ObjectDocumentModel:
    """sumy's document: our sentences by paragraph, and the title as its one heading."""
    words = _Words()
    paragraphs = [
        Paragraph([SumySentence(sentence.text, words) for sentence in group])
        for _, group in groupby(candidates, key=lambda sentence: sentence.paragraph)
    ]
    if document.title.strip():
        title = SumySentence(document.title, words, is_heading=True)
        paragraphs[0] = Paragraph([title, *paragraphs[0].sentences])
    return ObjectDocumentModel(paragraphs)


def _summarizer(document: Document, model: ObjectDocumentModel, method: str, count: int) -> Any:
    stems = _stemmer(model.words, document.language)
    stops = stop_words(document.language)
    if method == "edmundson":
        return _edmundson(model, stems, stops)
    summarizer = Kl(stems, count) if method == "kl" else _SIMPLE[method](stems)
    summarizer.stop_words = stops
    return summarizer


def _edmundson(model: ObjectDocumentModel, stems: Stemmer, stops: frozenset[str]) -> Any:
    """Cue words are the title's, or the commonest where there is none; sumy wants no empty set."""
    title = [word for heading in model.headings for word in heading.words if word not in stops]
    common = Counter(word for word in model.words if word not in stops).most_common(_BONUS_COUNT)
    summarizer = EdmundsonSummarizer(stems)
    summarizer.bonus_words = title or [word for word, _ in common] or [""]
    summarizer.stigma_words = _STIGMA
    summarizer.null_words = stops or [""]
    return summarizer


def _stemmer(words: Iterable[str], language: str) -> Stemmer:
    """One look-up table for the whole document: stemming word by word costs three times as much."""
    distinct = list(dict.fromkeys(words))
    table = dict(zip(distinct, stem(distinct, language), strict=True))
    return lambda word: table.get(word, word)
