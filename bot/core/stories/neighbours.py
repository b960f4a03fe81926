"""Who resembles whom: a table of articles, each with its nearest others.

How close is close depends on the neighbourhood: an article of a long saga has many fairly similar
neighbours and must match closer than one about something nobody else writes of. Its *level* is
the mean of its third to sixth highest similarity; two articles are as similar as they are above
the mean of their levels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.core.stories import contradiction
from bot.core.stories.arrays import zeros_mmap
from bot.core.stories.clustering import Floats, Ints
from bot.core.stories.reprints import SKETCH
from bot.core.stories.signals import NUMBERS
from bot.core.terms.vectors import HEADLINE

KEPT = 28  # neighbours an article
SPARED, CROWD = 2, 4  # the two nearest say nothing of the crowd; the four after them do
# A level is at most this where the day is known: what is written on the same day and is alike is
# one large story rather than a long saga.
HIGHEST_DATED = 0.15
LEAST, FOR_FEW, FOR_MANY = 0.05, 0.006, 0.00075  # the level of one without neighbours; a term more
FEW, MANY = 30, 60
UNSEEN = 0.6  # what a pair is held for that was crowded out, of the least similarity kept
SMALLEST = 256  # rows

# One array a column: a scan of one, such as all days, then touches no other.
COLUMNS: dict[str, tuple[Any, tuple[int, ...]]] = {
    "id": (np.int64, ()),
    "story": (np.int64, ()),
    "day": (np.float32, ()),  # since 1970; NaN where it is not known
    "source": (np.uint32, ()),
    "weekdays": (np.uint8, ()),
    "numbers": (np.uint16, (NUMBERS,)),
    "headline": (np.uint32, (HEADLINE,)),
    "sketch": (np.uint32, (SKETCH,)),
    "least": (np.float16, ()),
    "near": (np.int32, (KEPT,)),  # positions; -1 where there are fewer
    "likeness": (np.float16, (KEPT,)),
    **contradiction.COLUMNS,
}


class NeighbourTable:
    """One row an article by position, growing at the end; the oldest may be cut off."""

    def __init__(self) -> None:
        self._columns: dict[str, NDArray[Any]] = {
            name: zeros_mmap((SMALLEST, *shape), dtype) for name, (dtype, shape) in COLUMNS.items()
        }
        self._size = 0
        self.first = 0

    @property
    def end(self) -> int:
        """The position that the next article gets."""
        return self.first + self._size

    def column(self, name: str) -> NDArray[Any]:
        """A column from `first` on, to be read or written."""
        return self._columns[name][: self._size]

    def rows(self, names: Iterable[str], rows: Ints) -> dict[str, NDArray[Any]]:
        """Some columns of some articles, counted from `first`."""
        return {name: self.column(name)[rows] for name in names}

    def add(self, **values: object) -> int:
        """A new row without neighbours. Returns its position."""
        self._reserve(self._size + 1)
        self._size += 1
        for name, value in {"near": -1, "likeness": 0.0, **values}.items():
            self._columns[name][self._size - 1] = value
        return self.end - 1

    def _reserve(self, size: int) -> None:
        """Make room for so many rows, and for some to come."""
        if size <= len(self._columns["id"]):
            return
        for name, old in self._columns.items():
            grown = zeros_mmap((size + size // 4, *old.shape[1:]), old.dtype)
            grown[: self._size] = old[: self._size]
            self._columns[name] = grown

    def extend(self, rows: Mapping[str, NDArray[Any]], met: Ints) -> None:
        """New rows with the neighbours that each had when it was added: `rows` by column, `met`
        the neighbours' ids, (rows, KEPT), 0 where there are fewer. Ids ascend in the whole table.

        A neighbour that is no longer here is left out.
        """
        first, count = self._size, len(met)
        self._reserve(first + count)
        self._size += count
        for name, values in rows.items():
            self._columns[name][first : self._size] = values
        self._columns["near"][first : self._size] = -1
        ids, likeness = self.column("id"), rows["likeness"].copy()
        self._columns["likeness"][first : self._size] = 0.0
        at = np.searchsorted(ids, met).clip(max=len(ids) - 1)
        known = (ids[at] == met) & (at < np.arange(first, self._size)[:, None])
        for row in np.flatnonzero(known.any(axis=1)).tolist():
            here = known[row]
            self.meet(self.first + first + row, at[row, here] + self.first, likeness[row, here])

    def cut(self, position: int) -> None:
        """Forget the rows before this position (in its own time: only when it is worth it)."""
        gone = position - self.first
        if gone > max(SMALLEST, self._size // 16):
            self._size -= gone
            for start in range(0, self._size, gone):  # piece by piece: no copy of it all
                rows = slice(start, min(start + gone, self._size))
                for column in self._columns.values():
                    column[rows] = column[rows.start + gone : rows.stop + gone]
            self.first = position

    def meet(self, here: int, near: Ints, likeness: Floats) -> None:
        """Make the acquaintance of `here` with those `near` (positions) mutual; a full row lets
        its least similar neighbour go."""
        nears, likenesses = self.column("near"), self.column("likeness")
        mine, theirs = here - self.first, near - self.first
        nears[mine, : len(near)], likenesses[mine, : len(near)] = near, likeness
        slots = likenesses[theirs].argmin(axis=1)
        closer = likenesses[theirs, slots] < likeness
        nears[theirs[closer], slots[closer]] = here
        likenesses[theirs[closer], slots[closer]] = likeness[closer]

    def levels(self, positions: Ints, labels: Ints | None = None) -> Floats:
        """The level of each article. With `labels` (clusters among these positions, which are
        ascending) the others of its own cluster are not its crowd: they are the ones spared."""
        rows = positions - self.first
        likeness = self.column("likeness")[rows].astype(float)
        spared = np.full(len(rows), SPARED)
        if labels is not None:
            near = self.column("near")[rows]
            at = np.searchsorted(positions, near).clip(max=len(positions) - 1)
            own = (positions[at] == near) & (labels[at] == labels[:, None])
            likeness[own] = 0.0
            others = np.bincount(labels, minlength=len(labels))[labels] - 1
            spared = (SPARED - others).clip(min=0)
        likeness = -np.sort(-likeness, axis=1)
        crowd = spared[:, None] + np.arange(CROWD)
        level: Floats = np.take_along_axis(likeness, crowd, axis=1).mean(axis=1)
        dated = ~np.isnan(self.column("day")[rows])
        level[dated] = level[dated].clip(max=HIGHEST_DATED)
        return level.clip(min=self.column("least")[rows])

    def akin(self, positions: Ints) -> Ints:
        """Articles that are above their level and that of one of these, the most similar first;
        by position, some more than once."""
        rows = positions - self.first
        near, likeness = self.column("near")[rows], self.column("likeness")[rows]
        known = near >= self.first
        theirs = near[known].astype(np.int64)
        mine = np.repeat(self.levels(positions), known.sum(axis=1))
        surplus = likeness[known] - (mine + self.levels(theirs)) / 2
        order = np.argsort(-surplus, kind="stable")
        return theirs[order[surplus[order] > 0]]

    def likenesses(self, positions: Ints) -> Floats:
        """The similarity of all pairs of ascending positions, (n, n), before levels are taken
        off; what was crowded out of two full rows is held for a part of the least they kept."""
        rows = positions - self.first
        near, likeness = self.column("near")[rows], self.column("likeness")[rows]
        least = UNSEEN * likeness.min(axis=1).astype(float)
        matrix: Floats = np.minimum.outer(least, least)
        at = np.searchsorted(positions, near).clip(max=len(positions) - 1)
        one, slot = np.nonzero(positions[at] == near)
        other = at[one, slot]
        matrix[one, other] = matrix[other, one] = likeness[one, slot]
        return matrix


def above(likenesses: Floats, levels: Floats) -> Floats:
    """Similarities less the mean of the two articles' levels."""
    result: Floats = likenesses - (levels[:, None] + levels[None, :]) / 2
    return result


def least_level(terms: int) -> float:
    """The level of an article of so many terms where nobody else writes of what it tells: a few
    words may agree by chance, and of very many words some always do."""
    return LEAST + FOR_FEW * max(0, FEW - terms) + FOR_MANY * max(0, terms - MANY)
