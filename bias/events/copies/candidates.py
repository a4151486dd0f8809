"""Pairs of articles that share so many fingerprints that one may repeat the other.

All fingerprints are sorted, so that equal ones lie side by side, each with the place in time of its article. A
fingerprint makes an article a partner of the earliest that has it and of the ``NEIGHBOURS`` that had it last before.
So one in very many articles, boilerplate or a stock phrase, makes as many pairs an article as any other, and the
work grows with the number of fingerprints. A text that hundreds print is still found: what it repeats is printed
together with all its fingerprints, so each of its articles meets the earliest or a neighbour in most of them.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from bias.tokens.shingles import Sketches

Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]
#: Least share of the fingerprints of either article that the other has too. Where half of the words of edited articles
#: stand in shared runs, they share a fifth of their fingerprints at least; short ones may have a few fewer by chance.
LEAST_SHARED = 0.15
#: Of the articles that had a fingerprint before, how many of the last are looked at, besides the very first.
NEIGHBOURS = 4
_BLOCK = 4096
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


def candidates(sketches: Sketches, rank: Ints) -> tuple[Ints, Ints]:
    """The pairs, each once: rows of the earlier articles, rows of the later ones.

    Parameters
    ----------
    sketches
        Of all articles.
    rank
        For each article its place in time.

    Examples
    --------
    >>> from bias.tokens.shingles import Sketches
    >>> prints, bounds = np.array([3, 5, 8, 3, 5, 9, 1, 2], np.uint32), np.array([0, 3, 6, 8])
    >>> earlier, later = candidates(Sketches(prints, bounds), np.array([1, 0, 2]))
    >>> earlier.tolist(), later.tolist()
    ([1], [0])
    """
    row = np.argsort(rank)
    keys = _sorted(sketches, rank)
    sizes = np.bincount((keys & _LOW).astype(np.int64), minlength=len(rank))
    found = [np.zeros((2, 0), np.int64)]
    for earlier, later in _partners(keys, len(rank)):
        pairs, shared = np.unique(earlier * len(rank) + later, return_counts=True)
        earlier, later = np.divmod(pairs, len(rank))
        enough = shared >= LEAST_SHARED * np.maximum(sizes[earlier], sizes[later])
        found.append(np.stack([earlier[enough], later[enough]]))
    earlier, later = np.concatenate(found, axis=1)
    return row[earlier], row[later]


def _sorted(sketches: Sketches, rank: Ints) -> Keys:
    """Fingerprint and, in the low half, the article's place in time; in order, each once."""
    keys = sketches.prints.astype(np.uint64)
    keys <<= _HALF
    keys |= np.repeat(rank.astype(np.uint64), np.diff(sketches.bounds))
    keys.sort()
    new = np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)]
    kept: Keys = keys[new]
    return kept


def _partners(keys: Keys, n: int) -> Iterator[tuple[Ints, Ints]]:
    """For blocks of later articles the places of their partners and their own, one a shared fingerprint."""
    again = np.zeros(len(keys), np.bool_)
    again[1:] = (keys[1:] ^ keys[:-1]) <= _LOW
    place = (keys & _LOW).astype(np.uint32)
    for begin in range(0, n, _BLOCK):
        at = np.flatnonzero(again & (place >= begin) & (place < begin + _BLOCK))
        first = np.searchsorted(keys, keys[at] & ~_LOW)
        partners = [(first, at)]
        for step in range(1, NEIGHBOURS + 1):
            near = at - step > first
            partners.append((at[near] - step, at[near]))
        earlier, later = (place[np.concatenate(side)].astype(np.int64) for side in zip(*partners, strict=True))
        yield earlier, later
