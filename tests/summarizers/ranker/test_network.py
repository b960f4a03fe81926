"""What a small network gives, and that it is stored as it is."""

import numpy as np

from bot.lab.summaries.descent import TrainingSchedule, train_network
from summarizers.ranker import network


def test_a_network_learns_and_survives_being_stored() -> None:
    chance = np.random.default_rng(7)
    columns = chance.random((3, 6000), dtype=np.float32)
    truth = ((columns[0] > 0.5) ^ (columns[1] > 0.5)).astype(np.float32)
    net = train_network(columns, truth, TrainingSchedule(rounds=40, rate=0.02, batch=256))
    assert np.mean((net.predict(columns) > 0) == truth) > 0.95
    again = network.from_arrays(net.to_arrays("it"), "it")
    assert np.allclose(again.predict(columns), net.predict(columns))


def test_a_network_takes_what_no_article_had_for_the_most_it_has_seen() -> None:
    columns = np.linspace(0, 1, 2000, dtype=np.float32)[None, :]
    net = train_network(
        columns, (columns[0] > 0.5).astype(np.float32), TrainingSchedule(rounds=40, batch=256)
    )
    far = net.predict(np.array([[50.0, 1e6, 1e9]], dtype=np.float32))
    assert far[0] == far[1] == far[2] > 0
