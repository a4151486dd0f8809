"""Words that an outlet uses more or less than the others on the same events."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bias.report import style
from bias.report.charts.base import Chart, Panel, fitting
from bias.report.labels import drawable, shortened, wrapped
from bias.report.messages import say
from bias.report.selection import FOUND, Tables, busiest, each, outlet_names, telling

MOST_OUTLETS, MOST_MORE, MOST_LESS = 8, 5, 2
_COLUMNS, _ROW = 2, 0.165


def _missing(tables: Tables) -> str:
    return "" if len(tables["keyness"]) and _panels(tables) else say("keyness.missing")


def listed(keyness: pd.DataFrame, more: int = MOST_MORE, less: int = MOST_LESS) -> pd.DataFrame:
    """Of one outlet's telling terms the first that it uses more and less, the greatest log-odds first."""
    ranked = telling(keyness)
    chosen = pd.concat([ranked[ranked["z"] > 0].head(more), ranked[ranked["z"] < 0].head(less)])
    return chosen.sort_values(["log_odds", "term"], ascending=[False, True])


def _panels(tables: Tables) -> list[Panel]:
    names, keyness = outlet_names(tables), tables["keyness"]
    panels = []
    for outlet in busiest(tables, MOST_OUTLETS):
        rows = listed(keyness[keyness["outlet_id"] == outlet])
        if len(rows):
            panels.append(Panel(wrapped(names[outlet], 26, 3), {**tables, "keyness": rows}, 0.75 + _ROW * len(rows)))
    return fitting(panels, _COLUMNS)


def draw(tables: Tables, ax: Axes) -> None:
    """A mark and a line a term: its log-odds ratio and interval, with its counts here and elsewhere."""
    rows = tables["keyness"]
    look = style.outlet_styles(outlet_names(tables))[str(rows["outlet_id"].iloc[0])]
    ax.axvline(0, color=style.MUTED, linewidth=0.8)
    for y, row in enumerate(each(rows)):
        ax.plot([row.ci_low, row.ci_high], [y, y], color=look.colour, solid_capstyle="butt")
        ax.plot(
            row.log_odds,
            y,
            look.marker,
            color=look.colour,
            markersize=5,
            markerfacecolor=look.colour if row.q < FOUND else "white",
        )
        ax.annotate(
            f"{row.n_target:,} : {row.n_reference:,}",
            (1.0, y),
            xycoords=("axes fraction", "data"),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=style.SMALL - 0.5,
            color=style.MUTED,
        )
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_yticks(range(len(rows)), [shortened(drawable(term), 24) for term in rows["term"]], fontsize=style.SMALL)
    ax.locator_params(axis="x", nbins=5)
    ax.grid(visible=True, axis="x")
    ax.set_xlabel(say("keyness.axis"), fontsize=style.SMALL)


def _alt(tables: Tables) -> str:
    names = outlet_names(tables)
    panels = [panel.tables["keyness"] for panel in _panels(tables)]
    return "; ".join(
        f"{names[str(rows['outlet_id'].iloc[0])]}: {', '.join(drawable(t) for t in rows['term'].head(3))}"
        for rows in panels
    )


def _left_out(tables: Tables) -> str:
    outlets, of_outlets = len(_panels(tables)), tables["keyness"]["outlet_id"].nunique()
    return say("keyness.left_out", outlets=outlets, of_outlets=of_outlets) if outlets < of_outlets else ""


CHART = Chart(
    name="keyness",
    tables=("keyness", "articles", "outlets"),
    title="Words used more, or less, than by the others",
    caption=f"Log-odds with its interval; above 0: more in this outlet. Filled: q < {FOUND}. "
    "No line: not enough data. Right: times here : elsewhere.",
    missing=_missing,
    panels=_panels,
    draw=draw,
    alt=_alt,
    left_out=_left_out,
    columns=_COLUMNS,
    share_x=True,
)
