"""Articles with editors' summaries, as the training command needs them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from bot.lab.summaries.rouge import ngram_f1
from summarizers.arrays import Floats
from summarizers.document import Document
from summarizers.ranker.scoring import bodies
from summarizers.ranker.tokenized import TokenizedArticle, word_list
from summarizers.text.sentences import parse
from summarizers.text.tokens import stem

FOLDS = 5
SHARED = ("cnndm_test", "cnndm_val", "cnndm_train200")
_PRIOR = 20
"""A word counts as if it had stood in so many more articles, taken at the mean rate."""


@dataclass(frozen=True)
class Example:
    """An article and its reference summary; `fold` comes from its id alone."""

    document: Document
    reference: tuple[str, ...]
    fold: int
    random: bool = False
    cnn: bool = False

    @cached_property
    def lines(self) -> list[list[str]]:
        """The reference's stems, line by line."""
        return [stem(word_list(line), "en") for line in self.reference]

    @cached_property
    def words(self) -> frozenset[str]:
        """The different stems of the reference."""
        return frozenset(word for line in self.lines for word in line)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The different neighbouring stems of the reference."""
        return frozenset(pair for line in self.lines for pair in pairwise(line))

    @property
    def size(self) -> int:
        """Tokens of the reference."""
        return sum(len(line) for line in self.lines)

    def oracle(self, article: TokenizedArticle) -> Floats:
        """1 for the up to three sentences taken greedily for ROUGE-1 + ROUGE-2."""
        target = [word for line in self.lines for word in line]
        bags = _bags(article)
        taken: list[int] = []
        best = 0.0
        while len(taken) < 3:
            rest = [i for i in range(len(bags)) if i not in taken]
            gains = [(_gain([*taken, i], bags, target), -i) for i in rest]
            value, place = max(gains, default=(0.0, 0))
            if value <= best:
                break
            best = value
            taken.append(-place)
        labels = np.zeros(len(bags), dtype=np.float32)
        labels[taken] = 1
        return labels


def _bags(article: TokenizedArticle) -> list[list[str]]:
    stems = list(article.words)
    names = [stems[i] for i in article.word.tolist()]
    spans = zip(article.starts.tolist(), article.lengths.tolist(), strict=True)
    return [names[start : start + size] for start, size in spans]


def _gain(indices: Sequence[int], bags: Sequence[list[str]], target: list[str]) -> float:
    candidate = [word for i in sorted(indices) for word in bags[i]]
    return ngram_f1(candidate, target, 1) + ngram_f1(candidate, target, 2)


def load(data: Path) -> list[Example]:
    """The articles to learn from, in the order of the files.

    Raises FileNotFoundError where `data` does not hold `summarisation/cnndm_*.dev.jsonl.gz`.
    """
    found = []
    for name in SHARED:
        for row in rows(data, name):
            digest = hashlib.sha256(row["id"].encode()).digest()
            found.append(
                Example(
                    parse(row["text"], "", "en"),
                    tuple(row["summary"]),
                    digest[0] % FOLDS,
                    bool(row.get("random_sample")),
                    name == "cnndm_val" or row.get("category") == "cnn",
                )
            )
    return found


def rows(data: Path, name: str) -> Iterator[dict[str, Any]]:
    """The rows of one development file."""
    path = data / "summarisation" / f"{name}.dev.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def word_table(data: Path, examples: Sequence[Example]) -> tuple[list[str], Floats]:
    """(stems that three articles or more have, their inverse document frequency)."""
    having: Counter[str] = Counter()
    size = 0
    for text in _background(data, examples):
        having.update(set(stem(word_list(text), "en")))
        size += 1
    words = [word for word, times in having.items() if times >= 3]
    rarity = [np.log((size + 1) / (having[word] + 1)) for word in words]
    return words, np.array(rarity, dtype=np.float32)


def _background(data: Path, examples: Sequence[Example]) -> Iterator[str]:
    yield from (example.document.text for example in examples)
    for name in ("xsum_test", "bbc_news_summary"):
        yield from (row["text"] for row in rows(data, name))
    for row in rows(data, "mds_neus"):
        yield from (article["text"] for article in row["docs"])


def taken_table(examples: Sequence[Example], words: Sequence[str]) -> tuple[Floats, float]:
    """(how often references take each stem that their article has, the mean rate)."""
    stood: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for example in examples:
        text = " ".join(bodies(example.document))
        there = set(stem(word_list(text), "en"))
        stood.update(there)
        taken.update(there & example.words)
    mean = sum(taken.values()) / max(sum(stood.values()), 1)
    rates = [(taken[word] + _PRIOR * mean) / (stood[word] + _PRIOR) for word in words]
    return np.array(rates, dtype=np.float32), mean
