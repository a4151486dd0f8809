"""What each outlet would write of an average event, though each reports other events.

An outlet that reports only wars has more words of violence than one that reports only sport. The additive model
``mean of outlet o in event e = event e + level of o + rest``, fitted by least squares, holds outlets against each other
within events only, and through chains of shared events where they never meet (least-squares means: Searle, Speed &
Milliken 1980, *The American Statistician* 34:216–221). Where all outlets report all events it is the plain mean.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from bias.stats.contrasts.cells import Cells
from bias.stats.resampling import Floats


def levels(found: Cells, n_outlets: int) -> Floats:
    """The level of each outlet on each feature: outlets × features.

    Outlets that no chain of shared events ties to the largest group of outlets cannot be placed beside it: NaN.

    Parameters
    ----------
    found
        The cells; those without a value or without anybody to compare with have no mean.
    n_outlets
        How many outlets there are, also those without a cell.

    Examples
    --------
    Outlet 2 is 1 above outlet 1, which is 2 above outlet 0, though 0 and 2 never meet:

    >>> at, none = np.array([0, 0, 1, 1]), np.empty((0, 1))
    >>> means = np.array([[0.0], [2.0], [6.0], [7.0]])
    >>> met = Cells(at, np.array([0, 1, 1, 2]), at, means, means, none, none.astype(int), at)
    >>> levels(met, 3).ravel().round(6).tolist()
    [2.0, 4.0, 5.0]
    """
    level = np.full((n_outlets, found.mean.shape[1]), np.nan)
    patterns, pattern = np.unique(np.isfinite(found.mean), axis=1, return_inverse=True)
    for number, mask in enumerate(patterns.T):
        if mask.any():
            columns = np.flatnonzero(pattern.ravel() == number)
            level[:, columns] = _fit(found.unit[mask], found.outlet[mask], found.mean[np.ix_(mask, columns)], n_outlets)
    return level


def _fit(unit: NDArray[np.int64], outlet: NDArray[np.int64], mean: Floats, n_outlets: int) -> Floats:
    """Levels from cells that all have a mean."""
    event = np.unique(unit, return_inverse=True)[1]
    cell, size = np.arange(len(event)), np.bincount(event)
    meets = sparse.csr_array((np.ones(len(event)), (event, outlet)), shape=(len(size), n_outlets))
    averaged = sparse.csr_array((1 / size[event], (event, cell)), shape=(len(size), len(event)))
    summed = sparse.csr_array((np.ones(len(event)), (outlet, cell)), shape=(n_outlets, len(event)))
    around = mean - (averaged @ mean)[event]
    normal = np.diag(np.bincount(outlet, minlength=n_outlets)) - (meets.T @ (meets * (1 / size)[:, None])).toarray()
    above = np.linalg.pinv(normal, hermitian=True) @ (summed @ around)
    placed = _largest(meets, outlet)
    events = averaged @ (mean - above[outlet])
    usual = events[np.unique(event[placed[outlet]])].mean(axis=0)
    return np.where(placed[:, None], above + usual, np.nan)


def _largest(meets: sparse.csr_array, outlet: NDArray[np.int64]) -> NDArray[np.bool_]:
    """The outlets of the largest group that shared events tie together; of two as large, that with more cells."""
    _, group = csgraph.connected_components(sparse.csr_array(meets.T @ meets), directed=False)
    n_cells = np.bincount(group[outlet], minlength=group.max() + 1)
    n_members = np.bincount(group, minlength=group.max() + 1)
    return np.asarray(group == np.lexsort((n_cells, n_members * (n_cells > 0)))[-1])
