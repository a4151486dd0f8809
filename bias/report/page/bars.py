"""Bars split into shares, a bar a row, with a table behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from bias.report.numbers import percent
from bias.report.page.grid import Grid

#: Narrower parts carry no percentage, which would not fit.
_WRITTEN = 0.09


@dataclass(frozen=True)
class Part:
    """A part of a bar: its number among the parts, its share in percent, and what stands in it."""

    number: int
    width: float
    text: str
    label: str


@dataclass(frozen=True)
class Bar:
    """A bar: whose it is, what more there is to say of it, its parts, and what they add up to."""

    outlet: str
    label: str
    parts: tuple[Part, ...]
    total: str


@dataclass(frozen=True)
class Bars:
    """Bars with their legend; ``grid`` holds the numbers, ``left_out`` says what is not shown."""

    title: str
    legend: tuple[str, ...]
    bars: tuple[Bar, ...]
    grid: Grid | None = None
    left_out: str = ""


def bars(title: str, counts: pd.DataFrame, labels: Mapping[str, str], grid: Grid | None = None) -> Bars:
    """Bars from counts.

    Parameters
    ----------
    title
        What they show.
    counts
        A row a bar; its index is the outlet's id, or that and a second label; a column a part.
    labels
        What the parts are called.
    grid
        The table behind them.
    """
    names = [labels.get(str(column), str(column)) for column in counts.columns]
    rows = []
    for key, values in zip(counts.index, counts.to_numpy(float).tolist(), strict=True):
        outlet, label = key if isinstance(key, tuple) else (key, "")
        rows.append(Bar(str(outlet), str(label), _parts(values, names), f"n = {sum(values):,.0f}"))
    return Bars(title, tuple(names), tuple(rows), grid)


def _parts(values: list[float], names: list[str]) -> tuple[Part, ...]:
    whole = sum(values) or 1.0
    shares = [(number, value / whole) for number, value in enumerate(values) if value > 0]
    return tuple(
        Part(
            number,
            round(100 * share, 2),
            percent(share) if share >= _WRITTEN else "",
            f"{names[number]} {percent(share)}",
        )
        for number, share in shares
    )
