"""The word pairs of an article, and what the ranker sees of them."""

from __future__ import annotations

import numpy as np
import pytest

from summarizers.arrays import Floats
from summarizers.ranker import bigrams
from summarizers.ranker.counts import count
from summarizers.ranker.lexicon import neutral
from summarizers.ranker.model import for_language
from summarizers.ranker.scoring import bodies
from summarizers.ranker.tokenized import TokenizedArticle, read
from summarizers.text.sentences import parse

TEXT = (
    "HALDEN (Reuters) - The harbour bridge will close, the council of Halden said on Monday. "
    "It was built in 1969, when few cars crossed it, and nobody ever counted them. "
    '"We lose two hours a day," the driver Tom Berg said. The bridge is old.'
)


def article(language: str = "en") -> TokenizedArticle:
    document = parse(TEXT, "", language)
    lexicon = for_language("en").lexicon if language == "en" else neutral(language)
    return read(document, bodies(document), lexicon)


def named(names: tuple[str, ...], table: Floats) -> dict[str, list[float]]:
    return dict(zip(names, table.tolist(), strict=True))


def test_a_pair_is_told_by_its_words() -> None:
    seen = article()
    counts, pairs = count(seen), bigrams.find(seen)
    chances = np.linspace(0.1, 0.9, len(seen.words)).astype(np.float32)
    scores = np.zeros(4, dtype=np.float32)
    table = bigrams.pair_columns(seen, counts, pairs, chances, scores, 40.0)
    left, right = seen.words["tom"], seen.words["berg"]
    place = int(np.flatnonzero((pairs.left == left) & (pairs.right == right))[0])
    told = named(bigrams.PAIR_COLUMNS, table[:, place])
    assert told["both_capital"] == 1
    assert told["first_sentence"] == 2
    assert told["left_chance"] == pytest.approx(float(chances[left]))
    assert told["chance_product"] == pytest.approx(float(chances[left] * chances[right]), rel=1e-5)


def test_a_pair_is_counted_once_for_each_place_and_never_across_sentences() -> None:
    document = parse("Old ferry sank. Old ferry. Ferry sank.", "", "en")
    seen = read(document, bodies(document), neutral("en"))
    pairs = bigrams.find(seen)
    words = list(seen.words)
    told = zip(pairs.left, pairs.right, pairs.times, strict=True)
    assert {(words[left], words[right]): times for left, right, times in told} == {
        ("old", "ferri"): 2,
        ("ferri", "sank"): 2,
    }
    # Old-ferry, ferry-sank, nothing; old-ferry, nothing; ferry-sank, nothing.
    assert (pairs.begun >= 0).tolist() == [True, True, False, True, False, True, False]


def test_an_article_of_single_words_has_no_pairs() -> None:
    document = parse("Yes. No.", "", "en")
    seen = read(document, bodies(document), neutral("en"))
    assert bigrams.find(seen).left.size == 0
