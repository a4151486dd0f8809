"""How often the interval of a name's share holds the true share, and whether another interval would do better.

    python -m tests.benchmarks.naming_coverage

Uses are beta-binomial: each event has a share of its own, more or less like the true one (``correlation`` 0: as words
drawn one by one; 0.95: who uses a name once keeps to it), and one use of the concept or five on average, geometrically
spread. Only names that are used are counted, for only those have a row. The intervals:

- ``clustered``  the one in use, bias/stats/naming/intervals.py (Korn & Graubard 1998)
- ``words``      Wilson's, each use a draw of its own
- ``resampled``  expanded percentile over events, Student's t under ten (ratio_interval.py here); exact at 0 and 1
- ``wilson``     Wilson's with the effective number of uses and Student's quantile
- ``logit``      Student's on the logit scale

Also the interval of a change between two such periods, which are independent. Takes a quarter of a minute.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special, stats

from bias.settings import Settings
from bias.stats.naming.intervals import difference_interval, share_interval
from tests.benchmarks.ratio_interval import ratio_interval

Floats = NDArray[np.float64]
Ends = tuple[Floats, Floats]
CONFIDENCE, EVENTS, SHARES = 0.95, (3, 5, 10, 20, 100), (0.02, 0.1, 0.5, 0.9, 0.98)
CORRELATIONS, USES = (0.0, 0.3, 0.7, 0.95), (1, 5)


@dataclass(frozen=True)
class Draws:
    """Uses of the name and of all names: events × repetitions."""

    name: Floats
    every: Floats

    @property
    def share(self) -> Floats:
        return np.asarray(self.name.sum(axis=0) / self.every.sum(axis=0))

    @property
    def variance(self) -> Floats:
        n = len(self.name)
        residual = self.name - self.share * self.every
        return np.asarray((residual**2).sum(axis=0) * n / (n - 1) / self.every.sum(axis=0) ** 2)

    @property
    def quantile(self) -> float:
        return float(stats.t.ppf((1 + CONFIDENCE) / 2, len(self.name) - 1))

    @property
    def effective(self) -> Floats:
        """Effective number of uses; of events, where nothing varies."""
        spread = self.share * (1 - self.share)
        uses = self.every.sum(axis=0)
        number = np.divide(spread, self.variance, out=uses.copy(), where=self.variance > 0)
        return np.where(spread > 0, np.minimum(number, uses), len(self.name))


def draws(shape: tuple[int, int], share: float, correlation: float, uses: int, rng: np.random.Generator) -> Draws:
    """Beta-binomial uses in ``shape`` = events × repetitions."""
    own = np.full(shape, share)
    if correlation:
        weight = (1 - correlation) / correlation
        own = rng.beta(share * weight, (1 - share) * weight, shape)
    every = rng.geometric(1 / uses, shape)
    return Draws(rng.binomial(every, own).astype(float), every.astype(float))


def clustered(drawn: Draws) -> Ends:
    uses, events = drawn.every.sum(axis=0), np.full(drawn.share.shape, float(len(drawn.name)))
    largest = uses**2 / (drawn.every**2).sum(axis=0)
    return share_interval(drawn.share, drawn.variance, uses, largest, events, CONFIDENCE)


def words(drawn: Draws) -> Ends:
    return _score(drawn.share, drawn.every.sum(axis=0), float(stats.norm.ppf((1 + CONFIDENCE) / 2)))


def wilson(drawn: Draws) -> Ends:
    return _score(drawn.share, drawn.effective, drawn.quantile)


def _score(share: Floats, n: Floats, quantile: float) -> Ends:
    square = quantile**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = quantile / (1 + square / n) * np.sqrt(share * (1 - share) / n + square / (4 * n**2))
    return middle - half, middle + half


def resampled(drawn: Draws) -> Ends:
    low, high = ratio_interval(drawn.name, drawn.every, CONFIDENCE, 500, Settings().rng("coverage"))
    least = ((1 - CONFIDENCE) / 2) ** (1 / len(drawn.name))
    low = np.where(drawn.share == 1, least, low.clip(0, 1))
    return low, np.where(drawn.share == 0, 1 - least, high.clip(0, 1))


def logit(drawn: Draws) -> Ends:
    spread = drawn.share * (1 - drawn.share)
    inside = np.where(spread > 0, drawn.share, 0.5)
    error = np.sqrt(1 / (np.where(spread > 0, spread, 1) * drawn.effective))
    least = ((1 - CONFIDENCE) / 2) ** (1 / len(drawn.name))
    low, high = (special.expit(special.logit(inside) + side * drawn.quantile * error) for side in (-1, 1))
    low = np.where(spread > 0, low, np.where(drawn.share == 1, least, 0.0))
    return low, np.where(spread > 0, high, np.where(drawn.share == 0, 1 - least, 1.0))


METHODS: dict[str, Callable[[Draws], Ends]] = {
    method.__name__: method for method in (clustered, words, resampled, wilson, logit)
}


def cases() -> Iterator[tuple[int, float, float, int]]:
    """Events, share, correlation, uses; with one use an event nothing is correlated."""
    for case in product(EVENTS, SHARES, CORRELATIONS, USES):
        if case[3] > 1 or not case[2]:
            yield case


def coverage(methods: tuple[str, ...], repetitions: int) -> pd.DataFrame:
    """For each case and method the share of intervals that hold the true share, and their mean width."""
    rng, rows = Settings().rng("naming coverage"), []
    for n, share, correlation, uses in cases():
        drawn = draws((n, repetitions), share, correlation, uses, rng)
        used = drawn.name.sum(axis=0) > 0
        for method in methods:
            low, high = (end[used] for end in METHODS[method](drawn))
            held = float(((low <= share + 1e-12) & (share <= high + 1e-12)).mean())
            rows.append((method, n, share, correlation, uses, held, float((high - low).mean())))
    return pd.DataFrame(rows, columns=["method", "events", "share", "correlation", "uses", "coverage", "width"])


def changes(repetitions: int) -> pd.DataFrame:
    """The same for the change from a share of 0.5 to each share, with as many events before and after."""
    rng, rows = Settings().rng("naming changes"), []
    for n, share, correlation, uses in cases():
        pair = [draws((n, repetitions), true, correlation, uses, rng) for true in (share, 0.5)]
        known = np.all([drawn.name.sum(axis=0) > 0 for drawn in pair], axis=0)
        now, before = ((drawn.share, *clustered(drawn)) for drawn in pair)
        low, high = difference_interval(now, before)
        held = (low <= share - 0.5 + 1e-12) & (share - 0.5 <= high + 1e-12)
        rows.append(("change", n, share, correlation, uses, held[known].mean(), (high - low)[known].mean()))
    return pd.DataFrame(rows, columns=["method", "events", "share", "correlation", "uses", "coverage", "width"])


def summary(found: pd.DataFrame) -> pd.DataFrame:
    """A row for each method: coverage over all cases and by events, the least, and the mean width."""
    by_events = found.pivot_table(index="method", columns="events", values="coverage").add_prefix("n=")
    whole = found.groupby("method").agg(
        mean=("coverage", "mean"),
        least=("coverage", "min"),
        under_90=("coverage", lambda held: (held < 0.9).mean()),
        width=("width", "mean"),
    )
    return whole.join(by_events)


def main() -> int:
    found = pd.concat([coverage(tuple(METHODS), 1500), changes(1500)])
    print(summary(found).round(3).to_string())
    print("\nWhere the one in use covers least:")
    print(found.query("method == 'clustered'").nsmallest(6, "coverage").round(3).to_string(index=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
