"""Columns of features: made of words, and laid out as one table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Column = NDArray[Any] | float


def each(of: Callable[[str], float], words: Collection[str]) -> Floats:
    """What `of` gives for each of the words."""
    return np.fromiter(map(of, words), dtype=np.float32, count=len(words))


def stack(columns: Sequence[Column], rows: int) -> Floats:
    """Features x rows; a number stands for a column that has it in every row."""
    table = np.empty((len(columns), rows), dtype=np.float32)
    for place, column in enumerate(columns):
        table[place] = column
    return table
