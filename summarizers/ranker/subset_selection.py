"""Which set of candidates promises the most: the highest expected ROUGE F1 of all that may stand.

Not the best sentences but the best set: what two sentences share counts once, a long set pays in
precision, so that redundancy, number and length come out by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from summarizers.arrays import Floats
from summarizers.bullets.selection import SAME_SHARE
from summarizers.ranker import surnames
from summarizers.ranker.candidates import PAIR_WEIGHT, Candidate
from summarizers.ranker.scoring import Scored

REPEATED_STOPS = 0.35
"""Worth of a stop word's second appearance: references, too, say "the" twice."""
LOOSE = 0.01
"""What a surname alone costs; a set is worth some 0.5, and the best are closer than this."""


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
    values = values - np.maximum(least - sets.sum(axis=1), 0)
    if scored.article.lexicon.table is not None:
        values = values - LOOSE * _loose_names(scored, candidates, words, sets)
    return [candidates[int(i)] for i in np.flatnonzero(sets[int(np.argmax(values))])]


@lru_cache(maxsize=64)
def _sets(size: int, count: int) -> Floats:
    """All sets of 1 to `count` of `size` things: sets x things, 1 where the set has the thing."""
    chosen = [some for k in range(1, count + 1) for some in combinations(range(size), k)]
    sets = np.zeros((len(chosen), size), dtype=np.float32)
    for row, some in enumerate(chosen):
        sets[row, some] = 1
    return sets


def _stands(candidates: Sequence[Candidate], words: Floats, sets: Floats) -> NDArray[np.bool_]:
    """Whether nothing in the set leans on what is not there, or says what another says."""
    inside = sets.T > 0
    stands = np.ones(len(sets), dtype=bool)
    place = {candidate.sentence: i for i, candidate in enumerate(candidates)}
    for i, candidate in enumerate(candidates):
        if candidate.needs_context:
            before = place.get(candidate.sentence - 1)
            stands &= ~inside[i] | (inside[before] if before is not None else False)
    sizes = words.sum(axis=1)
    alike = words @ words.T >= SAME_SHARE * np.minimum(sizes[:, None], sizes)
    np.fill_diagonal(alike, val=False)
    for i, j in np.argwhere(alike) if alike.any() else ():
        stands &= ~(inside[i] & inside[j])
    return stands


def _loose_names(
    scored: Scored, candidates: Sequence[Candidate], words: Floats, sets: Floats
) -> Floats:
    """How many surnames each set leaves alone that the article gives in full elsewhere."""
    counted = np.zeros(len(sets), dtype=np.float32)
    for name in surnames.loose(scored.article, scored.counts.stop):
        has = words[:, name.word]
        alone = sets @ (has * [candidate.sentence in name.alone for candidate in candidates])
        whole = sets @ (has * [candidate.sentence in name.whole for candidate in candidates])
        counted += (alone > 0) & (whole == 0)
    return counted


def _expected(
    scored: Scored, candidates: Sequence[Candidate], words: Floats, sets: Floats, length: float
) -> Floats:
    """Expected ROUGE-1 F1 and weighted ROUGE-2 F1 of each set."""
    pairs = _incidence([candidate.pairs for candidate in candidates], scored.links.size)
    sizes = sets @ np.array([candidate.size for candidate in candidates], dtype=np.float32)
    repeated = scored.words * scored.counts.stop * np.float32(REPEATED_STOPS)
    mass = _covered(words, scored.words, repeated, sets)
    links = _covered(pairs, scored.links, None, sets)
    single: Floats = 2 * mass / (sizes + length)
    double: Floats = 2 * links / np.maximum(sizes + length - 2, 1)
    return single + PAIR_WEIGHT * double


def _covered(table: Floats, chances: Floats, again: Floats | None, sets: Floats) -> Floats:
    """The chances of all that a set has, once each, and `again` for what it has more than once.

    What only one candidate has is added up beforehand, so that unions are small.
    """
    having = table.sum(axis=0)
    alone = table @ (chances * (having == 1))
    shared = np.flatnonzero(having > 1)
    times = sets @ table[:, shared]
    mass: Floats = sets @ alone + np.minimum(times, 1) @ chances[shared]
    if again is not None:
        mass = mass + (times > 1) @ again[shared]
    return mass


def _incidence(rows: Sequence[NDArray[np.int64]], size: int) -> Floats:
    """Candidates x things, 1 where the candidate has the thing."""
    table = np.zeros((len(rows), size), dtype=np.float32)
    for row, numbers in enumerate(rows):
        table[row, numbers] = 1
    return table
