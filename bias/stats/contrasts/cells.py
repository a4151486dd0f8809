"""What each outlet wrote in each event: means of articles, the others beside them, and how far outlets lie apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bias.stats.comparable import Comparable
from bias.stats.resampling import Floats


@dataclass(frozen=True)
class Cells:
    """An outlet in an event: cells × features, sorted by event, then outlet.

    Attributes
    ----------
    unit, outlet
        The event and the outlet of each cell, by number.
    n_articles
        Articles that have a value; 0 where there is nobody to compare with.
    mean, others
        The outlet's mean over its articles there, and the mean of the other outlets' means; NaN where either has none.
    squares, free
        Events × features: the sum of squares of the outlets' means around their mean there, and the degrees of
        freedom in it, one fewer than the outlets. The events are those of `units`.
    units
        The event of each row of `squares`, by number.
    """

    unit: NDArray[np.int64]
    outlet: NDArray[np.int64]
    n_articles: NDArray[np.int64]
    mean: Floats
    others: Floats
    squares: Floats
    free: NDArray[np.int64]
    units: NDArray[np.int64]

    @property
    def difference(self) -> Floats:
        """The outlet less the others, in each event."""
        return self.mean - self.others


def cells(chosen: Comparable, values: Floats) -> Cells:
    """The cells of the chosen articles.

    Parameters
    ----------
    chosen
        Articles sorted by event, then outlet.
    values
        Their values: articles × features, NaN where there is none.

    Examples
    --------
    >>> ids = np.array(["a", "b"], dtype=object)
    >>> three = Comparable(np.arange(3), np.zeros(3, dtype=int), np.array([0, 0, 1]), ids[:1], ids, "event")
    >>> cells(three, np.array([[1.0], [3.0], [7.0]])).difference.ravel().tolist()
    [-5.0, 5.0]
    """
    starts, n, mean = means(chosen.unit, chosen.outlet, values)
    unit, outlet = chosen.unit[starts], chosen.outlet[starts]
    heads = np.flatnonzero(np.diff(unit, prepend=-1))
    place = np.cumsum(np.diff(unit, prepend=-1) != 0) - 1
    total = np.add.reduceat(np.nan_to_num(mean), heads, axis=0)
    n_outlets = np.add.reduceat(n > 0, heads, axis=0, dtype=np.int64)
    others = ratio(total[place] - np.nan_to_num(mean), n_outlets[place] - (n > 0))
    mean, others = np.where(np.isnan(others), np.nan, mean), np.where(np.isnan(mean), np.nan, others)
    around = np.nan_to_num(mean - ratio(total, n_outlets)[place])
    squares = np.add.reduceat(around**2, heads, axis=0)
    free = np.maximum(n_outlets - 1, 0)
    return Cells(unit, outlet, np.where(np.isnan(mean), 0, n), mean, others, squares, free, unit[heads])


def means(
    unit: NDArray[np.int64], outlet: NDArray[np.int64], values: Floats
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Of each outlet in each event its first article, how many of its articles have a value, and their mean.

    Examples
    --------
    >>> means(np.array([0, 0, 0]), np.array([0, 0, 1]), np.array([[1.0], [3.0], [np.nan]]))[2].ravel().tolist()
    [2.0, nan]
    """
    starts = np.flatnonzero(np.diff(unit, prepend=-1) | np.diff(outlet, prepend=-1))
    n = np.add.reduceat(~np.isnan(values), starts, axis=0, dtype=np.int64)
    return starts, n, ratio(np.add.reduceat(np.nan_to_num(values), starts, axis=0), n)


def ratio(total: Floats, n: NDArray[np.int64]) -> Floats:
    """Total over n; NaN where n is 0."""
    return np.asarray(np.divide(total, n, out=np.full(total.shape, np.nan), where=n > 0))
