"""Which set of candidates promises the most: the highest expected ROUGE F1 of all that may stand.

Not the best sentences but the best set: what two sentences share counts once, a long set pays in
precision, so that redundancy, number and length come out by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizers.bullets import SAME
from summarizers.candidates import PAIR_WEIGHT, Candidate
from summarizers.scoring import Scored

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

REPEATED_STOPS = 0.35
"""Worth of a stop word's second appearance: references, too, say "the" twice."""


def best(
    scored: Scored, candidates: Sequence[Candidate], count: int, least: int, length: float
) -> list[Candidate]:
    """The best set of at most `count` candidates, in reading order.

    `least` is how many bullets a set should have where enough candidates may stand; `length` the
    wished number of tokens. Empty when no candidate may stand.
    """
    sets = _sets(len(candidates), min(count, len(candidates)))
    words = _incidence([candidate.words for candidate in candidates], scored.words.size)
    stands = _stands(candidates, words, sets)
    if not stands.any():
        return []
    sets = sets[stands]
    values = _expected(scored, candidates, words, sets, length)
    sizes = (sets < len(candidates)).sum(axis=1)
    values = values - np.maximum(least - sizes, 0)
    chosen = sets[int(np.argmax(values))]
    return [candidates[int(i)] for i in chosen if i < len(candidates)]


@lru_cache(maxsize=64)
def _sets(size: int, count: int) -> Ints:
    """All sets of 1 to `count` of `size` things: rows of indices, `size` standing for none."""
    chosen = [
        (*some, *([size] * (count - k)))
        for k in range(1, count + 1)
        for some in combinations(range(size), k)
    ]
    return np.array(chosen, dtype=np.int64)


def _stands(candidates: Sequence[Candidate], words: Floats, sets: Ints) -> NDArray[np.bool_]:
    """Whether nothing in the set leans on what is not there, or says what another says."""
    inside = np.zeros((len(sets), len(candidates) + 1), dtype=bool)
    np.put_along_axis(inside, sets, values=True, axis=1)
    stands = np.ones(len(sets), dtype=bool)
    place = {candidate.sentence: i for i, candidate in enumerate(candidates)}
    for i, candidate in enumerate(candidates):
        if candidate.leans:
            before = place.get(candidate.sentence - 1)
            stands &= ~inside[:, i] | (inside[:, before] if before is not None else False)
    sizes = words[:-1].sum(axis=1)
    alike = words[:-1] @ words[:-1].T >= SAME * np.minimum(sizes[:, None], sizes)
    for i, j in zip(*np.nonzero(np.triu(alike, 1)), strict=True):
        stands &= ~(inside[:, i] & inside[:, j])
    return stands


def _expected(
    scored: Scored, candidates: Sequence[Candidate], words: Floats, sets: Ints, length: float
) -> Floats:
    """Expected ROUGE-1 F1 and weighted ROUGE-2 F1 of each set."""
    pairs = _incidence([candidate.pairs for candidate in candidates], scored.links.size)
    tokens = np.array([*(candidate.size for candidate in candidates), 0], dtype=np.float32)
    sizes = tokens[sets].sum(axis=1)
    repeated = scored.words * scored.counts.stop * np.float32(REPEATED_STOPS)
    mass = _covered(words, scored.words, repeated, sets)
    links = _covered(pairs, scored.links, None, sets)
    single: Floats = 2 * mass / (sizes + length)
    double: Floats = 2 * links / np.maximum(sizes + length - 2, 1)
    return single + PAIR_WEIGHT * double


def _covered(table: Floats, chances: Floats, again: Floats | None, sets: Ints) -> Floats:
    """The chances of all that a set has, once each, and `again` for what it has more than once.

    What only one candidate has is added up beforehand, so that unions are small.
    """
    having = table.sum(axis=0)
    alone = (table * (chances * (having == 1))).sum(axis=1)
    shared = np.flatnonzero(having > 1)
    times = table[:, shared].astype(np.uint8)[sets].sum(axis=1, dtype=np.uint8)
    mass: Floats = alone[sets].sum(axis=1) + np.where(times > 0, chances[shared], 0).sum(axis=1)
    if again is not None:
        mass = mass + np.where(times > 1, again[shared], 0).sum(axis=1)
    return mass


def _incidence(rows: Sequence[NDArray[np.int64]], size: int) -> Floats:
    """Candidates x things, 1 where the candidate has the thing; a last row of zeros for "none"."""
    table = np.zeros((len(rows) + 1, size), dtype=np.float32)
    for row, numbers in enumerate(rows):
        table[row, numbers] = 1
    return table
