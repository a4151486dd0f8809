"""Split-half reliability of outlets' means: would other articles of the same outlets have put them in the same order?

Each outlet's articles are split at random into two halves; the means of the halves are correlated over the outlets.
The Spearman–Brown formula 2r / (1 + r) turns the correlation of halves into the reliability of both together
(Spearman, C. (1910). Correlation calculated from faulty data. British Journal of Psychology 3(3), 271-295; Brown, W.
(1910). Some experimental results in the correlation of mental abilities. British Journal of Psychology 3(3), 296-322).
A correlation below 0 is left as it is: the formula is not meant for it and would run to minus infinity.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: Fewest articles of an outlet, and how many of each half must have a value.
ARTICLES, LEAST = 40, 5
#: Fewest outlets to correlate over.
MIN_OUTLETS = 8
SPLITS, RESAMPLES = 100, 400


@dataclass(frozen=True)
class Reliability:
    """Of one feature: the estimate, its 95 % interval over outlets, and the number of outlets; NaN if too few."""

    value: float
    low: float
    high: float
    n_outlets: int


def halves(features: pd.DataFrame, outlet: pd.Series, rng: np.random.Generator, splits: int = SPLITS) -> Floats:
    """Means of the halves, shape (2, splits, outlets, features); NaN where too few articles have a value."""
    sizes = outlet.value_counts()
    names = sorted(sizes.index[sizes >= ARTICLES])
    places = [np.flatnonzero(outlet == name) for name in names]
    values = features.to_numpy(float)
    means = np.full((2, splits, len(names), values.shape[1]), np.nan)
    for split in range(splits):
        for row, place in enumerate(places):
            drawn, middle = rng.permutation(place), len(place) // 2
            for half, part in enumerate((values[drawn[:middle]], values[drawn[middle:]])):
                known = ~np.isnan(part)
                n = known.sum(axis=0)
                total = np.where(known, part, 0.0).sum(axis=0)
                means[half, split, row] = np.where(n >= LEAST, total / np.maximum(n, 1), np.nan)
    return means


def correlations(means: Floats) -> Floats:
    """Correlation of the halves over outlets, shape (splits, features), an outlet left out where a half is unknown."""
    known = ~np.isnan(means).any(axis=0)
    n = known.sum(axis=1)
    filled = np.where(known, means, 0.0)
    middle = filled.sum(axis=2, keepdims=True) / np.maximum(n, 1)[:, None, :]
    off = np.where(known, means - middle, 0.0)
    together = (off[0] * off[1]).sum(axis=1)
    spread = np.sqrt((off[0] ** 2).sum(axis=1) * (off[1] ** 2).sum(axis=1))
    good = (n >= MIN_OUTLETS) & (spread > 0)
    return np.divide(together, spread, out=np.full(together.shape, np.nan), where=good)


def spearman_brown(correlation: Floats) -> Floats:
    """Reliability of both halves together.

    >>> spearman_brown(np.array([0.5, -0.5])).round(3).tolist()
    [0.667, -0.5]
    """
    corrected: Floats = np.where(correlation > 0, 2 * correlation / (1 + np.maximum(correlation, 0)), correlation)
    return corrected


def reliabilities(features: pd.DataFrame, outlet: pd.Series, rng: np.random.Generator) -> dict[str, Reliability]:
    """The reliability of each feature: the mean over splits, with an interval from resampling outlets."""
    means = halves(features, outlet, rng)
    n = (~np.isnan(means).any(axis=0)).sum(axis=1).min(axis=0)
    value = spearman_brown(_mean(correlations(means)))
    n_outlets = means.shape[2]
    drawn = [
        spearman_brown(_mean(correlations(means[:, :, rng.integers(n_outlets, size=n_outlets)])))
        for _ in range(RESAMPLES)
    ]
    table = np.array(drawn)
    found = {}
    for column, name in enumerate(features.columns):
        known = table[~np.isnan(table[:, column]), column]
        low, high = np.quantile(known, [0.025, 0.975]) if len(known) > RESAMPLES // 2 else (np.nan, np.nan)
        found[name] = Reliability(float(value[column]), float(low), float(high), int(n[column]))
    return found


def _mean(of_splits: Floats) -> Floats:
    """Mean over the splits that could be measured; NaN where fewer than half could."""
    known = ~np.isnan(of_splits)
    n = known.sum(axis=0)
    mean: Floats = np.where(known, of_splits, 0.0).sum(axis=0) / np.maximum(n, 1)
    return np.where(2 * n >= len(of_splits), mean, np.nan)
