"""Picks the rows that a report shows. Each picks, sorts and counts; none estimates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

import pandas as pd

from bias.lexicon import embedded
from bias.report.labels import drawable
from bias.schema import UNKNOWN

Tables = Mapping[str, pd.DataFrame]
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


def compared_within(contrasts: pd.DataFrame) -> str:
    """What outlets were compared within: ``"event"``, or ``"topic"`` where no two share an event."""
    return "topic" if contrasts["method"].astype("str").str.endswith("by topic").any() else "event"


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

    The headline is one of the first day's, of an article that copies no other; it names the event and is not endorsed.
    Of several on that day one is drawn by its id, so that no outlet names all events because of its place in the
    alphabet or because its pages give an hour. Events that more outlets report stand first, then the earlier ones.
    """
    columns = ["article_id", "outlet_id", "title", "published"]
    rows = tables["events"].merge(tables["articles"][columns], on="article_id", how="left")
    rows = rows.assign(outlet_id=rows["outlet_id"].fillna(UNKNOWN), copied=rows["copy_of"].notna())
    rows = rows.assign(_bare=rows["title"].isna(), _day=rows["published"].dt.floor("D"), _lot=lots(rows["article_id"]))
    rows = rows.sort_values(["event_id", "_bare", "copied", "_day", "_lot", "article_id"])
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


def lots(ids: pd.Series) -> pd.Series:
    """For each id a text that has nothing to do with its place in any order, and is the same in every run."""
    return ids.map(lambda name: sha256(str(name).encode()).hexdigest())


@cache
def _function_words() -> frozenset[str]:
    return frozenset(entry.term for entry in embedded("function-words-en").entries)


def telling(keyness: pd.DataFrame) -> pd.DataFrame:
    """The keyness rows worth reading: those with q below ``FOUND`` first, then by the size of z.

    Left out are terms made of function words alone ("the", "of the"): they tell of style and not of what is said. They
    are tested like all others, and the table keeps them.
    """
    words = keyness["term"].astype("str").str.split(" ").explode()
    content = (~words.isin(_function_words())).groupby(level=0).any().reindex(keyness.index, fill_value=False)
    rows = keyness[content]
    rows = rows.assign(_unsure=~(rows["q"] < FOUND), _size=rows["z"].abs())
    order = rows.sort_values(["_unsure", "_size", "term"], ascending=[True, False, True])
    return order.drop(columns=["_unsure", "_size"])


def shared(events: pd.DataFrame) -> pd.DataFrame:
    """Of the events in order, those that two or more outlets report."""
    return events[events["n_outlets"] >= 2]


def day(moment: object) -> str:
    """A date as ISO 8601 writes it; nothing where there is none."""
    return moment.strftime("%Y-%m-%d") if isinstance(moment, pd.Timestamp) else ""
