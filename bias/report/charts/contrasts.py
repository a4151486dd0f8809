"""Differences with their intervals, for the features on which outlets differ most."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bias.report import style
from bias.report.charts.base import Chart, Panel, fitting
from bias.report.charts.ticks import label_left, rows_height
from bias.report.labels import feature_label, wrapped
from bias.report.messages import say
from bias.report.numbers import interval, signed
from bias.report.selection import FOUND, Tables, busiest, each, found, outlet_names, overall, strongest

MOST_FEATURES, MOST_OUTLETS = 4, 12
_COLUMNS, _NAME_WIDTH, _NAME_LINES, _TITLE_WIDTH, _AXIS_WIDTH = 2, 27, 2, 25, 38


def _missing(tables: Tables) -> str:
    rows = overall(tables["contrasts"])
    if rows.empty:
        return say("contrasts.missing")
    return "" if rows["ci_low"].notna().any() else say("contrasts.no_intervals")


def _features(tables: Tables) -> list[str]:
    """The features with the largest differences that hold up, then the largest that do not."""
    rows = overall(tables["contrasts"])
    ranked = pd.concat([found(rows), strongest(rows[rows["ci_low"].notna()])])
    return [str(feature) for feature in ranked["feature"].drop_duplicates().head(MOST_FEATURES)]


def _panels(tables: Tables) -> list[Panel]:
    rows, names = overall(tables["contrasts"]), outlet_names(tables)
    rows = rows[rows["outlet_id"].isin(busiest(tables, MOST_OUTLETS))]
    panels = []
    for feature in _features(tables):
        mine = rows[rows["feature"] == feature]
        labels = [wrapped(names[outlet], _NAME_WIDTH, _NAME_LINES) for outlet in mine["outlet_id"]]
        title = wrapped(feature_label(feature), _TITLE_WIDTH, 3)
        panels.append(Panel(title, {**tables, "contrasts": mine}, 0.85 + rows_height(labels)))
    return fitting(panels, _COLUMNS)


def draw(tables: Tables, ax: Axes) -> None:
    """A mark and a line an outlet: the difference and its interval; filled where the difference holds up."""
    names = outlet_names(tables)
    looks = style.outlet_styles(names)
    rows = tables["contrasts"].set_index("outlet_id")
    outlets = [outlet for outlet in names if outlet in rows.index]
    held = set(found(tables["contrasts"])["outlet_id"])
    ax.axvline(0, color=style.MUTED, linewidth=0.8)
    for y, outlet in enumerate(outlets):
        row, look = rows.loc[outlet], looks[outlet]
        ax.plot([row["ci_low"], row["ci_high"]], [y, y], color=look.colour, solid_capstyle="butt")
        measured = bool(np.isfinite(row["ci_low"]))
        ax.plot(
            row["difference"],
            y,
            look.marker,
            color=look.colour if measured else style.MUTED,
            markersize=5.5,
            markerfacecolor=look.colour if outlet in held else "white",
        )
    ax.set_ylim(len(outlets) - 0.4, -0.6)
    label_left(ax, range(len(outlets)), [names[outlet] for outlet in outlets], _NAME_WIDTH, _NAME_LINES)
    ax.margins(x=0.08)
    ax.locator_params(axis="x", nbins=5)
    ax.grid(visible=True, axis="x")
    units = tables["feature_info"].set_index("feature")["unit"].to_dict()
    unit = str(units.get(tables["contrasts"]["feature"].iloc[0], ""))
    ax.set_xlabel(wrapped(say("contrasts.axis", unit=unit), _AXIS_WIDTH), fontsize=style.SMALL)


def _alt(tables: Tables) -> str:
    names = outlet_names(tables)
    rows = found(tables["contrasts"]).head(6)
    parts = [
        f"{names[row.outlet_id]}, {feature_label(row.feature)}: {signed(row.difference)} "
        f"({interval(row.ci_low, row.ci_high, say('data.missing'))})"
        for row in each(rows)
    ]
    return "; ".join(parts) or say("contrasts.none_found")


def _left_out(tables: Tables) -> str:
    rows = overall(tables["contrasts"])
    of_features, of_outlets = rows["feature"].nunique(), rows["outlet_id"].nunique()
    features, outlets = len(_panels(tables)), min(of_outlets, MOST_OUTLETS)
    if (features, outlets) == (of_features, of_outlets):
        return ""
    return say("contrasts.left_out", features=features, of_features=of_features, outlets=outlets, of_outlets=of_outlets)


CHART = Chart(
    name="contrasts",
    tables=("contrasts", "feature_info", "articles", "outlets"),
    title="Differences with their intervals",
    caption=f"The outlet minus the others on the same events. Filled: q < {FOUND} and the interval leaves out 0. "
    "No line: not enough data for an interval.",
    missing=_missing,
    panels=_panels,
    draw=draw,
    alt=_alt,
    left_out=_left_out,
    columns=_COLUMNS,
)
