"""Average-linkage clustering of a small matrix of similarities."""

from __future__ import annotations

import numpy as np

from bot.core.vectors import Floats, Ints


def average_link(similarity: Floats, join: float) -> Ints:
    """Cluster labels (n,) of an (n, n) symmetric matrix: the two clusters with the highest mean
    similarity over all pairs of their members are merged while that mean is at least `join`."""
    count = len(similarity)
    labels = np.arange(count)
    if count < 2:
        return labels
    sums, sizes = similarity.astype(float), np.ones(count)
    np.fill_diagonal(sums, 0.0)
    alive = np.ones(count, dtype=bool)
    while True:
        means = sums / np.outer(sizes, sizes)
        means[~alive] = means[:, ~alive] = -np.inf
        np.fill_diagonal(means, -np.inf)
        one, other = divmod(int(means.argmax()), count)
        if means[one, other] < join:
            return labels
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]
        sizes[one] += sizes[other]
        alive[other] = False
        labels[labels == labels[other]] = labels[one]
