"""How far out in the tail of all shuffles a difference lies, beyond what counting shuffles can tell.

A correction for hundreds of tests needs p of 1 in 100,000, which 2,000 shuffles cannot count. But events are shuffled
apart from each other, so a shuffled difference is a sum of independent terms, one an event, whose distributions are
known: every place that the outlet's label can take. From these the saddlepoint approximation has the tail with a small
*relative* error however far out (Robinson 1982, *Journal of the Royal Statistical Society B* 44:91–101, on permutation
tests), here in the form of Barndorff-Nielsen (1986, *Biometrika* 73:307–322), which always lies between 0 and 1.

Held against 200,000 shuffles (2, 3 and 8 outlets on 12, 30 and 80 events; normal, lognormal, and mostly zero values;
p from 0.00015 to 0.02) it is 0.9 to 1.1 times the count in the median of each of these 36 cases, and never under half
of it. With mostly zeros it can be 3 times too large; then the count is taken. The normal tail, which knows only the
variance, is up to 9 times too small with eight outlets and up to 470 times too large with two. The command
``python -m tests.benchmarks.coverage`` prints these figures.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

from bias.stats.contrasts.weights import Orders, Weights
from bias.stats.resampling import Floats

_STEPS = 60
#: Differences up to this, in standard deviations of the sum, come from rounding.
_EQUAL = 1e-9


def tail(terms: Floats, starts: NDArray[np.int64], reach: Floats) -> Floats:
    """P(sum of one term an event ≥ reach), for each column; each event's terms are equally likely.

    With K the cumulant generating function of the sum and s where ``K'(s) = reach``:
    ``w = sqrt(2 (s · reach − K(s)))``, ``u = s · sqrt(K''(s))``, ``P = 1 − Φ(w + log(u / w) / w)``. It is never less
    than the probability that every event has its greatest term, which is exact, and is P where no sum is greater.

    Parameters
    ----------
    terms
        Terms × columns; the terms of an event stand together.
    starts
        The first term of each event.
    reach
        One a column, above the mean of the sum.

    Examples
    --------
    A hundred coins of which at least 75 show heads; the binomial tail is 2.8e-7:

    >>> coins = np.tile([[0.0], [1.0]], (100, 1))
    >>> float(tail(coins, np.arange(0, 200, 2), np.array([75.0]))[0]) < 3e-7
    True
    """
    size = np.diff(np.append(starts, len(terms)))[:, None]
    middle = np.add.reduceat(terms, starts, axis=0) / size
    centred = terms - np.repeat(middle, size.ravel(), axis=0)
    wanted = reach - middle.sum(axis=0)
    scale = np.sqrt((np.add.reduceat(centred**2, starts, axis=0) / size).sum(axis=0))
    most = np.maximum.reduceat(centred, starts, axis=0)
    at_most = centred >= np.repeat(most, size.ravel(), axis=0) - _EQUAL * scale
    p = np.exp(np.log(np.add.reduceat(at_most, starts, axis=0, dtype=np.int64) / size).sum(axis=0))
    left = most.sum(axis=0) - wanted
    p[left < -_EQUAL * scale] = 0.0
    within = (scale > 0) & (left > _EQUAL * scale) & (wanted > 0)
    if within.any():
        far = _saddlepoint(centred[:, within] / scale[within], starts, wanted[within] / scale[within])
        p[within] = np.maximum(p[within], far)
    return np.where((wanted <= 0) | (scale == 0), 1.0, p)


def _saddlepoint(terms: Floats, starts: NDArray[np.int64], wanted: Floats) -> Floats:
    """The tail beyond what is wanted of a sum with mean 0 and variance 1: Newton's steps, kept within bounds."""
    low, high = np.zeros(len(wanted)), np.full(len(wanted), np.inf)
    at = wanted.copy()
    for _ in range(_STEPS):
        level, slope, bend = _cumulants(terms, starts, at)
        low, high = np.where(slope < wanted, at, low), np.where(slope < wanted, high, at)
        if (np.abs(slope - wanted) < 1e-9 * wanted).all():
            break
        step = at + (wanted - slope) / np.maximum(bend, 1e-12)
        between = np.where(np.isinf(high), 2 * at, (low + np.minimum(high, 1e300)) / 2)
        at = np.where((step > low) & (step < high) & (step < 4 * at), step, between)
    w = np.sqrt(np.maximum(2 * (at * wanted - level), 1e-12))
    u = np.maximum(at * np.sqrt(np.maximum(bend, 0.0)), 1e-12)
    return np.asarray(stats.norm.sf(w + np.log(u / w) / w))


def _cumulants(terms: Floats, starts: NDArray[np.int64], at: Floats) -> tuple[Floats, Floats, Floats]:
    """K, K' and K'' of the sum."""
    size = np.diff(np.append(starts, len(terms)))
    tilted = terms * at
    top = np.maximum.reduceat(tilted, starts, axis=0)
    weight = np.exp(tilted - np.repeat(top, size, axis=0))
    total = np.add.reduceat(weight, starts, axis=0)
    first = np.add.reduceat(weight * terms, starts, axis=0) / total
    second = np.add.reduceat(weight * terms**2, starts, axis=0) / total
    level = (top + np.log(total / size[:, None])).sum(axis=0)
    return level, first.sum(axis=0), np.maximum(second - first**2, 0.0).sum(axis=0)


def tail_p(weights: Weights, values: Floats, outlet: int, reach: Floats, orders: Orders) -> Floats:
    """Two-sided p of one outlet's differences, for each feature: the tails of all shuffles beyond `reach` and −`reach`.

    Where each outlet has one article in an event, every place that its label can take is a term; elsewhere the
    arrangements of `orders` are, which are a sample.

    Parameters
    ----------
    weights
        What each article weighs.
    values
        Articles × features.
    outlet
        Its number.
    reach
        The size of its difference for each feature.
    orders
        Some shuffles: orders × articles.
    """
    weight = weights.dense(outlet)
    place = np.flatnonzero(np.isin(weights.event, weights.event[weights.outlet == outlet]))
    heads = np.flatnonzero(np.diff(weights.event[place], prepend=-1))
    sampled = weights.several[weights.event[place[heads]]]
    n_terms = np.where(sampled, len(orders), np.diff(np.append(heads, len(place))))
    stands, taken, ends = _arrangements(place, heads, sampled, orders)
    terms = sparse.csr_array((weight[stands], taken, ends), shape=(len(ends) - 1, len(weight))) @ values
    starts = np.cumsum(n_terms) - n_terms
    return np.asarray(tail(terms, starts, reach) + tail(-terms, starts, reach))


def _arrangements(
    place: NDArray[np.int64], heads: NDArray[np.int64], sampled: NDArray[np.bool_], orders: Orders
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """For each term its articles: where the weight stands, whose value stands there, and where each term ends.

    An event that is not sampled is turned round: its first article to each place in turn.
    """
    size = np.diff(np.append(heads, len(place)))
    n_terms = np.where(sampled, len(orders), size)
    event = np.repeat(np.arange(len(heads)), n_terms)
    turn = np.arange(len(event)) - np.repeat(np.cumsum(n_terms) - n_terms, n_terms)
    length = size[event]
    ends = np.append(0, np.cumsum(length))
    within = np.arange(ends[-1]) - np.repeat(ends[:-1], length)
    head, turned = np.repeat(heads[event], length), np.repeat(turn, length)
    stands = place[head + within]
    rotated = place[head + (within + turned) % np.repeat(length, length)]
    drawn = orders[np.minimum(turned, len(orders) - 1), stands]
    return stands, np.where(np.repeat(sampled[event], length), drawn, rotated), ends
