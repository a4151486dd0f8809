"""An outlet's difference from the others as a weighted sum of articles, so that shuffles are sparse products."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bias.stats.resampling import Floats

Orders = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Weights:
    """Where articles stand; what each weighs in each outlet's mean over events of (own mean − mean of the others).

    With k outlets in an event ``difference = k / (k − 1) · own mean − sum of all means / (k − 1)``. The sum changes
    under a shuffle only where an outlet has several articles in the event, so it is followed only there.

    Attributes
    ----------
    unit, outlet
        The event and the outlet of each article, by number, sorted by event, then outlet; each event has two outlets.
    n_outlets
        How many outlets there are, also those without an article here.
    """

    unit: NDArray[np.int64]
    outlet: NDArray[np.int64]
    n_outlets: int

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """The first article of each outlet in each event."""
        return np.flatnonzero(np.diff(self.unit, prepend=-1) | np.diff(self.outlet, prepend=-1))

    @cached_property
    def event(self) -> NDArray[np.int64]:
        """The event of each article, numbered without gaps."""
        return np.cumsum(np.diff(self.unit, prepend=-1) != 0) - 1

    @cached_property
    def _n_in_event(self) -> NDArray[np.int64]:
        return np.bincount(self.event[self.starts])

    @cached_property
    def _share(self) -> Floats:
        size = np.diff(np.append(self.starts, len(self.unit)))
        return np.asarray(1 / np.repeat(size, size))

    @cached_property
    def several(self) -> NDArray[np.bool_]:
        """For each event whether an outlet has more than one article there."""
        return np.bincount(self.event) > self._n_in_event

    @cached_property
    def own(self) -> sparse.csr_array:
        """Outlets × articles: weights in ``k / (k − 1) · own mean``, averaged over the outlet's events."""
        k = self._n_in_event[self.event]
        weight = self._share * k / (k - 1) / self._n_events[self.outlet]
        return self._rows(weight, self.outlet, self.n_outlets)

    @cached_property
    def means(self) -> sparse.csr_array:
        """Events × articles: weights in the sum of all outlets' means."""
        return self._rows(self._share, self.event, len(self._n_in_event))

    @cached_property
    def against(self) -> sparse.csr_array:
        """Outlets × events: weights of the sums of means in what an outlet is held against."""
        event, outlet = self.event[self.starts], self.outlet[self.starts]
        weight = 1 / (self._n_in_event[event] - 1) / self._n_events[outlet]
        return sparse.csr_array((weight, (outlet, event)), shape=(self.n_outlets, len(self._n_in_event)))

    @cached_property
    def _n_events(self) -> NDArray[np.int64]:
        return np.bincount(self.outlet[self.starts], minlength=self.n_outlets)

    def _rows(self, weight: Floats, row: NDArray[np.int64], n: int) -> sparse.csr_array:
        return sparse.csr_array((weight, (row, np.arange(len(row)))), shape=(n, len(row)))

    def differences(self, values: Floats) -> Floats:
        """Outlets × features: the differences as the articles stand."""
        return np.asarray(self.own @ values - self.against @ (self.means @ values))

    def shuffled(self, values: Floats, orders: Orders) -> Floats:
        """The differences under each order of the articles: orders × outlets × features."""
        n, features = len(orders), values.shape[1]
        found = (_permuted(self.own, orders) @ values).reshape(n, self.n_outlets, features)
        kept = np.flatnonzero(~self.several)
        found -= self.against[:, kept] @ (self.means[kept] @ values)
        moved = np.flatnonzero(self.several)
        if len(moved):
            sums = (_permuted(self.means[moved], orders) @ values).reshape(n, len(moved), features)
            columns = np.ascontiguousarray(sums.transpose(1, 0, 2)).reshape(len(moved), -1)
            found -= (self.against[:, moved] @ columns).reshape(self.n_outlets, n, features).transpose(1, 0, 2)
        return np.asarray(found)

    def dense(self, outlet: int) -> Floats:
        """The weight of each article in one outlet's difference."""
        row = self.own[[outlet]].toarray()[0] - (self.against[[outlet]] @ self.means).toarray()[0]
        return np.asarray(row)


def _permuted(weights: sparse.csr_array, orders: Orders) -> sparse.csr_array:
    """The weights for each order, stacked: each stands on the article that the order puts in its place."""
    n, (rows, columns) = len(orders), weights.shape
    starts = weights.indptr[:-1][None] + weights.nnz * np.arange(n)[:, None]
    indptr = np.append(starts.ravel(), n * weights.nnz)
    parts = (np.tile(weights.data, n), orders[:, weights.indices].ravel(), indptr.astype(np.int64))
    return sparse.csr_array(parts, shape=(n * rows, columns))
