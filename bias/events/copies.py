"""Near-duplicates: wire copy reprinted with a new headline, an update of an earlier report, the same page read twice.

From counts alone the order of words is not known, so a copy is a pair of articles of like length that share nearly
all their running words. Independent reports of one event share a third to a half; reprints share more than four fifths.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from bias.events.linkage import connected
from bias.events.pairs import Pairs

#: Least share of the shorter article's running words that the longer one has too.
COPIED_SHARE = 0.8
#: Least ratio of the two lengths.
LIKE_LENGTH = 0.5
#: Pairs under this cosine of event weights cannot be copies, and are not looked at.
LEAST_COSINE = 0.5
_BLOCK = 20_000


def copy_of(counts: sparse.csr_array, pairs: Pairs, rank: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each article the row of the article it nearly repeats, −1 where it repeats none.

    Articles that repeat each other form a set; all but the earliest repeat that one.

    Parameters
    ----------
    counts
        Articles × terms, raw counts.
    pairs
        Likely pairs.
    rank
        For each article its place in time.

    Examples
    --------
    >>> counts = sparse.csr_array(np.array([[3, 2, 1, 0], [3, 2, 1, 1], [0, 0, 1, 6]]))
    >>> pairs = Pairs(np.array([0, 1]), np.array([1, 2]), np.array([0.9, 0.6]), 3)
    >>> copy_of(counts, pairs, np.arange(3)).tolist()
    [-1, 0, -1]
    """
    likely = pairs.cosine >= LEAST_COSINE
    first, second = pairs.first[likely], pairs.second[likely]
    share, ratio = _shared_words(counts, first, second)
    copied = (share >= COPIED_SHARE) & (ratio >= LIKE_LENGTH)
    sets = connected(first[copied], second[copied], pairs.n)
    earliest = pd.Series(rank).groupby(sets).transform("idxmin").to_numpy()
    return np.where(earliest == np.arange(pairs.n), -1, earliest)


def _shared_words(
    counts: sparse.csr_array, first: NDArray[np.int64], second: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of each pair: the share of the shorter's running words that both have, and shorter over longer length."""
    length = np.asarray(counts.sum(axis=1)).ravel().astype(np.float64)
    shorter, longer = np.minimum(length[first], length[second]), np.maximum(length[first], length[second])
    blocks = [slice(at, at + _BLOCK) for at in range(0, len(first), _BLOCK)]
    common = [np.asarray(counts[first[b]].minimum(counts[second[b]]).sum(axis=1)).ravel() for b in blocks]
    return np.concatenate([*common, np.empty(0)]) / shorter, shorter / longer
