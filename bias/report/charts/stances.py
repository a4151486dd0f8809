"""With which verbs quotations are introduced."""

from __future__ import annotations

from matplotlib.axes import Axes

from bias.report.charts.bars import stacked
from bias.report.charts.base import Chart, Panel
from bias.report.charts.quoted import alt_shares, counted, left_out, missing, panel
from bias.report.messages import said
from bias.report.selection import Tables

STANCES = ("neutral", "supporting", "doubting", "dramatising", "unclear")


def draw(tables: Tables, ax: Axes) -> None:
    """One bar an outlet: the share of quotations by the stance of the verb that introduces them."""
    stacked(ax, counted(tables, "verb_stance", STANCES, "quotes"), said("stances"), "voices.quotes")


def _panels(tables: Tables) -> list[Panel]:
    return [panel(tables, len(STANCES))]


CHART = Chart(
    name="stances",
    tables=("voices", "articles", "outlets"),
    title="How quotations are introduced",
    caption="Share of quotations, scare quotes left out, by the stance of their verb: said, stressed, claimed …",
    missing=missing,
    panels=_panels,
    draw=draw,
    alt=lambda tables: alt_shares(tables, counted(tables, "verb_stance", STANCES, "quotes"), said("stances")),
    left_out=left_out,
)
