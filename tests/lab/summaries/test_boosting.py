"""The trainer of the small forests finds what is there, and the same for a seed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bot.lab.summaries.boosting import BoostingOptions, train_forest
from summarizers.ranker.forest import probability

CHANCE = np.random.default_rng(5)
COLUMNS = CHANCE.random((3, 4000)).astype(np.float32)
TARGET = ((COLUMNS[0] > 0.4) & (COLUMNS[1] > 0.3)).astype(np.float32)
OPTIONS = replace(BoostingOptions(), trees=40)


def test_an_interaction_of_two_features_is_learnt() -> None:
    forest = train_forest(COLUMNS[:, :3000], TARGET[:3000], OPTIONS)
    told = probability(forest.predict(COLUMNS[:, 3000:])) > 0.5
    assert (told == (TARGET[3000:] > 0.5)).mean() > 0.95


def test_the_same_seed_grows_the_same_forest() -> None:
    first, again = (train_forest(COLUMNS, TARGET, OPTIONS).predict(COLUMNS) for _ in range(2))
    assert np.array_equal(first, again)
