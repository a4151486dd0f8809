"""Differences in standard deviations, so that features of any unit can stand side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bias.stats.resampling import Floats


@dataclass(frozen=True)
class Spread:
    """How far outlets usually lie apart on the same event, for each feature.

    Attributes
    ----------
    deviation
        Pooled standard deviation of outlets' means within events; NaN where nothing varies.
    error
        Its relative standard error.
    correction
        What a standardised difference is multiplied by, because a deviation from few events makes it too large.
    pull
        Events × features: by how much of itself the deviation is greater for each event than it would be without.
    """

    deviation: Floats
    error: Floats
    correction: Floats
    pull: Floats

    def moves_with(self, each: Floats, events: NDArray[np.bool_]) -> Floats:
        """The correlation of the deviation's error with that of a mean over some of the events.

        The events where an outlet lies far from the others make both its difference and the deviation large.

        Parameters
        ----------
        each
            What the mean is of: those events × features, NaN where an event has none.
        events
            Which events those are.
        """
        n = np.isfinite(each).sum(axis=0)
        centred = np.nan_to_num(each - np.nansum(each, axis=0) / np.maximum(n, 1))
        size = np.sqrt((centred**2).sum(axis=0)) * self.error
        shared = (centred * self.pull[events]).sum(axis=0)
        return np.asarray(np.divide(shared, size, out=np.zeros(len(n)), where=size > 0))


def spread(squares: Floats, free: NDArray[np.int64]) -> Spread:
    """The pooled standard deviation within events, how sure it is, and the correction for few events.

    ``deviation = sqrt(sum of squares / ν)``, with ν all degrees of freedom. Its relative error is ``1 / sqrt(2 ν)`` for
    normal values; that of the events as clusters, ``sqrt(sum (squares − deviation² · free)²) / (2 deviation² ν)``, is
    taken where it is larger, as it is for rates that are mostly 0. The correction is ``1 − 3 / (4 ν − 1)``
    (Hedges 1981, *Journal of Educational Statistics* 6:107–128).

    Parameters
    ----------
    squares, free
        Events × features: sums of squares around the event's mean, and their degrees of freedom.

    Examples
    --------
    >>> found = spread(np.array([[0.5], [2.0], [0.5]]), np.ones((3, 1), dtype=int))
    >>> found.deviation.tolist(), found.correction.round(3).tolist()
    ([1.0], [0.727])
    """
    total, known = squares.sum(axis=0), free.sum(axis=0)
    enough = (known > 1) & (total > 1e-24)
    variance = np.divide(total, known, out=np.full(len(total), np.nan), where=enough)
    pull = np.where(enough, squares - np.nan_to_num(variance) * free, 0.0) / np.where(enough, 2 * total, 1.0)
    count = np.where(enough, known, 2)
    error = np.maximum(np.sqrt((pull**2).sum(axis=0)), 1 / np.sqrt(2 * count))
    return Spread(np.sqrt(variance), error, 1 - 3 / (4 * count - 1), pull)


def standardised(
    difference: Floats, half: Floats, scale: Spread, quantile: Floats, correlation: Floats | float = 0.0
) -> tuple[Floats, Floats, Floats]:
    """Hedges' g and the ends of its interval.

    ``g = correction · difference / deviation`` says how many standard deviations the outlet lies from the others, where
    one standard deviation is how far outlets usually lie from each other on one event: 0.2 is small, 0.5 medium and
    0.8 large (Cohen 1988, *Statistical Power Analysis for the Behavioral Sciences*, 2nd edition).

    Both the difference and the deviation are uncertain. With ``a`` the half width of the interval of the difference, in
    deviations, and ``b = |g| · quantile · relative error of the deviation``, the half width of g is
    ``sqrt(a² + b² − 2 r a b)`` (method of variance estimates recovery: Zou & Donner 2008, *Statistics in Medicine*
    27:1693–1702), so the resamples of the difference are those of g too; but never less than ``a``, so that g lies
    apart from 0 only where the difference does.

    Parameters
    ----------
    difference, half
        The difference and half the width of its interval, for each feature.
    scale
        The spread of each feature.
    quantile
        Student's, at the level of confidence.
    correlation
        r, that of the errors of the difference's size and of the deviation.

    Returns
    -------
    g, lower end, upper end; NaN where the difference has no interval or nothing varies.
    """
    g = np.where(np.isnan(half), np.nan, difference / scale.deviation)
    a, b = half / scale.deviation, np.abs(g) * quantile * scale.error
    width = np.sqrt(np.maximum(a**2 + b**2 - 2 * correlation * a * b, a**2))
    return g * scale.correction, (g - width) * scale.correction, (g + width) * scale.correction
