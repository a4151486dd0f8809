"""What every format is made from: the tables of a run, drawn and worded once, when a format first needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bias.report.charts.registry import charts
from bias.report.figures import Drawn, drawn
from bias.report.selection import Tables
from bias.report.summary.sections import Whole
from bias.report.summary.whole import whole


@dataclass(frozen=True)
class Report:
    """A run to be reported.

    Attributes
    ----------
    tables
        The tables of ``schema.TABLES`` that a report uses, by name; any may be empty.
    notes
        Remarks of the run, one line each, for the first page.
    manifest
        What the run was: version, command, settings, seed, sources.
    """

    tables: Tables
    notes: tuple[str, ...]
    manifest: Mapping[str, object]

    @cached_property
    def figures(self) -> tuple[Drawn, ...]:
        """All charts, drawn."""
        return tuple(drawn(chart, self.tables) for chart in charts())

    @cached_property
    def whole(self) -> Whole:
        """All sections, in words."""
        return whole(self.tables, self.notes, self.manifest)
