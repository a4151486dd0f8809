"""The outlets with what is known of them, and which of them reported which event."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from bias.report.labels import shortened
from bias.report.messages import say, term
from bias.report.numbers import number
from bias.report.page.grid import Cell, Column, Grid, Row, plain, records
from bias.report.page.looks import looks
from bias.report.selection import Tables, article_counts, busiest, day, events_in_order
from bias.schema import UNKNOWN

MOST_EVENTS, MOST_COLUMNS, OPEN_EVENTS = 120, 30, 30
_FACTS = ("country", "control", "owner", "funding", "side")


def outlets_grid(tables: Tables) -> Grid:
    """A row an outlet; what is not known says so."""
    known, counts = tables["outlets"].set_index("outlet_id"), article_counts(tables)
    rows = []
    for outlet, look in looks(tables).items():
        facts = known.loc[outlet].to_dict() if outlet in known.index else {}
        cells = (Cell(look.name, look.name, outlet=outlet), *(_fact(facts, name) for name in _FACTS), _freedom(facts))
        rows.append(Row((*cells, Cell(f"{counts[outlet]:,}", counts[outlet])), outlet))
    heads = say("page.who_columns").split(" | ")
    numeric = {len(heads) - 2, len(heads) - 1}
    columns = tuple(Column(head, numeric=at in numeric) for at, head in enumerate(heads))
    return Grid("outlets", say("page.who_caption"), columns, tuple(rows), first=60)


def _fact(facts: dict[Any, Any], name: str) -> Cell:
    value = facts.get(name)
    worded = term("control", value) if name == "control" and isinstance(value, str) else value
    cell = plain(worded, say("page.not_known"))
    return replace(cell, text=cell.text.replace("; ", "\n"))


def _freedom(facts: dict[Any, Any]) -> Cell:
    score, year = facts.get("press_freedom"), facts.get("press_freedom_year")
    if score is None or pd.isna(score):
        return plain(None, say("page.not_known"))
    return Cell(f"{number(float(score), 1)} ({year:.0f})" if pd.notna(year) else number(float(score), 1), float(score))


def coverage_grid(tables: Tables) -> Grid:
    """Events in rows, outlets in columns, with the number of articles; an empty place: the outlet kept silent."""
    events, shown = events_in_order(tables), busiest(tables, MOST_COLUMNS)
    outlets_of = tables["articles"].set_index("article_id")["outlet_id"].fillna(UNKNOWN)
    placed = tables["events"].assign(outlet_id=tables["events"]["article_id"].map(outlets_of))
    counts = placed.groupby(["event_id", "outlet_id"]).size().to_dict()
    look = looks(tables)
    rows = []
    for event in records(events.head(MOST_EVENTS)):
        cells = (_event(event), *(_reported(int(counts.get((event.event_id, outlet), 0)), outlet) for outlet in shown))
        rows.append(Row((*cells, Cell(str(event.n_outlets), int(event.n_outlets)))))
    outlets = tuple(Column(look[outlet].name, numeric=True, outlet=outlet) for outlet in shown)
    columns = (Column(say("page.event")), *outlets, Column(say("page.outlets"), numeric=True))
    return Grid(
        "events", say("page.coverage_caption"), columns, tuple(rows), OPEN_EVENTS, _left_out(len(events), len(look))
    )


def _event(event: Any) -> Cell:
    date, headline = day(event.first), shortened(str(event.headline), 110)
    return Cell(headline, f"{date} {headline}".strip(), note=date)


def _reported(n: int, outlet: str) -> Cell:
    if n == 0:
        return Cell("", 0, "silent", note=say("page.silent"))
    return Cell(str(n), n, "reported", outlet)


def _left_out(events: int, outlets: int) -> str:
    if events <= MOST_EVENTS and outlets <= MOST_COLUMNS:
        return ""
    return say("coverage.left_out", events=min(events, MOST_EVENTS), of_events=f"{events:,}",
               outlets=min(outlets, MOST_COLUMNS), of_outlets=outlets)  # fmt: skip
