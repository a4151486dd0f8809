"""Which words an outlet uses more or less than the others, and what it calls things."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from bias.report.charts.keyness import listed
from bias.report.charts.naming import concepts
from bias.report.labels import concept_label, quoted
from bias.report.messages import say, term
from bias.report.numbers import interval, signed
from bias.report.page.bars import Bars, bars
from bias.report.page.grid import Cell, Column, Grid, Row, amount, chance, records, share, track
from bias.report.page.looks import looks
from bias.report.selection import Tables, busiest

MOST_OUTLETS, MOST_MORE, MOST_LESS = 24, 8, 4
MOST_CONCEPTS, MOST_VARIANTS = 12, 6
_OTHER = ""


def keyness_grids(tables: Tables) -> tuple[Grid, ...]:
    """A table an outlet: the terms with the greatest and the least z, with counts, effect and interval."""
    keyness, look = tables["keyness"], looks(tables)
    heads = say("page.keyness_columns").split(" | ")
    columns = tuple(Column(head, numeric=at > 1) for at, head in enumerate(heads))
    grids = []
    for outlet in busiest(tables, MOST_OUTLETS):
        mine = listed(keyness[keyness["outlet_id"] == outlet], MOST_MORE, MOST_LESS)
        if len(mine):
            reach = float(mine[["ci_low", "ci_high", "log_odds"]].abs().max().max())
            rows = tuple(_term(row, look[outlet].name, reach) for row in records(mine))
            grids.append(Grid(f"keyness-{outlet}", look[outlet].name, columns, rows, outlet=outlet))
    if len(look) > MOST_OUTLETS and grids:
        grids[-1] = replace(grids[-1], left_out=say("keyness.left_out", outlets=MOST_OUTLETS, of_outlets=len(look)))
    return tuple(grids)


def _term(row: Any, name: str, reach: float) -> Row:
    more = row.log_odds > 0
    line = Cell(
        f"{signed(row.log_odds, 2)} ({interval(row.ci_low, row.ci_high, say('data.missing'), 2)})",
        float(row.log_odds),
        outlet=row.outlet_id,
        track=track(row.ci_low, row.ci_high, row.log_odds, reach, bool(row.q < 0.05)),
    )
    cells = (
        Cell(row.term, row.term),
        Cell(say("page.more_in" if more else "page.less_in", outlet=name), "more" if more else "less"),
        Cell(f"{row.n_target:,}", int(row.n_target)),
        Cell(f"{row.n_reference:,}", int(row.n_reference)),
        line,
        amount(row.dispersion, say("data.missing"), 2),
        chance(row.q),
    )
    return Row(cells, row.outlet_id)


def naming_bars(tables: Tables) -> tuple[Bars, ...]:
    """For each thing that has several names, each outlet's shares of them in its own words and in words it quotes."""
    naming, found = tables["naming"], concepts(tables["naming"])
    shown = [
        _concept(tables, concept, naming[naming["concept"] == concept], number)
        for number, concept in enumerate(found[:MOST_CONCEPTS], start=1)
    ]
    if len(found) > MOST_CONCEPTS:
        n = naming["outlet_id"].nunique()
        left_out = say("naming.left_out", concepts=MOST_CONCEPTS, of_concepts=len(found), outlets=n, of_outlets=n)
        shown[-1] = replace(shown[-1], left_out=left_out)
    return tuple(shown)


def _concept(tables: Tables, concept: str, rows: pd.DataFrame, number: int) -> Bars:
    common = rows.groupby("variant")["n"].sum().sort_index().sort_values(ascending=False, kind="stable").index.tolist()
    shown = common[:MOST_VARIANTS]
    grouped = rows.assign(variant=rows["variant"].where(rows["variant"].isin(shown), _OTHER))
    counts = grouped.pivot_table(
        index=["outlet_id", "voice"], columns="variant", values="n", aggfunc="sum", fill_value=0
    )
    order = [
        (outlet, voice) for outlet in looks(tables) for voice in ("own", "quoted") if (outlet, voice) in counts.index
    ]
    counts = counts.loc[order, [name for name in [*shown, _OTHER] if name in counts.columns]]
    worded = counts.set_axis(pd.MultiIndex.from_tuples([(o, term("voices", v)) for o, v in order]), axis=0)
    grid = _naming_grid(tables, concept, rows, number)
    title = say("page.naming_title", concept=concept_label(concept))
    names = {name: quoted(str(name)) for name in shown} | {_OTHER: say("naming.other")}
    return bars(title, worded, names, grid)


def _naming_grid(tables: Tables, concept: str, rows: pd.DataFrame, number: int) -> Grid:
    look = looks(tables)
    place = {outlet: at for at, outlet in enumerate(look)}
    rows = rows.assign(_place=rows["outlet_id"].map(place)).sort_values(
        ["_place", "voice", "n", "variant"], ascending=[True, True, False, True]
    )
    body = tuple(_use(row, look[row.outlet_id].name) for row in records(rows) if row.outlet_id in look)
    heads = say("page.naming_columns").split(" | ")
    columns = tuple(Column(head, numeric=at > 2) for at, head in enumerate(heads))
    return Grid(f"naming-{number}", say("page.naming_caption", concept=concept_label(concept)), columns, body, 40)


def _use(row: Any, name: str) -> Row:
    inside = interval(100 * row.ci_low, 100 * row.ci_high, say("data.missing"), 0)
    cells = (
        Cell(name, name, outlet=row.outlet_id),
        Cell(term("voices", row.voice), row.voice),
        Cell(quoted(row.variant), row.variant),
        Cell(f"{row.n:,}", int(row.n)),
        share(row.share),
        Cell(inside, inside, "" if pd.notna(row.ci_low) else "none"),
        Cell(f"{row.n_articles:,}", int(row.n_articles)),
        Cell(f"{row.n_events:,}", int(row.n_events)),
    )
    return Row(cells, row.outlet_id)
