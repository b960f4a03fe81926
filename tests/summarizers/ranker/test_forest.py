"""What boosted trees give, and that they are stored as they are."""

import numpy as np
import pytest

from bot.lab.summaries.boosting import BoostingOptions, train_forest
from summarizers.ranker.forest import Forest, from_arrays, probability


def test_a_forest_learns_and_survives_being_stored() -> None:
    chance = np.random.default_rng(7)
    columns = chance.random((3, 4000), dtype=np.float32)
    truth = ((columns[0] > 0.5) ^ (columns[1] > 0.5)).astype(np.float32)
    forest = train_forest(columns, truth, BoostingOptions(trees=60, depth=2, columns=1.0))
    assert np.mean((forest.predict(columns) > 0) == truth) > 0.95
    again = from_arrays(forest.to_arrays("it"), "it")
    assert np.allclose(again.predict(columns), forest.predict(columns))


def test_a_regression_forest_follows_its_target() -> None:
    columns = np.linspace(0, 1, 2000, dtype=np.float32)[None, :]
    forest = train_forest(
        columns, 3 * columns[0], BoostingOptions(trees=80, depth=1, logistic=False, columns=1.0)
    )
    assert abs(float(forest.predict(np.array([[0.5]], dtype=np.float32))[0]) - 1.5) < 0.2


def test_a_tree_of_depth_two_adds_one_of_its_four_leaves_to_the_base() -> None:
    leaves = np.array([[1, 2, 4, 8]], dtype=np.float32)
    forest = Forest(np.array([[0, 1]]), np.array([[0.5, 0.5]], dtype=np.float32), leaves, 100.0)
    columns = np.array([[0, 1, 0, 1], [0, 0, 1, 1]], dtype=np.float32)
    assert forest.predict(columns).tolist() == [101, 102, 104, 108]
    assert forest.predict(np.array([[0.5], [0.5]], dtype=np.float32)).tolist() == [101]


def test_log_odds_become_probabilities() -> None:
    assert probability(np.array([0.0, np.log(3)])).tolist() == pytest.approx([0.5, 0.75])


def test_a_forest_that_is_not_in_the_file_is_a_fault() -> None:
    with pytest.raises(KeyError, match="words"):
        from_arrays({}, "words")
