"""Articles to stories: one definition of similarity, for duplicates, stories and reprints.

First method: tf-idf over the words of title (twice) and lead, an inverted index, and average
link against the stories of the nearest neighbours, with a penalty for days apart.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core.words import folded_words

JOIN = 0.2
_LEAD = 1500
_TERMS = 80
_REPRINT = 0.6
_DAY_PENALTY = 0.05


@dataclass(frozen=True, slots=True)
class GroupingItem:
    """What grouping looks at of an article. `id` is the caller's, unique; `date` may be None."""

    id: int
    title: str
    text: str
    date: datetime | None = None
    source: str = ""
    language: str = ""


def fingerprint(text: str) -> str:
    """A key equal for texts with the same words in the same order; "" for fewer than twenty."""
    words = folded_words(text)
    if len(words) < 20:
        return ""
    return hashlib.blake2b(" ".join(words).encode(), digest_size=12).hexdigest()


def _shingles(text: str) -> set[int]:
    words = folded_words(text)[:400]
    return {hash(tuple(words[i : i + 5])) for i in range(len(words) - 4)}


class Grouper:
    """An index of articles that puts each new one into a story. Not safe across threads."""

    def __init__(self) -> None:
        self._items: dict[int, GroupingItem] = {}
        self._vectors: dict[int, dict[str, float]] = {}
        self._index: dict[str, set[int]] = defaultdict(set)
        self._story: dict[int, int] = {}
        self._members: dict[int, set[int]] = defaultdict(set)

    def _vector(self, item: GroupingItem) -> dict[str, float]:
        counts = Counter(folded_words(item.title) * 2 + folded_words(item.text[:_LEAD]))
        total = len(self._items) + 1
        weights = {
            word: (1 + math.log(count))
            * math.log((total + 1) / (len(self._index.get(word, ())) + 0.5))
            for word, count in counts.items()
            if len(word) > 2
        }
        kept = dict(sorted(weights.items(), key=lambda pair: -pair[1])[:_TERMS])
        norm = math.sqrt(sum(value * value for value in kept.values())) or 1.0
        return {word: value / norm for word, value in kept.items()}

    def _similar(self, item: GroupingItem, vector: dict[str, float]) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        common = max(20, len(self._items) // 5)
        for word, value in vector.items():
            holders = self._index.get(word, set())
            if len(holders) <= common:
                for other in holders:
                    scores[other] += value * self._vectors[other][word]
        return {
            other: score - self._apart(item, self._items[other]) for other, score in scores.items()
        }

    @staticmethod
    def _apart(one: GroupingItem, other: GroupingItem) -> float:
        if one.date is None or other.date is None:
            return 0.0
        return _DAY_PENALTY * max(0, abs((one.date - other.date).days) - 1)

    def is_reprint(self, item: GroupingItem) -> bool:
        """Whether most of its text stands word for word in an article already in the index."""
        mine = _shingles(item.text)
        near = sorted(self._similar(item, self._vector(item)).items(), key=lambda pair: -pair[1])
        for other, score in near[:3]:
            theirs = _shingles(self._items[other].text)
            if score > JOIN and len(mine & theirs) > _REPRINT * max(1, min(len(mine), len(theirs))):
                return True
        return False

    def _place(self, item: GroupingItem, vector: dict[str, float], story: int) -> None:
        self._items[item.id], self._vectors[item.id] = item, vector
        for word in vector:
            self._index[word].add(item.id)
        self._story[item.id] = story
        self._members[story].add(item.id)

    def add(self, item: GroupingItem) -> dict[int, int]:
        """Take an article in. Returns the story ids that changed, by article id; its own too."""
        vector = self._vector(item)
        similar = self._similar(item, vector)
        sums: dict[int, float] = defaultdict(float)
        for other, score in similar.items():
            sums[self._story[other]] += max(score, 0.0)
        best = max(sums, key=lambda story: sums[story] / len(self._members[story]), default=item.id)
        joined = best in sums and sums[best] / len(self._members[best]) >= JOIN
        self._place(item, vector, best if joined else item.id)
        return {item.id: self._story[item.id]}

    def restore(self, item: GroupingItem, story: int) -> None:
        """Take back an article whose story is known."""
        self._place(item, self._vector(item), story)

    def forget(self, before: datetime) -> None:
        """Drop articles dated before then."""
        old = [i for i, item in self._items.items() if item.date and item.date < before]
        for identity in old:
            for word in self._vectors.pop(identity):
                self._index[word].discard(identity)
            del self._items[identity]
            self._members[self._story.pop(identity)].discard(identity)


def group(items: Iterable[GroupingItem]) -> dict[int, int]:
    """The story of each article, in one pass over them all."""
    grouper, story = Grouper(), dict[int, int]()
    for item in items:
        story |= grouper.add(item)
    return story
