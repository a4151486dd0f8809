"""What a section of the page shows besides its sentences: its tables and bars, richer than those of the summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bias.report.page.bars import Bars
from bias.report.page.differences import contrasts_grid, heat_grid
from bias.report.page.grid import Cell, Column, Grid, Row
from bias.report.page.judged import evaluation_grid, leakage_grid, masked_grid
from bias.report.page.quotes import voices_bars, voices_grid
from bias.report.page.who import coverage_grid, outlets_grid
from bias.report.page.words import keyness_grids, naming_bars
from bias.report.selection import Tables
from bias.report.summary.sections import Grid as Summary
from bias.report.summary.sections import Section

Exhibit = Grid | Bars

_EXHIBITS: dict[str, Callable[[Tables], Iterable[Exhibit]]] = {
    "who": lambda tables: [outlets_grid(tables)],
    "coverage": lambda tables: [coverage_grid(tables)],
    "contrasts": lambda tables: [heat_grid(tables), contrasts_grid(tables)],
    "keyness": keyness_grids,
    "naming": naming_bars,
    "voices": lambda tables: [*voices_bars(tables), voices_grid(tables)],
    "classifier": lambda tables: [evaluation_grid(tables), leakage_grid(tables), masked_grid(tables)],
}


def exhibits(section: Section, tables: Tables) -> tuple[Exhibit, ...]:
    """A section's tables and bars that are not empty; those of the summary where the page has none of its own."""
    if section.missing:
        return ()
    own = _EXHIBITS.get(section.name)
    shown = own(tables) if own else (_grid(section.name, n, grid) for n, grid in enumerate(section.grids, start=1))
    return tuple(exhibit for exhibit in shown if (exhibit.rows if isinstance(exhibit, Grid) else exhibit.bars))


def _grid(section: str, number: int, grid: Summary) -> Grid:
    columns = tuple(Column(head, numeric=align == "r") for head, align in zip(grid.columns, grid.align, strict=True))
    rows = tuple(Row(tuple(Cell(text, text) for text in row)) for row in grid.rows)
    return Grid(f"{section}-{number}", grid.title, columns, rows, first=12, left_out=grid.note)
