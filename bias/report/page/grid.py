"""A table of the page: what a reader sees in each cell, and the plain value behind it for sorting and for CSV."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bias.report.numbers import number, percent, probability, signed


@dataclass(frozen=True)
class Track:
    """Where an interval lies on a line of its own, in percent of the line's width.

    ``low`` and ``high`` are None where there is no interval; then only the point is drawn.
    """

    zero: float
    at: float
    low: float | None
    high: float | None
    holds: bool


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes
    ----------
    text
        What stands in it.
    raw
        The value behind it, which sorts and is written to CSV; None where there is none.
    look
        Class names of the cell.
    outlet
        Id of the outlet whose colour and marker stand before the text.
    track
        An interval to draw.
    bar
        A share to draw behind the number, 0 to 1.
    note
        More of it, for those who ask.
    """

    text: str
    raw: str | float | None = None
    look: str = ""
    outlet: str = ""
    track: Track | None = None
    bar: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Column:
    """A column: its head, how to read it, and whether it holds numbers."""

    head: str
    note: str = ""
    numeric: bool = False
    outlet: str = ""


@dataclass(frozen=True)
class Row:
    """A row, and the words by which the page's filters choose it."""

    cells: tuple[Cell, ...]
    outlet: str = ""
    group: str = ""
    holds: bool = False


@dataclass(frozen=True)
class Grid:
    """A table.

    Attributes
    ----------
    name
        Its name in the page and, with ``.csv``, as a file.
    caption
        What it shows.
    columns, rows
        Its head and body; the first cell of a row names the row.
    first
        Rows that stand open; the page folds the others away behind a button.
    left_out
        Says what it does not hold.
    outlet
        Id of the outlet that it is about.
    filters
        Whether the page's filters choose among its rows.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    first: int = 1_000_000
    left_out: str = ""
    outlet: str = ""
    filters: bool = False


def records(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table, each with its columns as attributes."""
    return iter(frame.itertuples(index=False))


def plain(text: object, missing: str = "") -> Cell:
    """A cell of words; ``missing`` where there are none.

    Examples
    --------
    >>> plain("Tessary").text, plain(float("nan"), "not known").text
    ('Tessary', 'not known')
    """
    if text is None or (isinstance(text, float) and math.isnan(text)) or str(text) == "":
        return Cell(missing, None, "none")
    return Cell(str(text), str(text))


def amount(value: float, missing: str = "–", places: int | None = None) -> Cell:
    """A cell with a number; ``missing`` where it cannot be measured."""
    return Cell(number(value, places), float(value)) if math.isfinite(value) else Cell(missing, None, "none")


def difference(value: float, missing: str = "–", places: int | None = None) -> Cell:
    """A cell with a number that always shows its sign."""
    return Cell(signed(value, places), float(value)) if math.isfinite(value) else Cell(missing, None, "none")


def share(value: float, missing: str = "–") -> Cell:
    """A cell with a percentage and its bar; the value behind it stays between 0 and 1."""
    return Cell(percent(value), float(value), bar=float(value)) if math.isfinite(value) else Cell(missing, None, "none")


def chance(value: float) -> Cell:
    """A cell with a p or q."""
    return Cell(probability(value), float(value)) if math.isfinite(value) else Cell("–", None, "none")


def track(low: float, high: float, at: float, reach: float, holds: bool = False) -> Track:
    """An interval on a line from ``−reach`` to ``reach``; what lies beyond ends at the edge.

    Examples
    --------
    >>> track(-1, 3, 1, 4)
    Track(zero=50.0, at=62.5, low=37.5, high=87.5, holds=False)
    """
    low_end, high_end = (_percent(value / (reach or 1.0), -1.0) for value in (low, high))
    if low_end is None or high_end is None:
        low_end = high_end = None
    return Track(50.0, _percent(at / (reach or 1.0), -1.0) or 0.0, low_end, high_end, holds)


def track_of_share(low: float, high: float, at: float, zero: float) -> Track:
    """An interval on a line from 0 to 1, with ``zero`` the value to compare with."""
    return Track(
        _percent(zero, 0.0) or 0.0, _percent(at, 0.0) or 0.0, _percent(low, 0.0), _percent(high, 0.0), holds=True
    )


def _percent(value: float, least: float) -> float | None:
    """Where a value lies between ``least`` and 1, in percent; None where there is none."""
    if not math.isfinite(value):
        return None
    return round(100 * (max(least, min(1.0, value)) - least) / (1.0 - least), 2)
