"""How well the classifier does on articles it has not seen, beside chance, and what masking took away."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bias.report import style
from bias.report.charts.base import Chart, Panel
from bias.report.messages import say, term
from bias.report.numbers import interval, number
from bias.report.selection import Tables, each

METRIC, LEAKAGE = "accuracy", "leakage:"
SPLITS = ("random", "unseen event", "unseen outlet")


def judged(evaluation: pd.DataFrame) -> pd.DataFrame:
    """Figures of all classes together, leakage probe left out, in order of split and model."""
    rows = evaluation[evaluation["class"].isna() & ~evaluation["model_id"].str.startswith(LEAKAGE)]
    place = rows["split"].map({split: at for at, split in enumerate(SPLITS)}).fillna(len(SPLITS))
    return rows.assign(_place=place).sort_values(["_place", "model_id"], kind="stable").drop(columns="_place")


def probed(evaluation: pd.DataFrame) -> pd.DataFrame:
    """The accuracy of the leakage probe in order of split, before masking first."""
    rows = evaluation[evaluation["class"].isna() & evaluation["model_id"].str.startswith(LEAKAGE)]
    rows = rows[rows["metric"] == METRIC]
    place = rows["split"].map({split: at for at, split in enumerate(SPLITS)}).fillna(len(SPLITS))
    rows = rows.assign(_place=place, _after=rows["model_id"].str.contains("after"))
    return rows.sort_values(["_place", "_after"], kind="stable").drop(columns=["_place", "_after"])


def _missing(tables: Tables) -> str:
    return "" if len(tables["evaluation"]) else say("classifier.missing")


def _panels(tables: Tables) -> list[Panel]:
    rows = judged(tables["evaluation"])
    parts = {
        say("classifier.held_out"): rows[rows["metric"] == METRIC],
        say("classifier.leakage"): probed(tables["evaluation"]),
    }
    return [
        Panel(title, {**tables, "evaluation": part}, 0.75 + 0.2 * len(part))
        for title, part in parts.items()
        if len(part)
    ]


def _label(row: Any) -> str:
    return f"{term('splits', row.split)}: {term('models', row.model_id)}"


def draw(tables: Tables, ax: Axes) -> None:
    """A mark and a line a model: the figure and its interval, with a bar at chance."""
    rows = tables["evaluation"]
    for at, row in enumerate(each(rows)):
        ax.plot([row.ci_low, row.ci_high], [at, at], color=style.COLOURS[0], solid_capstyle="butt")
        ax.plot(row.value, at, "o", color=style.COLOURS[0], markersize=5)
        ax.plot([row.baseline] * 2, [at - 0.32, at + 0.32], color=style.MUTED, linewidth=1.6)
        ax.annotate(
            number(row.value, 2),
            (1.0, at),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=style.SMALL,
        )
    ax.set_xlim(-0.02, 1.02)
    ax.set_xticks(np.linspace(0, 1, 6))
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_yticks(range(len(rows)), [_label(row) for row in each(rows)], fontsize=style.SMALL)
    ax.grid(visible=True, axis="x")
    ax.set_xlabel(say("classifier.axis"), fontsize=style.SMALL)


def _alt(tables: Tables) -> str:
    return "; ".join(
        f"{_label(row)} {number(row.value, 2)} ({interval(row.ci_low, row.ci_high, say('data.missing'), 2)})"
        for panel in _panels(tables)
        for row in each(panel.tables["evaluation"])
    )


CHART = Chart(
    name="evaluation",
    tables=("evaluation",),
    title="Can the outlet be told from how it writes?",
    caption="Accuracy on held-out articles with its interval; short bar: chance. Where random "
    "articles do better than events never seen, the gap is leakage.",
    missing=_missing,
    panels=_panels,
    draw=draw,
    alt=_alt,
    share_x=True,
)
