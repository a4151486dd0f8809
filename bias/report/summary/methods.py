"""How it was done, what it cannot say, and where the measures come from."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pandas as pd

from bias.report.labels import breakable, cell, drawable, feature_label, shortened
from bias.report.messages import count, heads, said, say
from bias.report.numbers import NONE
from bias.report.selection import Tables, each
from bias.report.summary.sections import Grid, Section


def methods(tables: Tables) -> Section:
    """Each step of the run in a sentence, the features with unit and formula, and what cleaning cut."""
    grids = tuple(grid for grid in (_features(tables["feature_info"]), _cleaning(tables)) if grid.rows)
    return Section("methods", say("methods_section.title"), tuple(said("methods").values()), grids=grids)


def limits() -> Section:
    """What the report cannot say."""
    return Section("limits", say("limits_section.title"), tuple(said("limits").values()))


def references(tables: Tables) -> Section:
    """The literature of the methods and of the features used, in order of the alphabet."""
    cited = {*said("references").values(), *(str(text) for text in tables["feature_info"]["reference"].unique())}
    entries = sorted((drawable(text) for text in cited if text), key=str.casefold)
    return Section("references", say("references_section.title"), tuple(breakable(entry) for entry in entries))


def run(manifest: Mapping[str, object]) -> Section:
    """How to make this report again: what the manifest says, one row an entry, but for the articles' hashes."""
    told = {key: value for key, value in manifest.items() if key != "articles"}
    rows = tuple((drawable(str(key)), breakable(_value(value))) for key, value in told.items())
    if not rows:
        return Section("run", say("run.title"), missing=say("run.missing"))
    grid = Grid(say("run.grid"), heads("run.columns"), rows, "ll", (0, 1), say("run.note"))
    return Section("run", say("run.title"), (say("run.lead"),), grids=(grid,))


def _value(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return shortened(drawable(text), 600) or NONE


def _features(info: pd.DataFrame) -> Grid:
    rows = tuple(
        (feature_label(row.feature), row.unit, row.higher_means, cell(row.formula), f"{row.min_words:,}")
        for row in each(info.sort_values("feature"))
    )
    return Grid(
        say("methods_section.features"),
        heads("methods_section.feature_columns"),
        rows,
        "llllr",
        (2.2, 1.5, 2.4, 3, 0),
        say("methods_section.features_note"),
    )


def _cleaning(tables: Tables) -> Grid:
    cuts = tables["cleaning"].groupby("step")["article_id"].agg(["size", "nunique"]).reset_index().sort_values("step")
    rows = tuple((row.step, f"{row.size:,}", count(row.nunique, "article")) for row in each(cuts))
    return Grid(
        say("methods_section.cleaning"),
        heads("methods_section.cleaning_columns"),
        rows,
        "lrr",
        (1, 0, 0),
        say("methods_section.cleaning_note"),
    )
