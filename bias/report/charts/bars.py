"""Bars of shares, which several charts draw."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bias.report import style
from bias.report.messages import say
from bias.report.numbers import percent

#: Narrower parts carry no percentage, which would not fit.
_WRITTEN = 0.07
_LEGEND_COLUMNS = 4


def stacked(ax: Axes, counts: pd.DataFrame, names: Mapping[str, str], total_text: str) -> None:
    """A bar a row, split into its shares, with the row's total behind it.

    Parameters
    ----------
    counts
        One row a bar, its index the label; one column a part; counts.
    names
        What the legend calls the parts.
    total_text
        Key of the message that says the total behind the bar.
    """
    totals = counts.sum(axis=1).to_numpy()
    shares = counts.to_numpy() / np.maximum(totals, 1)[:, None]
    left = np.zeros(len(counts))
    present = counts.columns[counts.sum() > 0]
    looks = style.part_styles(counts.columns)
    for part in present:
        colour, hatch = looks[part]
        column = shares[:, counts.columns.get_loc(part)]
        ax.barh(
            range(len(counts)),
            column,
            left=left,
            color=colour,
            hatch=hatch,
            height=0.74,
            edgecolor="white",
            linewidth=0.6,
            label=names.get(part, part),
        )
        for y in np.flatnonzero(column >= _WRITTEN).tolist():
            _write(ax, left[y] + column[y] / 2, y, column[y], colour)
        left += column
    for y, total in enumerate(totals.tolist()):
        ax.annotate(
            say(total_text, n=f"{total:,.0f}"),
            (1.0, y),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=style.SMALL,
            color=style.MUTED,
        )
    ax.set_xlim(0, 1)
    ax.set_ylim(len(counts) - 0.4, -0.6)
    ax.set_xticks([])
    ax.set_yticks(range(len(counts)), list(counts.index), fontsize=style.SMALL)
    ax.spines["bottom"].set_visible(False)
    ax.legend(
        loc="upper left",
        bbox_to_anchor=(0, 0),
        borderaxespad=0.2,
        ncols=min(_LEGEND_COLUMNS, len(present)),
        handlelength=1.4,
        columnspacing=1.2,
    )


def _write(ax: Axes, x: float, y: int, share: float, colour: str) -> None:
    ax.text(
        x,
        y,
        percent(share),
        ha="center",
        va="center",
        fontsize=style.SMALL - 0.5,
        color=style.text_on(colour),
        bbox={"facecolor": colour, "edgecolor": "none", "pad": 0.8},
    )


def legend_rows(parts: int) -> int:
    """Lines that the legend of so many parts takes."""
    return -(-parts // _LEGEND_COLUMNS)
