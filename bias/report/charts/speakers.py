"""Who is quoted, and how much."""

from __future__ import annotations

from matplotlib.axes import Axes

from bias.report.charts.bars import stacked
from bias.report.charts.base import Chart, Panel
from bias.report.charts.quoted import alt_shares, counted, left_out, missing, panel
from bias.report.messages import said
from bias.report.selection import Tables

TYPES = ("official", "military", "expert", "citizen", "document", "outlet", "unnamed", "unclear")


def draw(tables: Tables, ax: Axes) -> None:
    """One bar an outlet: the share of quoted words by kind of speaker."""
    stacked(ax, counted(tables, "speaker_type", TYPES, "n_words"), said("speaker_types"), "voices.words")


def _panels(tables: Tables) -> list[Panel]:
    return [panel(tables, len(TYPES))]


CHART = Chart(
    name="speakers",
    tables=("voices", "articles", "outlets"),
    title="Whose words are quoted",
    caption="Share of the words quoted and reported, scare quotes left out, by kind of speaker as the text names them.",
    missing=missing,
    panels=_panels,
    draw=draw,
    alt=lambda tables: alt_shares(tables, counted(tables, "speaker_type", TYPES, "n_words"), said("speaker_types")),
    left_out=left_out,
)
