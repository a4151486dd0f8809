"""The table naming_periods: how the names that an outlet gives a concept change over time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias import schema
from bias.settings import Settings
from bias.stats.naming.intervals import difference_interval
from bias.stats.naming.shares import RIVALS, named_by_outlets, shares

#: More periods than this are too many to read.
MOST_PERIODS = 24
#: Of fewer articles of an outlet in a period, an interval says next to nothing.
FEWEST_ARTICLES = 3


def _cut(unit: str) -> Callable[[NDArray[np.datetime64]], NDArray[np.str_]]:
    return lambda when: when.astype(f"datetime64[{unit}]").astype(str)


def _quarters(when: NDArray[np.datetime64]) -> NDArray[np.str_]:
    quarter = when.astype("datetime64[M]").astype(np.int64) % 12 // 3 + 1
    return np.char.add(np.char.add(_cut("Y")(when), "-Q"), quarter.astype(str))


#: The shortest first.
_LENGTHS = {"day": _cut("D"), "month": _cut("M"), "quarter": _quarters, "year": _cut("Y")}


def periods(outlet_id: pd.Series, published: pd.Series) -> pd.Series:
    """The period of each article: a day, month, quarter or year.

    It is the shortest of these that leaves at most `MOST_PERIODS` periods with an article and a median of at least
    `FEWEST_ARTICLES` articles for an outlet in a period in which it has any; a year where none does.

    Parameters
    ----------
    outlet_id, published
        A row for each article; no date is missing.

    Examples
    --------
    >>> days = pd.Series(pd.to_datetime(["2021-03-01", "2021-03-01", "2021-03-01", "2021-03-09"]))
    >>> periods(pd.Series(["x", "x", "x", "x"]), days).tolist()
    ['2021-03', '2021-03', '2021-03', '2021-03']
    """
    when = published.to_numpy("datetime64[s]")
    cut = _LENGTHS["year"](when)
    for length in _LENGTHS.values():
        tried = length(when)
        articles = pd.Series(tried).groupby([outlet_id.to_numpy(), tried]).size()
        if len(np.unique(tried)) <= MOST_PERIODS and articles.median() >= FEWEST_ARTICLES:
            cut = tried
            break
    return pd.Series(cut, index=published.index, dtype="str")


def naming_periods(
    uses: pd.DataFrame, articles: pd.DataFrame, events: pd.DataFrame, settings: Settings
) -> pd.DataFrame:
    """The naming_periods table: the share of each name in each period, and its change since the period before.

    All periods of a run are of one length (`periods`). A name that an outlet uses for a concept has a row in every
    period in which the outlet names the concept at all, with 0 uses where it uses other names. The period before is
    the last one in which it did so. Articles without a date are left out, and so are those that ``naming`` leaves out.

    Shares have events as clusters, as in ``naming``. The two periods of a change are taken as independent
    (`intervals.difference_interval`); an event whose articles fall in both makes the interval a little too wide or too
    narrow. No correction is made for the number of changes: of many that are none, one in twenty seems to be one.

    Parameters
    ----------
    uses
        ``article_id, concept, variant, voice, n``: how often an article uses a name, in its own voice or quoted.
    articles, events
        The tables of those names.
    settings
        For ``min_words`` and ``confidence``.

    Examples
    --------
    >>> uses = pd.DataFrame(columns=["article_id", "concept", "variant", "voice", "n"])
    >>> naming_periods(uses, schema.empty("articles"), schema.empty("events"), Settings()).empty
    True
    """
    named = named_by_outlets(uses, articles, events, settings)
    named = named[named.published.notna()]
    if named.empty:
        return schema.empty("naming_periods")
    dated = named.drop_duplicates("article_id").set_index("article_id")
    named["period"] = named.article_id.map(periods(dated.outlet_id, dated.published))
    table = shares(named, ["period"], settings.confidence).sort_values([*RIVALS, "variant", "period"])
    key, columns = schema.table("naming_periods").key, schema.table("naming_periods").columns
    return schema.check(
        _with_changes(table).sort_values(list(key))[[column.name for column in columns]], "naming_periods"
    )


def _with_changes(table: pd.DataFrame) -> pd.DataFrame:
    """The table, sorted by name and period, with the change since the row before of the same name."""
    ends = ["share", "ci_low", "ci_high"]
    before = table.groupby([*RIVALS, "variant"], sort=False)[ends].shift()
    now, then = (tuple(frame[end].to_numpy(np.float64) for end in ends) for frame in (table, before))
    low, high = difference_interval(now, then)
    return table.assign(change=now[0] - then[0], change_low=low, change_high=high)
