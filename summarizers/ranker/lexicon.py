"""What is known of words before an article is read: how rare, and how often summaries take them.

English has a table learned with the ranker. Any other language has its stop words, and takes every
other word for equally rare.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizers.arrays import Floats, Ints


RARE = 9.0
"""Inverse document frequency of a word that the table does not have."""


@dataclass(frozen=True, slots=True)
class WordTable:
    """What is known of each word of a language, as arrays in the order of `keys`.

    `keys` are the words' hashes, ascending: a binary search through one small array is several
    times faster than as many look-ups in a dictionary of words spread over memory.
    """

    keys: Ints
    rarity: Floats
    taken: Floats


def table(words: Sequence[str], rarity: Floats, taken: Floats) -> WordTable:
    """The table of these words, with figures in the same order."""
    import numpy as np

    keys = np.fromiter(map(hash, words), dtype=np.int64, count=len(words))
    order = np.argsort(keys)
    return WordTable(keys[order], rarity[order], taken[order])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of a language's words.

    Without a table words are weighed by `stops` alone (stems of stop words), and all are taken at
    the rate `mean`.
    """

    language: str
    stops: frozenset[str]
    mean: float = 0.1
    table: WordTable | None = None

    def look_up(self, words: Collection[str]) -> tuple[Floats, Floats, Floats]:
        """(rarity, taken, is a stop word) of each stem."""
        import numpy as np

        stop = np.fromiter(map(self.stops.__contains__, words), dtype=np.float32, count=len(words))
        if self.table is None:
            return (1 - stop) * np.float32(5.0) + np.float32(0.1), stop * 0 + self.mean, stop
        keys = np.fromiter(map(hash, words), dtype=np.int64, count=len(words))
        rows = np.minimum(np.searchsorted(self.table.keys, keys), len(self.table.keys) - 1)
        known = self.table.keys[rows] == keys
        rarity = np.where(known, self.table.rarity[rows], np.float32(RARE))
        taken = np.where(known, self.table.taken[rows], np.float32(self.mean))
        return rarity, taken, stop


def neutral(language: str) -> Lexicon:
    """What is known of a language without a table: its stop words, where there is a list."""
    from summarizers.text.tokens import stem, stop_words

    return Lexicon(language, frozenset(stem(stop_words(language), language)))
