"""Average-linkage clustering of a small matrix of similarities."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def average_link(similarity: Floats, join: float) -> Ints:
    """Cluster labels (n,) of an (n, n) symmetric matrix: the two clusters with the highest mean
    similarity over all pairs of their members are merged while that mean is at least `join`."""
    count = len(similarity)
    labels = np.arange(count)
    if count < 2:
        return labels
    means, sizes = similarity.astype(float), np.ones(count)
    np.fill_diagonal(means, -np.inf)
    while True:
        one, other = divmod(int(means.argmax()), count)
        if means[one, other] < join:
            return labels
        both = sizes[one] + sizes[other]
        row = (sizes[one] * means[one] + sizes[other] * means[other]) / both
        row[one] = -np.inf
        means[one] = means[:, one] = row
        means[other] = means[:, other] = -np.inf
        sizes[one] = both
        labels[labels == labels[other]] = labels[one]
