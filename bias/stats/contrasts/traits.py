"""Outlets that share a trait against those that do not, on the same events.

What is asked is how outlets of a kind differ from outlets of other kinds, so outlets, not events or articles, are what
there are few or many of. Three outlets are three, though each has a thousand articles. So the comparison goes in steps:

1. within each event, each outlet's mean;
2. from all events, each outlet's level, as if all had reported the same events (`levels`), so that no outlet
   is called different because of what it reports or of who else reports it;
3. the mean level of the outlets with the trait less that of the others, each outlet once.

The interval is Student's with the outlets as its n and one variance for both sides: few outlets allow no more, and
resampling so few would make it too narrow. It covers also what a single outlet has. p is the share of all ways to hand
the trait to as many whole outlets that make a difference as large (10,000 random ways where there are more). Where
even the largest difference could not bring p to 0.05 there is no p: such a test can find nothing, and would only burden
the correction of the others (Tarone 1990, *Biometrics* 46:515–522).

In simulations without a difference (6 to 20 outlets, one to six of them with the trait, each in 15 to 80 % of 40
events) 95 % intervals cover 0 in 94.6 to 95.1 % of 6,000 cases each, and p, where there is one, is 0.05 or less in 4.8
to 5.3 % (``python -m tests.benchmarks.coverage``).

Such outlets differ in more than the trait: this is a description, not an effect of ownership or country.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from bias import schema
from bias.settings import Settings
from bias.stats.comparable import Comparable, comparable
from bias.stats.contrasts.cells import Cells, cells
from bias.stats.contrasts.effect import spread, standardised
from bias.stats.contrasts.levels import levels
from bias.stats.correction import benjamini_hochberg
from bias.stats.resampling import Floats

TRAITS = ("control", "country", "side")
_MOST = 10_000
#: A test whose least possible p is above this is not made.
_LEAST_P = 0.05


def group_contrasts(
    features: pd.DataFrame, articles: pd.DataFrame, events: pd.DataFrame, outlets: pd.DataFrame, settings: Settings
) -> pd.DataFrame:
    """The table of that name: for each value of control, country and side, the outlets that have it against the rest.

    An outlet whose trait is not known is left out. A cell of ``side`` holds an entry for each conflict; an outlet is
    compared with those whose side in the same conflict is another one. A trait that has the same value for all outlets
    has no rows, nor has a value whose outlets no chain of shared events ties to others.

    ``n_events`` are the events that outlets of both sides report, ``n_articles`` those of the outlets with the value
    there. With fewer than two of them there is no interval, no p and no effect. ``effect`` is the difference in
    standard deviations of outlets' means within events (`effect.standardised`).

    Parameters
    ----------
    features, articles, events, outlets
        The tables of those names.
    settings
        For ``min_words``, ``copies``, ``confidence`` and the seed.

    Examples
    --------
    >>> tables = (schema.empty(name) for name in ("features", "articles", "events", "outlets"))
    >>> group_contrasts(*tables, Settings()).shape
    (0, 18)
    """
    articles = articles.sort_values("article_id", ignore_index=True)
    chosen = comparable(articles, events, settings)
    names = [name for name in features.columns if name != "article_id"]
    if not len(chosen.row) or not names:
        return schema.empty("group_contrasts")
    values = features.set_index("article_id")[names].reindex(articles.article_id).to_numpy(np.float64)
    parts = []
    for trait, held in _families(outlets, chosen.outlets):
        part = chosen.where(np.isin(chosen.outlet, np.flatnonzero(held.any(axis=1))))
        if held.shape[1] > 1 and len(part.row):
            rows = _family(part, values[part.row], held, settings)
            parts.append(rows.assign(trait=trait, feature=np.tile(np.array(names, dtype=object), held.shape[1])))
    table = pd.concat(parts, ignore_index=True) if parts else schema.empty("group_contrasts")
    table = table[(table.n_outlets > 0) & (table.n_others > 0)].reset_index(drop=True)
    if table.empty:
        return schema.empty("group_contrasts")
    table["q"] = benjamini_hochberg(table.p)
    columns = [column.name for column in schema.table("group_contrasts").columns]
    return schema.check(table[columns], "group_contrasts")


def _families(outlets: pd.DataFrame, ids: NDArray[np.object_]) -> Iterator[tuple[str, pd.DataFrame]]:
    """For each trait, or conflict, who has which value: outlets × values, in the order of the ids."""
    known = outlets.set_index("outlet_id").reindex(ids)
    for trait in TRAITS:
        entries = known[trait].dropna().astype("str").str.split(r"\s*;\s*", regex=True).explode()
        entries = entries[entries != ""]
        conflict = entries.where(entries.str.contains(": "), "").str.split(": ", n=1).str[0]
        for _, part in entries.groupby(conflict):
            held = pd.crosstab(part.index.to_numpy(), part.to_numpy()).astype(bool)
            yield trait, held.reindex(ids, fill_value=False)


@dataclass(frozen=True)
class _Sides:
    """The outlets with a value and the others, for each feature only those that could be placed."""

    member: NDArray[np.bool_]
    level: Floats

    @property
    def own(self) -> NDArray[np.bool_]:
        """Outlets × features: those with the value."""
        return np.isfinite(self.level) & self.member[:, None]

    @property
    def others(self) -> NDArray[np.bool_]:
        """Outlets × features: those without."""
        return np.isfinite(self.level) & ~self.member[:, None]


def _family(part: Comparable, values: Floats, held: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Rows of all values of one trait: values × features."""
    found = cells(part, values)
    level = levels(found, len(part.outlets))
    level[~held.any(axis=1).to_numpy()] = np.nan
    parts = []
    for value in held.columns:
        sides = _Sides(held[value].to_numpy(), level)
        parts.append(_numbers(found, sides, part.by, settings).assign(value=value))
    return pd.concat(parts, ignore_index=True)


def _numbers(found: Cells, sides: _Sides, by: str, settings: Settings) -> pd.DataFrame:
    """A row for each feature."""
    n, n_others = sides.own.sum(axis=0), sides.others.sum(axis=0)
    mean, others = _mean(sides.level, sides.own), _mean(sides.level, sides.others)
    difference, free = mean - others, n + n_others - 2
    around = np.nan_to_num(sides.level - np.where(sides.own, mean, others))
    n_articles, n_events = _met(found, sides)
    known = (n > 0) & (n_others > 0) & (free > 0) & (n_events > 1)
    variance = (around**2).sum(axis=0) / np.maximum(free, 1)
    quantile = stats.t.ppf((1 + settings.confidence) / 2, np.maximum(free, 1))
    half = quantile * np.sqrt(variance * (1 / np.maximum(n, 1) + 1 / np.maximum(n_others, 1)))
    half = np.where(known, half, np.nan)
    effect = standardised(np.where(n_events > 1, difference, np.nan), half, spread(found.squares, found.free), quantile)
    p, how = _p(sides, settings.rng("group contrasts"))
    suffix = ", by topic" if by == "topic" else ""
    return pd.DataFrame(
        {
            "n_outlets": n,
            "n_others": n_others,
            "n_articles": n_articles,
            "n_events": n_events,
            "mean": mean,
            "others_mean": others,
            "difference": difference,
            "ci_low": difference - half,
            "ci_high": difference + half,
            "p": np.where(n_events > 1, p, np.nan),
            "method": [
                (f"Student's t over outlets; {text}" if some else f"not enough data: {lack}") + suffix
                for some, text, lack in zip(known, how, _lacking(n_events, by), strict=True)
            ],
        }
        | dict(zip(("effect", "effect_low", "effect_high"), effect, strict=True))
    )


def _lacking(n_events: NDArray[np.int64], by: str) -> list[str]:
    """What there is too little of, where something is."""
    return [("two outlets" if n > 1 else f"{n} {by}{'s' * (n != 1)}") for n in n_events.tolist()]


def _mean(level: Floats, chosen: NDArray[np.bool_]) -> Floats:
    n = chosen.sum(axis=0)
    total = np.where(chosen, level, 0.0).sum(axis=0)
    return np.asarray(np.divide(total, n, out=np.full(len(n), np.nan), where=n > 0))


def _met(found: Cells, sides: _Sides) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Articles of the outlets with the value in events that both sides report, and how many events those are."""
    event = np.searchsorted(found.units, found.unit)
    present = np.asarray(found.n_articles > 0)
    own, others = present & sides.own[found.outlet], present & sides.others[found.outlet]
    both = np.zeros((len(found.units), present.shape[1], 2), dtype=bool)
    for number, side in enumerate((own, others)):
        cell, feature = np.nonzero(side)
        both[event[cell], feature, number] = True
    shared = np.asarray(both.all(axis=2))
    return (found.n_articles * (own & shared[event])).sum(axis=0), shared.sum(axis=0)


def _p(sides: _Sides, rng: np.random.Generator) -> tuple[Floats, list[str]]:
    """For each feature p, and what it is from."""
    p, how = np.full(sides.level.shape[1], np.nan), [""] * sides.level.shape[1]
    patterns, pattern = np.unique(np.isfinite(sides.level), axis=1, return_inverse=True)
    for number, placed in enumerate(patterns.T):
        columns = np.flatnonzero(pattern.ravel() == number)
        n, m = int(placed.sum()), int((placed & sides.member).sum())
        ways = comb(n, m)
        text = "no p, too few outlets"
        if (2 if 2 * m == n else 1) / ways <= _LEAST_P:
            member = sides.member[placed]
            p[columns] = _share(member, sides.level[np.ix_(placed, columns)], _assignments(n, m, rng), ways <= _MOST)
            text = f"p from all {ways:,} ways" if ways <= _MOST else f"p from {_MOST:,} random ways"
            text += " to assign the trait"
        for column in columns:
            how[column] = text
    return p, how


def _assignments(n: int, m: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Ways to choose m of n outlets, all or that many at random: ways × outlets."""
    if comb(n, m) > _MOST:
        return np.argsort(np.argsort(rng.random((_MOST, n)), axis=1), axis=1) < m
    chosen = np.array(list(combinations(range(n), m)), dtype=np.int64)
    ways = np.zeros((len(chosen), n), dtype=bool)
    np.put_along_axis(ways, chosen, True, axis=1)
    return ways


def _share(member: NDArray[np.bool_], level: Floats, ways: NDArray[np.bool_], complete: bool) -> Floats:
    """The share of the ways whose difference is at least that found; random ways count what was found as one more."""
    centred = level - level.mean(axis=0)
    found, made = np.abs(member @ centred), np.abs(ways.astype(np.float64) @ centred)
    beyond = (made >= found - 1e-9 * np.abs(centred).max(axis=0, initial=0)).sum(axis=0)
    added = 0 if complete else 1
    return np.asarray((beyond + added) / (len(ways) + added))
