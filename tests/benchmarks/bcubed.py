"""How far a grouping that was found agrees with the true one."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike


def bcubed(truth: ArrayLike, found: ArrayLike) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of a grouping, each 0 to 1, higher is better.

    The precision of an item is the share of its found group that is of its true group, its recall the share of its
    true group that is in its found group, itself counted; both are averaged over items (Bagga & Baldwin 1998; Amigó,
    Gonzalo, Artiles & Verdejo 2009, *Information Retrieval* 12:461–486, section 4). F1 is their harmonic mean.

    Parameters
    ----------
    truth, found
        For each item its group; the names of the groups do not matter. NaN for all three where there is no item.

    Examples
    --------
    >>> bcubed(["a", "a", "b", "b"], [1, 1, 1, 2])
    (0.6666666666666666, 0.75, 0.7058823529411765)
    """
    true_group, found_group = (pd.factorize(np.asarray(groups))[0] for groups in (truth, found))
    n = len(true_group)
    if not n:
        return np.nan, np.nan, np.nan
    both = pd.Series(1, index=[true_group, found_group]).groupby(level=[0, 1]).transform("size").to_numpy()
    precision = float((both / np.bincount(found_group)[found_group]).mean())
    recall = float((both / np.bincount(true_group)[true_group]).mean())
    return precision, recall, 2 * precision * recall / (precision + recall)
