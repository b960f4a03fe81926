"""What is known of words before an article is read: how rare, and how often summaries take them.

English has a table learned with the ranker. Any other language has its stop words, and takes every
other word for equally rare.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

RARE = 9.0
"""Inverse document frequency of a word that the table does not have."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word table of a language; `taken` is how often a reference takes the word.

    `index` maps stems to rows of `rarity` and `taken`; when it is empty, words are weighed by
    `stops` alone (stems of stop words) and `taken` is the same for all.
    """

    language: str
    stops: frozenset[str]
    mean: float = 0.1
    index: Mapping[str, int] = field(default_factory=dict)
    rarity: Floats | None = None
    taken: Floats | None = None

    def look_up(self, words: Sequence[str]) -> tuple[Floats, Floats, Floats]:
        """(rarity, taken, is a stop word) of each stem."""
        import numpy as np

        stop = np.array([word in self.stops for word in words], dtype=np.float32)
        if self.rarity is None or self.taken is None:
            return (1 - stop) * np.float32(5.0) + np.float32(0.1), stop * 0 + self.mean, stop
        rows = np.array([self.index.get(word, -1) for word in words], dtype=np.int64)
        known = rows >= 0
        rarity = np.where(known, self.rarity[rows], np.float32(RARE)).astype(np.float32)
        taken = np.where(known, self.taken[rows], np.float32(self.mean)).astype(np.float32)
        return rarity, taken, stop


def neutral(language: str) -> Lexicon:
    """What is known of a language without a table: its stop words, where there is a list."""
    from summarizers.words import stem, stop_words

    return Lexicon(language, frozenset(stem(stop_words(language), language)))
