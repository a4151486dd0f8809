"""Counts and shares of names, with events as clusters."""

from __future__ import annotations

import numpy as np
import pandas as pd

from bias.schema import UNKNOWN
from bias.settings import Settings
from bias.stats.naming.intervals import share_interval

#: What names are rivals in: all names of a concept that an outlet uses in one voice.
RIVALS = ["outlet_id", "concept", "voice"]


def named_by_outlets(
    uses: pd.DataFrame, articles: pd.DataFrame, events: pd.DataFrame, settings: Settings
) -> pd.DataFrame:
    """The uses with ``outlet_id``, ``event_id`` and ``published``, of known outlets' articles that are long enough.

    Copies count too: what an outlet prints is its choice.
    """
    known = articles[articles.outlet_id.notna() & (articles.outlet_id != UNKNOWN)]
    known = known.loc[known.n_words >= settings.min_words, ["article_id", "outlet_id", "published"]]
    named = uses[uses.n > 0].merge(known, on="article_id")
    return named.merge(events[["article_id", "event_id"]], on="article_id")


def shares(named: pd.DataFrame, by: list[str], confidence: float) -> pd.DataFrame:
    """A row for each name and whole: n, n_articles, n_events, share, ci_low and ci_high.

    A whole is all uses of an outlet's names of a concept in one voice, and in one value of each further column of
    `by`. A name that the outlet uses in one whole has a row in its others too, with 0 uses.

    The variance of a share ``X / M`` over n events with ``x`` uses of the name among ``m`` of all is linearised:
    ``n / (n − 1) · Σ (x − share · m)² / M²`` (Cochran 1977, *Sampling Techniques*, section 11.8).

    Parameters
    ----------
    named
        Columns ``outlet_id, concept, variant, voice, article_id, event_id, n`` and those of `by`; n above 0.
    by
        Columns that part an outlet's uses further.
    confidence
        Coverage, 0 to 1.
    """
    whole, name = [*RIVALS, *by], [*RIVALS, *by, "variant"]
    here = named.groupby([*name, "event_id"], sort=False).agg(x=("n", "sum")).reset_index()
    there = here.groupby([*whole, "event_id"], sort=False).agg(m=("x", "sum")).reset_index()
    wholes = there.assign(mm=there.m**2).groupby(whole, sort=True)
    totals = wholes.agg(uses=("m", "sum"), mm=("mm", "sum"), clusters=("m", "size")).reset_index()
    both = here.merge(there, on=[*whole, "event_id"])
    sums = both.assign(xx=both.x**2, xm=both.x * both.m).groupby(name, sort=False)
    counted = sums.agg(n=("x", "sum"), xx=("xx", "sum"), xm=("xm", "sum"), n_events=("x", "size"))
    counted["n_articles"] = named.groupby(name, sort=False).article_id.nunique()
    rivals = named[[*RIVALS, "variant"]].drop_duplicates()
    table = rivals.merge(totals, on=RIVALS).merge(counted.reset_index(), on=name, how="left")
    filled = ["n", "n_articles", "n_events", "xx", "xm"]
    table[filled] = table[filled].fillna(0).astype(np.int64)
    return _with_intervals(table, confidence).sort_values(name, kind="stable", ignore_index=True)


def _with_intervals(table: pd.DataFrame, confidence: float) -> pd.DataFrame:
    share = (table.n / table.uses).to_numpy(np.float64)
    clusters, uses = (table[column].to_numpy(np.float64) for column in ("clusters", "uses"))
    squares = (table.xx - 2 * share * table.xm + share**2 * table.mm).clip(lower=0).to_numpy(np.float64)
    variance = squares * clusters / np.maximum(clusters - 1, 1) / uses**2
    largest = uses**2 / table.mm.to_numpy(np.float64)
    low, high = share_interval(share, variance, uses, largest, clusters, confidence)
    return table.assign(share=share, ci_low=low, ci_high=high)
