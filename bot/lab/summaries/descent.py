"""Trains the networks of `summarizers.ranker`: stochastic gradient descent in plain numpy.

Adam (Kingma and Ba, 2015) on the logistic loss, the rate falling along a half cosine. Used by
`bot.lab.summaries.training` only; never at run time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summarizers.arrays import Floats
from summarizers.ranker.forest import probability
from summarizers.ranker.network import Network, squashed

_SPREAD = 4.0
"""Standard deviations from the mean at which a feature is held."""


@dataclass(frozen=True, slots=True)
class TrainingSchedule:
    """How a network is fitted: `nets` of `units` each from seeds of their own, put side by side.

    `decay` shrinks weights; `rate` is the highest step of Adam.
    """

    nets: int = 2
    units: int = 24
    rounds: int = 6
    batch: int = 1024
    rate: float = 0.003
    decay: float = 1e-4


def train_network(columns: Floats, target: Floats, schedule: TrainingSchedule) -> Network:
    """A network whose values are log-odds of `target` (0 or 1); `columns` is features x rows."""
    inputs = squashed(columns)
    mean, spread = inputs.mean(axis=1), inputs.std(axis=1) + np.float32(1e-6)
    low, high = mean - _SPREAD * spread, mean + _SPREAD * spread
    inputs = (np.clip(inputs, low[:, None], high[:, None]) - mean[:, None]) / spread[:, None]
    rows, truth = np.ascontiguousarray(inputs.T), target.astype(np.float32)
    fitted = [_fit(rows, truth, schedule, seed) for seed in range(1, schedule.nets + 1)]
    inner = np.concatenate([net[0] for net in fitted]) / spread
    offset = np.concatenate([net[1] for net in fitted]) - inner @ mean
    outer = np.concatenate([net[2] for net in fitted]) / schedule.nets
    base = np.mean([net[3] for net in fitted], axis=0)
    return Network(low, high, inner, offset, outer, base)


def _fit(rows: Floats, truth: Floats, schedule: TrainingSchedule, seed: int) -> list[Floats]:
    """[weights of the units, their offsets, weights of their sum, its base]."""
    chance = np.random.default_rng(seed)
    weights = _start(rows.shape[1], schedule.units, float(truth.mean()), chance)
    moments = [(np.zeros_like(part), np.zeros_like(part)) for part in weights]
    size = min(schedule.batch, len(truth))
    steps = schedule.rounds * (len(truth) // size)
    order = np.zeros(0, dtype=np.int64)
    for step in range(steps):
        if order.size < size:
            order = chance.permutation(len(truth))
        batch, order = order[:size], order[size:]
        slopes = _slopes(weights, rows[batch], truth[batch], schedule.decay)
        rate = schedule.rate * (0.5 + 0.5 * np.cos(np.pi * step / steps))
        for part, slope, moment in zip(weights, slopes, moments, strict=True):
            part -= _adam(slope, moment, step + 1, rate)
    return weights


def _start(features: int, units: int, mean: float, chance: np.random.Generator) -> list[Floats]:
    mean = min(max(mean, 1e-3), 1 - 1e-3)
    inner = chance.normal(0, np.sqrt(2 / features), (units, features))
    outer = chance.normal(0, np.sqrt(1 / units), units)
    parts = (inner, np.zeros(units), outer, np.array([np.log(mean / (1 - mean))]))
    return [part.astype(np.float32) for part in parts]


def _slopes(
    weights: Sequence[Floats], rows: Floats, truth: Floats, decay: float
) -> tuple[Floats, ...]:
    """The loss's derivatives by each part of the weights."""
    inner, offset, outer, base = weights
    units = np.maximum(rows @ inner.T + offset, 0)
    error = (probability(units @ outer + base) - truth) / np.float32(len(truth))
    back = np.outer(error, outer)
    back[units <= 0] = 0
    sums = (back.T @ rows + decay * inner, back.sum(axis=0))
    return (*sums, error @ units + decay * outer, error.sum(keepdims=True))


def _adam(slope: Floats, moment: tuple[Floats, Floats], step: int, rate: float) -> Floats:
    mean, square = moment
    mean += 0.1 * (slope - mean)
    square += 0.001 * (np.square(slope) - square)
    first, second = 1 - 0.9**step, 1 - 0.999**step
    change: Floats = rate / first * mean / (np.sqrt(square / second) + 1e-8)
    return change.astype(np.float32)
