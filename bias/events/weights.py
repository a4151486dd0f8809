"""How much each word of an article says about what it reports.

Plain inverse document frequency fails in four ways that matter here. In a handful of pasted articles the very words
that make them one event stand in all of them, so their weight would be 0; a prior on how common a word is anywhere
mends that. So it is in a corpus most of which is about one event, however large it is: there the prior bounds how
common a word may count. An outlet's own turns of phrase make its articles look alike whatever they report; words that
it writes in more of its articles than others do are discounted. And a word that only one article has can never agree
with another report, yet lowers every cosine; the larger the corpus, the less it counts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

#: Articles that the prior on a word's commonness is worth. Anywhere from 5 to 60 serves alike.
PRIOR_ARTICLES = 20.0
#: Times its prior share that a word may count as common at most. Chosen on BASIL and on simulated corpora of one event:
#: the lower, the larger a part of a corpus one event may be before it falls apart, and the sooner undated events of one
#: story are joined (at 3.5 and the same cut, F1 on BASIL without dates is 0.969, at 4 it is 0.980).
MOST_COMMON = 4.0
#: Corpus size at which a word of one article alone counts half.
SINGLE_HALF = 50.0
#: Articles of an outlet that the doubt about its habits is worth.
STYLE_PRIOR = 2.0


def prior_share(terms: Sequence[str]) -> NDArray[np.float64]:
    """Share of articles that hold a word, guessed from its length alone, 0.05 to 0.8.

    In most languages the words of every text are short. Over 5,000 English articles the share of articles that hold
    a running word is 0.74 for words of up to three letters, then about halves with each letter (0.42, 0.20, 0.10,
    0.08), which ``0.8 · 2^−(letters − 3)`` follows. A list of stop words does no better and serves one language.
    Words with a digit count as rare.

    Examples
    --------
    >>> prior_share(["the", "said", "ceasefire", "640"]).tolist()
    [0.8, 0.4, 0.05, 0.05]
    """
    words = pd.Series(list(terms), dtype="str")
    letters = words.str.len().to_numpy(dtype=np.float64)
    share = np.maximum(0.05, 0.8 * 2.0 ** -np.maximum(0.0, letters - 3))
    return np.where(words.str.contains(r"\d").to_numpy(dtype=bool), 0.05, share)


def event_weights(counts: sparse.csr_array, prior: NDArray[np.float64], outlets: pd.Series) -> sparse.csr_array:
    """Rows of length 1 whose dot product says how far two articles report the same thing.

    The weight of a term in an article is ``(1 + ln tf) · −ln share · style``, where ``share`` is
    ``(df + m · prior) / (n + m)`` with ``m`` for `PRIOR_ARTICLES`, or ``MOST_COMMON · prior`` where that is less; and
    ``style = 1 − max(0, (df_outlet − 1) / (n_outlet − 1 + p) − df_others / (n_others + p))`` with ``p`` for
    `STYLE_PRIOR` is the discount for words that the article's outlet writes anyway, and others do not. A term of one
    article alone is multiplied by ``50 / (50 + n)``.

    Parameters
    ----------
    counts
        Articles × terms.
    prior
        For each term, `prior_share`.
    outlets
        For each article, its outlet; a missing one has no habits.
    """
    n = counts.shape[0]
    df = np.bincount(counts.indices, minlength=counts.shape[1])
    share = np.minimum((df + PRIOR_ARTICLES * prior) / (n + PRIOR_ARTICLES), MOST_COMMON * prior)
    idf = np.maximum(0.0, -np.log(share))
    idf[df < 2] *= SINGLE_HALF / (SINGLE_HALF + n)
    return _unit_rows(counts, (1 + np.log(counts.data)) * idf[counts.indices] * _style(counts, outlets))


def topic_weights(counts: sparse.csr_array, prior: NDArray[np.float64]) -> sparse.csr_array:
    """Rows of length 1 whose dot product says how far two articles are about the same matter.

    As `event_weights`, but a word weighs what it would in any corpus, ``−ln prior``: what all articles share is just
    what makes them one topic.
    """
    return _unit_rows(counts, (1 + np.log(counts.data)) * -np.log(prior)[counts.indices])


def _style(counts: sparse.csr_array, outlets: pd.Series) -> NDArray[np.float64]:
    """For each stored count, the discount for a word that the outlet writes in more of its articles than others do."""
    codes = outlets.factorize()[0]
    style = np.ones(counts.nnz)
    row = np.repeat(codes, np.diff(counts.indptr))
    order = np.argsort(row, kind="stable")
    begins = np.searchsorted(row[order], np.arange(codes.max(initial=-1) + 2))
    n_holding, df = np.zeros(counts.shape[1]), np.bincount(counts.indices, minlength=counts.shape[1])
    for outlet, n_articles in enumerate(np.bincount(codes[codes >= 0])):
        cells = order[begins[outlet] : begins[outlet + 1]]
        words = counts.indices[cells]
        np.add.at(n_holding, words, 1.0)
        here = (n_holding[words] - 1) / (n_articles - 1 + STYLE_PRIOR)
        elsewhere = (df[words] - n_holding[words]) / (len(codes) - n_articles + STYLE_PRIOR)
        style[cells] = 1.0 - np.maximum(0.0, here - elsewhere)
        n_holding[words] = 0.0
    return style


def _unit_rows(counts: sparse.csr_array, values: NDArray[np.float64]) -> sparse.csr_array:
    row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    length = np.sqrt(np.bincount(row, weights=values**2, minlength=counts.shape[0]))
    values = values / np.where(length > 0, length, 1.0)[row]
    weighted = sparse.csr_array((values, counts.indices, counts.indptr), shape=counts.shape)
    weighted.eliminate_zeros()
    return weighted
