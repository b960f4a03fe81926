"""Room for large arrays that goes back to the system as soon as they are let go of.

What the allocator of the C library is given back it may keep, in pieces too small for the next
array: an index that grows and is merged for weeks would weigh half as much again as it holds.
"""

from __future__ import annotations

from math import prod
from mmap import MAP_ANONYMOUS, MAP_PRIVATE, mmap
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray


def zeros_mmap(shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
    """Zeros of this shape in pages of their own; pages never written to take no memory."""
    size = prod(shape) * np.dtype(dtype).itemsize
    if not size:
        return np.zeros(shape, dtype)
    room = mmap(-1, size, flags=MAP_PRIVATE | MAP_ANONYMOUS)  # a forked process writes to its own
    return np.frombuffer(room, dtype).reshape(shape)
