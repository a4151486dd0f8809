"""Who was compared: the outlets and what is known of them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from bias.report.labels import breakable, drawable
from bias.report.messages import count, heads, say, term
from bias.report.numbers import NONE, number
from bias.report.selection import Tables, article_counts, each, outlet_names
from bias.report.summary.sections import Grid, Section
from bias.schema import UNKNOWN

_FACTS = ("country", "owner", "funding", "control", "side")


def who(tables: Tables) -> Section:
    """The outlets that have articles, with the facts of the outlets table; what is not known is a dash."""
    names = outlet_names(tables)
    if not names:
        return Section("who", say("who.title"), missing=say("who.missing"))
    known = {outlet.outlet_id: outlet for outlet in each(tables["outlets"])}
    counts = article_counts(tables)
    rows = tuple((breakable(name), f"{counts[outlet]:,}", *_facts(known.get(outlet))) for outlet, name in names.items())
    grid = Grid(
        say("who.grid"),
        heads("who.columns"),
        rows,
        "lrlllllr",
        (2.2, 0, 0, 2, 2, 2, 3, 0),
        say("who.note"),
    )
    lead = say("who.lead", outlets=count(len(names), "outlet"), articles=count(len(tables["articles"]), "article"))
    unknown = (say("who.unknown", articles=count(counts[UNKNOWN], "article")),) if UNKNOWN in names else ()
    return Section("who", say("who.title"), (lead, *unknown), grids=(grid,))


def _facts(outlet: Any) -> tuple[str, ...]:
    if outlet is None:
        return (NONE,) * (len(_FACTS) + 1)
    values = [getattr(outlet, fact) for fact in _FACTS]
    texts = [drawable(value) if isinstance(value, str) and value else NONE for value in values]
    texts[_FACTS.index("control")] = term("control", texts[_FACTS.index("control")])
    return (*map(breakable, texts), _freedom(outlet))


def _freedom(outlet: Any) -> str:
    score, year = outlet.press_freedom, outlet.press_freedom_year
    if pd.isna(score):
        return NONE
    return f"{number(score, 1)} ({int(year)})" if pd.notna(year) else number(score, 1)
