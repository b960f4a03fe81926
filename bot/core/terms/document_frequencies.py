"""How common words are in the news: what weighing words starts from, before any was read here.

`data/background.npz` holds, for news in several languages, the share of texts that use each
hashed stem (`data/background.md` is its card; `bot.lab.document_frequencies` writes it). It is read
once, when it is first needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 22
STEPS = 16  # of the stored scale, for every halving of a share
FILE = "background.npz"


@dataclass(frozen=True, slots=True)
class DocumentFrequencies:
    """Shares by hashed stem: `keys` ascending, `shares` beside them (0 to 1); and how many texts
    were counted in each language (ISO 639-1)."""

    keys: NDArray[np.uint32]
    shares: NDArray[np.float32]
    totals: dict[str, int] = field(default_factory=dict)

    def of(self, terms: NDArray[np.uint32]) -> NDArray[np.float64]:
        """The share of texts of its language that use each term; 0 for what is rare."""
        if not len(self.keys):
            return np.zeros(len(terms))
        at = np.minimum(np.searchsorted(self.keys, terms), len(self.keys) - 1)
        return np.where(self.keys[at] == terms, self.shares[at], 0.0)


def hashed(stem: str, language: str) -> int:
    """The bucket of a stem: words of two languages never share one on purpose."""
    return crc32(f"{language}:{stem}".encode("utf-8", "replace")) % BUCKETS


def nothing_known() -> DocumentFrequencies:
    """For tests and one-pass work: no word was ever seen."""
    return DocumentFrequencies(np.zeros(0, np.uint32), np.zeros(0, np.float32))


@cache
def background() -> DocumentFrequencies:
    """What ships. Raises OSError when the data file is missing from the installation."""
    with (files("bot.core") / "data" / FILE).open("rb") as file, np.load(file) as stored:
        keys = np.cumsum(stored["gaps"], dtype=np.uint32)
        shares = np.exp2(stored["halvings"].astype(np.float32) / -STEPS)
        totals = dict(zip(stored["languages"].tolist(), stored["totals"].tolist(), strict=True))
    return DocumentFrequencies(keys, shares, totals)
