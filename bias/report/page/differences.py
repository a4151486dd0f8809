"""What differs: every feature by outlet at one glance, and the contrasts with their intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from bias.report.labels import feature_label, group_of
from bias.report.messages import say
from bias.report.numbers import decimals, interval, signed
from bias.report.page.grid import Cell, Column, Grid, Row, amount, chance, difference, records, track
from bias.report.page.looks import Look, looks
from bias.report.selection import FOUND, Tables, busiest, overall, strongest

MOST_ROWS, OPEN_ROWS, MOST_COLUMNS = 400, 20, 30
#: Standard deviations of the deepest tint, and tints on each side.
_LIMIT, _TINTS = 2.0, 5


def _judged(tables: Tables) -> pd.DataFrame:
    """Contrasts over all events with ``holds``: q below the bound and an interval that leaves out 0."""
    rows = overall(tables["contrasts"])
    one_side = (rows["ci_low"] > 0) | (rows["ci_high"] < 0)
    return rows.assign(holds=(rows["q"] < FOUND) & one_side)


@dataclass(frozen=True)
class _Info:
    unit: str
    higher: str


def _info(tables: Tables) -> dict[str, _Info]:
    rows = tables["feature_info"]
    return {
        str(f): _Info(str(u), str(h))
        for f, u, h in zip(rows["feature"], rows["unit"], rows["higher_means"], strict=True)
    }


def heat_grid(tables: Tables) -> Grid:
    """Features in rows and outlets in columns: standardised differences, those that hold up framed.

    Without rows where nothing could be standardised.
    """
    rows, look, info = _judged(tables), looks(tables), _info(tables)
    shown = [outlet for outlet in busiest(tables, MOST_COLUMNS) if outlet in set(rows["outlet_id"])]
    held = set(rows.loc[rows["holds"], "feature"])
    by_place = {(r.feature, r.outlet_id): r for r in records(rows)}
    body = []
    for feature in sorted(rows["feature"].unique() if rows["effect"].notna().any() else ()):
        named = info.get(feature, _Info("", ""))
        cells = tuple(_heat(by_place.get((feature, outlet))) for outlet in shown)
        name = Cell(feature_label(feature), feature, note=named.higher)
        body.append(Row((name, *cells), group=group_of(feature), holds=feature in held))
    outlets = tuple(Column(look[outlet].name, numeric=True, outlet=outlet) for outlet in shown)
    columns = (Column(say("page.feature"), say("page.higher_means")), *outlets)
    left_out = _outlets_left_out(len(body), len(shown), rows["outlet_id"].nunique())
    return Grid("heatmap", say("page.heat_caption"), columns, tuple(body), 60, left_out, filters=True)


def _outlets_left_out(features: int, shown: int, of_outlets: int) -> str:
    if shown == of_outlets:
        return ""
    return say("contrasts.left_out", features=features, of_features=features, outlets=shown, of_outlets=of_outlets)


def _heat(row: Any) -> Cell:
    if row is None or not np.isfinite(row.effect):
        return Cell("–", None, "unmeasured", note=say("data.missing"))
    level = int(np.clip(round(row.effect / _LIMIT * _TINTS), -_TINTS, _TINTS))
    side = "more" if level > 0 else "less"
    tint = f"{side} {side}-{abs(level)}" if level else ""
    look = f"{tint} holds".strip() if row.holds else tint
    return Cell(signed(row.effect, 1), float(row.effect), look, note=say("page.holds") if row.holds else "")


def contrasts_grid(tables: Tables) -> Grid:
    """Contrasts over all events: those that hold up, then the others, the largest effect first."""
    rows, look, info = _judged(tables), looks(tables), _info(tables)
    ordered = pd.concat([strongest(rows[rows["holds"]]), strongest(rows[~rows["holds"]])])
    reach = rows.assign(_r=rows[["ci_low", "ci_high", "difference"]].abs().max(axis=1)).groupby("feature")["_r"].max()
    body = [_row(row, look, info, float(reach[row.feature])) for row in records(ordered.head(MOST_ROWS))]
    heads = say("page.contrast_columns").split(" | ")
    columns = tuple(Column(head, numeric=at > 1) for at, head in enumerate(heads))
    left_out = (
        say("page.rows_left_out", n=f"{len(rows) - MOST_ROWS:,}", table="contrasts") if len(rows) > MOST_ROWS else ""
    )
    return Grid("contrasts", say("page.contrast_caption"), columns, tuple(body), OPEN_ROWS, left_out, filters=True)


def _row(row: Any, look: dict[str, Look], info: dict[str, _Info], reach: float) -> Row:
    places = decimals([row.mean, row.others_mean])
    name = look[row.outlet_id].name if row.outlet_id in look else row.outlet_id
    missing = say("data.missing")
    line = Cell(
        interval(row.ci_low, row.ci_high, missing, places),
        None if pd.isna(row.ci_low) else f"{row.ci_low:.4g} to {row.ci_high:.4g}",
        "" if pd.notna(row.ci_low) else "none",
        row.outlet_id,
        track(row.ci_low, row.ci_high, row.difference, reach, bool(row.holds)),
    )
    cells = (
        Cell(name, name, outlet=row.outlet_id),
        Cell(feature_label(row.feature), row.feature, note=info.get(row.feature, _Info("", "")).unit),
        difference(row.difference, places=places),
        line,
        chance(row.q),
        amount(row.n_events, places=0),
        amount(row.n_articles, places=0),
        amount(row.mean, places=places),
        amount(row.others_mean, places=places),
        difference(row.effect, missing, 2),
    )
    return Row(cells, row.outlet_id, group_of(row.feature), bool(row.holds))
