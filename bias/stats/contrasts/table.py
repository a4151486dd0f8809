"""Each outlet against the others on the same events, for each feature.

Outlets choose what they report, so their plain means differ because their events do. Here an outlet is held only
against others that reported the same event, event by event; what differs then is how it was reported.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from bias import schema
from bias.settings import Settings
from bias.stats.comparable import Comparable, comparable
from bias.stats.contrasts.cells import Cells, cells, ratio
from bias.stats.contrasts.effect import Spread, spread, standardised
from bias.stats.contrasts.shuffling import larger_p
from bias.stats.correction import benjamini_hochberg
from bias.stats.resampling import FEWEST_RESAMPLED, mean_interval


def contrasts(features: pd.DataFrame, articles: pd.DataFrame, events: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The contrasts table: rows over all events (``event_id`` missing), then a row for each event.

    Within an event, the articles of an outlet are averaged, then ``difference = this outlet − mean of the other
    outlets``; the row over all events has the mean of that over the outlet's events. Its interval is over events
    (`resampling.mean_interval`), its p shuffles outlets within events (`shuffling.larger_p`), its q is corrected
    over all rows that have a p. With one event there is no interval, no p and no effect, and ``method`` says so.

    ``effect`` is the difference over the pooled standard deviation of outlets' means within events, as a standardised
    mean difference (Cohen 1988): 0.2 is small, 0.5 medium, 0.8 large.

    Where no event has two outlets, topics are compared instead: ``event_id`` then holds the topic, and ``method``
    ends in "by topic".

    Parameters
    ----------
    features
        ``article_id`` and a float column for each feature; NaN where it cannot be measured.
    articles, events
        The tables of those names.
    settings
        For ``min_words``, ``confidence``, ``n_resamples`` (also the number of shuffles) and the seed.

    Examples
    --------
    >>> contrasts(schema.empty("features"), schema.empty("articles"), schema.empty("events"), Settings()).shape
    (0, 16)
    """
    articles = articles.sort_values("article_id", ignore_index=True)
    chosen = comparable(articles, events, settings)
    names = [name for name in features.columns if name != "article_id"]
    if not len(chosen.row) or not names:
        return schema.empty("contrasts")
    values = features.set_index("article_id")[names].reindex(articles.article_id).to_numpy(np.float64)[chosen.row]
    found = cells(chosen, values)
    overall = _overall(found, chosen, names, settings)
    rng = settings.rng("contrasts shuffles")
    p = larger_p(chosen.unit, chosen.outlet, values, settings.n_resamples, rng)
    overall["p"] = np.where(overall.n_events > 1, p[np.unique(found.outlet)].ravel(), np.nan)
    overall = overall[overall.n_events > 0]
    overall["q"] = benjamini_hochberg(overall.p)
    table = pd.concat([overall, _each(found, chosen, names)], ignore_index=True)
    return schema.check(table.astype({"event_id": "str"}), "contrasts")


def _overall(found: Cells, chosen: Comparable, names: list[str], settings: Settings) -> pd.DataFrame:
    """A row for each outlet and feature, in that order, without p."""
    rng, scale = settings.rng("contrasts"), spread(found.squares, found.free)
    parts = [_outlet(found, found.outlet == outlet, scale, settings, rng) for outlet in np.unique(found.outlet)]
    table = pd.concat(parts, ignore_index=True)
    table["outlet_id"] = np.repeat(chosen.outlets[np.unique(found.outlet)], len(names))
    table["feature"] = np.tile(np.array(names, dtype=object), len(parts))
    table["event_id"] = None
    table["method"] = _methods(table.n_events.to_numpy(), chosen.by)
    return table


def _outlet(
    found: Cells, own: NDArray[np.bool_], scale: Spread, settings: Settings, rng: np.random.Generator
) -> pd.DataFrame:
    """The numbers of one outlet over all its events, a row for each feature."""
    each = found.difference[own]
    n = np.isfinite(each).sum(axis=0)
    mean, others = (ratio(np.nansum(part[own], axis=0), n) for part in (found.mean, found.others))
    low, high = mean_interval(each, settings.confidence, settings.n_resamples, rng)
    quantile = stats.t.ppf((1 + settings.confidence) / 2, np.maximum(n - 1, 1))
    correlation = np.sign(mean - others) * scale.moves_with(each, np.isin(found.units, found.unit[own]))
    effect = standardised(mean - others, (high - low) / 2, scale, quantile, correlation)
    return pd.DataFrame(
        {
            "n_articles": found.n_articles[own].sum(axis=0),
            "n_events": n,
            "mean": mean,
            "others_mean": others,
            "difference": mean - others,
            "ci_low": low,
            "ci_high": high,
        }
        | dict(zip(("effect", "effect_low", "effect_high"), effect, strict=True))
    )


def _methods(n: NDArray[np.int64], by: str) -> list[str]:
    """For each number of events or topics, how the interval was made, or why there is none."""
    suffix = ", by topic" if by == "topic" else ""
    known = (
        f"not enough data: one {by}{suffix}",
        f"Student's t over {by}s: too few to resample{suffix}",
        f"studentised bootstrap of {by}s{suffix}",
    )
    return [known[int(count > 1) + int(count >= FEWEST_RESAMPLED)] for count in n]


def _each(found: Cells, chosen: Comparable, names: list[str]) -> pd.DataFrame:
    """A row for each outlet, feature and event where there is a difference; one event has no interval and no p."""
    difference = found.difference
    cell, feature = np.nonzero(np.isfinite(difference))
    order = np.lexsort((found.unit[cell], feature, found.outlet[cell]))
    cell, feature = cell[order], feature[order]
    n = len(cell)
    return pd.DataFrame(
        {
            "outlet_id": chosen.outlets[found.outlet[cell]],
            "feature": np.array(names, dtype=object)[feature],
            "event_id": chosen.units[found.unit[cell]],
            "n_articles": found.n_articles[cell, feature],
            "n_events": np.ones(n, dtype=np.int64),
            "mean": found.mean[cell, feature],
            "others_mean": found.others[cell, feature],
            "difference": difference[cell, feature],
            "method": _methods(np.array([1]), chosen.by) * n,
        }
    ).reindex(columns=[column.name for column in schema.table("contrasts").columns])
