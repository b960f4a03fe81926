"""Articles to stories: one definition of similarity, for duplicates, stories and reprints.

Similarity of two articles is the cosine of their term vectors (`vectors`), less a penalty for
the days between them, less the *local level*: an article of a long saga has many fairly similar
neighbours, and must match closer than one about something nobody else writes of. Stories are the
clusters of average linkage over that; when an article arrives, only the clusters around it are
linked anew, so that the result hardly depends on the order of arrival.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

import numpy as np

from bot.core.linkage import average_link
from bot.core.vectors import Floats, Frequencies, Index, Ints, Vector, term_counts
from bot.core.words import folded_words

JOIN = 0.08  # average similarity at which two clusters are one story
LOCAL = 0.7  # how much of the local level is taken off
DAY_PENALTY = 0.04  # for each day apart after the first
SAME_SOURCE = 0.08  # an outlet seldom tells one story twice, and its articles sound alike
FLOOR = 0.05  # cosines below it are not looked at
NEIGHBOURS = 40
ABSENT = -0.02  # the similarity of two articles that are not neighbours
RANKS = slice(2, 6)  # the local level is the mean of the third to the sixth nearest
REGION_CLUSTERS, REGION_ARTICLES = 8, 150
REPRINT = 0.5  # share of the shorter text's shingles
_SHINGLE, _SHINGLED_WORDS, _SAMPLED = 5, 400, 4  # one shingle in four is kept


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
    return hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=12).hexdigest()


def _sketch(text: str) -> frozenset[int]:
    """A sample of the text's five-word shingles that is the same sample for the same shingles."""
    words = folded_words(text[:4000])[:_SHINGLED_WORDS]
    runs = (" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))
    hashes = (crc32(run.encode("utf-8", "replace")) for run in runs)
    return frozenset(value for value in hashes if value % _SAMPLED == 0)


class Grouper:
    """An index of articles that puts each new one into a story. Not safe across threads."""

    def __init__(self, frequencies: Frequencies | None = None) -> None:
        self._learning = frequencies is None
        self._frequencies = frequencies or Frequencies()
        self._index = Index()
        self._ids: list[int] = []
        self._place: dict[int, int] = {}
        self._days: list[float] = []
        self._sources: list[str] = []
        self._near: list[dict[int, float]] = []
        self._level: list[float] = []
        self._sketches: list[frozenset[int]] = []
        self._story: list[int] = []
        self._members: dict[int, set[int]] = defaultdict(set)

    # --- what is near ---------------------------------------------------------------------

    def _vector(self, item: GroupingItem) -> Vector:
        counts = term_counts(item.title, item.text, item.language)
        if self._learning:
            self._frequencies.add(counts, item.language)
        return self._frequencies.vector(counts, item.language)

    def _neighbours(self, vector: Vector, day: float, source: str) -> dict[int, float]:
        """The nearest articles by position, with the cosine less the penalty for days apart."""
        scores = self._index.scores(vector)
        found = np.flatnonzero(scores > FLOOR)
        if not len(found):
            return {}
        first = self._index.first
        days = np.array([self._days[first + i] for i in found])
        apart = np.nan_to_num(np.abs(days - day), nan=0.0)
        scores = scores[found] - DAY_PENALTY * (np.floor(apart) - 1).clip(min=0)
        if source:
            scores -= SAME_SOURCE * np.array([self._sources[first + i] == source for i in found])
        best = np.argsort(-scores, kind="stable")[:NEIGHBOURS]
        return {int(first + found[i]): float(scores[i]) for i in best if scores[i] > 0.02}

    def _meet(self, here: int, near: dict[int, float]) -> None:
        """Make the acquaintance mutual, and keep everybody's local level right."""
        for there, score in near.items():
            row = self._near[there]
            row[here] = score
            if len(row) > NEIGHBOURS:
                del row[min(row, key=row.__getitem__)]
            self._level[there] = _level(row)

    def _similarity(self, one: int, other: int, cosine: float) -> float:
        return cosine - LOCAL * (self._level[one] + self._level[other]) / 2

    # --- stories --------------------------------------------------------------------------

    def _append(self, item: GroupingItem, story: int) -> int:
        here = len(self._ids)
        vector = self._vector(item)
        day = _day(item)
        near = self._neighbours(vector, day, item.source)
        self._index.add(vector)
        self._ids.append(item.id)
        self._place[item.id] = here
        self._days.append(day)
        self._sources.append(item.source)
        self._near.append(near)
        self._level.append(_level(near))
        self._sketches.append(_sketch(item.text))
        self._story.append(story)
        self._members[story].add(here)
        self._meet(here, near)
        return here

    def add(self, item: GroupingItem) -> dict[int, int]:
        """Take an article in. Returns the story ids that changed, by article id; its own too."""
        here = self._append(item, item.id)
        region = self._region(here)
        labels = average_link(self._matrix(region), JOIN)
        return {item.id: self._story[here]} | self._relabel(region, labels)

    def _region(self, here: int) -> list[int]:
        """The article and the whole clusters of those similar to it, nearest first."""
        region, clusters = [here], 0
        near = self._near[here]
        for there in sorted(near, key=lambda other: -near[other]):
            if there in region or self._similarity(here, there, near[there]) <= 0:
                continue
            members = self._members[self._story[there]]
            if clusters == REGION_CLUSTERS or len(region) + len(members) > REGION_ARTICLES:
                break
            region += sorted(members)
            clusters += 1
        return region

    def _matrix(self, region: list[int]) -> Floats:
        """Similarities of all pairs of a region."""
        row_of = {place: row for row, place in enumerate(region)}
        matrix = np.full((len(region), len(region)), ABSENT)
        for place, row in row_of.items():
            for other, cosine in self._near[place].items():
                if other in row_of:
                    value = self._similarity(place, other, cosine)
                    matrix[row, row_of[other]] = matrix[row_of[other], row] = value
        return matrix

    def _relabel(self, region: list[int], labels: Ints) -> dict[int, int]:
        """New clusters take the id that most of their members had, each id once."""
        clusters: dict[int, list[int]] = defaultdict(list)
        for place, label in zip(region, labels.tolist(), strict=True):
            clusters[label].append(place)
        claims = [
            (-count, story, label)
            for label, members in clusters.items()
            for story, count in Counter(self._story[place] for place in members).items()
        ]
        named: dict[int, int] = {}
        for _, story, label in sorted(claims):
            if label not in named and story not in named.values():
                named[label] = story
        changed: dict[int, int] = {}
        for label, members in clusters.items():
            story = named.get(label, min(self._ids[place] for place in members))
            for place in members:
                if self._story[place] != story:
                    changed[self._ids[place]] = story
                    self._members[self._story[place]].discard(place)
                    self._story[place] = story
            self._members[story].update(members)
        return changed

    def is_reprint(self, item: GroupingItem) -> bool:
        """Whether it is near-verbatim an article that another source has brought already.

        Containment of shingles in the shorter text (Broder 1997), among the nearest three.
        """
        counts = term_counts(item.title, item.text, item.language)
        mine, day = _sketch(item.text), _day(item)
        near = self._neighbours(self._frequencies.vector(counts, item.language), day, "")
        for there in sorted(near, key=lambda other: -near[other])[:3]:
            theirs = self._sketches[there]
            shorter = min(len(mine), len(theirs))
            if shorter >= 5 and len(mine & theirs) >= REPRINT * shorter:
                return True
        return False

    def restore(self, item: GroupingItem, story: int) -> None:
        """Take back an article whose story is known."""
        self._append(item, story)

    def forget(self, before: datetime) -> None:
        """Stop comparing with articles that came before the first one dated since then."""
        limit, place = before.timestamp() / 86400, self._index.first
        while place < len(self._days) and self._days[place] < limit:
            place += 1
        self._sketches[:place] = [frozenset()] * place
        self._index.drop_before(place)


def _day(item: GroupingItem) -> float:
    return item.date.timestamp() / 86400 if item.date else float("nan")


def _level(near: dict[int, float]) -> float:
    """The mean of the third to the sixth highest similarity, absent ones counting nothing."""
    best = sorted(near.values(), reverse=True)[RANKS]
    return sum(best) / (RANKS.stop - RANKS.start)


def group(items: Iterable[GroupingItem]) -> dict[int, int]:
    """The story of each article, in one pass over them all, words weighed by how rare they are
    among all the articles given."""
    given, frequencies = list(items), Frequencies()
    for item in given:
        frequencies.add(term_counts(item.title, item.text, item.language), item.language)
    grouper, story = Grouper(frequencies), dict[int, int]()
    for item in given:
        story |= grouper.add(item)
    return story
