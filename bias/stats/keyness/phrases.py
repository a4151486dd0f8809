"""Terms that a longer phrase explains: nearly all their uses are within it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias.stats.resampling import Floats

#: Share of a term's uses, in the outlet and in the others, that a longer phrase must hold to stand for the term.
EXPLAINED = 0.9


def within(terms: NDArray[np.object_]) -> NDArray[np.int64]:
    """Pairs of terms, of which the second is the first with a word more, before or behind it; pairs × 2.

    Parameters
    ----------
    terms
        Words, and phrases with a space between their words.

    Examples
    --------
    >>> within(np.array(["deal", "truce", "truce deal", "truce deal talks"], dtype=object)).tolist()
    [[1, 2], [2, 3], [0, 2]]
    """
    index = pd.Index(terms, dtype=object)
    phrases = np.array([at for at, term in enumerate(terms) if " " in term], dtype=np.int64)
    head = pd.Index([terms[at].rpartition(" ")[0] for at in phrases], dtype=object)
    tail = pd.Index([terms[at].partition(" ")[2] for at in phrases], dtype=object)
    pairs = np.concatenate([np.column_stack([index.get_indexer(part), phrases]) for part in (head, tail)])
    return np.asarray(pairs[pairs[:, 0] >= 0], dtype=np.int64)


def explained(pairs: NDArray[np.int64], kept: NDArray[np.bool_], *uses: Floats) -> NDArray[np.bool_]:
    """Which terms a longer phrase explains.

    "Ceasefire deal" need not stand beside "ceasefire deal talks" if it hardly occurs otherwise: the longer phrase says
    the same and more. That is what corpus linguists call substring reduction (Altenberg & Eeg-Olofsson 1990, in Aarts
    & Meijs (eds.), *Theory and Practice in Corpus Linguistics*, 1–26), by a share and not by subtraction, so that a
    row's counts stay those of the texts. The share must be reached in the outlet and in the others, each by itself:
    what one side only says within the phrase and the other mostly without it is a difference that must be seen.

    Parameters
    ----------
    pairs
        What ``within`` gives.
    kept
        Terms that can stand for others.
    uses
        Uses of each term, by the outlet and by the others.
    """
    short, long = pairs.T
    enough = kept[long].copy()
    for side in uses:
        enough &= side[long] >= EXPLAINED * side[short]
    held = np.zeros(len(kept), dtype=bool)
    held[short[enough]] = True
    return held
