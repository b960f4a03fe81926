"""Small additive models: boosted oblivious trees, read from arrays and worked out with numpy alone.

An oblivious tree asks the same question of all rows at each level, so that a tree of depth d is d
(feature, threshold) pairs and 2**d leaves, and all trees of all rows are one gather and one
comparison (Prokhorenkova et al., "CatBoost", 2018). Depth 1 makes a generalised additive model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from summarizers.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class Forest:
    """`features` and `thresholds` are trees x depth (at most 8), `leaves` trees x 2**depth."""

    features: Ints
    thresholds: Floats
    leaves: Floats
    base: float

    def predict(self, columns: Floats) -> Floats:
        """One value a row; `columns` is features x rows (a feature's values lie together)."""
        import numpy as np

        trees, depth = self.features.shape
        leaf = np.zeros((trees, columns.shape[1]), dtype=np.uint8)
        for level in range(depth):
            asked = columns[self.features[:, level]] > self.thresholds[:, level, None]
            leaf |= asked.view(np.uint8) << level
        place = np.add(leaf, (np.arange(trees) << depth)[:, None], dtype=np.intp)
        # Every place is one; "clip" only spares numpy a copy while it checks.
        chosen = self.leaves.ravel().take(place, mode="clip")
        total: Floats = chosen.sum(axis=0) + np.float32(self.base)
        return total

    def to_arrays(self, name: str) -> dict[str, NDArray[np.generic]]:
        """The forest as named arrays, for one file with others."""
        import numpy as np

        return {
            f"{name}.features": self.features.astype(np.uint8),
            f"{name}.thresholds": self.thresholds.astype(np.float32),
            f"{name}.leaves": self.leaves.astype(np.float32),
            f"{name}.base": np.array(self.base, dtype=np.float32),
        }


def from_arrays(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Forest:
    """The forest that `to_arrays` wrote under this name. Raises KeyError where there is none."""
    import numpy as np

    return Forest(
        arrays[f"{name}.features"].astype(np.int64),
        arrays[f"{name}.thresholds"].astype(np.float32),
        arrays[f"{name}.leaves"].astype(np.float32),
        float(arrays[f"{name}.base"]),
    )


def probability(margins: Floats) -> Floats:
    """Log-odds to probabilities."""
    import numpy as np

    result: Floats = 1.0 / (1.0 + np.exp(-margins))
    return result
