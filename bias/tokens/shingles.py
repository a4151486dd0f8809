"""Fingerprints of the order of an article's words, few enough to keep for every article of a run.

A *run* is ``RUN`` words in a row, in small letters and without regard to marks. Of every ``WINDOW`` runs in a row the
one with the least hash is kept (winnowing: Schleimer, Wilkerson and Aiken 2003, "Winnowing: local algorithms for
document fingerprinting", SIGMOD, 76–85). Sampling by a remainder of the hash (Broder 1997, "On the resemblance and
containment of documents", SEQUENCES, 21–29) is as small, but may keep nothing of a headline and may miss any passage;
MinHash estimates a resemblance that is here worked out exactly for the few pairs in question. Winnowing promises:
two articles with ``RUN + WINDOW - 1`` words in a row in common share a fingerprint, wherever the words stand.

A fingerprint comes from the words' hashes, not from their numbers, so it is the same in any batch and any order.
It has 32 bits, and an article of 600 words keeps about 240: 96 MB for 100,000 of them. That two runs may share one
is no matter: fingerprints only say which articles to compare word by word.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bias.tokens.batch import Bools, Ints, Tokens

#: Words of a run. Independent reports of one event share under a quarter of such runs outside quotation marks; with
#: three, stock phrases count as shared, and with five one changed word in five already hides most of a copy.
RUN = 4
#: Runs of which one at least is kept. No more than ``RUN``: the words at an article's end that begin no run then keep
#: a window from choosing between two articles.
WINDOW = 4
Prints = NDArray[np.uint32]
_NONE = np.uint32(0xFFFFFFFF)
_HALF = np.uint64(32)
#: The finaliser of SplitMix64 (Steele, Lea and Flood 2014, OOPSLA, 453–472): every bit depends on all bits.
_STEPS = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
_LAST_STEP = np.uint64(31)


@dataclass(frozen=True, eq=False)
class Sketches:
    """The fingerprints of some articles.

    Attributes
    ----------
    prints
        All in a row, in the order of the words; one may come twice.
    bounds
        Article ``n`` has those from ``bounds[n]`` up to ``bounds[n + 1]``; none with fewer than ``RUN`` words.
    """

    prints: Prints
    bounds: Ints

    @property
    def n_articles(self) -> int:
        """Articles in all."""
        return len(self.bounds) - 1


@dataclass(eq=False)
class Sketcher:
    """Takes the fingerprints of batches of articles, one after the other.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> sketcher = Sketcher()
    >>> sketcher.add(tokenise(["The bridge over the Sarn fell at dawn.", "THE BRIDGE OVER THE SARN FELL AT DAWN"]))
    >>> first, second = np.split(sketcher.sketches().prints, sketcher.sketches().bounds[1:-1])
    >>> first.tolist() == second.tolist()
    True
    """

    _prints: list[Prints] = field(default_factory=list)
    _sizes: list[Ints] = field(default_factory=list)

    def add(self, tokens: Tokens) -> None:
        """Take the fingerprints of a further batch."""
        words = _mixed(tokens.vocabulary.terms.hashes()[tokens.term])
        row = tokens.vocabulary.hasher.row((words >> _HALF).astype(np.uint32))
        whole = np.flatnonzero(begins_run(tokens))
        prints = np.full(len(tokens.term), _NONE)
        prints[whole] = _mixed(row.hashes(whole, whole + RUN)) >> _HALF
        kept = winnowed(prints)
        self._prints.append(prints[kept])
        self._sizes.append(tokens.per_article(kept))

    def sketches(self) -> Sketches:
        """The fingerprints of all batches so far."""
        sizes = np.concatenate([np.zeros(1, np.int64), *self._sizes])
        return Sketches(np.concatenate([np.zeros(0, np.uint32), *self._prints]), np.cumsum(sizes))


def begins_run(tokens: Tokens) -> Bools:
    """Whether ``RUN`` words from each word on stand in the same article."""
    begins: Bools = np.arange(len(tokens.term)) + RUN <= np.repeat(tokens.first[1:], tokens.words)
    return begins


def winnowed(prints: Prints) -> Bools:
    """Which of some fingerprints in a row are the least of ``WINDOW`` in a row; the greatest number is none.

    Examples
    --------
    >>> winnowed(np.array([5, 9, 7, 8, 6, 9], np.uint32)).astype(int).tolist()
    [1, 0, 0, 0, 1, 1]
    """
    if not len(prints):
        return np.zeros(0, np.bool_)
    edge = np.full(WINDOW - 1, _NONE)
    least = _sliding(np.minimum, np.concatenate([edge, prints, edge]))
    kept: Bools = (_sliding(np.maximum, least) == prints) & (prints != _NONE)
    return kept


def _sliding(best: np.ufunc, values: Prints) -> Prints:
    """The best of each ``WINDOW`` values in a row."""
    found: Prints = values[: len(values) - WINDOW + 1].copy()
    for step in range(1, WINDOW):
        best(found, values[step : len(values) - WINDOW + 1 + step], out=found)
    return found


def _mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hashes whose high bits are as good as drawn by lot."""
    mixed = hashes.copy()
    for shift, factor in _STEPS:
        mixed ^= mixed >> np.uint64(shift)
        mixed *= np.uint64(factor)
    mixed ^= mixed >> _LAST_STEP
    return mixed
