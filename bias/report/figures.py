"""Draws charts whole: a vector figure for the page, and a picture that can stand alone with title, caption and n."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bias.report import style
from bias.report.charts.base import Chart
from bias.report.labels import wrapped_lines
from bias.report.messages import count, say
from bias.report.selection import Tables, outlet_names
from bias.settings import VERSION

DPI = 200
#: Inches above a figure for its title, where it stands alone, and letters of a caption an inch.
_ABOVE, _LETTERS = 0.34, 19


@dataclass(frozen=True)
class Drawn:
    """A chart drawn from the tables of a run.

    Attributes
    ----------
    name, title, caption, alt
        As the chart declares them, the caption with what is left out.
    missing
        Why there is nothing to see; then ``svg`` and ``png`` are empty.
    svg
        Vector figure without title and caption, its text kept as text.
    png
        Picture with title, caption, n and source.
    width, height
        Size of the vector figure in inches.
    """

    name: str
    title: str
    caption: str
    alt: str
    missing: str = ""
    svg: bytes = b""
    png: bytes = b""
    width: float = 0.0
    height: float = 0.0


def drawn(chart: Chart, tables: Tables) -> Drawn:
    """The chart of these tables as vector figure and picture, or the reason why there is none."""
    missing = chart.missing(tables)
    if missing:
        return Drawn(chart.name, chart.title, chart.caption, missing, missing)
    caption = " ".join(part for part in (chart.caption, chart.taken_from(tables), chart.left_out(tables)) if part)
    alt = f"{chart.title}. {chart.alt(tables)}"
    with style.plot_style():
        figure = composed(chart, tables)
        width, height = (float(inches) for inches in figure.get_size_inches())
        svg = _saved(figure, "svg", {"Date": None, "Creator": None})
        _frame(figure, chart.title, f"{caption}\n{size_of(tables)} {say('figures.source', version=VERSION)}")
        png = _saved(figure, "png", {"Software": None})
    return Drawn(chart.name, chart.title, caption, alt, "", svg, png, width, height)


def composed(chart: Chart, tables: Tables) -> Figure:
    """The chart's panels on one figure, in rows of ``chart.columns``, tall enough for what they hold."""
    panels = chart.panels(tables)
    n_columns = min(chart.columns, len(panels))
    rows = [panels[at : at + n_columns] for at in range(0, len(panels), n_columns)]
    heights = [max(panel.height for panel in row) for row in rows]
    width = style.WIDTH if n_columns == chart.columns else style.WIDTH * 0.7
    figure = Figure(figsize=(width, sum(heights)), layout="constrained")
    FigureCanvasAgg(figure)
    grid = figure.add_gridspec(len(rows), n_columns, height_ratios=heights)
    first: Axes | None = None
    for number, panel in enumerate(panels):
        ax = figure.add_subplot(grid[divmod(number, n_columns)], sharex=first if chart.share_x else None)
        first = first or ax
        chart.draw(panel.tables, ax)
        ax.set_title(panel.title, pad=5)
    _lay_out(figure)
    return figure


def _lay_out(figure: Figure) -> None:
    """Gives every panel and label its place, once and for all."""
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
    figure.set_layout_engine("none")


def _frame(figure: Figure, title: str, caption: str) -> None:
    """Makes the figure taller, with a title above what it shows and a caption below."""
    width, height = (float(inches) for inches in figure.get_size_inches())
    lines = wrapped_lines(caption, int(width * _LETTERS))
    below = 0.2 + len(lines) * style.SMALL * 1.35 / 72
    total = height + _ABOVE + below
    for ax in figure.axes:
        place = ax.get_position()
        ax.set_position((place.x0, (place.y0 * height + below) / total, place.width, place.height * height / total))
    figure.set_size_inches(width, total)
    look: dict[str, Any] = {"ha": "left", "va": "top"}
    figure.text(0.01, 1 - 0.09 / total, title, fontsize=style.LARGE, fontweight="bold", **look)
    figure.text(0.01, (below - 0.1) / total, "\n".join(lines), fontsize=style.SMALL, color=style.MUTED, **look)


def _saved(figure: Figure, kind: str, metadata: dict[str, None]) -> bytes:
    stream = io.BytesIO()
    figure.savefig(stream, format=kind, dpi=DPI if kind == "png" else 72, metadata=metadata)
    return stream.getvalue()


def size_of(tables: Tables) -> str:
    """How much the figures rest on: ``n = 72 articles of 6 outlets on 12 events``."""
    return say(
        "figures.n",
        articles=count(len(tables["articles"]), "article"),
        outlets=count(len(outlet_names(tables)), "outlet"),
        events=count(int(tables["events"]["event_id"].nunique()), "event"),
    )
