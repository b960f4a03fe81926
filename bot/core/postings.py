"""An index of term vectors that gives the cosine of a new one to every recent one.

It is a row of segments, each of articles that arrived together: for each term, which articles
hold it and with what weight (three bytes an entry). Small segments are merged as they add up, so
that there are few; old ones are dropped whole, and nothing large is ever rebuilt.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.core.vectors import Floats, Vector

OPEN = 64  # articles that wait for a segment of their own
LARGEST = 8192  # articles of a merged segment
_SCALE = 255.0


class _Segment:
    """Articles `first` to `first + size`: entries ordered by term, then by article."""

    def __init__(
        self,
        first: int,
        size: int,
        terms: NDArray[np.uint32],
        rows: NDArray[np.uint16],
        weights: NDArray[np.uint8],
    ) -> None:
        self.first, self.size = first, size
        order = np.argsort(terms, kind="stable")
        self._rows, self._weights = rows[order], weights[order]
        self._terms, starts = np.unique(terms[order], return_index=True)
        self._starts = np.append(starts, len(terms)).astype(np.int32)

    @classmethod
    def of(cls, first: int, vectors: list[Vector]) -> _Segment:
        """The segment of these vectors, the first of which has the position `first`."""
        rows = np.repeat(np.arange(len(vectors), dtype=np.uint16), [len(v.terms) for v in vectors])
        weights = np.concatenate([vector.weights for vector in vectors])
        terms = np.concatenate([vector.terms for vector in vectors])
        return cls(first, len(vectors), terms, rows, (weights * _SCALE).round().astype(np.uint8))

    def with_next(self, other: _Segment) -> _Segment:
        """This one and the one that follows it, as one."""
        terms = [np.repeat(one._terms, np.diff(one._starts)) for one in (self, other)]
        later = other._rows + np.uint16(other.first - self.first)
        return _Segment(
            self.first,
            other.first + other.size - self.first,
            np.concatenate(terms),
            np.concatenate([self._rows, later]),
            np.concatenate([self._weights, other._weights]),
        )

    def scores(self, vector: Vector) -> Floats:
        """The cosine of `vector` to each article of the segment."""
        if not len(self._terms):
            return np.zeros(self.size)
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
        self._open_first = 0

    @property
    def first(self) -> int:
        """The lowest position still in the index."""
        return self._segments[0].first if self._segments else self._open_first

    def add(self, vector: Vector) -> None:
        """Take the next vector in."""
        self._open.append(vector)
        if len(self._open) < OPEN:
            return
        self._segments.append(_Segment.of(self._open_first, self._open))
        self._open_first += len(self._open)
        self._open = []
        while len(self._segments) > 1:
            one, other = self._segments[-2:]
            if one.size > other.size or one.size + other.size > LARGEST:
                break
            self._segments[-2:] = [one.with_next(other)]

    def scores(self, vector: Vector) -> Floats:
        """The cosine of `vector` to every article from `first` on, in order of position."""
        parts = [one.scores(vector) for one in self._segments]
        if self._open:
            parts.append(_Segment.of(self._open_first, self._open).scores(vector))
        return np.concatenate(parts) if parts else np.zeros(0)

    def drop_before(self, position: int) -> None:
        """Let go of the segments that lie wholly before this position."""
        while self._segments and self._segments[0].first + self._segments[0].size <= position:
            del self._segments[0]
