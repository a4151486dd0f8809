"""Whether outlets differ in a feature when they report the same events: what the program compares, on one corpus.

Each event's mean is taken off, so that what the events are about plays no part. F is the variance between outlets over
that within them, and 1 − 1/F is the reliability of the outlets' means (Winer, B. J. (1971). Statistical Principles in
Experimental Design. 2nd edition. New York: McGraw-Hill); its p is the share of shufflings of the outlets within each
event that give an F as high.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SHUFFLES = 999
#: Fewest articles with a value.
MIN_ARTICLES = 30


@dataclass(frozen=True)
class Within:
    """Of one feature: the reliability of outlets' means within events, and its p; NaN where too few have a value."""

    value: float
    p: float


def within_events(
    features: pd.DataFrame, outlet: pd.Series, event: pd.Series, rng: np.random.Generator
) -> dict[str, Within]:
    """What outlets differ in within events, for each feature."""
    events = pd.factorize(event)[0]
    outlets = pd.factorize(outlet)[0]
    shuffled = np.array([outlets, *(_shuffled(outlets, events, rng) for _ in range(SHUFFLES))])
    return {name: _of_feature(features[name].to_numpy(float), shuffled, events) for name in features.columns}


def _shuffled(outlets: NDArray[np.intp], events: NDArray[np.intp], rng: np.random.Generator) -> NDArray[np.intp]:
    """The outlets in a random order within each event."""
    drawn = outlets.copy()
    drawn[np.argsort(events, kind="stable")] = outlets[np.lexsort((rng.random(len(events)), events))]
    return drawn


def _of_feature(values: Floats, outlets: NDArray[np.intp], events: NDArray[np.intp]) -> Within:
    known = ~np.isnan(values)
    n_outlets = int(outlets.max()) + 1
    if known.sum() < MIN_ARTICLES:
        return Within(np.nan, np.nan)
    off = values[known] - pd.Series(values[known]).groupby(events[known]).transform("mean").to_numpy()
    drawn = outlets[:, known] + n_outlets * np.arange(len(outlets))[:, None]
    size = n_outlets * len(outlets)
    counts = np.bincount(drawn.ravel(), minlength=size).reshape(-1, n_outlets)
    totals = np.bincount(drawn.ravel(), np.tile(off, len(outlets)), size).reshape(-1, n_outlets)
    between = (totals**2 / np.maximum(counts, 1)).sum(axis=1)
    inside = (off**2).sum() - between
    degrees = known.sum() - n_outlets
    if not inside[0] > 0 or not between[0] > 0:
        return Within(np.nan, np.nan)
    ratio = between / (n_outlets - 1) / (np.maximum(inside, 1e-12) / degrees)
    return Within(float(1 - 1 / ratio[0]), float((ratio >= ratio[0] * (1 - 1e-9)).mean()))
