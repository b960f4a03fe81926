"""Which words of a story a good short account of it would have.

The chance of a word is a logistic function of four counts, fitted on the development half of two
sets of stories told by three outlets each and once more by an editor. A summary is then chosen for
the words, and pairs of neighbouring words, that it is expected to share with the editor's.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

# Fitted by logistic regression: 1, share of the outlets that have the word, ln(1 + times), share
# of the outlets whose first sentence has it, share of the headlines that have it.
WEIGHTS = (-3.44, 1.44, 1.85, 0.50, 2.36)
PAIRS = 1.5
"""How much pairs of words count beside words."""
LENGTH = 30
"""Content words that an editor's account has for each bullet that is wanted."""

Pair = tuple[str, str]
_Key = TypeVar("_Key", str, tuple[str, str])


@dataclass(frozen=True, slots=True)
class OutletText:
    """What one outlet tells: the content words of its headlines and of each of its sentences."""

    headline: frozenset[str]
    sentences: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class WordProbabilities:
    """How likely an editor's account has each word, and each pair of words, of a story."""

    words: dict[str, float]
    pairs: dict[Pair, float]


def word_probabilities(outlets: Sequence[OutletText]) -> WordProbabilities:
    """The chances of all words and pairs of a story's sentences."""
    voices, times = dict[str, int](), dict[str, int]()
    leads, headlines = dict[str, int](), dict[str, int]()
    together = dict[Pair, int]()
    for told in outlets:
        said = [word for sentence in told.sentences for word in sentence]
        _count(times, said)
        _count(voices, set(said))
        _count(leads, set(told.sentences[0] if told.sentences else ()))
        _count(headlines, told.headline)
        _count(together, {pair for sentence in told.sentences for pair in pairwise(sentence)})
    size, (base, voice, often, lead, headline) = len(outlets), WEIGHTS
    words = {
        word: _logistic(
            base
            + voice * voices[word] / size
            + often * math.log1p(count)
            + lead * leads.get(word, 0) / size
            + headline * headlines.get(word, 0) / size
        )
        for word, count in times.items()
    }
    pairs = {
        (one, other): min(1.0, words[one] * words[other] * (1 + count) / 2)
        for (one, other), count in together.items()
    }
    return WordProbabilities(words, pairs)


def _count(counts: dict[_Key, int], seen: Iterable[_Key]) -> None:
    for key in seen:
        counts[key] = counts.get(key, 0) + 1


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


@dataclass(frozen=True, slots=True)
class StorySentence:
    """A sentence as an account sees it: its different content words, and neighbours among them."""

    words: frozenset[str]
    pairs: frozenset[Pair]
    size: int


def as_sentence(words: Sequence[str]) -> StorySentence:
    """A sentence given as its content words in order."""
    return StorySentence(frozenset(words), frozenset(pairwise(words)), len(words))


class CoverageModel:
    """A summary under way: what it holds, and what a sentence would make it worth.

    Its worth is the expected F1 of words plus that of pairs, against an editor's account of
    `length` content words.
    """

    def __init__(self, probabilities: WordProbabilities, length: float) -> None:
        self._probabilities, self._length = probabilities, length
        self._words, self._pairs = set[str](), set[Pair]()
        self._mass, self._size = 0.0, 0

    def with_sentence(self, sentence: StorySentence) -> float:
        """The worth of the summary with this sentence added."""
        return (self._mass + self._gain(sentence)) / (self._size + sentence.size + self._length)

    def worth(self) -> float:
        """The worth of the summary as it is."""
        return self._mass / (self._size + self._length)

    def add(self, sentence: StorySentence) -> None:
        """Take the sentence into the summary."""
        self._mass += self._gain(sentence)
        self._size += sentence.size
        self._words |= sentence.words
        self._pairs |= sentence.pairs

    def _gain(self, sentence: StorySentence) -> float:
        words, pairs = self._probabilities.words, self._probabilities.pairs
        gain = sum([words[word] for word in sentence.words - self._words])
        return gain + PAIRS * sum([pairs[pair] for pair in sentence.pairs - self._pairs])
