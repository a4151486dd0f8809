"""Each outlet against the others on the same events, for each feature.

Outlets choose what they report, so their plain means differ because their events do. Here an outlet is held only
against others that reported the same event, event by event; what differs then is how it was reported.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from bias import schema
from bias.settings import Settings
from bias.stats.comparable import Comparable, comparable
from bias.stats.correction import benjamini_hochberg
from bias.stats.resampling import FEWEST_RESAMPLED, Floats, ratio_interval
from bias.stats.shuffling import least_p, shuffled_p, shuffles


def contrasts(features: pd.DataFrame, articles: pd.DataFrame, events: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The contrasts table: rows over all events (``event_id`` missing), then a row for each event.

    Within an event, the articles of an outlet are averaged, then ``difference = this outlet − mean of the other
    outlets``; the row over all events has the mean of that over the outlet's events. Its interval is over events
    (`resampling.ratio_interval`), its p shuffles outlets within events (`shuffling.shuffled_p`), its q is corrected
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
    (0, 14)
    """
    chosen = comparable(articles, events, settings)
    names = [name for name in features.columns if name != "article_id"]
    if not len(chosen.row) or not names:
        return schema.empty("contrasts")
    values = features.set_index("article_id")[names].reindex(articles.article_id).to_numpy(np.float64)[chosen.row]
    cells = _cells(chosen, values)
    overall = _overall(cells, chosen, names, settings)
    overall["p"] = _p(chosen, values, settings)[np.unique(cells.outlet)].ravel()
    overall.loc[overall.n_events < 2, "p"] = np.nan
    overall = overall[overall.n_events > 0]
    overall["q"] = benjamini_hochberg(overall.p)
    table = pd.concat([overall, _each(cells, chosen, names)], ignore_index=True)
    return schema.check(table.astype({"event_id": "str"}), "contrasts")


@dataclass(frozen=True)
class _Cells:
    """An outlet in an event: cells × features, NaN where a value or somebody to compare with is missing."""

    unit: NDArray[np.int64]
    outlet: NDArray[np.int64]
    n_articles: NDArray[np.int64]
    mean: Floats
    others: Floats
    spread: Floats

    @property
    def difference(self) -> Floats:
        return self.mean - self.others


def _cells(chosen: Comparable, values: Floats) -> _Cells:
    """Means of each outlet in each event and of the others there; `spread` is one number a feature."""
    starts = np.flatnonzero(np.diff(chosen.unit, prepend=-1) | np.diff(chosen.outlet, prepend=-1))
    unit, outlet = chosen.unit[starts], chosen.outlet[starts]
    n = np.add.reduceat(~np.isnan(values), starts, axis=0, dtype=np.int64)
    mean = _ratio(np.add.reduceat(np.nan_to_num(values), starts, axis=0), n)
    heads = np.flatnonzero(np.diff(unit, prepend=-1))
    in_unit = np.cumsum(np.diff(unit, prepend=-1) != 0) - 1
    total = np.add.reduceat(np.nan_to_num(mean), heads, axis=0)
    n_outlets = np.add.reduceat(n > 0, heads, axis=0, dtype=np.int64)
    others = _ratio(total[in_unit] - np.nan_to_num(mean), n_outlets[in_unit] - (n > 0))
    mean, others = np.where(np.isnan(others), np.nan, mean), np.where(np.isnan(mean), np.nan, others)
    around = mean - _ratio(total, n_outlets)[in_unit]
    free = np.maximum(n_outlets - 1, 0).sum(axis=0)
    spread = np.sqrt(_ratio(np.nansum(around**2, axis=0), free))
    return _Cells(unit, outlet, np.where(np.isnan(mean), 0, n), mean, others, spread)


def _ratio(total: Floats, n: NDArray[np.int64]) -> Floats:
    return np.asarray(np.divide(total, n, out=np.full(total.shape, np.nan), where=n > 0))


def _overall(cells: _Cells, chosen: Comparable, names: list[str], settings: Settings) -> pd.DataFrame:
    """A row for each outlet and feature, in that order, without p."""
    rng = settings.rng("contrasts")
    parts = [_outlet(cells, outlet, settings, rng) for outlet in np.unique(cells.outlet)]
    table = pd.concat(parts, ignore_index=True)
    table["outlet_id"] = np.repeat(chosen.outlets[np.unique(cells.outlet)], len(names))
    table["feature"] = np.tile(np.array(names, dtype=object), len(parts))
    table["event_id"] = None
    table["method"] = _methods(table.n_events.to_numpy(), chosen.by)
    return table


def _outlet(cells: _Cells, outlet: int, settings: Settings, rng: np.random.Generator) -> pd.DataFrame:
    """The numbers of one outlet over all its events, a row for each feature."""
    own = cells.outlet == outlet
    each = cells.difference[own]
    compared = np.isfinite(each)
    n = compared.sum(axis=0)
    mean, others = (_ratio(np.nansum(part[own], axis=0), n) for part in (cells.mean, cells.others))
    low, high = ratio_interval(
        np.nan_to_num(each), compared.astype(np.float64), settings.confidence, settings.n_resamples, rng
    )
    difference = mean - others
    known = (n > 1) & (cells.spread > 0)
    return pd.DataFrame(
        {
            "n_articles": cells.n_articles[own].sum(axis=0),
            "n_events": n,
            "mean": mean,
            "others_mean": others,
            "difference": difference,
            "ci_low": low,
            "ci_high": high,
            "effect": np.divide(difference, cells.spread, out=np.full(len(n), np.nan), where=known),
        }
    )


def _methods(n: NDArray[np.int64], by: str) -> list[str]:
    """For each number of events or topics, how the interval was made, or why there is none."""
    suffix = ", by topic" if by == "topic" else ""
    known = (
        f"not enough data: one {by}{suffix}",
        f"Student's t over {by}s: too few to resample{suffix}",
        f"bootstrap of {by}s, expanded percentile{suffix}",
    )
    return [known[int(count > 1) + int(count >= FEWEST_RESAMPLED)] for count in n]


def _p(chosen: Comparable, values: Floats, settings: Settings) -> Floats:
    """Outlets × features. Features that miss the same articles are shuffled together."""
    p = np.full((len(chosen.outlets), values.shape[1]), np.nan)
    present = ~np.isnan(values)
    orders = shuffles(chosen.unit, settings.n_resamples, settings.rng("contrasts shuffles"))
    patterns, pattern = np.unique(present, axis=1, return_inverse=True)
    place = np.arange(len(chosen.row))
    for number, mask in enumerate(patterns.T):
        kept = np.isin(place, _rows_where(chosen, mask))
        if kept.any():
            columns = np.flatnonzero(pattern == number)
            within = _restricted(orders, kept)
            contrast = _contrast(chosen.unit[kept], chosen.outlet[kept], len(chosen.outlets))
            least = least_p(chosen.unit[kept], chosen.outlet[kept], len(chosen.outlets))
            p[:, columns] = np.maximum(shuffled_p(contrast, values[np.ix_(kept, columns)], within), least[:, None])
    return p


def _restricted(orders: NDArray[np.int32], kept: NDArray[np.bool_]) -> NDArray[np.int32]:
    """The orders of the kept articles alone, by their new numbers: still every order equally likely."""
    if kept.all():
        return orders
    renumbered = (np.cumsum(kept) - 1).astype(np.int32)
    return renumbered[orders[kept[orders]]].reshape(len(orders), -1)


def _rows_where(chosen: Comparable, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Places of the articles that can be compared when only those of the mask have a value."""
    numbered = Comparable(
        np.arange(len(chosen.row)), chosen.unit, chosen.outlet, chosen.units, chosen.outlets, chosen.by
    )
    return numbered.where(mask).row


def _contrast(unit: NDArray[np.int64], outlet: NDArray[np.int64], n_outlets: int) -> sparse.csr_array:
    """Outlets × articles: the weight of each article in each outlet's mean difference.

    With k outlets in an event, ``difference = k / (k − 1) · own mean − sum of all means / (k − 1)``.
    """
    starts = np.flatnonzero(np.diff(unit, prepend=-1) | np.diff(outlet, prepend=-1))
    cell = np.cumsum(np.isin(np.arange(len(unit)), starts)) - 1
    share = 1 / np.bincount(cell)[cell]
    k = np.bincount(unit[starts])
    n_events = np.bincount(outlet[starts], minlength=n_outlets)
    article = np.arange(len(unit))
    means = sparse.csr_array((share, (unit, article)), shape=(len(k), len(unit)))
    own = sparse.csr_array((share * k[unit] / (k[unit] - 1), (outlet, article)), shape=(n_outlets, len(unit)))
    events = sparse.csr_array((1 / (k[unit[starts]] - 1), (outlet[starts], unit[starts])), shape=(n_outlets, len(k)))
    scale = sparse.diags_array(1 / np.maximum(n_events, 1))
    return sparse.csr_array(scale @ (own - events @ means))


def _each(cells: _Cells, chosen: Comparable, names: list[str]) -> pd.DataFrame:
    """A row for each outlet, feature and event where there is a difference; one event has no interval and no p."""
    difference = cells.difference
    cell, feature = np.nonzero(np.isfinite(difference))
    order = np.lexsort((cells.unit[cell], feature, cells.outlet[cell]))
    cell, feature = cell[order], feature[order]
    n = len(cell)
    return pd.DataFrame(
        {
            "outlet_id": chosen.outlets[cells.outlet[cell]],
            "feature": np.array(names, dtype=object)[feature],
            "event_id": chosen.units[cells.unit[cell]],
            "n_articles": cells.n_articles[cell, feature],
            "n_events": np.ones(n, dtype=np.int64),
            "mean": cells.mean[cell, feature],
            "others_mean": cells.others[cell, feature],
            "difference": difference[cell, feature],
            "method": _methods(np.array([1]), chosen.by) * n,
        }
    ).reindex(columns=[column.name for column in schema.table("contrasts").columns])
