"""Labels of outlets and features that neither overlap nor are cut."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.axes import Axes

from bias.report import style
from bias.report.labels import wrapped

_LEVEL_UP_TO, _LEVEL_WIDTH, _LEVEL_LINES = 6, 11, 6
#: With so many columns at most, upright labels have so many letters a line and so many lines.
_UPRIGHT = ((10, 24, 3), (18, 32, 2), (1000, 42, 1))
_UPRIGHT_SIZE = 6.0
#: Inches of a line of a row label, and between two labels.
_LINE, _BETWEEN = 0.118, 0.05
#: Inches that the labels on top may need.
TOP = {"level": 0.75, "upright": 1.7}


def height_on_top(columns: int) -> float:
    """Inches to leave for the labels of so many columns."""
    return TOP["level" if columns <= _LEVEL_UP_TO else "upright"]


def rows_height(labels: Sequence[str]) -> float:
    r"""Inches that rows with these labels need so that none touches the next.

    Examples
    --------
    >>> round(rows_height(["a", "b"]), 3), round(rows_height(["a\nb", "c\nd"]), 3)
    (0.336, 0.572)
    """
    lines = [label.count("\n") + 1 for label in labels]
    widest = max((a + b) / 2 for a, b in pairwise([lines[0], *lines])) if lines else 0.0
    return len(lines) * (_LINE * widest + _BETWEEN)


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
