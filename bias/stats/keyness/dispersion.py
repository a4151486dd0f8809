"""How evenly the articles of an outlet use a term."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from bias.stats.resampling import Floats


def dispersion(counts: sparse.csr_array, words: Floats) -> Floats:
    """Normalised deviation of proportions of each term over articles, 0 (even) to 1 (all in the shortest article).

    ``DP`` is half the sum over articles of ``|share of the term's uses − share of the words|`` (Gries 2008,
    *International Journal of Corpus Linguistics* 13:403–437). It cannot reach 1 where there are few articles, and less
    so the fewer there are, so it is divided by its greatest value, 1 − the smallest share of the words (Lijffijt &
    Gries 2012, the same journal 17:147–149). NaN where the term is missing or there is only one article. A term that
    is rarer than articles are cannot be even.

    Parameters
    ----------
    counts
        Articles × terms.
    words
        Words of each article.

    Examples
    --------
    >>> parts = sparse.csr_array(np.array([[1.0, 0.0], [1.0, 0.0], [2.0, 1.0]]))
    >>> dispersion(parts, np.array([10.0, 10.0, 20.0])).tolist()
    [0.0, 0.6666666666666666]
    """
    uses = np.asarray(counts.sum(axis=0)).ravel()
    share = words / max(float(words.sum()), 1.0)
    most = 1 - share[share > 0].min(initial=1.0)
    # An article without the term adds its whole share of the words, so the sum runs over the stored counts alone.
    expected = np.repeat(share, np.diff(counts.indptr))
    surplus = np.abs(counts.data / uses[counts.indices] - expected) - expected
    total = 1 + np.bincount(counts.indices, weights=surplus, minlength=len(uses))
    known = (uses > 0) & (most > 0)
    return np.asarray(np.divide(total / 2, most, out=np.full(len(uses), np.nan), where=known))
