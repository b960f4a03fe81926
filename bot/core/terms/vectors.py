"""Articles as short term vectors, weighed by how rare their words are."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.core.terms.document_frequencies import DocumentFrequencies, background, hashed
from summarizers.arrays import Floats
from summarizers.text.tokens import base_language, stem, stop_words, tokens

TERMS = 140
HEADLINE = 10  # terms of a headline that are looked at
TEXT_CHARACTERS = 5000
PRIOR = 5000  # articles that the background counts for
FEWEST_PRIOR = 500  # the same for a language of which nothing is known
MOST_LEARNT = 5000  # articles that those read here count for, however many they are
LEAST_SHARE = 0.0004  # of texts that every word is held to be in: none is rarer than that
SLOTS = 1 << 21  # of counts: two stems may share one
MOST_COUNTED = 60_000  # articles of one language, then all counts are halved
FLATTENED = 0.6  # power of the rarity: names of the day outweigh common words less
SHORTNESS = 11.0  # added to the length of a vector: few words in common prove little
# Words every outlet uses, whatever the story: they tell nothing apart.
_AGENCY = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday reuters ap afp cnn bbc said says "
    "say news photo image video file read updated published editor reporting".split()
)


class TermCounts(NamedTuple):
    """Distinct hashed stems of an article and how often each occurs; the first `headline` of them
    are from its headline."""

    terms: NDArray[np.uint32]
    often: NDArray[np.uint16]
    headline: int


class Vector(NamedTuple):
    """Distinct hashed terms (ascending), their weights, of Euclidean length below one, and which
    of them stand in the headline."""

    terms: NDArray[np.uint32]
    weights: NDArray[np.float32]
    headline: NDArray[np.bool_]


def base_of(language: str) -> str:
    """The language whose words are meant: English where none is known."""
    return base_language(language) or "en"


def term_counts(title: str, text: str, language: str) -> TermCounts:
    """How often each hashed stem occurs: those of the title count twice, stop words not."""
    base = base_of(language)
    headline = _stems(title, base)
    counts = Counter({term: 2 * often for term, often in headline.items()})
    counts.update(_stems(text, base))
    return TermCounts(
        np.fromiter(counts.keys(), dtype=np.uint32, count=len(counts)),
        np.fromiter(counts.values(), dtype=np.uint16, count=len(counts)),
        min(len(headline), HEADLINE),
    )


def _stems(text: str, base: str) -> Counter[int]:
    ignored = stop_words(base) | _AGENCY
    words = (word.lower() for word in tokens(text[:TEXT_CHARACTERS]))
    kept = [word for word in words if word not in ignored and len(word) > 1]
    found: Counter[int] = Counter()
    for stemmed, often in Counter(stem(kept, base)).items():
        found[hashed(stemmed, base)] += often
    return found


class Frequencies:
    """In how many articles each hashed stem was seen: those read here, on top of a background
    that counts as `PRIOR` articles of a language; what is new counts as rare."""

    def __init__(self, known: DocumentFrequencies | None = None) -> None:
        self._known = background() if known is None else known
        self._seen = np.zeros(SLOTS, dtype=np.uint16)
        self._totals: Counter[str] = Counter()

    def add(self, counts: TermCounts, language: str) -> None:
        """One more article with these terms."""
        base = base_of(language)
        self._totals[base] += 1
        self._seen[counts.terms % SLOTS] += 1
        if self._totals[base] >= MOST_COUNTED:
            self._fade()

    def _fade(self) -> None:
        """Halve all counts, so that what was read long ago counts less and less."""
        self._seen >>= 1
        self._totals = Counter({base: total // 2 for base, total in self._totals.items()})

    def counts(self) -> bytes:
        """What was counted, with a checksum, to be kept."""
        totals = json.dumps([SLOTS, self._totals]).encode()
        body = zlib.compress(totals + b"\n" + self._seen.tobytes(), 1)
        return zlib.crc32(body).to_bytes(4, "big") + body

    def load(self, kept: bytes) -> bool:
        """Count as when `counts` gave this; False, with nothing changed, where it is damaged or of
        another layout."""
        if zlib.crc32(kept[4:]).to_bytes(4, "big") != kept[:4]:
            return False
        totals, _, seen = zlib.decompress(kept[4:]).partition(b"\n")
        slots, by_language = json.loads(totals)
        if slots != SLOTS:
            return False
        counted = np.frombuffer(seen, np.uint16)  # zeros nobody has written to take no memory
        self._seen = counted.copy() if by_language else np.zeros(SLOTS, np.uint16)
        self._totals = Counter(by_language)
        return True

    def rarity(self, terms: NDArray[np.uint32], language: str) -> Floats:
        """-ln of the share of articles of its language that use each term, at least 0. The
        background weighs as much as all that was read here, so that a word is about as rare
        among nine articles as among a hundred thousand."""
        base = base_of(language)
        prior = PRIOR if self._known.totals.get(base) else FEWEST_PRIOR
        total = self._totals[base]
        counted = min(1.0, MOST_LEARNT / max(total, 1))
        seen = counted * self._seen[terms % SLOTS] + prior * (self._known.of(terms) + LEAST_SHARE)
        rarity: Floats = -np.log((seen / (counted * total + prior + 1)).clip(max=1.0))
        return rarity

    def vector(self, counts: TermCounts, language: str) -> Vector:
        """The heaviest terms by (1 + ln tf)·rarity^0.6, over the square root of the sum of their
        squares and of `SHORTNESS` squared."""
        terms = counts.terms
        weights = (1 + np.log(counts.often)) * self.rarity(terms, language) ** FLATTENED
        kept = np.argsort(-weights, kind="stable")[:TERMS]
        kept = kept[np.argsort(terms[kept])]
        terms, weights = terms[kept], weights[kept]
        length = float(np.sqrt((weights**2).sum() + SHORTNESS**2))
        return Vector(terms, (weights / length).astype(np.float32), kept < counts.headline)
