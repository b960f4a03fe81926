"""What the ranker sees of an article, feature by feature."""

from __future__ import annotations

import numpy as np
import pytest

from summarizers.arrays import Floats
from summarizers.ranker import features
from summarizers.ranker.counts import count
from summarizers.ranker.lexicon import neutral
from summarizers.ranker.matrix import stack
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


def test_a_sentence_is_told_by_place_form_and_context() -> None:
    seen = article()
    table = features.sentence_columns(seen, count(seen))
    sentences = named(features.SENTENCE_COLUMNS, table)
    assert sentences["is_second"] == [0, 1, 0, 0]
    assert sentences["length"] == [12, 15, 11, 4]
    assert sentences["needs_context"] == [0, 1, 0, 0]
    assert sentences["commas"] == [1, 2, 1, 0]
    assert sentences["quote_marks"] == [0, 0, 2, 0]
    assert sentences["opens_quote"] == [0, 0, 1, 0]
    assert sentences["says"] == [1, 0, 1, 0]
    assert sentences["digit_share"][1] == pytest.approx(1 / 15)


def test_an_article_is_told_by_its_size_and_its_dateline() -> None:
    seen = article()
    whole = named(features.LENGTH_COLUMNS, features.length_columns(seen, count(seen)))
    assert whole["sentences"] == [4]
    assert whole["tokens"] == [42]
    assert whole["first_length"] == [12]
    assert whole["quoting_share"] == [0.25]
    assert whole["dateline"] == [1]


def test_a_word_is_told_by_how_often_and_where_it_stands() -> None:
    seen = article()
    scores = np.array([2.0, 1.0, 0.0, 3.0], dtype=np.float32)
    counts = count(seen)
    table = features.word_columns(seen, counts, scores, 40.0)
    bridge = named(features.WORD_COLUMNS, table[:, seen.words["bridg"]])
    assert (bridge["times"], bridge["spread"], bridge["in_first"]) == (2, 2, 1)
    assert (bridge["in_last"], bridge["first_sentence"]) == (1, 0)
    assert (bridge["best_score"], bridge["score_sum"], bridge["first_score"]) == (3, 5, 2)
    berg = named(features.WORD_COLUMNS, table[:, seen.words["berg"]])
    assert (berg["capital_share"], berg["quoted_share"]) == (1, 1)
    year = named(features.WORD_COLUMNS, table[:, seen.words["1969"]])
    assert (year["digits"], year["letters"]) == (1, 4)


def test_what_needs_english_words_is_hidden_from_other_languages() -> None:
    seen = article("de")
    counts = count(seen)
    sentences = named(features.SENTENCE_COLUMNS, features.sentence_columns(seen, counts))
    assert sentences["says"] == sentences["capital_share"] == [0, 0, 0, 0]


def test_a_column_without_its_name_and_a_name_without_its_column_are_faults() -> None:
    with pytest.raises(ValueError, match="mood"):
        stack(("size",), {"size": 1.0, "mood": 2.0}, 3)
    with pytest.raises(KeyError, match="size"):
        stack(("size",), {"mood": 2.0}, 3)
    assert stack(("a", "b"), {"b": 2.0, "a": np.arange(2)}, 2).tolist() == [[0, 1], [2, 2]]
