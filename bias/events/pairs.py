"""Pairs of articles that are alike, found without comparing all with all.

Rows are taken in the order of their dates, in blocks, and each block is multiplied with only those rows that are near
enough in time. The product is sparse and touches only words that both sides have. Nearly all its work goes into the
words that many articles have, which weigh little: a word that on average more than `COMMON` of the rows a row is
compared with have too is left out of the search and put back into the cosine of the pairs that it found. So the work
for an article is bounded by its words, however many articles there are; up to `COMMON` articles nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

#: Partners that a word may have on average and still be searched by.
COMMON = 500
#: Share of the least cosine that the words searched by must reach together.
_SEARCHED_SHARE = 0.5
#: Rows that are multiplied at once.
_BLOCK = 1024
#: Strongest partners that are kept of a row, among those that come after it.
_PARTNERS = 256
#: Pairs whose cosine is worked out at once.
_BATCH = 20_000

Found = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]


@dataclass(frozen=True)
class Pairs:
    """Likely pairs, each once.

    Attributes
    ----------
    first, second
        Rows of the two, ``first < second``.
    cosine
        Of their weights, 0 to 1.
    n
        Rows in all.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    cosine: NDArray[np.float64]
    n: int


def likely_pairs(rows: sparse.csr_array, least: float, days: NDArray[np.float64], window: float) -> Pairs:
    """Pairs of rows with a cosine of at least `least` and dates at most `window` days apart.

    Parameters
    ----------
    rows
        Rows of length 1, non-negative.
    least
        Least cosine, above 0.
    days
        Date of each row in days; NaN where it is not known, which fits every date.
    window
        In days; infinite where time does not matter.

    Examples
    --------
    >>> rows = sparse.csr_array(np.array([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]]))
    >>> pairs = likely_pairs(rows, 0.7, np.zeros(3), np.inf)
    >>> pairs.first.tolist(), pairs.second.tolist()
    ([1], [2])
    """
    order = np.argsort(days, kind="stable")
    days = days[order]
    last = _last_partners(days, window)
    searched, left_out = _by_commonness(rows[order], last)
    found = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
    for low, high, cosine in _blocks(searched, last, least * _SEARCHED_SHARE if left_out.nnz else least):
        near = ~(np.abs(days[low] - days[high]) > window)
        low, high, cosine = low[near], high[near], cosine[near]
        if left_out.nnz:
            cosine = cosine + _products(left_out, low, high)
        # Rounded, so that the order in which products were summed (that of the terms) decides nothing.
        cosine = cosine.round(9)
        kept = _strongest(low, cosine, least)
        found.append((order[low[kept]], order[high[kept]], cosine[kept]))
    first, second, values = (np.concatenate(part) for part in zip(*found, strict=True))
    return Pairs(np.minimum(first, second), np.maximum(first, second), values, len(order))


def nearest(pairs: Pairs, rows: sparse.csr_array, groups: NDArray[np.int64], to: NDArray[np.bool_]) -> Found:
    """For each row the nearest other row of its group that is in `to`, where there is one.

    Parameters
    ----------
    pairs
        Likely pairs; what they do not say is worked out from the rows.
    rows
        As for `likely_pairs`.
    groups
        For each row, its group.
    to
        Rows that may be the nearest.

    Returns
    -------
    The rows that have one, in order, their nearest and the cosine of the two; of equally near ones the first.

    Examples
    --------
    >>> rows = sparse.csr_array(np.array([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]]))
    >>> pairs = likely_pairs(rows, 0.7, np.zeros(3), np.inf)
    >>> row, near, cosine = nearest(pairs, rows, np.array([0, 0, 1]), np.ones(3, bool))
    >>> row.tolist(), near.tolist(), cosine.round(3).tolist()
    ([0, 1], [1, 0], [0.6, 0.6])
    """
    inside = groups[pairs.first] == groups[pairs.second]
    ends = pairs.first[inside], pairs.second[inside]
    row, near, cosine = np.concatenate(ends), np.concatenate(ends[::-1]), np.tile(pairs.cosine[inside], 2)
    known = to[near]
    row, near, cosine = row[known], near[known], cosine[known]
    lacking = np.ones(len(groups), dtype=bool)
    lacking[row] = False
    for more in _within_groups(rows, groups, lacking, to):
        row, near, cosine = (np.concatenate(part) for part in zip((row, near, cosine), more, strict=True))
    order = np.lexsort((near, -cosine, row))
    row, near, cosine = row[order], near[order], cosine[order]
    best = np.flatnonzero(np.r_[True, row[1:] != row[:-1]][: len(row)])
    return row[best], near[best], cosine[best]


def _within_groups(
    rows: sparse.csr_array, groups: NDArray[np.int64], of: NDArray[np.bool_], to: NDArray[np.bool_]
) -> Iterator[Found]:
    """Pairs of each row in `of` with the rows of its group in `to`, itself left out, a bounded number at a time."""
    to_rows = np.flatnonzero(to)[np.argsort(groups[to], kind="stable")]
    begin = np.searchsorted(groups[to_rows], groups, "left")
    n_partners = np.where(of, np.searchsorted(groups[to_rows], groups, "right") - begin, 0)
    wanted = np.flatnonzero(n_partners)
    batch = np.cumsum(n_partners[wanted]) // _BATCH
    for part in np.split(wanted, np.flatnonzero(np.diff(batch)) + 1):
        row = np.repeat(part, n_partners[part])
        place = np.arange(len(row)) - np.repeat(np.cumsum(n_partners[part]) - n_partners[part], n_partners[part])
        near = to_rows[begin[row] + place]
        row, near = row[row != near], near[row != near]
        yield row, near, _products(rows, row, near).round(9)


def _last_partners(days: NDArray[np.float64], window: float) -> NDArray[np.int64]:
    """For each row with a date, in the order of the dates, up to which of them it is compared."""
    dated = days[np.isfinite(days)]
    return np.asarray(np.searchsorted(dated, dated + window, "right"))


def _by_commonness(rows: sparse.csr_array, last: NDArray[np.int64]) -> tuple[sparse.csr_array, sparse.csr_array]:
    """The rows with only the words that are searched by, and with only the others."""
    n, n_dated = rows.shape[0], len(last)
    n_partners = 2 * float((last - np.arange(n_dated)).sum()) + (n - n_dated) * (n + n_dated)
    share = np.bincount(rows.indices, minlength=rows.shape[1]) / max(n, 1)
    common = share * min(n_partners / max(n, 1), n) > COMMON
    searched, left_out = (sparse.csr_array(rows[:, np.flatnonzero(chosen)]) for chosen in (~common, common))
    return searched, left_out


def _blocks(rows: sparse.csr_array, last: NDArray[np.int64], least: float) -> Iterator[Found]:
    """Pairs with a product of at least `least`, the earlier row first; rows without a date are compared with all."""
    n, n_dated = rows.shape[0], len(last)
    for start in range(0, n, _BLOCK):
        stop = min(n, start + _BLOCK)
        end = max(int(last[min(stop, n_dated) - 1]) if start < n_dated else 0, stop)
        partners = np.r_[start:end, max(end, n_dated) : n]
        product = sparse.coo_array(rows[start:stop] @ rows[partners].T)
        low, high = product.row.astype(np.int64) + start, partners[product.col]
        likely = (product.data >= least) & (low < high)
        yield low[likely], high[likely], product.data[likely]


def _products(rows: sparse.csr_array, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.float64]:
    """The dot product of the two rows of each pair."""
    batches = [slice(at, at + _BATCH) for at in range(0, len(first), _BATCH)]
    parts = [np.asarray((rows[first[b]] * rows[second[b]]).sum(axis=1)).ravel() for b in batches]
    return np.concatenate([*parts, np.empty(0)])


def _strongest(row: NDArray[np.int64], cosine: NDArray[np.float64], least: float) -> NDArray[np.int64]:
    """Places of the pairs of at least `least`, and of those the `_PARTNERS` highest of each row."""
    kept = np.flatnonzero(cosine >= least)
    order = kept[np.lexsort((-cosine[kept], row[kept]))]
    begin = np.searchsorted(row[order], row[order], "left")
    return np.sort(order[np.arange(len(order)) - begin < _PARTNERS])
