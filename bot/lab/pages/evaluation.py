"""How well the article of a page was found: the measures of the public benchmarks.

The shingle measure is that of the article extraction benchmark by Zyte (Scrapinghub, 2020): runs
of four words, counted with their repeats; precision and recall of each page; their means over
all pages; F1 of the two means. The segment measure is that of trafilatura's own evaluation: one
hit for every text piece that should be there and is, one false hit for every one that should not.
The word measure is that of the Web Content Extraction Benchmark (WCXB, Murrough-Foley, 2026):
words of a page counted with their repeats, F1 of each page, the mean over all pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_SIZE = 4


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each from 0 to 1, over `pages` pages."""

    precision: float
    recall: float
    pages: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 when both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def shingles(text: str, size: int = _SIZE) -> Counter[tuple[str, ...]]:
    """Every run of `size` words with its count; a shorter text is one shingle."""
    words = _WORD.findall(text)
    if len(words) < size:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[i:] for i in range(size)), strict=False))


def page_score(truth: str, text: str) -> Score:
    """Precision and recall of one page's text against what a person says is its article.

    Nothing found where something is: 0 and 0; nothing found where nothing is: 1 and 1.
    """
    want, got = shingles(truth), shingles(text)
    if not want and not got:
        return Score(1.0, 1.0, 1)
    hits = (want & got).total()
    return Score(hits / got.total() if got else 0.0, hits / want.total() if want else 0.0, 1)


def word_f1(truth: str, text: str) -> float:
    """F1 (0 to 1) of a page's words, counted with their repeats, letter case aside."""
    want, got = (Counter(_WORD.findall(whole.lower())) for whole in (truth, text))
    if not want and not got:
        return 1.0
    return 2 * (want & got).total() / (want.total() + got.total())


def share_held(pieces: Iterable[tuple[Sequence[str], str]]) -> float:
    """The share of text pieces that stand in the text that they are given with, spaces and
    letter case aside."""
    held = [
        " ".join(piece.lower().split()) in flat
        for texts, text in pieces
        for flat in [" ".join(text.lower().split())]
        for piece in texts
    ]
    return sum(held) / max(1, len(held))


def mean_score(scores: Sequence[Score]) -> Score:
    """Means of precision and of recall over pages; zeros for no pages."""
    count = len(scores)
    if not count:
        return Score(0.0, 0.0)
    precision = sum(score.precision for score in scores) / count
    return Score(precision, sum(score.recall for score in scores) / count, count)


def score_texts(pairs: Iterable[tuple[str, str]]) -> Score:
    """The benchmark's figure for (truth, text) pairs."""
    return mean_score([page_score(truth, text) for truth, text in pairs])


def score_segments(rows: Iterable[tuple[Sequence[str], Sequence[str], str]]) -> Score:
    """The segment measure for (pieces that belong, pieces that do not, text) triples."""
    hits = misses = wrong = pages = 0
    for belong, foreign, text in rows:
        flat = " ".join(text.split())
        found = sum(" ".join(piece.split()) in flat for piece in belong)
        hits, misses = hits + found, misses + len(belong) - found
        wrong += sum(" ".join(piece.split()) in flat for piece in foreign)
        pages += 1
    precision = hits / (hits + wrong) if hits else 0.0
    return Score(precision, hits / (hits + misses) if hits else 0.0, pages)
