"""The trained model: for every block of a page, how likely it belongs to the article.

Boosted trees of at most 16 leaves, kept as arrays and walked with numpy for all trees and blocks
at once, by the bit-vector method of QuickScorer (Lucchese et al., SIGIR 2015): every split that a
block fails clears the leaves on its left, and the lowest leaf that is left is the tree's answer.
`data/block_model.md` tells what it was trained on and how well it does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

LEAVES = 16
"""The most leaves that a tree may have: one bit each."""


@dataclass(frozen=True, slots=True)
class BlockForest:
    """Boosted trees: (trees, splits) arrays, and (trees, leaves) values to be summed.

    Split j of tree i asks whether column `feature[i, j]` is at most `threshold[i, j]`; where it
    is not, only the leaves in `mask[i, j]` remain. `base` is added to the sum of leaves, which
    is then the log-odds of `share` forests trained alike.
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
        trees, splits = self.feature.shape
        columns = np.ascontiguousarray(rows.T)
        failed = columns[self.feature.ravel()] > self.threshold.ravel()[:, None]
        left = np.where(failed, self.mask.ravel()[:, None], np.uint16(0xFFFF))
        alive = np.bitwise_and.reduce(left.reshape(trees, splits, len(rows)), axis=1)
        lowest = (alive & -alive.astype(np.int32)).astype(np.uint16)
        exit_leaf = _bit_index()[lowest]
        values = self.leaf[np.arange(trees)[:, None], exit_leaf]
        odds = values.sum(axis=0, dtype=np.float64) / self.share
        chances: Floats = (1.0 / (1.0 + np.exp(-odds))).astype(np.float32)
        return chances


@cache
def _bit_index() -> npt.NDArray[np.uint8]:
    """For each power of two below 2^16, which bit it is."""
    import numpy as np

    table = np.zeros(1 << LEAVES, dtype=np.uint8)
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
