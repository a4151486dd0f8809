"""p from shuffling outlets within events, for any number of terms, without drawing a shuffle.

If an outlet writes like the others, then within an event its label could stand on any of the articles. What is
compared is the outlet's uses of a term with those expected from its share of each event's words::

    U = sum over the outlet's articles of (uses − words of the article · uses in the event / words in the event)

which is the numerator of the Mantel–Haenszel test. Under shuffling, U is a sum over events of sums of samples drawn
without replacement, so its variance and its third moment are known exactly. A Pearson type III distribution with these
moments (Mielke & Berry 2007, *Permutation Methods: A Distance Function Approach*, Springer, chapter 2) then gives p as
finely as a correction for tens of thousands of terms needs, where counting shuffles would need millions of them. That
whole articles are shuffled, and not words, is Mildenberger's way to judge keyness (2023, arXiv:2308.13383).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special

from bias.stats.comparable import Comparable
from bias.stats.resampling import Floats

#: Below this skewness the gamma distribution is a normal one to many digits, and computed badly.
_SYMMETRIC = 1e-3


@dataclass(frozen=True)
class Residuals:
    """What is left of each article's uses once its share of its event's is taken off, summed up over each event.

    Attributes
    ----------
    rate
        Events × terms: uses over words.
    squares, cubes
        Events × terms: sums over the event's articles of the residuals' second and third powers.
    n_articles
        Of each event.
    """

    rate: sparse.csr_array
    squares: sparse.csr_array
    cubes: sparse.csr_array
    n_articles: NDArray[np.int64]


def residuals(counts: sparse.csr_array, words: Floats, unit: NDArray[np.int64], n_units: int) -> Residuals:
    """The residuals of all articles; they do not depend on which outlet is asked about.

    Parameters
    ----------
    counts
        Articles × terms.
    words, unit
        Of each article its words and its event.
    """
    member = sparse.csr_array((np.ones(len(unit)), (unit, np.arange(len(unit)))), shape=(n_units, len(unit)))

    def by_event(power_of_uses: int, power_of_words: int) -> sparse.csr_array:
        uses = counts.power(power_of_uses)
        return sparse.csr_array(member @ sparse.diags_array(words**power_of_words) @ uses)

    n = [np.asarray(member @ words**power) for power in range(4)]
    inverse = np.divide(1.0, n[1], out=np.zeros(n_units), where=n[1] > 0)
    rate = sparse.csr_array(sparse.diags_array(inverse) @ by_event(1, 0))
    rate2, rate3 = rate.power(2), rate.power(3)
    squares = by_event(2, 0) - 2 * rate * by_event(1, 1) + sparse.diags_array(n[2]) @ rate2
    cubes = by_event(3, 0) - 3 * rate * by_event(2, 1) + 3 * rate2 * by_event(1, 2) - sparse.diags_array(n[3]) @ rate3
    return Residuals(rate, sparse.csr_array(squares), sparse.csr_array(cubes), n[0].astype(np.int64))


def shuffled_p(found: Residuals, counts: sparse.csr_array, words: Floats, chosen: Comparable, outlet: int) -> Floats:
    """Two-sided p of each term for an outlet: how often shuffling gives at least such a ``|U|``.

    It is never less than one over the ways to place the outlet's labels in the events that have the term, which is the
    least that shuffling can give; twice that where the outlet has half the articles of each of those events, since then
    every way has a mirror image.

    Parameters
    ----------
    found
        The residuals of all articles.
    counts, words
        Comparable articles × terms, and words of each of those articles.
    chosen
        Their events and outlets.
    outlet
        Number of the outlet.
    """
    own = chosen.outlet == outlet
    n_units = len(found.n_articles)
    m, total = np.bincount(chosen.unit[own], minlength=n_units), found.n_articles
    expected = np.bincount(chosen.unit[own], words[own], n_units) @ found.rate
    difference = np.asarray(counts[np.flatnonzero(own)].sum(axis=0)).ravel() - expected
    second = _ratio(m * (total - m), total * (total - 1))
    third = _ratio(m * (total - m) * (total - 2 * m), total * (total - 1) * (total - 2))
    spread = np.sqrt(np.maximum(second @ found.squares, 0.0))
    skewness = np.divide(third @ found.cubes, spread**3, out=np.zeros_like(spread), where=spread > 0)
    reach = np.abs(difference) / np.where(spread > 0, spread, 1.0)
    least = _least(m, total, (found.rate > 0).astype(np.float64))
    return np.asarray(np.maximum(two_tails(reach, skewness), least)).clip(max=1.0)


def _least(m: NDArray[np.int64], total: NDArray[np.int64], present: sparse.csr_array) -> Floats:
    ways = special.gammaln(total + 1.0) - special.gammaln(m + 1.0) - special.gammaln(total - m + 1.0)
    mirrored = ((m > 0) & (2 * m != total)).astype(np.float64) @ present == 0
    return np.asarray(np.exp(-(ways @ present)) * np.where(mirrored, 2.0, 1.0))


def _ratio(above: NDArray[np.int64], below: NDArray[np.int64]) -> Floats:
    return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)


def two_tails(reach: Floats, skewness: Floats) -> Floats:
    """Probability that a Pearson type III variable of mean 0 and variance 1 is at least so far from 0.

    Examples
    --------
    >>> two_tails(np.array([1.96, 1.96, 1.96]), np.array([0.0, 0.5, -0.5])).round(3).tolist()
    [0.05, 0.047, 0.047]
    """
    skew = np.maximum(np.abs(skewness), _SYMMETRIC)
    shape = 4 / skew**2
    above = special.gammaincc(shape, shape + reach * np.sqrt(shape))
    below = special.gammainc(shape, np.maximum(shape - reach * np.sqrt(shape), 0.0))
    normal = 2 * special.ndtr(-reach)
    return np.asarray(np.where(np.abs(skewness) < _SYMMETRIC, normal, above + below))
