"""How much more an outlet uses a term, with intervals over events."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

from bias.stats.keyness.sides import Side
from bias.stats.resampling import Floats

#: Stands in for no uses where a frequency is divided by another.
CONTINUITY = 0.5


@dataclass(frozen=True)
class Fraction:
    """What is in a logarithm for one side, an entry a term.

    Attributes
    ----------
    uses
        Uses of the term, above the line.
    words
        What they are held against, below it.
    back
        How much of the logarithm comes back for each use taken away: one over ``words`` where they are the words
        besides the term, 0 where they are all words.
    """

    uses: Floats
    words: Floats
    back: Floats


def odds(i: Side, j: Side, kept: NDArray[np.int64], prior: Floats, confidence: float) -> dict[str, Floats]:
    """``log_odds``, ``z``, ``log_ratio`` and the ends of their intervals, for the kept terms.

    Parameters
    ----------
    i, j
        The outlet and the others.
    kept
        The terms asked for.
    prior
        α of each kept term, and behind them α0.
    confidence
        Coverage of the intervals.
    """
    y_i, y_j, alpha, alpha0 = i.uses[kept], j.uses[kept], prior[:-1], prior[-1]
    rest_i, rest_j = i.n + alpha0 - y_i - alpha, j.n + alpha0 - y_j - alpha
    log_odds = np.log((y_i + alpha) / rest_i) - np.log((y_j + alpha) / rest_j)
    published = np.sqrt(1 / (y_i + alpha) + 1 / (y_j + alpha))
    u_i, u_j = np.where(y_i > 0, y_i, CONTINUITY), np.where(y_j > 0, y_j, CONTINUITY)
    ratio = np.log(u_i / i.n) - np.log(u_j / j.n)
    katz = np.sqrt(1 / u_i - 1 / i.n + 1 / u_j - 1 / j.n)
    none, n_i, n_j = np.zeros(len(kept)), np.full(len(kept), i.n), np.full(len(kept), j.n)
    smoothed = (Fraction(y_i + alpha, rest_i, 1 / rest_i), Fraction(y_j + alpha, rest_j, 1 / rest_j))
    plain = (Fraction(u_i, n_i, none), Fraction(u_j, n_j, none))
    quantile = _quantile(i, j, confidence)
    half = quantile * np.maximum(published, error_over_events(i, j, kept, smoothed))
    ratio_half = quantile * np.maximum(katz, error_over_events(i, j, kept, plain))
    binary = np.log(2)
    return {
        "log_odds": log_odds,
        "z": log_odds / published,
        "ci_low": log_odds - half,
        "ci_high": log_odds + half,
        "log_ratio": ratio / binary,
        "log_ratio_low": (ratio - ratio_half) / binary,
        "log_ratio_high": (ratio + ratio_half) / binary,
    }


def _quantile(i: Side, j: Side, confidence: float) -> float:
    """Student's quantile for as many events as there would be if all weighed the same, but one; NaN with one event.

    The weight of an event is its share of both sides' words; Kish's effective number is one over the sum of the
    squared shares.
    """
    if i.events.shape[0] < 2:
        return np.nan
    share = (i.event_words / i.n + j.event_words / j.n) / 2
    effective = 1 / float((share**2).sum())
    return float(stats.t.ppf((1 + confidence) / 2, max(effective - 1, 1.0)))


def error_over_events(i: Side, j: Side, kept: NDArray[np.int64], terms: tuple[Fraction, Fraction]) -> Floats:
    """Standard error of a difference of two logarithms by the jackknife over events; NaN with one event.

    Without event e, the logarithm of ``y / n`` falls by ``−ln(1 − y_e / y)`` and rises by ``−ln(1 − n_e / n)``. Most
    events lack most terms and then all they move is ``n``, so the sum of squares is multiplied out, and only the stored
    counts are touched.

    Parameters
    ----------
    i, j
        The outlet and the others.
    kept
        The terms asked for.
    terms
        What stands in the logarithm of the outlet and in that of the others.
    """
    n = i.events.shape[0]
    if n < 2:
        return np.full(len(kept), np.nan)
    of_i, of_j = terms
    uses = sparse.csr_array(_without(i.events[:, kept], of_i) - _without(j.events[:, kept], of_j))
    n_i, n_j = (-np.log1p(-np.minimum(side.event_words / side.n, 1 - CONTINUITY / side.n)) for side in (i, j))
    c, d = i.n / of_i.words, j.n / of_j.words
    words = c**2 * (n_i @ n_i) - 2 * c * d * (n_i @ n_j) + d**2 * (n_j @ n_j)
    both = -c * (uses.T @ n_i) + d * (uses.T @ n_j)
    squares = np.asarray(uses.multiply(uses).sum(axis=0)).ravel() + 2 * both + words
    total = np.asarray(uses.sum(axis=0)).ravel() - c * n_i.sum() + d * n_j.sum()
    return np.asarray(np.sqrt(np.maximum(squares - total**2 / n, 0.0) * (n - 1) / n))


def _without(events: sparse.csr_array, term: Fraction) -> sparse.csr_array:
    """How far the logarithm of each term falls without each event that has it, for the event's uses."""
    every = term.uses[events.indices]
    left = np.maximum(every - events.data, np.minimum(every, CONTINUITY))
    falls = np.log(every / left) + events.data * term.back[events.indices]
    return sparse.csr_array((falls, events.indices, events.indptr), shape=events.shape)
