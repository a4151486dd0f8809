"""How test articles are held out: the three splits, from the easiest to the most honest.

``random``
    Each fold has every label in the same shares. Articles on one event stand on both sides, so a model that has
    learnt what an event was about looks as if it knew the outlet.
``unseen event``
    All articles on an event are in one fold.
``unseen outlet``
    All articles of an outlet are in one fold. Only for labels that are not the outlet itself.

The gap between them is leakage.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

SPLITS = ("random", "unseen event", "unseen outlet")
N_FOLDS = 5
#: Fewer groups than this cannot be held out in turn and leave something to compare.
MIN_GROUPS = 3

Folds = NDArray[np.int64]
"""For each article the fold in which it is held out; -1 where it takes no part in the split."""


def random_folds(label: NDArray[np.str_], rng: np.random.Generator) -> Folds:
    """Folds with every label in the same shares.

    Parameters
    ----------
    label
        One an article; each label at least ``N_FOLDS`` times.
    rng
        Shuffles the articles.
    """
    splitter = StratifiedKFold(N_FOLDS, shuffle=True, random_state=int(rng.integers(2**31)))
    return _numbered(splitter.split(label, label), len(label))


def grouped_folds(label: NDArray[np.str_], group: NDArray[np.str_], rng: np.random.Generator) -> Folds:
    """Folds that no group straddles, with shares of labels as even as that allows.

    A label that stands in one group only could never be learnt and tested, so its articles take no part.

    Returns
    -------
    Folds
        All -1 where fewer than two labels, or fewer than ``MIN_GROUPS`` groups, are left.
    """
    folds = np.full(len(label), -1, np.int64)
    n_groups = pd.Series(group).groupby(label).transform("nunique").to_numpy()
    taking = n_groups >= 2
    n = len(np.unique(group[taking]))
    if n < MIN_GROUPS or len(np.unique(label[taking])) < 2:
        return folds
    n_folds = min(N_FOLDS, n, int(pd.Series(label[taking]).value_counts().max()))
    splitter = StratifiedGroupKFold(n_folds, shuffle=True, random_state=int(rng.integers(2**31)))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The least populated class", UserWarning)
        folds[taking] = _numbered(splitter.split(label[taking], label[taking], group[taking]), int(taking.sum()))
    return folds


def _numbered(parts: object, n: int) -> Folds:
    folds = np.full(n, -1, np.int64)
    for number, (_, test) in enumerate(parts):  # type: ignore[arg-type, var-annotated]
        folds[test] = number
    return folds


def plan(
    label: NDArray[np.str_], groups: Mapping[str, NDArray[np.str_]], rng: np.random.Generator
) -> tuple[dict[str, Folds], list[str]]:
    """The splits that these labels allow, in the order of ``SPLITS``, and a note for each that they don't.

    Parameters
    ----------
    label
        One an article.
    groups
        For "unseen event" and, where the label is not the outlet itself, "unseen outlet": the group of each article.
    rng
        Shuffles articles and groups.
    """
    splits, notes = {"random": random_folds(label, rng)}, []
    for name in SPLITS[1:]:
        if name not in groups:
            continue
        folds = grouped_folds(label, groups[name], rng)
        if (folds >= 0).any():
            splits[name] = folds
        what = name.removeprefix("unseen ")
        if not (folds >= 0).any():
            notes.append(
                f"No {name} split: it takes {MIN_GROUPS} {what}s, and two labels that each stand in two of them."
            )
        elif (folds < 0).any():
            left_out = ", ".join(np.unique(label[folds < 0]))
            notes.append(f"Not in the {name} split, for want of a second {what}: {left_out}.")
    return splits, notes
