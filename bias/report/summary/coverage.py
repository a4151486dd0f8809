"""Which events were found, and who reported them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from bias.report.labels import breakable, drawable, shortened
from bias.report.messages import count, heads, say
from bias.report.numbers import NONE
from bias.report.selection import Tables, day, each, events_in_order, outlet_names, shared
from bias.report.summary.sections import Grid, Section

MOST_EVENTS = 20


def events_by_outlet(tables: Tables) -> Section:
    """The events with dates, a headline and how many reported them; more widely reported ones first."""
    events = events_in_order(tables)
    if events.empty:
        return Section("coverage", say("coverage.title"), missing=say("coverage.missing"))
    names = outlet_names(tables)
    rows = tuple(_row(event, names) for event in each(events.head(MOST_EVENTS)))
    left_out = len(events) - len(rows)
    note = say("coverage.headline_note") + (" " + say("coverage.more", n=f"{left_out:,}") if left_out else "")
    grid = Grid(say("coverage.grid"), heads("coverage.columns"), rows, "lllrr", (1.3, 5, 2, 0, 0), note)
    return Section("coverage", say("coverage.title"), (_lead(tables, events), *_copies(events)), ("coverage",), (grid,))


def _row(event: Any, names: dict[str, str]) -> tuple[str, ...]:
    first, last = day(event.first), day(event.last)
    when = first if first == last else f"{first} – {last}"
    headline = breakable(shortened(drawable(event.headline), 400))
    outlet = names.get(event.outlet_id, NONE)
    return (
        when or NONE,
        headline,
        breakable(outlet),
        f"{event.n_outlets:,}",
        f"{event.n_articles:,}",
    )


def shared_of(events: pd.DataFrame) -> str:
    """How many events two or more outlets report, in words."""
    n = len(shared(events))
    return f"{n:,}" if n else say("coverage.none")


def _lead(tables: Tables, events: pd.DataFrame) -> str:
    return say(
        "coverage.lead",
        articles=count(len(tables["events"]), "article"),
        events=count(len(events), "event"),
        shared=shared_of(events),
        method=", ".join(sorted(tables["events"]["method"].unique())),
    )


def _copies(events: pd.DataFrame) -> tuple[str, ...]:
    copies = int(events["n_copies"].sum())
    return (say("coverage.copies", articles=count(copies, "article")),) if copies else ()
