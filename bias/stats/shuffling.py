"""p from shuffling outlets within events.

If an outlet writes like the others, then within an event its label could stand on any of the articles. So labels are
shuffled among the articles of each event, and the difference that was found is held against those that shuffling makes.
A difference between outlets is a weighted sum of the articles' values, so for each feature all shuffles of all outlets
are one sparse product.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special, stats

Floats = NDArray[np.float64]

#: With fewer shuffles beyond the value than this, the count is too coarse and the normal tail is taken.
_FEWEST_BEYOND = 10
_CELLS = 500_000


def shuffles(unit: NDArray[np.int64], n: int, rng: np.random.Generator) -> NDArray[np.int32]:
    """`n` random orders of the articles, each within its event: n × articles.

    Parameters
    ----------
    unit
        The event of each article, ascending.

    Examples
    --------
    >>> shuffles(np.array([0, 0, 1]), 5, np.random.default_rng(1))[:, 2].tolist()
    [2, 2, 2, 2, 2]
    """
    orders = np.empty((n, len(unit)), dtype=np.int32)
    for block in _blocks(n, len(unit)):
        orders[block] = np.argsort(rng.random((block.stop - block.start, len(unit))) + unit, axis=1)
    return orders


def shuffled_p(contrast: sparse.csr_array, values: Floats, orders: NDArray[np.int32]) -> Floats:
    """Two-sided p of ``contrast @ values``, for each row of `contrast` and each column of `values`.

    ``p = (1 + number of shuffles with at least that difference) / (1 + number of shuffles)``. Where fewer than
    10 shuffles reach it, that is too coarse to survive a correction for many tests; then p is the normal tail beyond
    the difference in standard deviations of the shuffled ones, if that is smaller. The difference is a sum over many
    events with bounded values, so its tail is no heavier than the normal's unless a single event makes most of it,
    and then the count is not that low.

    Parameters
    ----------
    contrast
        Outlets × articles: the weight of each article in the outlet's mean difference; rows add up to 0 in each event.
    values
        Articles × features, none missing.
    orders
        Shuffles × articles.
    """
    observed = np.abs(contrast @ values)
    reach = observed * (1 - 1e-9) - 1e-12
    beyond, squares = np.zeros(observed.shape), np.zeros(observed.shape)
    for block in _blocks(*orders.shape):
        order = np.ascontiguousarray(orders[block].T)
        for feature, column in enumerate(np.ascontiguousarray(values.T)):
            found = contrast @ column[order]
            beyond[:, feature] += (np.abs(found) >= reach[:, [feature]]).sum(axis=1)
            squares[:, feature] += (found**2).sum(axis=1)
    counted = (1 + beyond) / (1 + len(orders))
    spread = np.sqrt(squares / len(orders))
    tail = 2 * stats.norm.sf(np.divide(observed, spread, out=np.zeros_like(observed), where=spread > 0))
    return np.where((beyond < _FEWEST_BEYOND) & (spread > 0), np.minimum(counted, tail), counted)


def least_p(unit: NDArray[np.int64], outlet: NDArray[np.int64], n_outlets: int) -> Floats:
    """For each outlet the least p that any number of shuffles could give: one over the ways to place its labels.

    In an event of N articles, m of them the outlet's, there are "N choose m" ways. Where each of its events has one
    other outlet with as many articles, each way has a mirror image with the same difference the other way round, so
    that the two-sided p is twice that.

    Examples
    --------
    >>> least_p(np.array([0, 0, 0, 1, 1, 1]), np.array([0, 1, 2, 0, 0, 1]), 3).round(3).tolist()
    [0.111, 0.111, 0.333]
    >>> least_p(np.array([0, 0, 1, 1, 2, 2]), np.array([0, 1, 0, 1, 0, 1]), 2).round(3).tolist()
    [0.25, 0.25]
    """
    own = np.zeros((unit.max(initial=-1) + 1, n_outlets))
    np.add.at(own, (unit, outlet), 1)
    n = own.sum(axis=1, keepdims=True)
    ways = special.gammaln(n + 1) - special.gammaln(own + 1) - special.gammaln(n - own + 1)
    in_pairs = (own > 0).sum(axis=1, keepdims=True) == 2
    mirrored = ((own == 0) | (in_pairs & (2 * own == n))).all(axis=0)
    return np.asarray(np.exp(-ways.sum(axis=0)) * np.where(mirrored, 2, 1)).clip(max=1)


def _blocks(n: int, n_articles: int) -> list[slice]:
    """`n` shuffles in blocks that stay in a processor's cache."""
    step = max(1, _CELLS // max(n_articles, 1))
    return [slice(start, min(start + step, n)) for start in range(0, n, step)]
