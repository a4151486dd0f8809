"""Intervals of a mean that the one in use was chosen among, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from bias.stats.resampling import mean_interval

Floats = NDArray[np.float64]
Ends = tuple[Floats, Floats]

CONFIDENCE, N_RESAMPLES = 0.95, 1000


@dataclass(frozen=True, eq=False)
class Sample:
    """Samples, clusters × columns, none of them constant, and their resamples."""

    values: Floats
    seed: int

    @cached_property
    def n(self) -> int:
        return len(self.values)

    @cached_property
    def mean(self) -> Floats:
        return np.asarray(self.values.mean(axis=0))

    @cached_property
    def error(self) -> Floats:
        return np.asarray(stats.sem(self.values, axis=0))

    @cached_property
    def t(self) -> float:
        return float(stats.t.ppf((1 + CONFIDENCE) / 2, self.n - 1))

    @cached_property
    def _sums(self) -> Ends:
        drawn = np.random.default_rng(self.seed).multinomial(self.n, np.full(self.n, 1 / self.n), size=N_RESAMPLES)
        centred = self.values - self.mean
        return drawn @ centred / self.n, drawn @ centred**2 / self.n

    @cached_property
    def moved(self) -> Floats:
        """Sorted: by how much the mean of each resample is greater."""
        return np.sort(self._sums[0], axis=0)

    @cached_property
    def studentised(self) -> Floats:
        """Sorted: the same over the standard error of the resample."""
        mean, square = self._sums
        error = np.sqrt(np.maximum(square - mean**2, 0) / (self.n - 1))
        far = np.where(np.abs(mean) > 1e-12, np.copysign(np.inf, mean), 0.0)
        return np.sort(np.divide(mean, error, out=far, where=error > 1e-12), axis=0)

    @cached_property
    def acceleration(self) -> Floats:
        centred = self.values - self.mean
        return np.asarray((centred**3).sum(axis=0) / (6 * (centred**2).sum(axis=0) ** 1.5))


def quantile(ordered: Floats, level: Floats | float) -> Floats:
    """Of each sorted column the quantile at its level."""
    place = np.broadcast_to(level, ordered.shape[1]) * (len(ordered) - 1)
    return np.asarray(ordered[place.round().astype(np.int64), np.arange(ordered.shape[1])])


def student(sample: Sample) -> Ends:
    """Mean ± t · standard error."""
    return sample.mean - sample.t * sample.error, sample.mean + sample.t * sample.error


def percentile(sample: Sample) -> Ends:
    """Percentiles of the means of resamples."""
    return _percentiles(sample, float(stats.norm.ppf((1 + CONFIDENCE) / 2)))


def expanded_percentile(sample: Sample) -> Ends:
    """Percentiles widened for few clusters (Hesterberg 2015, *The American Statistician* 69:371–386)."""
    return _percentiles(sample, sample.t * np.sqrt(sample.n / (sample.n - 1)))


def _percentiles(sample: Sample, z: float) -> Ends:
    low, high = (quantile(sample.moved, float(stats.norm.cdf(side * z))) for side in (-1, 1))
    return sample.mean + low, sample.mean + high


def bca(sample: Sample) -> Ends:
    """Bias-corrected and accelerated (Efron 1987, *Journal of the American Statistical Association* 82:171–185)."""
    return _accelerated(sample, float(stats.norm.ppf((1 + CONFIDENCE) / 2)))


def expanded_bca(sample: Sample) -> Ends:
    """The same, widened as the expanded percentile interval is."""
    return _accelerated(sample, sample.t * np.sqrt(sample.n / (sample.n - 1)))


def _accelerated(sample: Sample, z: float) -> Ends:
    below = (sample.moved < 0).sum(axis=0) + (sample.moved == 0).sum(axis=0) / 2
    bias = stats.norm.ppf((below + 0.5) / (N_RESAMPLES + 1))
    ends = []
    for side in (-1, 1):
        from_bias = bias + side * z
        level = stats.norm.cdf(bias + from_bias / np.maximum(1 - sample.acceleration * from_bias, 1e-6))
        ends.append(sample.mean + quantile(sample.moved, level))
    return ends[0], ends[1]


def equal_tails(sample: Sample) -> Ends:
    """Bootstrap-t, each end from its own tail."""
    low, high = (quantile(sample.studentised, (1 + side * CONFIDENCE) / 2) for side in (-1, 1))
    return sample.mean - high * sample.error, sample.mean - low * sample.error


def symmetric(sample: Sample) -> Ends:
    """The one in use: `resampling.mean_interval`."""
    return mean_interval(sample.values, CONFIDENCE, N_RESAMPLES, np.random.default_rng(sample.seed))


METHODS: dict[str, Callable[[Sample], Ends]] = {
    "percentile": percentile,
    "expanded percentile": expanded_percentile,
    "BCa": bca,
    "BCa, expanded": expanded_bca,
    "bootstrap-t, equal tails": equal_tails,
    "Student's t": student,
    "bootstrap-t, symmetric": symmetric,
}
