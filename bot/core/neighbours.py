"""Who resembles whom: a table of articles, each with its nearest others.

How close is close depends on the neighbourhood: an article of a long saga has many fairly similar
neighbours and must match closer than one about something nobody else writes of. Its *level* is
the mean of its third to sixth highest similarity; two articles are as similar as they are above
their levels.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from bot.core.linkage import Floats, Ints
from bot.core.reprints import SKETCH

KEPT = 32  # neighbours an article
SPARED, CROWD = 2, 4  # the two nearest say nothing of the crowd; the four after them do
LOCAL = 0.87  # how much of the level is taken off
# A level is at most this where the day is known: what is written on the same day and is alike is
# one large story rather than a long saga.
HIGHEST_DATED = 0.16
UNSEEN = 0.6  # what a pair is held for that was crowded out, of the least similarity kept

_ROW = np.dtype(
    [
        ("id", np.int64),
        ("story", np.int64),
        ("day", np.float32),
        ("weekdays", np.uint8),
        ("numbers", np.uint16, 8),
        ("near", np.int32, KEPT),
        ("likeness", np.float16, KEPT),
        ("sketch", np.uint32, SKETCH),
        ("source", np.uint32),
    ],
    align=True,
)


class Table:
    """One row an article by position, growing at the end; the oldest may be cut off."""

    def __init__(self) -> None:
        self._all = np.zeros(256, dtype=_ROW)
        self._size = 0
        self.first = 0

    @property
    def end(self) -> int:
        """The position that the next article gets."""
        return self.first + self._size

    def column(self, name: str) -> Any:
        """A column from `first` on, to be read or written."""
        return self._all[name][: self._size]

    def add(self, **values: object) -> int:
        """A new row without neighbours. Returns its position."""
        if self._size == len(self._all):
            grown = np.zeros(self._size + self._size // 4, dtype=_ROW)
            grown[: self._size] = self._all
            self._all = grown
        row = self._all[self._size]
        row["near"], row["likeness"] = -1, 0.0
        for name, value in values.items():
            row[name] = value
        self._size += 1
        return self.end - 1

    def neighbours(self, here: int) -> tuple[Ints, Floats]:
        """Positions of those near `here` that are still known, most similar first, and how
        similar they are."""
        row = self._all[here - self.first]
        order = np.argsort(-row["likeness"], kind="stable")
        near = row["near"][order]
        known = near >= self.first
        return near[known].astype(np.int64), row["likeness"][order][known].astype(float)

    def cut(self, position: int) -> None:
        """Forget the rows before this position (in its own time: only when it is worth it)."""
        gone = position - self.first
        if gone > max(256, self._size // 8):
            self._size -= gone
            self._all[: self._size] = self._all[gone : gone + self._size].copy()
            self.first = position

    def meet(self, here: int, near: Ints, likeness: Floats) -> None:
        """Make the acquaintance of `here` with those `near` (positions) mutual; a full row lets
        its least similar neighbour go."""
        rows = self._all[: self._size]
        mine = rows[here - self.first]
        mine["near"][: len(near)], mine["likeness"][: len(near)] = near, likeness
        theirs = near - self.first
        slots = rows["likeness"][theirs].argmin(axis=1)
        closer = rows["likeness"][theirs, slots] < likeness
        rows["near"][theirs[closer], slots[closer]] = here
        rows["likeness"][theirs[closer], slots[closer]] = likeness[closer]

    def levels(self, positions: Ints, labels: Ints | None = None) -> Floats:
        """The level of each article. With `labels` (clusters among these positions, which are
        ascending) the others of its own cluster are not its crowd: they are the ones spared."""
        rows = self._all[positions - self.first]
        likeness = rows["likeness"].astype(float)
        spared = np.full(len(positions), SPARED)
        if labels is not None:
            at = np.searchsorted(positions, rows["near"]).clip(max=len(positions) - 1)
            own = (positions[at] == rows["near"]) & (labels[at] == labels[:, None])
            likeness[own] = 0.0
            others = np.bincount(labels, minlength=len(labels))[labels] - 1
            spared = (SPARED - others).clip(min=0)
        likeness = -np.sort(-likeness, axis=1)
        crowd = spared[:, None] + np.arange(CROWD)
        level: Floats = np.take_along_axis(likeness, crowd, axis=1).mean(axis=1)
        return np.where(np.isnan(rows["day"]), level, level.clip(max=HIGHEST_DATED))

    def likenesses(self, positions: Ints) -> Floats:
        """The similarity of all pairs of ascending positions, (n, n), before levels are taken
        off; what was crowded out of two full rows is held for a part of the least they kept."""
        rows = self._all[positions - self.first]
        least = UNSEEN * rows["likeness"].min(axis=1).astype(float)
        matrix: Floats = np.minimum.outer(least, least)
        at = np.searchsorted(positions, rows["near"]).clip(max=len(positions) - 1)
        one, slot = np.nonzero(positions[at] == rows["near"])
        other = at[one, slot]
        matrix[one, other] = matrix[other, one] = rows["likeness"][one, slot]
        return matrix


def above(likenesses: Floats, levels: Floats) -> Floats:
    """Similarities less the mean of the two articles' levels."""
    half = LOCAL * levels / 2
    result: Floats = likenesses - half[:, None] - half[None, :]
    return result
