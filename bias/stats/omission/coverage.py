"""Which outlets of an event report which of its facts, which lack them, and where it is not clear.

Each fact has one passage that stands for it: that which is most like those of the other outlets. What an outlet wrote
is held against it. An outlet *reports* the fact where it wrote this passage, or one of the same fact that is at least
`CLEAR` like it. It *lacks* the fact where it has no passage of the fact and none elsewhere that is as like as that.
Between the two it is *unclear*: a passage was found that may state the same, and may not.

In real news (BASIL) three in four of the pairs told to be reports of one fact state the same, and of facts that two
outlets report, seven in eight that a third is told to lack are lacking there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bias.stats.omission.alignment import Likeness

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
#: Likeness to the passage that stands for a fact from which a passage of that fact is taken to state it.
CLEAR = 0.3
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
        The outlet's passage nearest to that which stands for the fact, one of the fact's own where it has such; -1
        where none is like it.
    likeness
        Of that passage to the one that stands for the fact, 0 to 1; NaN where it is that itself.
    reported, absent
        Whether the outlet reports the fact, and whether it lacks it; neither where that is unclear.
    best
        For each fact the passage that stands for it.
    """

    fact: Ints
    outlet: Ints
    passage: Ints
    likeness: Floats
    reported: Bools
    absent: Bools
    best: Ints


def coverage(stated: Stated, likeness: Likeness, outlets: Outlets) -> Coverage:
    """Every fact as each outlet of its event has it or lacks it."""
    own = np.flatnonzero(stated.fact >= 0)
    n_facts = stated.fact.max(initial=-1) + 1
    event_of_fact = np.zeros(n_facts, np.int64)
    event_of_fact[stated.fact[own]] = stated.event[own]
    n_outlets = outlets.first[event_of_fact + 1] - outlets.first[event_of_fact]
    first = np.concatenate([[0], np.cumsum(n_outlets)])
    fact = np.repeat(np.arange(n_facts), n_outlets)
    outlet = outlets.outlet[outlets.first[event_of_fact[fact]] + np.arange(first[-1]) - first[fact]]
    place = outlets.place(stated.event, stated.outlet)

    best = _standing(stated, likeness, own)
    passage, other, like = _like(likeness, best, len(stated.fact))
    passage, other = np.concatenate([passage, best]), np.concatenate([other, np.arange(n_facts)])
    like = np.concatenate([like, np.full(n_facts, 1.0)])
    bare = own[~np.isin(own * n_facts + stated.fact[own], passage * n_facts + other)]
    passage, other = np.concatenate([passage, bare]), np.concatenate([other, stated.fact[bare]])
    like = np.concatenate([like, np.zeros(len(bare))])

    cell, inside = first[other] + place[passage], stated.fact[passage] == other
    order = _first_of_each(np.lexsort((passage, -like, ~inside, cell)), cell)
    nearest, own_nearest = np.full(first[-1], -1), np.zeros(first[-1], bool)
    highest, anywhere = np.zeros((2, first[-1]))
    nearest[cell[order]], own_nearest[cell[order]] = passage[order], inside[order]
    highest[cell[order]] = like[order]
    np.maximum.at(anywhere, cell, like)
    stands = nearest == best[fact]
    reported = stands | (own_nearest & (highest >= CLEAR))
    absent = ~own_nearest & (anywhere < CLEAR)
    return Coverage(fact, outlet, nearest, np.where(stands, np.nan, highest), reported, absent, best)


def _standing(stated: Stated, likeness: Likeness, own: Ints) -> Ints:
    """For each fact the passage that stands for it: of those most like the other outlets', a long one."""
    first, second = likeness.first, likeness.second
    within = (stated.fact[first] == stated.fact[second]) & (stated.outlet[first] != stated.outlet[second])
    ends = np.concatenate([first[within], second[within]])
    score = np.concatenate([likeness.score[within], likeness.score[within]])
    total = np.bincount(ends, score, minlength=len(stated.fact))[own]
    size = np.bincount(stated.fact[own])[stated.fact[own]]
    # Rounded, so that the order in which likenesses were summed decides nothing.
    telling = np.round((total / size + _PLAIN) * np.sqrt(stated.n_words[own]), 6)
    return _first_of_each(own[np.lexsort((own, -telling, stated.fact[own]))], stated.fact)


def _like(likeness: Likeness, best: Ints, n: int) -> tuple[Ints, Ints, Floats]:
    """Passages, facts, and the likeness of the passage to that which stands for the fact, where there is any."""
    ends = np.concatenate([likeness.first, likeness.second]), np.concatenate([likeness.second, likeness.first])
    scores = sparse.coo_array((np.concatenate([likeness.score, likeness.score]), ends), shape=(n, n)).tocsc()
    beside = scores[:, best].tocoo()
    return beside.row.astype(np.int64), beside.col.astype(np.int64), beside.data


def _first_of_each(order: Ints, group: Ints) -> Ints:
    """Of items sorted by group the first of each group."""
    first: Ints = order[np.append(True, np.diff(group[order]) > 0)[: len(order)]]
    return first
