"""Near-verbatim copies: how much of the shorter of two texts stands in the other.

Runs of five words ("shingles", Broder 1997) are hashed, and the smallest hashes kept: the same
sample for the same text, whatever stands around it.
"""

from __future__ import annotations

import hashlib
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from summarizers.text.fold import folded_words

SKETCH = 24
FEWEST = 5  # shared ground below which nothing is said
_RUN, _WORDS, _CHARACTERS = 5, 400, 4000
_NONE = 0xFFFFFFFF

Sketch = NDArray[np.uint32]


def fingerprint(text: str) -> str:
    """A key equal for texts with the same words in the same order; "" for fewer than twenty."""
    words = folded_words(text)
    if len(words) < 20:
        return ""
    return hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=12).hexdigest()


def sketch(text: str) -> Sketch:
    """The 24 smallest hashes of the text's shingles, ascending; filled up with the largest."""
    words = folded_words(text[:_CHARACTERS])[:_WORDS]
    runs = (" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
    hashes = sorted({crc32(run.encode("utf-8", "replace")) for run in runs})[:SKETCH]
    row = np.full(SKETCH, _NONE, dtype=np.uint32)
    row[: len(hashes)] = hashes
    return row


def containment(one: Sketch, other: Sketch) -> float:
    """The share of the shorter text's shingles that the other holds too, 0 to 1 (estimated);
    0 where there is too little to tell."""
    known = min(one[-1], other[-1])  # up to here both samples are complete
    mine, theirs = one[one <= known], other[other <= known]
    mine, theirs = mine[mine != _NONE], theirs[theirs != _NONE]
    fewer = min(len(mine), len(theirs))
    if fewer < FEWEST:
        return 0.0
    return len(np.intersect1d(mine, theirs, assume_unique=True)) / fewer
