"""The trained model: for every block of a page, how likely it belongs to the article.

Boosted trees of at most 16 leaves, kept as arrays and walked with numpy for all trees and blocks
at once, by the bit-vector method of QuickScorer (Lucchese et al., SIGIR 2015): every split that a
block fails clears the leaves on its left, and the lowest leaf that is left is the tree's answer.
`data/block_model.md` tells what it was trained on and how well it does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

LEAVES = 16
"""The most leaves that a tree may have: one bit each."""


@dataclass(frozen=True)
class BlockForest:
    """Boosted trees: (trees, splits) arrays, and (trees, leaves) values to be summed.

    Split j of tree i asks whether column `feature[i, j]` is at most `threshold[i, j]`; where it
    is not, only the leaves in `mask[i, j]` remain. The sum of leaves is the log-odds of `share`
    forests trained alike.
    """

    feature: npt.NDArray[np.int16]
    threshold: Floats
    mask: npt.NDArray[np.uint16]
    leaf: Floats
    share: float

    def probabilities(self, rows: Floats) -> Floats:
        """For each row of features, the probability (0 to 1) that the block is article."""
        import numpy as np

        # Blocks run along the last axis, so that every step works on whole runs of memory.
        asked = self._questions
        columns = np.ascontiguousarray(rows.T).take(asked.column, 0)
        failed = np.negative((columns > asked.limit).view(np.uint8).astype(np.uint16))
        dead = np.zeros((len(self.leaf), len(rows)), np.uint16)
        for places, cleared in zip(asked.places, asked.cleared, strict=True):
            hit = failed.take(places, 0)
            hit &= cleared
            dead |= hit
        lowest = ~dead & (dead + np.uint16(1))
        values = self.leaf.ravel().take(_bit_index().take(lowest) + asked.first_leaf)
        odds = values.sum(axis=0, dtype=np.float64) / self.share
        chances: Floats = (1.0 / (1.0 + np.exp(-odds))).astype(np.float32)
        return chances

    @cached_property
    def _questions(self) -> _Questions:
        """The splits with each question asked once: trees share their columns and limits."""
        import numpy as np

        pairs = np.stack([self.feature.ravel().astype(np.float32), self.threshold.ravel()])
        each, places = np.unique(pairs, axis=1, return_inverse=True)
        trees, leaves = self.leaf.shape
        return _Questions(
            each[0].astype(np.intp),
            each[1][:, None],
            np.ascontiguousarray(places.reshape(self.feature.shape).T),
            np.ascontiguousarray(~self.mask.T)[:, :, None],
            np.arange(trees, dtype=np.intp)[:, None] * leaves,
        )


class _Questions(NamedTuple):
    """What a forest asks: `column` and `limit` of every question; for split j of every tree,
    `places[j]` is its question and `cleared[j]` the leaves that are out where it fails.
    `first_leaf` is where a tree's leaves begin among all."""

    column: npt.NDArray[np.intp]
    limit: Floats
    places: npt.NDArray[np.intp]
    cleared: npt.NDArray[np.uint16]
    first_leaf: npt.NDArray[np.intp]


@cache
def _bit_index() -> npt.NDArray[np.intp]:
    """For each power of two below 2^16, which bit it is."""
    import numpy as np

    table = np.zeros(1 << LEAVES, dtype=np.intp)
    for bit in range(LEAVES):
        table[1 << bit] = bit
    return table


@cache
def forest(name: str) -> BlockForest:
    """A trained forest of the package: "alone" sees the page, "voted" trafilatura's choice too."""
    import numpy as np

    with (
        as_file(files("bot.ingest").joinpath("data/block_model.npz")) as path,
        np.load(path, allow_pickle=False) as kept,
    ):
        part = {key: kept[f"{name}_{key}"] for key in ("feature", "threshold", "mask", "leaf")}
        return BlockForest(**part, share=float(kept[f"{name}_share"]))


def trained_columns() -> tuple[str, ...]:
    """The names of the features that the shipped model was trained on, in their order."""
    import numpy as np

    with (
        as_file(files("bot.ingest").joinpath("data/block_model.npz")) as path,
        np.load(path, allow_pickle=False) as kept,
    ):
        return tuple(str(name) for name in kept["columns"])
