"""Columns of features: made of words, and laid out as one table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizers.arrays import Floats

Column = NDArray[Any] | float
Columns = dict[str, Column]
"""Columns of features by name; a number stands for one that has it in every row."""


def each(of: Callable[[str], float], words: Collection[str]) -> Floats:
    """What `of` gives for each of the words."""
    return np.fromiter(map(of, words), dtype=np.float32, count=len(words))


def stack(names: Sequence[str], columns: Mapping[str, Column], rows: int) -> Floats:
    """Features x rows, in the order of `names`; a number is the same in every row.

    Raises KeyError for a name without its column, ValueError for a column without a name.
    """
    if len(columns) != len(names):
        raise ValueError(f"columns that no model knows: {sorted(set(columns) - set(names))}")
    table = np.empty((len(names), rows), dtype=np.float32)
    for place, name in enumerate(names):
        table[place] = columns[name]
    return table
