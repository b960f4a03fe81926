"""What grouping has worked out of one article, as bytes to be kept: a start reads these, and need
not work it out of the texts again.

A record holds the article's row of the table of neighbours as it was when the article arrived
(whom it met, by id, with their similarity) and its term vector. Taken back in the order of
arrival, records make the table that they came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.core.stories.clustering import Floats, Ints
from bot.core.stories.neighbours import COLUMNS, KEPT
from bot.core.terms.vectors import TERMS, Vector

_LOOKED_UP = ("story", "near")  # kept elsewhere, or as the ids of those met
KEPT_COLUMNS = tuple(name for name in COLUMNS if name not in _LOOKED_UP)
WEIGHT_SCALE = 255.0

_FIELDS: list[Any] = [
    ("crc", np.uint32),
    ("form", np.uint32),
    *((name, *COLUMNS[name]) for name in KEPT_COLUMNS),
    ("met", np.int64, (KEPT,)),  # ids; 0 where there are fewer
    ("terms", np.uint32, (TERMS,)),
    ("weights", np.uint8, (TERMS,)),
    ("headline_terms", np.uint8, (-(-TERMS // 8),)),  # packed bits
    ("count", np.uint16),  # of terms
]
RECORD = np.dtype(_FIELDS)
"""One article, `RECORD.itemsize` bytes whatever its length."""

Records = NDArray[np.void]
_FORM = crc32(repr(RECORD.descr).encode())
"""Tells records of this layout from those that an older version kept."""
_CHECKED = np.dtype(np.uint32).itemsize


def record(columns: Mapping[str, Any], vector: Vector, met: Ints, likeness: Floats) -> bytes:
    """The record of an article: its columns by name, its vector, the ids of those it met."""
    made = np.zeros(1, RECORD)
    one, count = made[0], len(vector.terms)
    for name in KEPT_COLUMNS:
        if name in columns:
            one[name] = columns[name]
    one["form"], one["count"] = _FORM, count
    one["met"][: len(met)], one["likeness"][: len(met)] = met, likeness
    one["terms"][:count] = vector.terms
    one["weights"][:count] = (vector.weights * WEIGHT_SCALE).round().astype(np.uint8)
    bits = np.packbits(vector.headline)
    one["headline_terms"][: len(bits)] = bits
    one["crc"] = crc32(made.tobytes()[_CHECKED:])
    return made.tobytes()


def with_id(data: bytes, article_id: int) -> bytes:
    """A record as another article's that has met nobody: for measuring how many are taken back."""
    made = np.frombuffer(data, RECORD).copy()
    made["id"], made["met"], made["likeness"] = article_id, 0, 0
    made["crc"] = crc32(made.tobytes()[_CHECKED:])
    return made.tobytes()


def whole_records(kept: Mapping[int, bytes]) -> Records:
    """The records that may be believed of these (by article id), in the order of the mapping:
    those of this layout, of that very article, whose checksum is right."""
    good = [data for key, data in kept.items() if _is_whole(key, data)]
    return np.frombuffer(b"".join(good), RECORD)


def _is_whole(article_id: int, data: bytes) -> bool:
    if len(data) != RECORD.itemsize:
        return False
    one = np.frombuffer(data, RECORD)[0]
    right = int(one["crc"]) == crc32(data[_CHECKED:])
    return right and int(one["form"]) == _FORM and int(one["id"]) == article_id
