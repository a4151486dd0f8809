"""How alike two passages are, and which passages of an event state one fact.

A word weighs ``ln(1 + n / df)`` over the event's passages: what all write of the event tells its facts apart least. A
figure weighs half as much again. A passage of few words says what it means only beside others ("nine people were
hurt"), so it is blended with the other passages of its sentence and those of the sentences before and behind. Likeness
is the cosine of the blended vectors, and 0 where the passages themselves share fewer than `SHARED_WORDS` words; within
one article, whose sentences mostly state different facts, it counts half. Passages are joined by average linkage
(`bias.events.linkage`).

Nothing outside the event enters, so an event's facts do not change with what else is read.

Known errors: a paraphrase without a word in common ("walked home over a bridge" for an exchange of prisoners) stays
apart; two facts in like words ("17 breaches by one side, 23 by the other") may be joined, and so may two passages that
merely name the same people. `SAME_FACT` is low so that little is missed: in real news (BASIL) two in five of the pairs
that it joins state the same. What an outlet reports is therefore told by `bias.stats.omission.coverage.CLEAR`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bias.events.linkage import average_linkage

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
#: Least mean likeness of two groups of passages that are one fact.
SAME_FACT = 0.08
#: What likeness within one article counts.
WITHIN_ARTICLE = 0.5
#: Weight of a figure beside that of a word.
FIGURE = 1.5
#: What the rest of the sentence, and the sentences beside it, add to a passage.
SENTENCE, BESIDE = 0.5, 0.1
#: Fewest words that two passages share; one alone is chance.
SHARED_WORDS = 2
#: Likeness under this is taken for none.
LEAST = 0.02
#: Of each passage only so many of the most alike are looked at, so that a huge event needs no square of memory.
_PARTNERS = 256
#: Cells of likeness held at a time.
_CELLS = 4_000_000


@dataclass(frozen=True, eq=False)
class Bag:
    """Passages sorted by event, then article, then place: those of an event stand together.

    Attributes
    ----------
    event, article, sentence
        Numbers that grow; sentences that follow each other in an article have numbers that do.
    words
        Passages × words, 1 where the passage holds the word.
    is_number
        For each word whether it is a figure.
    """

    event: Ints
    article: Ints
    sentence: Ints
    words: sparse.csr_array
    is_number: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Likeness:
    """Pairs of passages of one event that are alike, each once, and how far: 0 to 1."""

    first: Ints
    second: Ints
    score: Floats


def vectors(bag: Bag) -> sparse.csr_array:
    """Rows of length 1 whose dot product is the likeness of two passages of one event."""
    row = np.repeat(np.arange(len(bag.event)), np.diff(bag.words.indptr))
    cell = bag.event[row] * bag.words.shape[1] + bag.words.indices
    _, inverse, df = np.unique(cell, return_inverse=True, return_counts=True)
    n = np.bincount(bag.event)[bag.event[row]]
    weight = np.log1p(n / df[inverse]) * np.where(bag.is_number[bag.words.indices], FIGURE, 1.0)
    plain = _unit_rows(sparse.csr_array((weight, bag.words.indices, bag.words.indptr), shape=bag.words.shape))
    return _unit_rows(_beside(bag) @ plain)


def alike(bag: Bag) -> Likeness:
    """The pairs of passages within events that are alike at all."""
    rows = vectors(bag)
    bounds = np.concatenate([[0], np.flatnonzero(np.diff(bag.event)) + 1, [len(bag.event)]])
    found = [_pairs(rows[begin:stop], bag.words[begin:stop], begin) for begin, stop in pairwise(bounds.tolist())]
    none = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    return Likeness(*(np.concatenate(part) for part in zip(none, *found, strict=True)))


def facts(bag: Bag, likeness: Likeness, least: float = SAME_FACT) -> Ints:
    """For each passage the number of its fact; passages whose mean likeness is at least `least` state the same."""
    within = bag.article[likeness.first] == bag.article[likeness.second]
    score = np.where(within, WITHIN_ARTICLE, 1.0) * likeness.score
    return average_linkage(likeness.first, likeness.second, score, len(bag.event), (least, 0.0))


def _beside(bag: Bag) -> sparse.csr_array:
    """Passages × passages: what each adds to each, 1 for itself."""
    n = len(bag.event)
    number, sentence = np.unique(bag.sentence, return_inverse=True)
    of_sentence = sparse.csr_array((np.ones(n), (sentence, np.arange(n))), shape=(len(number), n))
    article = np.zeros(len(number), np.int64)
    article[sentence] = bag.article
    follows = np.flatnonzero((np.diff(number) == 1) & (np.diff(article) == 0))
    ones = np.full(len(follows), BESIDE)
    next_to = sparse.coo_array((ones, (follows, follows + 1)), shape=(len(number), len(number))).tocsr()
    around = SENTENCE * sparse.eye_array(len(number)) + next_to + next_to.T
    blended = of_sentence.T @ (around @ of_sentence) + (1 - SENTENCE) * sparse.eye_array(n)
    return sparse.csr_array(blended)


def _pairs(rows: sparse.csr_array, words: sparse.csr_array, offset: int) -> tuple[Ints, Ints, Floats]:
    """Pairs of an event's passages that are alike; blocks of rows, so that a huge event needs no square matrix."""
    n = rows.shape[0]
    step, columns, holding = max(1, _CELLS // n), rows.T.tocsr(), words.T.tocsr()
    found = []
    for start in range(0, n, step):
        # Rounded, so that the order in which products were summed (that of the words) decides nothing.
        cosine = np.round((rows[start : start + step] @ columns).toarray(), 9)
        cosine[(words[start : start + step] @ holding).toarray() < SHARED_WORDS] = 0.0
        cosine[np.arange(len(cosine)), np.arange(start, start + len(cosine))] = 0.0
        first, second = np.nonzero(cosine >= LEAST)
        score = cosine[first, second]
        order = np.lexsort((second, -score, first))
        order = order[np.arange(len(order)) - np.searchsorted(first, first[order]) < _PARTNERS]
        found.append((first[order] + start, second[order], score[order]))
    first, second, score = (np.concatenate(part) for part in zip(*found, strict=True))
    low, high = np.minimum(first, second), np.maximum(first, second)
    _, once = np.unique(low * np.int64(n) + high, return_index=True)
    return low[once] + offset, high[once] + offset, score[once]


def _unit_rows(rows: sparse.csr_array) -> sparse.csr_array:
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    scale = sparse.diags_array(1 / np.where(length > 0, length, 1.0))
    return sparse.csr_array(scale @ rows)
