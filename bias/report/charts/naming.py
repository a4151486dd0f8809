"""Which names an outlet uses for one thing, in its own voice and in quotations."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bias.report.charts.bars import legend_rows, stacked
from bias.report.charts.base import Chart, Panel, fitting
from bias.report.charts.ticks import rows_height
from bias.report.labels import LEFT_TO_RIGHT, concept_label, drawable, pack_labels, quoted, shortened, wrapped
from bias.report.messages import say, term
from bias.report.numbers import percent
from bias.report.selection import Tables, busiest, each, outlet_names

MOST_CONCEPTS, MOST_OUTLETS, MOST_VARIANTS = 6, 10, 6
_OTHER = ""


def _missing(tables: Tables) -> str:
    return "" if len(tables["naming"]) else say("naming.missing")


def concepts(naming: pd.DataFrame) -> list[str]:
    """Concepts with more than one name, those named most often first."""
    several = naming.groupby("concept")["variant"].nunique()
    totals = naming.groupby("concept")["n"].sum().sort_index().sort_values(ascending=False, kind="stable")
    return [str(concept) for concept in totals.index if several[concept] > 1]


def _counts(tables: Tables) -> pd.DataFrame:
    """Counts of one concept: a row an outlet and voice, a column a name, the rarest added up in the last."""
    rows, names = tables["naming"], outlet_names(tables)
    common = rows.groupby("variant")["n"].sum().sort_index().sort_values(ascending=False, kind="stable").index.tolist()
    rows = rows.assign(variant=rows["variant"].where(rows["variant"].isin(common[:MOST_VARIANTS]), _OTHER))
    counts = rows.pivot_table(index=["outlet_id", "voice"], columns="variant", values="n", aggfunc="sum", fill_value=0)
    order = [(outlet, voice) for outlet in names for voice in ("own", "quoted") if (outlet, voice) in counts.index]
    columns = [variant for variant in [*common[:MOST_VARIANTS], _OTHER] if variant in counts.columns]
    counts = counts.loc[order, columns]
    return counts.set_axis([_label(names[outlet], voice) for outlet, voice in order], axis=0)


def _label(name: str, voice: str) -> str:
    return wrapped(f"{LEFT_TO_RIGHT}{name} – {term('voices', voice)}", 36)


def _name(variant: str) -> str:
    return say("naming.other") if variant == _OTHER else quoted(shortened(drawable(variant), 30))


def _panels(tables: Tables) -> list[Panel]:
    naming = tables["naming"]
    naming = naming[naming["outlet_id"].isin(busiest(tables, MOST_OUTLETS))]
    panels = []
    for concept in concepts(naming)[:MOST_CONCEPTS]:
        part = {**tables, "naming": naming[naming["concept"] == concept]}
        counts = _counts(part)
        height = 0.4 + rows_height(counts.index.tolist()) + 0.16 * legend_rows(counts.shape[1])
        panels.append(Panel(concept_label(concept), part, height))
    return fitting(panels)


def draw(tables: Tables, ax: Axes) -> None:
    """One bar an outlet and voice: the share of each name among its names for the concept."""
    counts = _counts(tables)
    names = {variant: _name(str(variant)) for variant in counts.columns}
    stacked(ax, counts, names, "naming.unit")


def _alt(tables: Tables) -> str:
    names, parts = outlet_names(tables), []
    for panel in _panels(tables):
        rows = panel.tables["naming"]
        rows = rows[rows["voice"] == "own"].sort_values(["outlet_id", "n", "variant"], ascending=[True, False, True])
        first = rows.drop_duplicates("outlet_id").head(6)
        said = [f"{names[r.outlet_id]} “{drawable(r.variant)}” {percent(r.share)}" for r in each(first)]
        parts.append(f"{panel.title}: {', '.join(said)}")
    return "; ".join(parts)


def _taken_from(tables: Tables) -> str:
    return say("naming.packs", packs=pack_labels(tables["naming"]["concept"].unique()))


def _left_out(tables: Tables) -> str:
    of_concepts, of_outlets = len(concepts(tables["naming"])), tables["naming"]["outlet_id"].nunique()
    shown = len(_panels(tables))
    if of_concepts <= shown and of_outlets <= MOST_OUTLETS:
        return ""
    return say(
        "naming.left_out",
        concepts=shown,
        of_concepts=of_concepts,
        outlets=min(of_outlets, MOST_OUTLETS),
        of_outlets=of_outlets,
    )


CHART = Chart(
    name="naming",
    tables=("naming", "articles", "outlets"),
    title="What things are called",
    caption="Shares of the names each outlet uses for one thing, in its own words and in words it quotes.",
    missing=_missing,
    panels=_panels,
    draw=draw,
    alt=_alt,
    left_out=_left_out,
    taken_from=_taken_from,
)
