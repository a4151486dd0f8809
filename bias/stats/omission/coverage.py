"""Which outlets of an event report which of its facts, and where each comes nearest.

An outlet reports a fact where one of its passages is among those of the fact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bias.stats.omission.alignment import Likeness

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
#: What a passage's length counts beside its likeness when the one is chosen that stands for a fact.
_PLAIN = 0.2


@dataclass(frozen=True, eq=False)
class Outlets:
    """The outlets of each event: those of event `e` are ``outlet[first[e] : first[e + 1]]``."""

    first: Ints
    outlet: Ints

    @classmethod
    def of(cls, event: Ints, outlet: Ints) -> Outlets:
        """From the event and the outlet of each article."""
        pairs = np.unique(np.column_stack([event, outlet]), axis=0)
        size = np.bincount(pairs[:, 0])
        return cls(np.concatenate([[0], np.cumsum(size)]), pairs[:, 1])

    def place(self, event: Ints, outlet: Ints) -> Ints:
        """Where an outlet stands among those of an event."""
        width = np.int64(self.outlet.max(initial=0) + 1)
        key = np.repeat(np.arange(len(self.first) - 1), np.diff(self.first)) * width + self.outlet
        return np.searchsorted(key, event * width + outlet) - self.first[event]


@dataclass(frozen=True, eq=False)
class Stated:
    """Passages with what they belong to: event, outlet, the number of their fact or -1; and their number of words."""

    event: Ints
    outlet: Ints
    fact: Ints
    n_words: Ints


@dataclass(frozen=True, eq=False)
class Coverage:
    """Every fact with every outlet of its event, sorted so.

    Attributes
    ----------
    fact, outlet
        Of each cell.
    passage
        The outlet's passage nearest to the fact's, one of the fact's own where it has such; -1 where none is like them.
    likeness
        Mean likeness of that passage to the fact's passages of other outlets, 0 to 1; NaN where no other has the fact.
    reported
        Whether the outlet reports the fact.
    best
        For each fact the passage that stands for it: a long one that is like those of the other outlets.
    """

    fact: Ints
    outlet: Ints
    passage: Ints
    likeness: Floats
    reported: NDArray[np.bool_]
    best: Ints


def coverage(stated: Stated, likeness: Likeness, outlets: Outlets) -> Coverage:
    """Every fact as each outlet of its event has it or lacks it."""
    own = np.flatnonzero(stated.fact >= 0)
    event_of_fact = np.zeros(stated.fact.max(initial=-1) + 1, np.int64)
    event_of_fact[stated.fact[own]] = stated.event[own]
    n_outlets = outlets.first[event_of_fact + 1] - outlets.first[event_of_fact]
    first = np.concatenate([[0], np.cumsum(n_outlets)])
    fact = np.repeat(np.arange(len(n_outlets)), n_outlets)
    outlet = outlets.outlet[outlets.first[event_of_fact[fact]] + np.arange(first[-1]) - first[fact]]
    place = outlets.place(stated.event, stated.outlet)

    own_cell = first[stated.fact[own]] + place[own]
    n_own, size = np.bincount(own_cell, minlength=first[-1]), np.bincount(stated.fact[own], minlength=len(n_outlets))
    passage, other, total = _totals(stated, likeness, len(n_outlets))
    cell = first[other] + place[passage]
    mean = np.round(np.concatenate([total / (size[other] - n_own[cell]), np.zeros(len(own))]), 6)
    passage, cell = np.concatenate([passage, own]), np.concatenate([cell, own_cell])
    inside = stated.fact[passage] == fact[cell]

    nearest, highest = np.full(first[-1], -1), np.zeros(first[-1])
    order = _first_of_each(np.lexsort((passage, -mean, ~inside, cell)), cell)
    nearest[cell[order]], highest[cell[order]] = passage[order], mean[order]
    telling = (mean + _PLAIN) * np.sqrt(stated.n_words[passage])
    best = _first_of_each(np.lexsort((passage, -telling, ~inside, fact[cell])), fact[cell])
    alone = size[fact] == n_own
    return Coverage(fact, outlet, nearest, np.where(alone, np.nan, highest), n_own > 0, passage[best])


def _totals(stated: Stated, likeness: Likeness, n_facts: int) -> tuple[Ints, Ints, Floats]:
    """Passages, facts, and the summed likeness of the passage to those of the fact that other outlets wrote."""
    n = len(stated.fact)
    between = stated.outlet[likeness.first] != stated.outlet[likeness.second]
    first, second, score = likeness.first[between], likeness.second[between], likeness.score[between]
    ends = np.concatenate([first, second]), np.concatenate([second, first])
    scores = sparse.coo_array((np.concatenate([score, score]), ends), shape=(n, n)).tocsr()
    own = np.flatnonzero(stated.fact >= 0)
    members = sparse.coo_array((np.ones(len(own)), (own, stated.fact[own])), shape=(n, n_facts)).tocsr()
    sums = (scores @ members).tocoo()
    return sums.row.astype(np.int64), sums.col.astype(np.int64), sums.data


def _first_of_each(order: Ints, group: Ints) -> Ints:
    """Of items sorted by group the first of each group."""
    first: Ints = order[np.append(True, np.diff(group[order]) > 0)[: len(order)]]
    return first
