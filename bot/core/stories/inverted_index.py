"""An index of term vectors that gives the cosine of a new one to every recent one.

It is a row of segments, each of articles that arrived together: for each term, which articles
hold it and with what weight (three bytes an entry). Small segments are merged as they add up, so
that there are few, and a little at a time, so that no arrival waits; old ones are dropped whole.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.core.stories.arrays import zeros_mmap
from bot.core.stories.clustering import Floats, Ints
from bot.core.terms.document_frequencies import BUCKETS
from bot.core.terms.vectors import Vector

OPEN = 32  # articles that wait for a segment of their own
LARGEST = 16384  # articles of a merged segment
STEP = 128  # articles' worth of entries that are merged with each arrival
_SCALE = 255.0


class _Segment(NamedTuple):
    """Articles `first` to `first + size`. The entries of `terms[i]` (ascending) are those from
    `starts[i]` to `starts[i + 1]`, by article (counted from `first`)."""

    first: int
    size: int
    terms: NDArray[np.uint32]
    starts: NDArray[np.int32]
    rows: NDArray[np.uint16]
    weights: NDArray[np.uint8]

    def between(self, low: int, high: int) -> _Segment:
        """The same articles with the terms from `low` to below `high` only."""
        one, last = np.searchsorted(self.terms, (low, high))
        starts = self.starts[one : last + 1]
        entries = slice(starts[0], starts[-1])
        terms, starts = self.terms[one:last], starts - starts[0]
        return self._replace(
            terms=terms, starts=starts, rows=self.rows[entries], weights=self.weights[entries]
        )

    def repeated(self) -> NDArray[np.uint32]:
        """The term of each entry."""
        return np.repeat(self.terms, np.diff(self.starts))

    def entries(self, terms: NDArray[np.uint32]) -> tuple[Ints, Ints]:
        """Where all entries of these terms are, and which of the terms each is of."""
        at = np.searchsorted(self.terms[:-1], terms) if len(self.terms) else np.zeros(0, int)
        held = np.flatnonzero(self.terms[at] == terms[: len(at)])
        starts = self.starts[at[held]].astype(np.int64)
        lengths = self.starts[at[held] + 1] - starts
        # The entries of all held terms, one after the other: a ramp with jumps at each start.
        jumps = np.repeat(starts - np.concatenate(([0], lengths.cumsum()[:-1])), lengths)
        return jumps + np.arange(len(jumps)), np.repeat(held, lengths)

    def scores(self, vector: Vector) -> tuple[Floats, Ints]:
        """The cosine of `vector` to each article, and how many of its headline's terms it has."""
        entries, term = self.entries(vector.terms)
        rows = self.rows[entries]
        cosines = np.bincount(rows, vector.weights[term] * self.weights[entries], self.size)
        headline = np.bincount(rows[vector.headline[term]], minlength=self.size)
        return cosines / _SCALE, headline


def _segment(first: int, vectors: list[Vector]) -> _Segment:
    rows = np.repeat(np.arange(len(vectors), dtype=np.uint16), [len(v.terms) for v in vectors])
    weights = np.concatenate([vector.weights for vector in vectors])
    terms = np.concatenate([vector.terms for vector in vectors])
    scaled = (weights * _SCALE).round().astype(np.uint8)
    return _sorted(first, len(vectors), terms, rows, scaled)


def _sorted(
    first: int,
    size: int,
    terms: NDArray[np.uint32],
    rows: NDArray[np.uint16],
    weights: NDArray[np.uint8],
) -> _Segment:
    """A segment of entries that are in order of article for each term."""
    order = np.argsort(terms, kind="stable")
    ordered = terms[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=BUCKETS, append=BUCKETS)).astype(np.int32)
    return _Segment(first, size, ordered[starts[:-1]], starts, rows[order], weights[order])


def _merged(one: _Segment, other: _Segment) -> _Segment:
    """The entries of a segment and of the one that follows it, as one."""
    later = other.rows + np.uint16(other.first - one.first)
    return _sorted(
        one.first,
        one.size + other.size,
        np.concatenate([one.repeated(), other.repeated()]),
        np.concatenate([one.rows, later]),
        np.concatenate([one.weights, other.weights]),
    )


class _Merge:
    """Two neighbouring segments on their way to becoming one."""

    def __init__(self, one: _Segment, other: _Segment) -> None:
        self.pair = (one, other)
        steps = max(1, (one.size + other.size) // STEP)
        self._edges = [BUCKETS * step // steps for step in range(steps, -1, -1)]
        self._terms = self._entries = 0  # that are merged
        terms = len(one.terms) + len(other.terms)
        entries = len(one.rows) + len(other.rows)
        self._whole = _Segment(
            one.first,
            one.size + other.size,
            zeros_mmap((terms,), np.uint32),  # more than enough where both hold a term
            zeros_mmap((terms + 1,), np.int32),
            zeros_mmap((entries,), np.uint16),
            zeros_mmap((entries,), np.uint8),
        )

    def step(self) -> _Segment | None:
        """Merge some more of the terms. Returns the whole when it is done."""
        low, high = self._edges.pop(), self._edges[-1]
        one, other = (segment.between(low, high) for segment in self.pair)
        self._append(_merged(one, other))
        if len(self._edges) > 1:
            return None
        whole, terms = self._whole, self._terms
        return whole._replace(terms=whole.terms[:terms], starts=whole.starts[: terms + 1])

    def _append(self, part: _Segment) -> None:
        whole, terms, entries = self._whole, self._terms, self._entries
        self._terms, self._entries = terms + len(part.terms), entries + len(part.rows)
        whole.terms[terms : self._terms] = part.terms
        whole.starts[terms + 1 : self._terms + 1] = part.starts[1:] + entries
        whole.rows[entries : self._entries] = part.rows
        whole.weights[entries : self._entries] = part.weights


class InvertedIndex:
    """Vectors by position 0, 1, 2, …; the oldest may be dropped, positions stay."""

    def __init__(self) -> None:
        self._segments: list[_Segment] = []
        self._open: list[Vector] = []
        self._open_first = 0
        self._fresh: _Segment | None = None  # of those that are open
        self._merge: _Merge | None = None

    @property
    def first(self) -> int:
        """The lowest position still in the index."""
        return self._segments[0].first if self._segments else self._open_first

    def add(self, vector: Vector) -> None:
        """Take the next vector in."""
        self._open.append(vector)
        self._fresh = None
        if len(self._open) == OPEN:
            self._close()
        self._tidy()

    def extend(self, terms: NDArray[np.uint32], weights: NDArray[np.uint8], counts: Ints) -> None:
        """Take many vectors in at once, as segments of their own: `terms` and `weights` (of 255)
        are (vectors, most terms), of which the first `counts` of each row count."""
        if self._open:
            self._close()
        for start in range(0, len(counts), LARGEST):
            part = slice(start, start + LARGEST)
            held = np.arange(terms.shape[1]) < counts[part, None]
            size = len(counts[part])
            rows = np.repeat(np.arange(size, dtype=np.uint16), counts[part])
            found = terms[part][held], rows, weights[part][held]
            self._segments.append(_sorted(self._open_first, size, *found))
            self._open_first += size

    def _close(self) -> None:
        """Make a segment of those that are open."""
        self._segments.append(_segment(self._open_first, self._open))
        self._open_first += len(self._open)
        self._open, self._fresh = [], None

    def _tidy(self) -> None:
        """Go on merging, or begin with the latest two segments that should be one."""
        if self._merge:
            self._finish(self._merge, self._merge.step())
            return
        for one, other in zip(self._segments[-2::-1], self._segments[:0:-1], strict=True):
            if one.size <= other.size and one.size + other.size <= LARGEST:
                self._merge = _Merge(one, other)
                return

    def _finish(self, merge: _Merge, whole: _Segment | None) -> None:
        if whole is None:
            return
        self._merge = None
        at = [segment.first for segment in self._segments].index(whole.first)
        self._segments[at : at + 2] = [whole]

    def scores(self, vector: Vector, since: int) -> tuple[Floats, Ints]:
        """For every article from the position `since` on: the cosine of `vector` to it, and how
        many of the vector's headline terms it holds."""
        if self._open and self._fresh is None:
            self._fresh = _segment(self._open_first, self._open)
        found = [segment.scores(vector) for segment in self._segments]
        if self._fresh:
            found.append(self._fresh.scores(vector))
        if not found:
            return np.zeros(0), np.zeros(0, dtype=np.int64)
        cosines, headlines = zip(*found, strict=True)
        known = slice(since - self.first, None)
        return np.concatenate(cosines)[known], np.concatenate(headlines)[known]

    def drop_before(self, position: int) -> None:
        """Let go of the segments that lie wholly before this position."""
        while self._segments and self._segments[0].first + self._segments[0].size <= position:
            if self._merge and self._segments[0] is self._merge.pair[0]:
                self._merge = None
            del self._segments[0]
