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
CAPITAL = 200  # of the stored scale, for a word that always has one; above: not known
FILE = "background.npz"


@dataclass(frozen=True, slots=True)
class DocumentFrequencies:
    """Shares by hashed stem: `keys` ascending, `shares` beside them (0 to 1); how many texts were
    counted in each language (ISO 639-1); and beside the keys again the share of the texts with
    that stem inside a sentence that write it with a capital there, NaN where none has it there."""

    keys: NDArray[np.uint32]
    shares: NDArray[np.float32]
    totals: dict[str, int] = field(default_factory=dict)
    capitals: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))

    def of(self, terms: NDArray[np.uint32]) -> NDArray[np.float64]:
        """The share of texts of its language that use each term; 0 for what is rare."""
        if not len(self.keys):
            return np.zeros(len(terms))
        at = np.minimum(np.searchsorted(self.keys, terms), len(self.keys) - 1)
        return np.where(self.keys[at] == terms, self.shares[at], 0.0)

    def capitalised(self, terms: NDArray[np.uint32]) -> NDArray[np.float64]:
        """How often each term is written with a capital inside a sentence, 0 to 1; NaN where that
        is not known."""
        if not len(self.capitals):
            return np.full(len(terms), np.nan)
        at = np.minimum(np.searchsorted(self.keys, terms), len(self.keys) - 1)
        return np.where(self.keys[at] == terms, self.capitals[at], np.nan)


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
        capitals = stored["capitals"].astype(np.float32) / CAPITAL
    capitals[capitals > 1] = np.nan
    return DocumentFrequencies(keys, shares, totals, capitals)
