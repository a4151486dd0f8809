"""Many tests at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats


def benjamini_hochberg(p: ArrayLike) -> NDArray[np.float64]:
    """For each test its q: the least rate of false discoveries at which each test would be called one.

    Benjamini & Hochberg 1995, *Journal of the Royal Statistical Society B* 57:289–300. Valid for independent tests
    and for positively dependent ones, such as correlated features.

    Parameters
    ----------
    p
        Any shape; NaN where there was no test, which stays NaN and does not count as one.

    Examples
    --------
    >>> benjamini_hochberg([0.01, np.nan, 0.04, 0.03]).round(3).tolist()
    [0.03, nan, 0.04, 0.04]
    """
    q = np.array(p, dtype=np.float64)
    tested = ~np.isnan(q)
    if tested.any():
        q[tested] = stats.false_discovery_control(q[tested])
    return q
