"""ROUGE-1, ROUGE-2 and ROUGE-Lsum F1, as the usual package computes them, without needing it.

Lin, "ROUGE: A Package for Automatic Evaluation of Summaries" (2004). Tokens are runs of Latin
letters and digits, lower-cased and Porter-stemmed when longer than three letters. Text of another
script has no such runs; there a token is a run of any letters and digits, unstemmed, and one
character of Chinese or Japanese.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

_LATIN = re.compile(r"[a-z0-9]+")
_ANY = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_FOREIGN = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Rouge:
    """F1 of one summary against its references, each from 0 to 1."""

    r1: float
    r2: float
    lsum: float

    def as_tuple(self) -> tuple[float, float, float]:
        """The three figures in the usual order."""
        return self.r1, self.r2, self.lsum


def rouge(bullets: Sequence[str], references: Sequence[Sequence[str]]) -> Rouge:
    """F1 of the bullets against the best reference, taken for each measure by itself.

    `references` are summaries, each a sequence of its sentences. Nothing to compare with or
    nothing to compare scores 0.
    """
    scores = [_against(bullets, reference) for reference in references]
    if not scores:
        return Rouge(0.0, 0.0, 0.0)
    return Rouge(
        max(score.r1 for score in scores),
        max(score.r2 for score in scores),
        max(score.lsum for score in scores),
    )


def tokens(text: str) -> list[str]:
    """The stemmed tokens that ROUGE counts in a text."""
    lowered = text.lower()
    if len(_FOREIGN.findall(lowered)) * 2 > sum(1 for char in lowered if char.isalpha()):
        return _ANY.findall(lowered)
    return [_stem(word) if len(word) > 3 else word for word in _LATIN.findall(lowered)]


def ngram_f1(candidate: Sequence[str], reference: Sequence[str], size: int) -> float:
    """F1 of the n-grams that two token sequences share, repeated ones counted as often."""
    ours, theirs = _ngrams(candidate, size), _ngrams(reference, size)
    return _f1(sum((ours & theirs).values()), sum(ours.values()), sum(theirs.values()))


def _against(bullets: Sequence[str], reference: Sequence[str]) -> Rouge:
    ours = [tokens(line) for line in bullets if line]
    theirs = [tokens(line) for line in reference if line]
    flat_ours = [token for line in ours for token in line]
    flat_theirs = [token for line in theirs for token in line]
    return Rouge(
        ngram_f1(flat_ours, flat_theirs, 1),
        ngram_f1(flat_ours, flat_theirs, 2),
        _lsum(ours, theirs),
    )


def _ngrams(sequence: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(sequence[i : i + size]) for i in range(len(sequence) - size + 1))


def _f1(hits: int, ours: int, theirs: int) -> float:
    return 2 * hits / (ours + theirs) if hits else 0.0


def _lsum(candidate: list[list[str]], reference: list[list[str]]) -> float:
    """Summary-level LCS: a reference token counts once, however many bullets contain it."""
    left_ours = Counter(token for line in candidate for token in line)
    left_theirs = Counter(token for line in reference for token in line)
    sizes = sum(left_ours.values()), sum(left_theirs.values())
    hits = 0
    for line in reference:
        matched = {place for other in candidate for place in _lcs_places(line, other)}
        for place in sorted(matched):
            token = line[place]
            if left_ours[token] > 0 and left_theirs[token] > 0:
                hits += 1
                left_ours[token] -= 1
                left_theirs[token] -= 1
    return _f1(hits, *sizes)


def _lcs_places(line: list[str], other: list[str]) -> list[int]:
    """Places in `line` of one longest common subsequence with `other`."""
    table = _lcs_table(line, other)
    places = []
    i, j = len(line), len(other)
    while i and j:
        if line[i - 1] == other[j - 1]:
            i, j = i - 1, j - 1
            places.append(i)
        elif table[i][j - 1] > table[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return places


def _lcs_table(line: list[str], other: list[str]) -> list[list[int]]:
    table = [[0] * (len(other) + 1)]
    for token in line:
        above, row = table[-1], [0]
        for j, theirs in enumerate(other):
            row.append(above[j] + 1 if token == theirs else max(above[j + 1], row[j]))
        table.append(row)
    return table


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return str(_stemmer().stem(word))


@cache
def _stemmer() -> Any:
    """NLTK's Porter stemmer, which needs no data; loaded only when something is measured."""
    return import_module("nltk.stem.porter").PorterStemmer()
