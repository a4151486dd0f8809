"""Finds the charts: the modules of this package that have a ``CHART``, and those of other packages."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from bias.errors import BiasError, UnknownNameError
from bias.report.charts.base import Chart

ENTRY_POINT = "bias.charts"


@cache
def _known() -> dict[str, Chart]:
    package = import_module("bias.report.charts")
    modules = (import_module(f"bias.report.charts.{m.name}") for m in pkgutil.iter_modules(package.__path__))
    found: list[Chart] = [module.CHART for module in modules if hasattr(module, "CHART")]
    found += [point.load() for point in entry_points(group=ENTRY_POINT)]
    return named_once(found)


def named_once(found: Iterable[Chart]) -> dict[str, Chart]:
    """Charts by name, in order of their names.

    Raises
    ------
    BiasError
        Where two charts have the same name.
    """
    known: dict[str, Chart] = {}
    for chart in found:
        if chart.name in known:
            raise BiasError(f"two charts are called {chart.name!r}; rename or uninstall one")
        known[chart.name] = chart
    return dict(sorted(known.items()))


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
