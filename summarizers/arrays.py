"""The types of arrays, each once.

Shapes are told where an array is used, in one way: `rows` for one number a row, `features x rows`
for a table whose columns are features (a feature's values lie together in memory), `trees x depth`
and so on. Unless told otherwise floats have 32 bits, and whole numbers 64.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
"""Real numbers, of any width."""
Ints = NDArray[np.int64]
"""Whole numbers: counts, and places in other arrays."""
Bools = NDArray[np.bool_]
"""Which rows are meant."""
Arrays = dict[str, NDArray[Any]]
"""Arrays by name, as a model's file holds them."""
