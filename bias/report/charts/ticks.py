"""Labels of outlets and features that neither overlap nor are cut."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from bias.report import style
from bias.report.labels import wrapped

_LEVEL_UP_TO, _LEVEL_WIDTH, _LEVEL_LINES = 6, 11, 6
#: With so many columns at most, upright labels have so many letters a line and so many lines.
_UPRIGHT = ((10, 24, 3), (18, 32, 2), (1000, 42, 1))
_UPRIGHT_SIZE = 6.0
#: Inches that the labels on top may need.
TOP = {"level": 0.75, "upright": 1.7}


def height_on_top(columns: int) -> float:
    """Inches to leave for the labels of so many columns."""
    return TOP["level" if columns <= _LEVEL_UP_TO else "upright"]


def label_top(ax: Axes, at: Sequence[float], names: Sequence[str]) -> None:
    """Column labels on top: level where columns are wide enough, else upright."""
    ax.xaxis.tick_top()
    if len(names) <= _LEVEL_UP_TO:
        ax.set_xticks(at, [wrapped(name, _LEVEL_WIDTH, _LEVEL_LINES) for name in names], color=style.INK)
    else:
        width, lines = next((width, lines) for most, width, lines in _UPRIGHT if len(names) <= most)
        labels = [wrapped(name, width, lines) for name in names]
        ax.set_xticks(at, labels, rotation=90, color=style.INK, fontsize=_UPRIGHT_SIZE)
    ax.spines["bottom"].set_visible(False)


def label_left(ax: Axes, at: Sequence[float], names: Sequence[str], width: int, lines: int = 2) -> None:
    """Row labels, over a few lines where they are long."""
    ax.set_yticks(at, [wrapped(name, width, lines) for name in names], fontsize=style.SMALL)
