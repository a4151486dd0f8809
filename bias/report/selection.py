"""Picks the rows that a report shows. Each picks, sorts and counts; none estimates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from bias.report.labels import drawable

Tables = Mapping[str, pd.DataFrame]
UNKNOWN = "unknown"
#: A contrast counts as found below this q, if its interval leaves out 0.
FOUND = 0.05


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table, each with the columns as its attributes."""
    return iter(frame.itertuples(index=False, name="Row"))


def outlet_names(tables: Tables) -> dict[str, str]:
    """Names of the outlets that have articles, by id, in order of the names; never a ranking."""
    ids = tables["articles"]["outlet_id"].fillna(UNKNOWN).unique().tolist()
    known = tables["outlets"].set_index("outlet_id")["name"].to_dict()
    names = {
        outlet: drawable(str(known.get(outlet, f"{outlet} outlet" if outlet == UNKNOWN else outlet))) for outlet in ids
    }
    return dict(sorted(names.items(), key=lambda item: (item[0] == UNKNOWN, item[1].casefold(), item[0])))


def article_counts(tables: Tables) -> dict[str, int]:
    """Articles of each outlet."""
    counts = tables["articles"]["outlet_id"].fillna(UNKNOWN).value_counts()
    return {str(outlet): int(n) for outlet, n in counts.items()}


def busiest(tables: Tables, most: int) -> list[str]:
    """The outlets with most articles, at most so many, in order of their names."""
    names, counts = outlet_names(tables), article_counts(tables)
    order = list(names)
    chosen = sorted(order, key=lambda outlet: -counts[outlet])[:most]
    return [outlet for outlet in order if outlet in set(chosen)]


def overall(contrasts: pd.DataFrame) -> pd.DataFrame:
    """The contrasts over all events."""
    return contrasts[contrasts["event_id"].isna()]


def found(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Contrasts over all events with q below ``FOUND`` and an interval that leaves out 0, the largest effect first."""
    rows = overall(contrasts)
    one_side = (rows["ci_low"] > 0) | (rows["ci_high"] < 0)
    rows = rows[(rows["q"] < FOUND) & one_side]
    return strongest(rows)


def strongest(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Contrasts in order of the size of their effect; those without one last."""
    size = contrasts["effect"].abs()
    order = contrasts.assign(_size=size).sort_values(["_size", "feature", "outlet_id"], ascending=[False, True, True])
    return order.drop(columns="_size")


def events_in_order(tables: Tables) -> pd.DataFrame:
    """One row an event: ``event_id``, ``first`` date, ``n_outlets``, ``n_articles``, ``headline``, ``outlet_id`` of it.

    The headline is the one of the earliest article that copies no other; it names the event and is not endorsed.
    Events that more outlets report stand first, then the earlier ones.
    """
    columns = ["article_id", "outlet_id", "title", "published"]
    rows = tables["events"].merge(tables["articles"][columns], on="article_id", how="left")
    rows = rows.assign(outlet_id=rows["outlet_id"].fillna(UNKNOWN), copied=rows["copy_of"].notna())
    rows = rows.sort_values(["event_id", "copied", "published", "article_id"])
    titled = rows.assign(title=rows["title"].where(rows["title"].notna(), rows["event_id"]))
    events = titled.groupby("event_id", sort=True, as_index=False).agg(
        topic_id=("topic_id", "first"),
        first=("published", "min"),
        last=("published", "max"),
        n_outlets=("n_outlets", "max"),
        n_articles=("article_id", "size"),
        n_copies=("copied", "sum"),
        headline=("title", "first"),
        outlet_id=("outlet_id", "first"),
    )
    return events.sort_values(["n_outlets", "first", "event_id"], ascending=[False, True, True], ignore_index=True)


def shared(events: pd.DataFrame) -> pd.DataFrame:
    """Of the events in order, those that two or more outlets report."""
    return events[events["n_outlets"] >= 2]


def day(moment: object) -> str:
    """A date as ISO 8601 writes it; nothing where there is none."""
    return moment.strftime("%Y-%m-%d") if isinstance(moment, pd.Timestamp) else ""
