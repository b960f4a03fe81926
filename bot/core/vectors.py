"""Articles as short term vectors, and an index that gives the cosine to every recent one.

The index is a row of segments, each the articles that arrived together, so that old ones are
dropped whole and nothing large is ever rebuilt. Terms are hashed stems; a segment keeps, for
each of its terms, the articles that hold it and with what weight (four bytes an entry).
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.core.background import BUCKETS, Background, background, hashed
from summarizers.words import base_language, stem, stop_words, tokens

TERMS = 80
FEW = 32  # terms; texts with fewer are less alike than their cosine says
TEXT_CHARACTERS = 5000
SEGMENT = 1024
PRIOR = 1000  # articles that the background counts for
MOST_COUNTED = 60_000  # articles of one language, then all counts are halved
_SCALE = 255.0
# Words every outlet uses, whatever the story: they tell nothing apart.
_AGENCY = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday reuters ap afp cnn bbc said says "
    "say news photo image video file read updated published editor reporting".split()
)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Vector(NamedTuple):
    """Distinct hashed terms (ascending) and their weights, of Euclidean length one at most."""

    terms: NDArray[np.uint32]
    weights: NDArray[np.float32]


def base_of(language: str) -> str:
    """The language whose words are meant: English where none is known."""
    return base_language(language) or "en"


def term_counts(title: str, text: str, language: str) -> Counter[int]:
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
    return found


class Frequencies:
    """In how many articles each hashed stem was seen: those read here, on top of a background
    that counts as at most `PRIOR` articles of a language; what is new counts as rare."""

    def __init__(self, known: Background | None = None) -> None:
        self._known = background() if known is None else known
        self._seen = np.zeros(BUCKETS, dtype=np.uint16)
        self._totals: Counter[str] = Counter()

    def add(self, counts: Counter[int], language: str) -> None:
        """One more article with these terms."""
        base = base_of(language)
        self._totals[base] += 1
        terms = np.fromiter(counts.keys(), dtype=np.uint32, count=len(counts))
        self._seen[terms] += 1
        if self._totals[base] >= MOST_COUNTED:
            self._fade()

    def _fade(self) -> None:
        """Halve all counts, so that what was read long ago counts less and less."""
        self._seen >>= 1
        self._totals = Counter({base: total // 2 for base, total in self._totals.items()})

    def rarity(self, terms: NDArray[np.uint32], language: str) -> Floats:
        """ln((N + 1)/(df + ½)) of each term among the articles of its language, at least 0."""
        base = base_of(language)
        prior = min(PRIOR, self._known.totals.get(base, 0))
        seen = self._seen[terms] + prior * self._known.of(terms)
        total = self._totals[base] + prior
        rarity: Floats = np.log((total + 1) / (seen + 0.5)).clip(min=0.0)
        return rarity

    def vector(self, counts: Counter[int], language: str) -> Vector:
        """The heaviest terms by (1 + ln tf)·rarity, scaled to length one; shorter for few terms."""
        terms = np.fromiter(counts.keys(), dtype=np.uint32, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
        weights = (1 + np.log(often)) * self.rarity(terms, language)
        if len(terms) > TERMS:
            heaviest = np.argpartition(-weights, TERMS)[:TERMS]
            terms, weights = terms[heaviest], weights[heaviest]
        order = np.argsort(terms)
        length = float(np.sqrt((weights**2).sum())) or 1.0
        # A few words alike prove little: a short text is as if its missing words differed.
        weights *= min(1.0, len(terms) / FEW) ** 0.5 / length
        return Vector(terms[order], weights[order].astype(np.float32))


class _Segment:
    """A closed run of articles: for each term, which of them hold it (CSR by term)."""

    def __init__(self, first: int, vectors: list[Vector]) -> None:
        self.first, self.size = first, len(vectors)
        terms = np.concatenate([vector.terms for vector in vectors])
        weights = np.concatenate([vector.weights for vector in vectors])
        rows = np.repeat(np.arange(len(vectors), dtype=np.uint16), [len(v.terms) for v in vectors])
        order = np.argsort(terms, kind="stable")
        self._terms, starts = np.unique(terms[order], return_index=True)
        self._starts = np.append(starts, len(terms)).astype(np.int32)
        self._rows = rows[order]
        self._weights = (weights[order] * _SCALE).round().astype(np.uint8)

    def scores(self, vector: Vector) -> Floats:
        """The cosine of `vector` to each article of the segment."""
        at = np.minimum(np.searchsorted(self._terms, vector.terms), len(self._terms) - 1)
        held = self._terms[at] == vector.terms
        starts, ends = self._starts[at[held]], self._starts[at[held] + 1]
        lengths = ends - starts
        # The entries of all held terms, one after the other: a ramp with jumps at each start.
        jumps = np.repeat(starts - np.concatenate(([0], lengths.cumsum()[:-1])), lengths)
        entries = jumps + np.arange(lengths.sum())
        weights = np.repeat(vector.weights[held], lengths) * self._weights[entries]
        return np.bincount(self._rows[entries], weights, self.size) / _SCALE


class Index:
    """Vectors by position 0, 1, 2, …; the oldest may be dropped, positions stay."""

    def __init__(self) -> None:
        self._segments: list[_Segment] = []
        self._open: list[Vector] = []
        self._open_terms: dict[int, list[tuple[int, float]]] = {}
        self._open_first = 0

    @property
    def first(self) -> int:
        """The lowest position still in the index."""
        return self._segments[0].first if self._segments else self._open_first

    def add(self, vector: Vector) -> None:
        """Take the next vector in."""
        for term, weight in zip(vector.terms.tolist(), vector.weights.tolist(), strict=True):
            self._open_terms.setdefault(term, []).append((len(self._open), weight))
        self._open.append(vector)
        if len(self._open) >= SEGMENT:
            self._segments.append(_Segment(self._open_first, self._open))
            self._open_first += len(self._open)
            self._open, self._open_terms = [], {}

    def scores(self, vector: Vector) -> Floats:
        """The cosine of `vector` to every article from `first` on, in order of position."""
        return np.concatenate(
            [*(one.scores(vector) for one in self._segments), self._fresh(vector)]
        )

    def _fresh(self, vector: Vector) -> Floats:
        scores = [0.0] * len(self._open)
        for term, mine in zip(vector.terms.tolist(), vector.weights.tolist(), strict=True):
            for row, weight in self._open_terms.get(term, ()):
                scores[row] += mine * weight
        return np.array(scores)

    def drop_before(self, position: int) -> None:
        """Let go of the segments that lie wholly before this position."""
        while self._segments and self._segments[0].first + self._segments[0].size <= position:
            del self._segments[0]
