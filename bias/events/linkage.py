"""From pairs to groups: average linkage on a sparse graph, with a cut that follows each group.

Average linkage on a full matrix needs n² numbers and joins one pair at a time. Average linkage is *reducible*: joining
two groups never makes the result nearer to a third than its parts were. So all pairs that are each other's nearest can
be joined at once, with the same result (Müllner 2011, arXiv:1109.2378, section 2), and each round is a few array
operations over the pairs that are left.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

_MIX = np.uint64(0x9E3779B97F4A7C15)


def average_linkage(
    first: NDArray[np.int64], second: NDArray[np.int64], score: NDArray[np.float64], n: int, cut: tuple[float, float]
) -> NDArray[np.int64]:
    """For each of `n` items, the number of its group.

    Two groups are joined where the mean score of the pairs between them is at least ``floor`` and at least
    ``cohesion`` times the mean score within either of them. The first says what is alike at all; the second keeps
    apart two tight groups that are somewhat alike, such as two events of one story.

    Parameters
    ----------
    first, second, score
        Pairs of items, each pair once, with a positive score. Pairs that are not listed score 0.
    n
        Number of items.
    cut
        ``(floor, cohesion)``, both from 0 to 1.

    Examples
    --------
    >>> pairs = np.array([0, 1, 2]), np.array([1, 2, 3]), np.array([0.9, 0.2, 0.8])
    >>> average_linkage(*pairs, 5, (0.1, 0.5)).tolist()
    [0, 0, 1, 1, 2]
    """
    groups = np.arange(n)
    order = np.lexsort((second, first))
    links = _Links(first[order], second[order], score[order].astype(np.float64))
    size, inner, n_inner = np.ones(n), np.zeros(n), np.zeros(n)
    while len(links.total):
        low, high, mean, place = links.mutual_nearest(size, cut[0])
        within = np.divide(inner, n_inner, out=np.zeros(n), where=n_inner > 0)
        joined = mean >= cut[1] * np.maximum(within[low], within[high])
        links.total[place[~joined]] = 0.0
        low, high, place = low[joined], high[joined], place[joined]
        inner[low] += inner[high] + links.total[place]
        n_inner[low] += n_inner[high] + size[low] * size[high]
        size[low] += size[high]
        target = np.arange(n)
        target[high] = low
        groups = target[groups]
        links.relabel(target)
    return np.unique(groups, return_inverse=True)[1]


class _Links:
    """Summed scores between groups: each pair of groups once, the lower number first."""

    def __init__(self, first: NDArray[np.int64], second: NDArray[np.int64], total: NDArray[np.float64]) -> None:
        self.first, self.second, self.total = first, second, total

    def mutual_nearest(
        self, size: NDArray[np.float64], floor: float
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
        """Pairs that are each other's nearest, their mean scores, and where they stand among the links.

        Links of groups that are under the floor with all others are dropped: no later joining can lift them. So are
        those between parts of the graph that only links under the floor connect.
        """
        mean = self.total / (size[self.first] * size[self.second])
        best = np.zeros(len(size))
        np.maximum.at(best, self.first, mean)
        np.maximum.at(best, self.second, mean)
        alive = (best[self.first] >= floor) & (best[self.second] >= floor) & (mean > 0)
        parts = connected(self.first[mean >= floor], self.second[mean >= floor], len(size))
        alive &= parts[self.first] == parts[self.second]
        self._keep(alive)
        mean = mean[alive]
        nearest = np.flatnonzero((mean >= floor) & (mean >= best[self.first]) & (mean >= best[self.second]))
        place = nearest[_without_common_end(self.first[nearest], self.second[nearest], len(size))]
        return self.first[place], self.second[place], mean[place], place

    def relabel(self, target: NDArray[np.int64]) -> None:
        """Give joined groups one number and add up what they have to others."""
        first, second = target[self.first], target[self.second]
        first, second = np.minimum(first, second), np.maximum(first, second)
        between = first != second
        key = first[between] * np.int64(len(target)) + second[between]
        pairs, inverse = np.unique(key, return_inverse=True)
        self.total = np.bincount(inverse, weights=self.total[between], minlength=len(pairs)).astype(np.float64)
        self.first, self.second = pairs // len(target), pairs % len(target)

    def _keep(self, mask: NDArray[np.bool_]) -> None:
        self.first, self.second, self.total = self.first[mask], self.second[mask], self.total[mask]


def _without_common_end(first: NDArray[np.int64], second: NDArray[np.int64], n: int) -> NDArray[np.bool_]:
    """Of pairs that may share an end, for equal scores leave ties, those that are the earliest at both their ends.

    Earliest by a mixed number: by their own, hundreds of items that are all alike would be joined one pair a round.
    """
    earliest = np.full(n, len(first))
    mixed = (first.astype(np.uint64) * _MIX + second.astype(np.uint64)) * _MIX
    place = np.argsort(np.argsort(mixed ^ (mixed >> np.uint64(32)), kind="stable"), kind="stable")
    np.minimum.at(earliest, first, place)
    np.minimum.at(earliest, second, place)
    return np.asarray((earliest[first] == place) & (earliest[second] == place))


def connected(first: NDArray[np.int64], second: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """For each of `n` items, the number of its connected component.

    Examples
    --------
    >>> connected(np.array([0, 1]), np.array([1, 2]), 4).tolist()
    [0, 0, 0, 1]
    """
    graph = sparse.coo_array((np.ones(len(first), dtype=np.int8), (first, second)), shape=(n, n))
    return np.asarray(csgraph.connected_components(graph, directed=False)[1], dtype=np.int64)
