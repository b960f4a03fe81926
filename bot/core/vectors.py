"""Articles as short term vectors, weighed by how rare their words are."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.core.background import BUCKETS, Background, background, hashed
from summarizers.words import base_language, stem, stop_words, tokens

TERMS = 120
TEXT_CHARACTERS = 5000
PRIOR = 1000  # articles that the background counts for
FEW = 32  # terms; texts with fewer are less alike than their cosine says
FEWEST_PRIOR = 300  # the same for a language of which nothing is known
MOST_COUNTED = 60_000  # articles of one language, then all counts are halved
FLATTENED = 0.65  # power of the rarity: names of the day outweigh common words less
SHORTNESS = 12.0  # added to the length of a vector: few words in common prove little
# Words every outlet uses, whatever the story: they tell nothing apart.
_AGENCY = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday reuters ap afp cnn bbc said says "
    "say news photo image video file read updated published editor reporting".split()
)

Floats = NDArray[np.float64]


class Counts(NamedTuple):
    """Distinct hashed stems of an article and how often each occurs."""

    terms: NDArray[np.uint32]
    often: NDArray[np.uint16]


class Vector(NamedTuple):
    """Distinct hashed terms (ascending) and their weights, of Euclidean length below one."""

    terms: NDArray[np.uint32]
    weights: NDArray[np.float32]


def base_of(language: str) -> str:
    """The language whose words are meant: English where none is known."""
    return base_language(language) or "en"


def term_counts(title: str, text: str, language: str) -> Counts:
    """How often each hashed stem occurs: those of the title count twice, stop words not."""
    base = base_of(language)
    ignored = stop_words(base) | _AGENCY
    counts: Counter[str] = Counter()
    for part, times in ((title, 2), (text[:TEXT_CHARACTERS], 1)):
        words = (word.lower() for word in tokens(part))
        kept = [word for word in words if word not in ignored and len(word) > 1]
        for stemmed in stem(kept, base):
            counts[stemmed] += times
    found: Counter[int] = Counter()
    for word, count in counts.items():
        found[hashed(word, base)] += count
    return Counts(
        np.fromiter(found.keys(), dtype=np.uint32, count=len(found)),
        np.fromiter(found.values(), dtype=np.uint16, count=len(found)),
    )


class Frequencies:
    """In how many articles each hashed stem was seen: those read here, on top of a background
    that counts as at most `PRIOR` articles of a language; what is new counts as rare."""

    def __init__(self, known: Background | None = None) -> None:
        self._known = background() if known is None else known
        self._seen = np.zeros(BUCKETS, dtype=np.uint16)
        self._totals: Counter[str] = Counter()

    def add(self, counts: Counts, language: str) -> None:
        """One more article with these terms."""
        base = base_of(language)
        self._totals[base] += 1
        self._seen[counts.terms] += 1
        if self._totals[base] >= MOST_COUNTED:
            self._fade()

    def _fade(self) -> None:
        """Halve all counts, so that what was read long ago counts less and less."""
        self._seen >>= 1
        self._totals = Counter({base: total // 2 for base, total in self._totals.items()})

    def rarity(self, terms: NDArray[np.uint32], language: str) -> Floats:
        """ln((N + 1)/(df + ½)) of each term among the articles of its language, at least 0."""
        base = base_of(language)
        prior = max(FEWEST_PRIOR, min(PRIOR, self._known.totals.get(base, 0)))
        seen = self._seen[terms] + prior * self._known.of(terms)
        total = self._totals[base] + prior
        rarity: Floats = np.log((total + 1) / (seen + 0.5)).clip(min=0.0)
        return rarity

    def vector(self, counts: Counts, language: str) -> Vector:
        """The heaviest terms by (1 + ln tf)·rarity^0.65, over the square root of the sum of their
        squares and of `SHORTNESS` squared."""
        terms = counts.terms
        weights = (1 + np.log(counts.often)) * self.rarity(terms, language) ** FLATTENED
        if len(terms) > TERMS:
            heaviest = np.argpartition(-weights, TERMS)[:TERMS]
            terms, weights = terms[heaviest], weights[heaviest]
        order = np.argsort(terms)
        length = float(np.sqrt((weights**2).sum() + SHORTNESS**2))
        # A few words alike prove little: a short text is as if its missing words differed.
        weights *= min(1.0, len(terms) / FEW) ** 0.5 / length
        return Vector(terms[order], weights[order].astype(np.float32))
