"""The classifier's card: how well it does on what it has not seen, beside chance, and what was hidden from it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from bias.report.charts.evaluation import SPLITS, judged, probed
from bias.report.messages import say, term
from bias.report.numbers import interval, number
from bias.report.page.grid import Cell, Column, Grid, Row, records, share, track_of_share
from bias.report.page.looks import looks
from bias.report.selection import Tables

MOST_MASKED, OPEN_MASKED = 200, 12


def evaluation_grid(tables: Tables) -> Grid:
    """A row a model and metric, the ways of holding out side by side."""
    rows = judged(tables["evaluation"])
    found = set(rows["split"])
    splits = [split for split in SPLITS if split in found] + sorted(found - set(SPLITS))
    by_place = {(r.model_id, r.metric, r.split): r for r in records(rows)}
    order = rows[["model_id", "metric"]].drop_duplicates().sort_values(["metric", "model_id"])
    body = [
        Row((Cell(term("models", row.model_id), row.model_id), Cell(row.metric, row.metric), *merits))
        for row in records(order)
        for merits in [[_merit(by_place.get((row.model_id, row.metric, split))) for split in splits]]
    ]
    heads = (Column(say("page.told_from")), Column(say("page.metric")))
    columns = (*heads, *(Column(term("splits", split), numeric=True) for split in splits))
    return Grid("evaluation", say("page.evaluation_caption"), columns, tuple(body))


def leakage_grid(tables: Tables) -> Grid:
    """How well words alone give the outlet away, before and after masking."""
    body = tuple(
        Row((Cell(term("models", row.model_id), row.model_id), Cell(row.metric, row.metric), _merit(row)))
        for row in records(probed(tables["evaluation"]))
    )
    columns = (Column(say("page.told_from")), Column(say("page.metric")), Column(say("page.value"), numeric=True))
    return Grid("leakage", say("page.leakage_caption"), columns, body)


def _merit(row: Any) -> Cell:
    if row is None or pd.isna(row.value):
        return Cell("–", None, "none")
    inside = interval(row.ci_low, row.ci_high, say("data.missing"), 2)
    note = say("page.merit", interval=inside, chance=number(row.baseline, 2), n=f"{row.n:,}")
    return Cell(number(row.value, 2), float(row.value), "merit", track=_line(row), note=note)


def _line(row: Any) -> Any:
    return track_of_share(row.ci_low, row.ci_high, row.value, row.baseline)


def masked_grid(tables: Tables) -> Grid:
    """The terms hidden from the classifier, those in most articles first."""
    rows, look = tables["masked"], looks(tables)
    ordered = rows.sort_values(["share", "outlet_id", "term"], ascending=[False, True, True])
    body = []
    for row in records(ordered.head(MOST_MASKED)):
        name = look[row.outlet_id].name if row.outlet_id in look else row.outlet_id
        cells = (
            Cell(name, name, outlet=row.outlet_id),
            Cell(row.term, row.term),
            Cell(row.why, row.why),
            Cell(f"{row.n_articles:,}", int(row.n_articles)),
            share(row.share),
            share(row.share_elsewhere),
        )
        body.append(Row(cells, row.outlet_id))
    heads = say("page.masked_columns").split(" | ")
    columns = tuple(Column(head, numeric=at > 2) for at, head in enumerate(heads))
    left_out = (
        say("page.rows_left_out", n=f"{len(rows) - MOST_MASKED:,}", table="masked") if len(rows) > MOST_MASKED else ""
    )
    return Grid("masked", say("page.masked_caption"), columns, tuple(body), OPEN_MASKED, left_out)
