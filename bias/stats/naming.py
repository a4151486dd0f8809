"""Which names an outlet gives a concept, and how sure the shares are."""

from __future__ import annotations

import numpy as np
import pandas as pd

from bias import schema
from bias.settings import Settings
from bias.stats.comparable import UNKNOWN
from bias.stats.resampling import Floats, ratio_interval


def naming(uses: pd.DataFrame, articles: pd.DataFrame, events: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The naming table: of all names that an outlet gives a concept in one voice, the share of each.

    The interval resamples events (an article that shares its event with no other is resampled alone). Wilson's
    interval, which takes each use for an independent draw, would be far too narrow: who writes "special operation"
    once in an article writes it throughout, and the articles on one event follow the same speakers. With one event
    there is no interval. Where no other name is used in any event, resampling sees no spread; the lower end is then
    the exact binomial one (Clopper & Pearson 1934) with the events as trials.

    All articles of known outlets that are long enough count, copies too: what an outlet prints is its choice.

    Parameters
    ----------
    uses
        ``article_id, concept, variant, voice, n``: how often an article uses a name, in its own voice or quoted.
    articles, events
        The tables of those names.
    settings
        For ``min_words``, ``confidence``, ``n_resamples`` and the seed.

    Examples
    --------
    >>> uses = pd.DataFrame(columns=["article_id", "concept", "variant", "voice", "n"])
    >>> naming(uses, schema.empty("articles"), schema.empty("events"), Settings()).empty
    True
    """
    known = articles[articles.outlet_id.notna() & (articles.outlet_id != UNKNOWN)]
    known = known.loc[known.n_words >= settings.min_words, ["article_id", "outlet_id"]]
    named = uses[uses.n > 0].merge(known, on="article_id").merge(events[["article_id", "event_id"]], on="article_id")
    if named.empty:
        return schema.empty("naming")
    key = ["outlet_id", "concept", "variant", "voice"]
    table = named.groupby(key, observed=True, sort=True).agg(
        n=("n", "sum"), n_articles=("article_id", "nunique"), n_events=("event_id", "nunique")
    )
    table = table.reset_index().astype({"n": np.int64, "n_articles": np.int64, "n_events": np.int64})
    table["share"] = table.n / table.groupby(["outlet_id", "concept", "voice"], observed=True).n.transform("sum")
    rng = settings.rng("naming")
    table[["ci_low", "ci_high"]] = np.nan
    for outlet, rows in table.groupby("outlet_id", observed=True):
        low, high = _intervals(rows, named[named.outlet_id == outlet], settings, rng)
        table.loc[rows.index, ["ci_low", "ci_high"]] = np.column_stack([low, high])
    return schema.check(table, "naming")


def _intervals(
    rows: pd.DataFrame, named: pd.DataFrame, settings: Settings, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Ends of the interval of each row of one outlet, 0 to 1."""
    names = pd.MultiIndex.from_frame(rows[["concept", "voice", "variant"]])
    concepts, concept = np.unique(rows.concept.astype(str) + "\0" + rows.voice.astype(str), return_inverse=True)
    event = named.event_id.factorize()[0]
    column = names.get_indexer(pd.MultiIndex.from_frame(named[["concept", "voice", "variant"]]))
    numerator = np.zeros((event.max() + 1, len(rows)))
    np.add.at(numerator, (event, column), named.n.to_numpy(np.float64))
    totals = np.zeros((len(numerator), len(concepts)))
    np.add.at(totals, (event, concept[column]), named.n.to_numpy(np.float64))
    denominator = totals[:, concept]
    low, high = ratio_interval(numerator, denominator, settings.confidence, settings.n_resamples, rng)
    n = (denominator > 0).sum(axis=0)
    unanimous = (rows.share == 1).to_numpy() & (n > 1)
    low = np.where(unanimous, ((1 - settings.confidence) / 2) ** (1 / np.maximum(n, 1)), low)
    return low.clip(0, 1), high.clip(0, 1)
