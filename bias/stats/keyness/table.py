"""The keyness table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from bias import schema
from bias.settings import Settings
from bias.stats.comparable import Comparable, comparable
from bias.stats.correction import benjamini_hochberg
from bias.stats.keyness.dispersion import dispersion
from bias.stats.keyness.odds import odds
from bias.stats.keyness.phrases import explained, within
from bias.stats.keyness.sides import sides
from bias.stats.keyness.significance import Residuals, residuals, shuffled_p
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
    with them, ``n`` their words, and a prior ``α`` for the term, ``α0`` for all words::

        log_odds = ln((y_i + α) / (n_i + α0 − y_i − α)) − ln((y_j + α) / (n_j + α0 − y_j − α))
        z        = log_odds / sqrt(1 / (y_i + α) + 1 / (y_j + α))

    (Monroe, Colaresi & Quinn 2008, *Political Analysis* 16:372–403, equations 16, 19, 22). The prior is the term's
    uses per word in all articles of the run, times the words of a mean article: it is worth one article. Each ``y`` is
    weighted so that both sides have the same mix of events (``sides``); where each outlet has the same share of every
    event, that is the plain count. ``z`` only sorts, for it takes words as drawn one by one.

    ``log_ratio`` is the binary logarithm of the ratio of relative frequencies (Hardie 2014), 0.5 standing in for a
    count of 0. The intervals of both are by Student's t, their standard error by the infinitesimal jackknife over
    events (Efron 1982, *The Jackknife, the Bootstrap and Other Resampling Plans*, chapter 6): the limit of resampling
    events, without its noise. A term that an outlet never uses does not vary over its events, so the error is never
    taken to be less than that for independent words, the published one for ``log_odds`` and Katz's for ``log_ratio``
    (Katz et al. 1978, *Biometrics* 34:469–474). ``p`` shuffles outlets within events (``significance``). With one
    event there are neither.

    Left out are terms without a letter, of one letter, under `MIN_COUNT` uses or in fewer than `MIN_ARTICLES`
    articles, and those that a longer phrase explains (``phrases``).

    Parameters
    ----------
    counts
        Articles × terms, in the order of `articles`.
    terms
        The lower-cased terms, in any order; those with a space are phrases.
    articles, events
        The tables of those names.
    settings
        For ``min_words``, ``copies``, ``confidence``, and ``words``: whose words `counts` are.
    """
    chosen = comparable(articles, events, settings)
    compared = _compare(sparse.csr_array(counts), np.asarray(terms, dtype=object), chosen)
    parts = [_outlet(compared, outlet, settings.confidence) for outlet in np.unique(chosen.outlet)]
    if not sum(map(len, parts)):
        return schema.empty("keyness")
    table: pd.DataFrame = pd.concat([part for part in parts if len(part)], ignore_index=True)
    table["voice"] = str(settings.words)
    table["q"] = benjamini_hochberg(table.p)
    strength = table.z.abs().round(9)
    order = np.lexsort((table.term.to_numpy(dtype=object).astype(str), -strength, table.outlet_id.factorize()[0]))
    return schema.check(table.iloc[order], "keyness")


@dataclass(frozen=True)
class _Compared:
    """What is the same for every outlet: comparable articles × candidate terms, and what goes with them."""

    counts: sparse.csr_array
    words: Floats
    chosen: Comparable
    terms: NDArray[np.object_]
    prior: Floats
    pairs: NDArray[np.int64]
    residuals: Residuals


def _compare(counts: sparse.csr_array, terms: NDArray[np.object_], chosen: Comparable) -> _Compared:
    """Only the terms that can have a row with any outlet are looked at further."""
    series = pd.Series(terms, dtype="str")
    single = ~series.str.contains(" ", regex=False).to_numpy(dtype=bool)
    used = counts[chosen.row].astype(np.float64)
    used.eliminate_zeros()
    uses, n_articles = np.asarray(used.sum(axis=0)).ravel(), np.bincount(used.indices, minlength=len(terms))
    is_word = np.asarray(series.str.contains(r"[^\W\d_]") & (series.str.len() > 1), dtype=bool)
    kept = np.flatnonzero(is_word & (uses >= MIN_COUNT) & (n_articles >= MIN_ARTICLES))
    words = np.asarray(used[:, np.flatnonzero(single)].sum(axis=1), dtype=np.float64).ravel()
    background = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    mean_words = words.sum() / max(len(words), 1)
    prior = np.append(background[kept] / max(background[single].sum(), 1.0), 1.0) * mean_words
    few = sparse.csr_array(used[:, kept])
    summed = residuals(few, words, chosen.unit, len(chosen.units))
    return _Compared(few, words, chosen, terms[kept], prior, within(terms[kept]), summed)


def _outlet(compared: _Compared, outlet: int, confidence: float) -> pd.DataFrame:
    """The rows of one outlet, in the order of the terms, without q."""
    chosen = compared.chosen
    i, j, n_events = sides(compared.counts, compared.words, chosen, outlet)
    if not i.event_words.any():
        return pd.DataFrame()
    raw_i, raw_j = i.raw, j.raw
    n_articles = [np.bincount(side.articles.indices, minlength=len(compared.terms)) for side in (i, j)]
    row = (raw_i + raw_j >= MIN_COUNT) & (sum(n_articles) >= MIN_ARTICLES)
    row &= ~explained(compared.pairs, row, raw_i, raw_j)
    kept = np.flatnonzero(row)
    p = shuffled_p(compared.residuals, compared.counts, compared.words, chosen, outlet)
    found = odds(i, j, kept, np.append(compared.prior[kept], compared.prior[-1]), confidence)
    name = chosen.outlets[outlet]
    return pd.DataFrame(
        {
            "outlet_id": name,
            "term": compared.terms[kept],
            "direction": np.array([f"{how} {name}" for how in ("less in", "as much in", "more in")])[
                np.sign(found["log_odds"].round(9)).astype(np.int64) + 1
            ],
            "n_target": raw_i[kept].astype(np.int64),
            "n_reference": raw_j[kept].astype(np.int64),
            "n_articles": n_articles[0][kept],
            "n_events": n_events,
            **found,
            "dispersion": dispersion(i.articles, i.words)[kept],
            "p": p[kept] if n_events > 1 else np.nan,
        }
    )
