"""Every outlet's difference from the others on every feature, at one glance."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import Normalize, TwoSlopeNorm
from matplotlib.patches import Rectangle

from bias.report import style
from bias.report.charts.base import Chart, Panel
from bias.report.charts.ticks import height_on_top, label_left, label_top
from bias.report.labels import feature_label
from bias.report.messages import say
from bias.report.numbers import number, signed
from bias.report.selection import FOUND, Tables, busiest, each, outlet_names, overall, strongest

MOST_OUTLETS, MOST_FEATURES = 36, 30
#: With more outlets than this they stand in the rows, where names have room, and fewer features are shown.
_MOST_COLUMNS, _MOST_FEATURE_COLUMNS = 12, 16
_TINTS, _SMALLEST = "PuOr", 6.0
_LIMIT, _INCH_PER_ROW = 2.0, {True: 0.15, False: 0.17}


def _missing(tables: Tables) -> str:
    rows = overall(tables["contrasts"])
    if rows.empty:
        return say("contrasts.missing")
    return "" if rows["effect"].notna().any() else say("contrasts.no_effects")


def _shown(tables: Tables) -> pd.DataFrame:
    """Contrasts shown, features in order of their names."""
    rows = overall(tables["contrasts"])
    rows = rows[rows["outlet_id"].isin(busiest(tables, MOST_OUTLETS))]
    most = MOST_FEATURES if rows["outlet_id"].nunique() <= _MOST_COLUMNS else _MOST_FEATURE_COLUMNS
    chosen = strongest(rows[rows["effect"].notna()])["feature"].drop_duplicates().head(most)
    return rows[rows["feature"].isin(chosen)].sort_values(["feature", "outlet_id"])


def _outlets_in_rows(shown: pd.DataFrame) -> bool:
    return bool(shown["outlet_id"].nunique() > _MOST_COLUMNS)


def _panels(tables: Tables) -> list[Panel]:
    shown = _shown(tables)
    rows, columns = _matrix(tables, shown, "effect").shape
    return [Panel("", tables, 0.8 + height_on_top(columns) + _INCH_PER_ROW[_outlets_in_rows(shown)] * rows)]


def _matrix(tables: Tables, shown: pd.DataFrame, value: str) -> pd.DataFrame:
    """A column of the contrasts as features × outlets in order of names, or the other way round for many outlets."""
    order = [outlet for outlet in outlet_names(tables) if outlet in set(shown["outlet_id"])]
    matrix = shown.pivot_table(index="feature", columns="outlet_id", values=value, dropna=False, sort=True)
    matrix = matrix.reindex(index=sorted(shown["feature"].unique()), columns=order)
    return matrix.T if _outlets_in_rows(shown) else matrix


def _found(tables: Tables, shown: pd.DataFrame) -> pd.DataFrame:
    one_side = (shown["ci_low"] > 0) | (shown["ci_high"] < 0)
    return _matrix(tables, shown.assign(found=((shown["q"] < FOUND) & one_side).astype(float)), "found") > 0


def draw(tables: Tables, ax: Axes) -> None:
    """Tinted cells with standardised differences and their signs; bold with a frame where the difference holds up."""
    shown = _shown(tables)
    effects, found = _matrix(tables, shown, "effect"), _found(tables, shown)
    norm = TwoSlopeNorm(0.0, -_LIMIT, _LIMIT)
    ax.set_facecolor(style.NO_DATA)
    mesh = ax.pcolormesh(
        np.ma.masked_invalid(effects.clip(-_LIMIT, _LIMIT)), cmap=_TINTS, norm=norm, edgecolors="white", linewidth=0.8
    )
    _write_cells(ax, effects, found, norm)
    names = outlet_names(tables) | {feature: feature_label(feature) for feature in shown["feature"].unique()}
    ax.set_ylim(len(effects), 0)
    label_top(ax, (np.arange(effects.shape[1]) + 0.5).tolist(), [names[column] for column in effects.columns])
    label_left(ax, (np.arange(len(effects)) + 0.5).tolist(), [names[row] for row in effects.index], 64, 1)
    inch = 1 / _panels(tables)[0].height
    bar = ax.figure.colorbar(mesh, ax=ax, location="bottom", shrink=0.5, aspect=30, fraction=0.3 * inch, pad=0.1 * inch)
    bar.outline.set_visible(False)
    bar.set_label(say("heatmap.scale"), fontsize=style.SMALL)


def _write_cells(ax: Axes, effects: pd.DataFrame, found: pd.DataFrame, norm: Normalize) -> None:
    values, held, tint = effects.to_numpy(), found.to_numpy(), colormaps[_TINTS]
    for row, column in np.ndindex(effects.shape):
        effect, holds = float(values[row, column]), bool(held[row, column])
        ax.text(
            column + 0.5,
            row + 0.5,
            signed(effect, 1) if np.isfinite(effect) else number(effect),
            ha="center",
            va="center",
            color=style.text_on(tint(norm(effect)) if np.isfinite(effect) else style.NO_DATA),
            fontsize=style.SMALL if effects.shape[1] <= _MOST_COLUMNS else _SMALLEST,
            fontweight="bold" if holds else "normal",
        )
        if holds:
            ax.add_patch(Rectangle((column + 0.02, row + 0.05), 0.96, 0.9, fill=False, ec=style.INK, lw=0.9))


def _alt(tables: Tables) -> str:
    shown, names = _shown(tables), outlet_names(tables)
    holds = strongest(shown[(shown["q"] < FOUND)]).head(6)
    parts = [f"{names[row.outlet_id]}, {feature_label(row.feature)} {signed(row.effect, 1)}" for row in each(holds)]
    return "; ".join(parts) or say("contrasts.none_found")


def _left_out(tables: Tables) -> str:
    rows, shown = overall(tables["contrasts"]), _shown(tables)
    of_features, of_outlets = rows["feature"].nunique(), rows["outlet_id"].nunique()
    features, outlets = shown["feature"].nunique(), shown["outlet_id"].nunique()
    if (features, outlets) == (of_features, of_outlets):
        return ""
    return say("heatmap.left_out", features=features, of_features=of_features, outlets=outlets, of_outlets=of_outlets)


CHART = Chart(
    name="heatmap",
    tables=("contrasts", "articles", "outlets"),
    title="How each outlet differs from the others on the same events",
    caption="Each cell is an outlet minus the others, in standard deviations within events. "
    f"Framed and bold: q < {FOUND} and the interval leaves out 0. Grey: not enough data.",
    missing=_missing,
    panels=_panels,
    draw=draw,
    alt=_alt,
    left_out=_left_out,
)
