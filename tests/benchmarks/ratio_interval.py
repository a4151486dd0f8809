"""The expanded percentile interval of a ratio of sums over clusters, which intervals of shares are held against.

Percentiles of the resampled ratios, widened by ``sqrt(n / (n − 1))`` and Student's quantile (Hesterberg 2015, *The
American Statistician* 69:371–386, section 5.3); with few clusters Student's interval.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from bias.stats.resampling import FEWEST_RESAMPLED, Floats

_CELLS = 4_000_000


def ratio_interval(
    numerator: Floats, denominator: Floats, confidence: float, n_resamples: int, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Interval of ``sum(numerator) / sum(denominator)``, for each column.

    Parameters
    ----------
    numerator, denominator
        Clusters × columns. A cluster without a value has 0 in both and does not count as one.
    confidence
        Coverage, 0 to 1.
    n_resamples
        Bootstrap resamples of clusters.
    rng
        Where the resamples are drawn from.

    Returns
    -------
    Lower and upper ends, one a column; NaN where fewer than two clusters have a value.

    Examples
    --------
    >>> low, high = ratio_interval(np.array([[2.0], [4.0]]), np.ones((2, 1)), 0.95, 100, np.random.default_rng(1))
    >>> low.round(1).tolist(), high.round(1).tolist()
    ([-9.7], [15.7])
    """
    n = (denominator != 0).sum(axis=0)
    low, high = _student(numerator, denominator, n, confidence)
    many = n >= FEWEST_RESAMPLED
    if many.any():
        ratios = bootstrap_ratios(numerator[:, many], denominator[:, many], n_resamples, rng)
        level = expanded_level(n[many], confidence)
        low[many], high[many] = _quantiles(ratios, level), _quantiles(ratios, 1 - level)
    return low, high


def bootstrap_ratios(numerator: Floats, denominator: Floats, n_resamples: int, rng: np.random.Generator) -> Floats:
    """The ratio in each resample of the clusters: resamples × columns; NaN where a resample has no value."""
    n = len(numerator)
    ratios = np.empty((n_resamples, numerator.shape[1]))
    step = max(1, _CELLS // n)
    for start in range(0, n_resamples, step):
        stop = min(start + step, n_resamples)
        drawn = rng.multinomial(n, np.full(n, 1 / n), size=stop - start).astype(np.float64)
        total = drawn @ denominator
        ratios[start:stop] = np.divide(drawn @ numerator, total, out=np.full(total.shape, np.nan), where=total != 0)
    return ratios


def expanded_level(n: NDArray[np.int64], confidence: float) -> Floats:
    """Lower percentile, 0 to 0.5, of the expanded interval: ``Φ(−sqrt(n / (n − 1)) · t)``, t of n − 1 degrees.

    Examples
    --------
    >>> expanded_level(np.array([10, 1_000_000]), 0.95).round(4).tolist()
    [0.0086, 0.025]
    """
    quantile = stats.t.ppf((1 + confidence) / 2, n - 1)
    return np.asarray(stats.norm.cdf(-np.sqrt(n / (n - 1)) * quantile), dtype=np.float64)


def _quantiles(ratios: Floats, level: Floats) -> Floats:
    """Of each column the quantile at its own level, interpolated; NaN rows are left out."""
    ordered = np.sort(ratios, axis=0)
    place = level * (np.isfinite(ordered).sum(axis=0) - 1)
    below = np.floor(place).astype(np.int64)
    above = np.ceil(place).astype(np.int64)
    columns = np.arange(ratios.shape[1])
    return np.asarray(ordered[below, columns] + (place - below) * (ordered[above, columns] - ordered[below, columns]))


def _student(numerator: Floats, denominator: Floats, n: NDArray[np.int64], confidence: float) -> tuple[Floats, Floats]:
    """Student's interval of the ratio, its variance linearised over the clusters."""
    enough = n >= 2
    total = denominator.sum(axis=0)
    ratio = np.divide(numerator.sum(axis=0), total, out=np.full(len(n), np.nan), where=enough & (total != 0))
    residual = np.where(enough, numerator - np.nan_to_num(ratio) * denominator, 0.0)
    free = np.where(enough, n - 1, 1)
    error = np.divide(
        np.sqrt((residual**2).sum(axis=0) * n / free), np.abs(total), out=np.full(len(n), np.nan), where=enough
    )
    half = stats.t.ppf((1 + confidence) / 2, free) * error
    return ratio - half, ratio + half
