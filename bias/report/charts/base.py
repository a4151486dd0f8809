"""What a chart declares, and what a part of it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.axes import Axes

from bias.report.selection import Tables


@dataclass(frozen=True)
class Panel:
    """A part of a chart that has its own axes.

    Attributes
    ----------
    title
        What stands above it; empty for a chart of one panel.
    tables
        The tables with only the rows that this panel draws.
    height
        Inches that its rows need.
    """

    title: str
    tables: Tables
    height: float


@dataclass(frozen=True)
class Chart:
    """A figure of the report.

    Attributes
    ----------
    name
        Its file name and its name in the registry.
    tables
        Names of the tables that it draws, the main one first.
    title, caption
        What it shows, and in one line how to read it.
    missing
        Says why there is nothing to draw; empty where there is. ``draw`` and ``panels`` are called only then.
    panels
        Its parts, in reading order.
    draw
        Draws the rows of one panel's tables on its axes.
    alt
        What it shows, in words for those who cannot see it.
    left_out
        Says which rows are not drawn; empty where all are.
    taken_from
        Says from which word lists it is counted; empty where from none of a reader's choice.
    columns
        Panels side by side.
    share_x
        Whether all panels have the same horizontal scale.
    """

    name: str
    tables: tuple[str, ...]
    title: str
    caption: str
    missing: Callable[[Tables], str]
    panels: Callable[[Tables], list[Panel]]
    draw: Callable[[Tables, Axes], None]
    alt: Callable[[Tables], str]
    left_out: Callable[[Tables], str] = lambda tables: ""
    taken_from: Callable[[Tables], str] = lambda tables: ""
    columns: int = 1
    share_x: bool = False


#: Inches: the tallest figure that a page holds beside its title and caption.
TALLEST = 8.2


def fitting(panels: list[Panel], columns: int = 1) -> list[Panel]:
    """The first panels, as many as fit on a page in so many columns; at least one row of them."""
    height = 0.0
    for at in range(0, len(panels), columns):
        height += max(panel.height for panel in panels[at : at + columns])
        if height > TALLEST and at:
            return panels[:at]
    return panels
