"""Finds the charts: the modules of this package that have a ``CHART``, and those of other packages."""

from __future__ import annotations

from functools import cache

from bias.errors import UnknownNameError
from bias.plugins import added_members, named_once, own_members
from bias.report.charts.base import Chart

ENTRY_POINT = "bias.charts"


@cache
def _known() -> dict[str, Chart]:
    return named_once([*own_members("bias.report.charts", "CHART"), *added_members(ENTRY_POINT)], "chart")


def charts() -> tuple[Chart, ...]:
    """All charts, in order of their names.

    Examples
    --------
    >>> [chart.name for chart in charts()][:3]
    ['contrasts', 'coverage', 'evaluation']
    """
    return tuple(_known().values())


def chart(name: str) -> Chart:
    """The chart of that name.

    Raises
    ------
    UnknownNameError
        Where there is none; the message lists the known ones.
    """
    if name not in _known():
        raise UnknownNameError("chart", name, _known())
    return _known()[name]
