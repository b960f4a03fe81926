"""Trains the forests of `summarizers.ranker`: histogram gradient boosting in plain numpy.

Friedman's second-order boosting with shrinkage (2001), on binned features, one (feature,
threshold) pair a level. Used by `bot.lab.summaries.training` only; never at run time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizers.arrays import Floats
from summarizers.ranker.forest import Forest

BINS = 48


@dataclass(frozen=True, slots=True)
class BoostingOptions:
    """How a forest is grown; `rows` and `columns` are the shares that each tree sees.

    `least` is the curvature (a row's weight, times p(1 - p) when logistic) either side of a cut.
    """

    trees: int = 150
    depth: int = 3
    rate: float = 0.1
    ridge: float = 5.0
    least: float = 8.0
    rows: float = 0.5
    columns: float = 0.6
    logistic: bool = True
    seed: int = 1


class _Binned:
    """Features cut into at most 48 bins each, at quantiles of what was seen."""

    def __init__(self, columns: Floats) -> None:
        sample = columns[:, :: max(1, columns.shape[1] // 40000)]
        quantiles = np.linspace(0, 1, BINS + 1)[1:-1]
        self.edges = [np.unique(np.quantile(row, quantiles, method="lower")) for row in sample]
        pairs = zip(self.edges, columns, strict=True)
        self.bins = np.stack([np.searchsorted(edge, row).astype(np.uint8) for edge, row in pairs])


def train_forest(
    columns: Floats, target: Floats, settings: BoostingOptions, weight: Floats | None = None
) -> Forest:
    """A forest that predicts `target` (0 to 1 when logistic) from features x rows."""
    chance = np.random.default_rng(settings.seed)
    binned = _Binned(columns)
    weight = np.ones_like(target) if weight is None else weight
    base = _start(target, weight, logistic=settings.logistic)
    margin = np.full(target.shape, base, dtype=np.float64)
    grown = []
    for _ in range(settings.trees):
        slope, bend = _derivatives(margin, target, weight, logistic=settings.logistic)
        rows = np.flatnonzero(chance.random(target.size) < settings.rows)
        wanted = max(1, int(settings.columns * len(columns)))
        features = chance.choice(len(columns), size=wanted, replace=False)
        splits = _splits(binned, rows, features, slope[rows], bend[rows], settings)
        leaf = _leaf_of(binned, splits, slice(None))
        size = 1 << settings.depth
        gain = np.bincount(leaf[rows], slope[rows], size)
        mass = np.bincount(leaf[rows], bend[rows], size)
        values = -settings.rate * gain / (mass + settings.ridge)
        margin += values[leaf]
        grown.append((splits, values))
    return _packed(grown, binned, base)


def _start(target: Floats, weight: Floats, *, logistic: bool) -> float:
    mean = float(np.average(target, weights=weight))
    return float(np.log(mean / (1 - mean))) if logistic else mean


def _derivatives(
    margin: NDArray[np.float64], target: Floats, weight: Floats, *, logistic: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if not logistic:
        return (margin - target) * weight, weight.astype(np.float64)
    chance = 1.0 / (1.0 + np.exp(-margin))
    return (chance - target) * weight, chance * (1 - chance) * weight


def _leaf_of(
    binned: _Binned, splits: list[tuple[int, int]], rows: slice | NDArray[np.int64]
) -> NDArray[np.int64]:
    leaf = np.zeros(binned.bins[0, rows].shape, dtype=np.int64)
    for level, (feature, cut) in enumerate(splits):
        leaf += (binned.bins[feature, rows] > cut).astype(np.int64) << level
    return leaf


def _splits(
    binned: _Binned,
    rows: NDArray[np.int64],
    features: NDArray[np.int64],
    slope: NDArray[np.float64],
    bend: NDArray[np.float64],
    settings: BoostingOptions,
) -> list[tuple[int, int]]:
    """The best (feature, bin) for each level, given those of the levels above."""
    bins = {int(f): binned.bins[f, rows].astype(np.int64) for f in features}
    leaf = np.zeros(rows.size, dtype=np.int64)
    splits: list[tuple[int, int]] = []
    for level in range(settings.depth):
        best = max(
            (*_best_cut(leaf * BINS + values, 1 << level, slope, bend, settings), f)
            for f, values in bins.items()
        )
        splits.append((best[2], best[1]))
        leaf += (bins[best[2]] > best[1]).astype(np.int64) << level
    return splits


def _best_cut(
    cell: NDArray[np.int64],
    leaves: int,
    slope: NDArray[np.float64],
    bend: NDArray[np.float64],
    settings: BoostingOptions,
) -> tuple[float, int]:
    """(gain, bin) of the best cut of one feature, the same in all leaves."""
    size = leaves * BINS
    slopes = np.cumsum(np.bincount(cell, slope, size).reshape(leaves, BINS), axis=1)
    bends = np.cumsum(np.bincount(cell, bend, size).reshape(leaves, BINS), axis=1)
    left = slopes**2 / (bends + settings.ridge)
    right = (slopes[:, -1:] - slopes) ** 2 / (bends[:, -1:] - bends + settings.ridge)
    whole = slopes[:, -1:] ** 2 / (bends[:, -1:] + settings.ridge)
    gains = (left + right - whole).sum(axis=0)
    inside = bends.sum(axis=0)
    gains[np.minimum(inside, bends[:, -1].sum() - inside) < settings.least] = -1.0
    cut = int(np.argmax(gains))
    return float(gains[cut]), cut


def _packed(
    grown: list[tuple[list[tuple[int, int]], NDArray[np.float64]]], binned: _Binned, base: float
) -> Forest:
    def threshold(feature: int, cut: int) -> float:
        edges = binned.edges[feature]
        return float(edges[cut]) if cut < len(edges) else float(np.finfo(np.float32).max)

    features = [[feature for feature, _ in splits] for splits, _ in grown]
    thresholds = [[threshold(*split) for split in splits] for splits, _ in grown]
    leaves = [values for _, values in grown]
    return Forest(
        np.array(features, dtype=np.int64),
        np.array(thresholds, dtype=np.float32),
        np.array(leaves, dtype=np.float32),
        base,
    )
