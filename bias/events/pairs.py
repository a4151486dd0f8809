"""Pairs of articles that are alike, found without comparing all with all.

Rows are taken in the order of their dates, in blocks, and each block is multiplied with only those rows that are near
enough in time; a sparse product touches only words that both sides have. What is kept of a block are the pairs over a
least cosine, so memory grows with the number of likely pairs, not with the square of the articles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

#: Cells of a block: its rows by the rows they are multiplied with.
_CELLS = 8_000_000
#: Strongest partners that are kept of a row, among those that come after it.
_PARTNERS = 256


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
    n_dated = int(np.isfinite(days).sum())
    dated = days[order[:n_dated]]
    ordered = rows[order]
    found = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
    n = len(order)
    step = max(1, min(512, _CELLS // max(n, 1)))
    for start in range(0, n, step):
        stop = min(n, start + step)
        last = np.searchsorted(dated, dated[min(stop, n_dated) - 1] + window, "right") if start < n_dated else stop
        partners = np.concatenate([np.arange(start, max(last, stop)), np.arange(max(last, stop, n_dated), n)])
        cosine = (ordered[start:stop] @ ordered[partners].T).toarray()
        # Rounded, so that the order in which products were summed (that of the terms) decides nothing.
        np.round(cosine, 9, out=cosine)
        far = np.abs(days[order[start:stop], None] - days[order[partners]]) > window
        cosine[far | (partners <= np.arange(start, stop)[:, None])] = 0.0
        row, column = np.nonzero(_strongest(cosine, least))
        found.append((order[row + start], order[partners[column]], cosine[row, column]))
    first, second, values = (np.concatenate(part) for part in zip(*found, strict=True))
    return Pairs(np.minimum(first, second), np.maximum(first, second), values, n)


def _strongest(cosine: NDArray[np.float64], least: float) -> NDArray[np.bool_]:
    """Of each row the cells of at least `least`, and of those the `_PARTNERS` highest."""
    if cosine.shape[1] <= _PARTNERS:
        return np.asarray(cosine >= least)
    bar = np.partition(cosine, -_PARTNERS, axis=1)[:, -_PARTNERS]
    return np.asarray(cosine >= np.maximum(bar, least)[:, None])
