"""The uses of each term by an outlet and by the others on the events they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bias.stats.comparable import Comparable
from bias.stats.resampling import Floats


@dataclass(frozen=True)
class Side:
    """One side of a comparison, the outlet or the others.

    Attributes
    ----------
    articles
        Their counts: articles × terms.
    words
        Words of each of the articles.
    events
        Events × terms: the uses, each event weighted so that both sides have the same mix of events.
    event_words
        Words of the side in each event, weighted alike.
    """

    articles: sparse.csr_array
    words: Floats
    events: sparse.csr_array
    event_words: Floats

    @property
    def raw(self) -> Floats:
        """Uses of each term, as counted."""
        return np.asarray(self.articles.sum(axis=0)).ravel()

    @property
    def uses(self) -> Floats:
        """Uses of each term, weighted."""
        return np.asarray(self.events.sum(axis=0)).ravel()

    @property
    def n(self) -> float:
        """Words of the side, as counted; weighting leaves their number as it is."""
        return float(self.words.sum())


def sides(counts: sparse.csr_array, words: Floats, chosen: Comparable, outlet: int) -> tuple[Side, Side, int]:
    """The outlet, the others on the outlet's events, and the number of those events.

    Where an outlet has most of its articles on one event and the others have theirs on another, plain sums compare the
    events and not the outlets. So each event's counts are weighted as Mantel & Haenszel (1959, *Journal of the
    National Cancer Institute* 22:719–748) weight strata: the outlet's by the others' share of the event's words and
    the others' by the outlet's share, and then so that the number of words of each side is what it was. Where the
    outlet has the same share of each event's words, every weight is 1.

    Parameters
    ----------
    counts
        Comparable articles × terms.
    words
        Words of each of those articles.
    chosen
        Their events and outlets.
    outlet
        Number of the outlet.

    Examples
    --------
    >>> from bias.stats.comparable import Comparable
    >>> event, outlets = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    >>> chosen = Comparable(np.arange(4), event, outlets, np.array(["e", "f"]), np.array(["a", "b"]), "event")
    >>> uses = sparse.csr_array(np.array([[9.0], [1.0], [0.0], [0.0]]))
    >>> target, reference, _ = sides(uses, np.array([90.0, 10.0, 10.0, 90.0]), chosen, 0)
    >>> [float(round(n, 3)) for n in (target.raw[0] / target.n, target.uses[0] / target.n)]
    [0.09, 0.05]
    >>> [float(round(n, 3)) for n in (reference.raw[0] / reference.n, reference.uses[0] / reference.n)]
    [0.01, 0.05]
    """
    own = chosen.outlet == outlet
    together = np.isin(chosen.unit, chosen.unit[own])
    units, unit = np.unique(chosen.unit[together], return_inverse=True)
    is_own = own[together]
    shared, length = counts[np.flatnonzero(together)], words[together]
    n = np.array([np.bincount(unit[side], length[side], len(units)) for side in (is_own, ~is_own)])
    share = np.divide(n, n.sum(axis=0), out=np.zeros_like(n), where=n.sum(axis=0) > 0)
    weight = share[::-1]
    matched = (weight * n).sum(axis=1)
    scale = np.divide(n.sum(axis=1), matched, out=np.zeros(2), where=matched > 0)
    target, reference = (
        _side(shared[np.flatnonzero(side)], length[side], unit[side], weight[number] * scale[number])
        for number, side in enumerate((is_own, ~is_own))
    )
    return target, reference, len(units)


def _side(counts: sparse.csr_array, words: Floats, unit: NDArray[np.int64], weight: Floats) -> Side:
    place = (weight[unit], (unit, np.arange(len(unit))))
    member = sparse.csr_array(place, shape=(len(weight), len(unit)))
    return Side(counts, words, sparse.csr_array(member @ counts), np.asarray(member @ words))
