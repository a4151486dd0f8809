"""Words that an outlet uses more or less than the others do on the same events.

A word can be frequent in an outlet because of one long article. So how much more an outlet uses it is judged by words
(the log-odds ratio), but how sure that is by events: the standard error says how far the ratio would move with other
events, not with other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse, stats

from bias import schema
from bias.settings import Settings
from bias.stats.comparable import Comparable, comparable
from bias.stats.correction import benjamini_hochberg
from bias.stats.resampling import Floats

#: Terms that an outlet and the others together use less often have no row.
MIN_COUNT = 5
#: Terms of fewer articles have no row: nothing can be said of their spread.
MIN_ARTICLES = 2


def keyness(
    counts: sparse.csr_array, terms: Sequence[str], articles: pd.DataFrame, events: pd.DataFrame, settings: Settings
) -> pd.DataFrame:
    """The keyness table: for each outlet the terms of the events that it shares, the most telling first.

    With ``y`` the times a term stands in the outlet (i) and in the others (j) on the events that the outlet shares
    with them, ``n`` the uses of all their terms (words and word pairs), and a prior ``α`` for the term, ``α0`` over all
    terms::

        log_odds = ln((y_i + α) / (n_i + α0 − y_i − α)) − ln((y_j + α) / (n_j + α0 − y_j − α))
        z        = log_odds / sqrt(1 / (y_i + α) + 1 / (y_j + α))

    (Monroe, Colaresi & Quinn 2008, *Political Analysis* 16:372–403, equations 16, 19, 22). The prior is the share of
    the term in all articles of the run, times the terms of a mean article: it is worth one article.

    ``ci_low``, ``ci_high`` and ``p`` are of ``log_odds``, by Student's t with as many degrees of freedom as there are
    events but one, its standard error by the infinitesimal jackknife over events (Efron 1982, *The Jackknife, the
    Bootstrap and Other Resampling Plans*, chapter 6): the limit of resampling events, without its noise. With one
    event there are none. A term that an outlet never uses does not vary over its events, so the error is never taken
    to be less than the published one, which has it that words are drawn one by one. ``z`` is as published and only
    sorts.

    ``log_ratio`` is the binary logarithm of the ratio of relative frequencies (Hardie 2014), 0.5 standing in for a
    count of 0. ``dispersion`` is Gries' DP (2008, *International Journal of Corpus Linguistics* 13:403–437) over the
    outlet's articles: half the sum of ``|share of the term's uses − share of the words|``.

    Left out are terms without a letter, of one letter, under `MIN_COUNT` uses or in fewer than `MIN_ARTICLES`
    articles.

    Parameters
    ----------
    counts
        Articles × terms, in the order of `articles`.
    terms
        The lower-cased terms, in any order.
    articles, events
        The tables of those names.
    settings
        For ``min_words`` and ``confidence``.
    """
    chosen = comparable(articles, events, settings)
    used = sparse.csr_array(counts)[chosen.row].astype(np.float64)
    used.eliminate_zeros()
    names = np.asarray(terms, dtype=object)
    background = np.asarray(sparse.csr_array(counts).sum(axis=0), dtype=np.float64).ravel()
    if not used.nnz:
        return schema.empty("keyness")
    prior = background / background.sum() * used.sum() / len(chosen.row)
    words = _are_words(names)
    parts = [_outlet(used, chosen, outlet, prior, words) for outlet in np.unique(chosen.outlet)]
    table: pd.DataFrame = pd.concat(
        [_rows(part, names, chosen, settings.confidence) for part in parts], ignore_index=True
    )
    table["q"] = benjamini_hochberg(table.p)
    strength = table.z.abs().round(9)
    order = np.lexsort((table.term.to_numpy(dtype=object).astype(str), -strength, table.outlet_id.factorize()[0]))
    return schema.check(table.iloc[order], "keyness")


def _are_words(terms: NDArray[np.object_]) -> NDArray[np.bool_]:
    series = pd.Series(terms, dtype="str")
    return np.asarray(series.str.contains(r"[^\W\d_]") & (series.str.len() > 1), dtype=bool)


def _outlet(
    used: sparse.csr_array, chosen: Comparable, outlet: int, prior: Floats, words: NDArray[np.bool_]
) -> dict[str, NDArray[Any]]:
    """All columns of one outlet but the interval and p, and the standard error, for the terms that have a row."""
    own = chosen.outlet == outlet
    together = np.isin(chosen.unit, chosen.unit[own])
    i, j = used[own], used[together & ~own]
    n_articles = np.bincount(used[together].indices, minlength=len(prior))
    y_i, y_j = (np.asarray(part.sum(axis=0)).ravel() for part in (i, j))
    kept = np.flatnonzero(words & (y_i + y_j >= MIN_COUNT) & (n_articles >= MIN_ARTICLES))
    units, unit = np.unique(chosen.unit[together], return_inverse=True)
    by_event = [_by_event(part, unit[side], len(units)) for part, side in ((i, own[together]), (j, ~own[together]))]
    n_i, n_j = y_i.sum(), y_j.sum()
    y_i, y_j, alpha, alpha0 = y_i[kept], y_j[kept], prior[kept], prior.sum()
    odds_i, odds_j = n_i + alpha0 - y_i - alpha, n_j + alpha0 - y_j - alpha
    log_odds = np.log((y_i + alpha) / odds_i) - np.log((y_j + alpha) / odds_j)
    error = np.sqrt(1 / (y_i + alpha) + 1 / (y_j + alpha))
    slopes = np.array([1 / (y_i + alpha) + 1 / odds_i, 1 / (y_j + alpha) + 1 / odds_j, 1 / odds_i, 1 / odds_j])
    return {
        "outlet": np.full(len(kept), outlet),
        "term": kept,
        "n_target": y_i.astype(np.int64),
        "n_reference": y_j.astype(np.int64),
        "log_odds": log_odds,
        "z": log_odds / error,
        "log_ratio": np.log2(np.where(y_i, y_i, 0.5) / n_i) - np.log2(np.where(y_j, y_j, 0.5) / n_j),
        "dispersion": _dispersion(i)[kept],
        "error": np.maximum(error, _error_over_events(by_event[0], by_event[1], kept, slopes)),
        "n_events": np.full(len(kept), len(units)),
    }


def _by_event(counts: sparse.csr_array, unit: NDArray[np.int64], n_units: int) -> sparse.csr_array:
    member = sparse.csr_array((np.ones(len(unit)), (unit, np.arange(len(unit)))), shape=(n_units, len(unit)))
    return sparse.csr_array(member @ counts)


def _error_over_events(i: sparse.csr_array, j: sparse.csr_array, kept: NDArray[np.int64], slopes: Floats) -> Floats:
    """Standard error of each term's log-odds by the infinitesimal jackknife; NaN with one event.

    An event that has the term ``y_i`` and ``y_j`` times among ``n_i`` and ``n_j`` words moves the log-odds by
    ``a·y_i − b·y_j − c·n_i + d·n_j``, with the slopes ``a, b, c, d`` of the formula. Most events lack most terms, so
    the sum of squares is multiplied out, and only the stored counts are touched.

    Parameters
    ----------
    i, j
        Events × terms of the outlet and of the others.
    kept
        The terms asked for.
    slopes
        ``a, b, c, d`` × terms.
    """
    n = i.shape[0]
    if n < 2:
        return np.full(len(kept), np.nan)
    n_i, n_j = (np.asarray(side.sum(axis=1)).ravel() for side in (i, j))
    a, b, c, d = slopes
    uses = sparse.csr_array(i[:, kept] @ sparse.diags_array(a) - j[:, kept] @ sparse.diags_array(b))
    words = c**2 * (n_i @ n_i) - 2 * c * d * (n_i @ n_j) + d**2 * (n_j @ n_j)
    both = -c * (uses.T @ n_i) + d * (uses.T @ n_j)
    squares = np.asarray(uses.multiply(uses).sum(axis=0)).ravel() + 2 * both + words
    total = np.asarray(uses.sum(axis=0)).ravel() - c * n_i.sum() + d * n_j.sum()
    return np.asarray(np.sqrt(np.maximum(squares - total**2 / n, 0.0) * n / (n - 1)))


def _dispersion(counts: sparse.csr_array) -> Floats:
    """Gries' DP of each term over articles, 0 (even) to 1; NaN where the term is missing.

    An article without the term adds its whole share of the words, so the sum runs over the stored counts alone.
    """
    uses = np.asarray(counts.sum(axis=0)).ravel()
    words = np.asarray(counts.sum(axis=1)).ravel() / uses.sum()
    expected = np.repeat(words, np.diff(counts.indptr))
    surplus = np.abs(counts.data / uses[counts.indices] - expected) - expected
    total = 1 + np.bincount(counts.indices, weights=surplus, minlength=len(uses))
    return np.where(uses > 0, total / 2, np.nan)


def _rows(
    part: dict[str, NDArray[Any]], terms: NDArray[np.object_], chosen: Comparable, confidence: float
) -> pd.DataFrame:
    """The rows of one outlet, with the interval and p from the standard error over events."""
    frame = pd.DataFrame(part)
    freedom = frame.n_events.clip(lower=2) - 1
    half = stats.t.ppf((1 + confidence) / 2, freedom) * frame.error
    return frame.assign(
        outlet_id=chosen.outlets[frame.outlet],
        term=terms[frame.term],
        ci_low=frame.log_odds - half,
        ci_high=frame.log_odds + half,
        p=2 * stats.t.sf(frame.log_odds.abs() / frame.error, freedom),
    ).drop(columns=["outlet", "n_events", "error"])
