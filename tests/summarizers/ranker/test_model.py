"""The shipped model goes with the code's features, and is refused where it does not."""

from __future__ import annotations

from importlib.resources import as_file, files

import numpy as np
import pytest

from summarizers.ranker.model import FILE, check_columns, column_names, for_language


def test_the_file_names_the_features_that_the_code_gives() -> None:
    with as_file(files("summarizers") / "data" / FILE) as path, np.load(path) as stored:
        named = {stage: tuple(stored[f"columns.{stage}"].tolist()) for stage in column_names()}
    assert named == column_names()


def test_two_swapped_features_are_refused_by_name() -> None:
    trained = column_names()["word"]
    swapped = (trained[1], trained[0], *trained[2:])
    with pytest.raises(ValueError, match=r"word .*'times', now 'spread'"):
        check_columns("word", trained, swapped)


def test_a_feature_too_many_is_refused() -> None:
    trained = column_names()["pair"]
    with pytest.raises(ValueError, match="29 of them, now 30"):
        check_columns("pair", trained, (*trained, "mood"))


@pytest.mark.parametrize("language", ["en", "de", ""])
def test_every_model_takes_as_many_features_as_are_named(language: str) -> None:
    model, names = for_language(language), column_names()
    assert model.word.inner.shape[1] == len(names["word"])
    assert model.pair.inner.shape[1] == len(names["pair"])
    assert model.sentence.features.max() < len(names["sentence"])
    assert model.length.features.max() < len(names["length"])


def test_only_english_has_a_table_of_words() -> None:
    assert for_language("en").lexicon.table is not None
    assert for_language("fr").lexicon.table is None
