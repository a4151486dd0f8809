"""p from shuffling outlets within events.

If an outlet writes like the others, then within an event its label could stand on any of the articles. So labels are
shuffled within each event, and the difference that was found is held against those that shuffling makes.

Where an outlet has several articles on an event there are two ways to shuffle, and neither is always right. To shuffle
*articles* is exact where they are independent; but where those of one outlet on one event resemble each other, their
mean varies more than that of articles taken from several outlets, and p is too small. To shuffle the outlets' *means*
is exact where such articles say the same; but where they are independent, the mean of one article varies more than that
of many, and an outlet with fewer articles than the others has too small a p. So both are made and the larger p counts
(`larger_p`). Where each outlet has one article in an event they are the same.

Shuffles are made and used in blocks, so that memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from bias.stats.contrasts.cells import means
from bias.stats.contrasts.tail import tail_p
from bias.stats.contrasts.weights import Orders, Weights
from bias.stats.resampling import Floats

#: With fewer shuffles beyond the value than this, the count is too coarse and the tail is computed.
_FEWEST_BEYOND = 10
#: Of a dozen events the tail can come out half as large as it is, so this multiple of it is taken.
_MARGIN = 2
_CELLS = 500_000
_PRODUCT = 16_000_000
#: Values are at most 1; differences up to this come from rounding.
_ROUNDING = 1e-12


def shuffles(unit: NDArray[np.int64], n: int, rng: np.random.Generator) -> Iterator[Orders]:
    """`n` random orders of the articles, each within its event, in blocks: orders × articles.

    Parameters
    ----------
    unit
        The event of each article, ascending.

    Examples
    --------
    >>> next(shuffles(np.array([0, 0, 1]), 5, np.random.default_rng(1)))[:, 2].tolist()
    [2, 2, 2, 2, 2]
    """
    step = max(1, _CELLS // max(len(unit), 1))
    for start in range(0, n, step):
        size = min(step, n - start)
        yield np.argsort(rng.random((size, len(unit))) + unit, axis=1).astype(np.int32)


def larger_p(
    unit: NDArray[np.int64], outlet: NDArray[np.int64], values: Floats, n: int, rng: np.random.Generator
) -> Floats:
    """The larger p of shuffling articles and of shuffling outlets' means: outlets × features, as `shuffled_p`.

    With nothing to find, a correction of p at 0.05 found something in 2.5 % of 200 runs with BASIL's outlets shuffled
    within events, in 1.0 % with those of the teaching corpus, and in 0 to 3.0 % of simulated corpora, also where an
    outlet's articles are alike, or one has fewer than the others. ``python -m tests.benchmarks.null`` prints this.

    Parameters
    ----------
    unit, outlet, values, n, rng
        As in `shuffled_p`, of articles.

    Examples
    --------
    Of four events, each outlet with two articles: shuffled means have 2 places in each, so p cannot be under 2 / 2⁴.

    >>> unit, outlet = np.repeat(np.arange(4), 4), np.tile([0, 0, 1, 1], 4)
    >>> values = np.where(outlet == 0, 1.0, 0.0)[:, None]
    >>> p = larger_p(unit, outlet, values, 10_000, np.random.default_rng(1))
    >>> p.round(2).tolist(), shuffled_p(unit, outlet, values, 10_000, np.random.default_rng(1)).round(2).tolist()
    ([[0.13], [0.13]], [[0.0], [0.0]])
    """
    p = shuffled_p(unit, outlet, values, n, rng)
    starts, _, mean = means(unit, outlet, values)
    if len(starts) == len(unit):
        return p
    return np.maximum(p, shuffled_p(unit[starts], outlet[starts], mean, n, rng))


def shuffled_p(
    unit: NDArray[np.int64], outlet: NDArray[np.int64], values: Floats, n: int, rng: np.random.Generator
) -> Floats:
    """Two-sided p of each outlet's difference from the others: outlets × features, NaN where there is no difference.

    ``p = (1 + number of shuffles with at least that difference) / (1 + number of shuffles)``. Where fewer than
    10 shuffles reach it, that is too coarse to survive a correction for many tests; there p is twice the tail of all
    shuffles (`tail`) if that is smaller, twice because that of a dozen events can come out half as large as it is. It
    is never less than `least_p`.

    Parameters
    ----------
    unit, outlet
        The event and the outlet of each article, by number, sorted by event, then outlet. Or of each outlet's mean.
    values
        Articles, or means, × features. What has no value is left out, for that feature, before shuffling.
    n
        How many shuffles.
    rng
        Where they are drawn from.

    Examples
    --------
    >>> unit, outlet = np.repeat(np.arange(20), 2), np.tile([0, 1], 20)
    >>> values = np.tile([[1.0], [0.0]], (20, 1))
    >>> bool(shuffled_p(unit, outlet, values, 100, np.random.default_rng(1))[0, 0] < 0.001)
    True
    """
    p = np.full((outlet.max(initial=-1) + 1, values.shape[1]), np.nan)
    tests = _tests(unit, outlet, values)
    for orders in shuffles(unit, n, rng):
        for test in tests:
            test.count(_restricted(orders, test.kept))
    sample = np.concatenate(list(shuffles(unit, int(np.clip(_CELLS // max(len(unit), 1), 25, 200)), rng)))
    for test in tests:
        p[:, test.columns] = test.p(n, _restricted(sample, test.kept))
    return p


@dataclass(frozen=True, eq=False)
class _Test:
    """Features that are measured in the same articles, and how many shuffles reach what was found."""

    columns: NDArray[np.int64]
    kept: NDArray[np.bool_]
    weights: Weights
    values: Floats
    reach: Floats
    beyond: Floats

    def count(self, orders: Orders) -> None:
        """Add the shuffles whose difference is at least that found."""
        for part in np.array_split(orders, max(1, orders.size * self.values.shape[1] // _PRODUCT)):
            self.beyond[:] += (np.abs(self.weights.shuffled(self.values, part)) >= self.reach).sum(axis=0)

    def p(self, n: int, sample: Orders) -> Floats:
        """What p is after n shuffles; outlets without an article have none."""
        p = (1 + self.beyond) / (1 + n)
        few = (self.beyond < _FEWEST_BEYOND) & (self.reach > 0)
        for outlet in np.flatnonzero(few.any(axis=1)):
            at = few[outlet]
            far = tail_p(self.weights, self.values[:, at], int(outlet), self.reach[outlet, at], sample)
            p[outlet, at] = np.minimum(p[outlet, at], _MARGIN * far)
        least = least_p(self.weights.unit, self.weights.outlet, self.weights.n_outlets)
        present = np.bincount(self.weights.outlet, minlength=self.weights.n_outlets) > 0
        return np.where(present[:, None], np.maximum(p, least[:, None]), np.nan)


def _tests(unit: NDArray[np.int64], outlet: NDArray[np.int64], values: Floats) -> list[_Test]:
    """Features that miss the same articles are shuffled together, as parts of their greatest value."""
    patterns, pattern = np.unique(~np.isnan(values), axis=1, return_inverse=True)
    n_outlets, tests = outlet.max(initial=-1) + 1, []
    for number, mask in enumerate(patterns.T):
        kept = _shared(unit, outlet, mask)
        if kept.any():
            columns = np.flatnonzero(pattern.ravel() == number)
            chosen = values[np.ix_(kept, columns)]
            greatest = np.abs(chosen).max(axis=0)
            chosen = chosen / np.where(greatest > 0, greatest, 1.0)
            weights = Weights(unit[kept], outlet[kept], n_outlets)
            reach = np.abs(weights.differences(chosen))
            reach = np.where(reach > _ROUNDING, reach - _ROUNDING, 0.0)
            tests.append(_Test(columns, kept, weights, chosen, reach, np.zeros(reach.shape)))
    return tests


def _shared(unit: NDArray[np.int64], outlet: NDArray[np.int64], mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of the articles in the mask stand in an event where the mask has two outlets."""
    pairs = np.unique(np.column_stack([unit[mask], outlet[mask]]), axis=0)
    return mask & (np.bincount(pairs[:, 0], minlength=unit.max(initial=-1) + 1)[unit] > 1)


def _restricted(orders: Orders, kept: NDArray[np.bool_]) -> Orders:
    """The orders of the kept articles alone, by their new numbers: still every order equally likely."""
    if kept.all():
        return orders
    renumbered = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)[orders]
    return renumbered[renumbered >= 0].reshape(len(orders), -1)


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
