"""The trainer of the small networks finds what is there, and the same for a seed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bot.lab.summaries.descent import TrainingSchedule, train_network

CHANCE = np.random.default_rng(5)
COLUMNS = CHANCE.normal(0, 1, (3, 4000)).astype(np.float32)
TARGET = (COLUMNS[0] * COLUMNS[1] > 0).astype(np.float32)
SCHEDULE = replace(TrainingSchedule(), rounds=60)


def test_a_product_of_two_features_is_learnt() -> None:
    network = train_network(COLUMNS[:, :3000], TARGET[:3000], SCHEDULE)
    told = network.predict(COLUMNS[:, 3000:]) > 0
    assert (told == (TARGET[3000:] > 0.5)).mean() > 0.8


def test_the_same_seed_fits_the_same_network() -> None:
    first, again = (train_network(COLUMNS, TARGET, SCHEDULE).predict(COLUMNS) for _ in range(2))
    assert np.array_equal(first, again)
