"""Who is quoted, how much, and with which verbs."""

from __future__ import annotations

import pandas as pd

from bias.report.labels import breakable, drawable, shortened
from bias.report.messages import heads, say
from bias.report.numbers import NONE
from bias.report.selection import Tables, article_counts, each, outlet_names
from bias.report.summary.sections import Grid, Section
from bias.schema import UNKNOWN

MOST_OUTLETS, MOST_SPEAKERS = 24, 3


def voices_rows(tables: Tables) -> Section:
    """For each outlet its quotations by kind, words quoted, and the speakers quoted most."""
    if tables["voices"].empty:
        return Section("voices", say("voices.title"), missing=say("voices.missing"))
    rows = tables["voices"].merge(tables["articles"][["article_id", "outlet_id"]], on="article_id", how="left")
    rows = rows.assign(outlet_id=rows["outlet_id"].fillna(UNKNOWN))
    names, counts = outlet_names(tables), article_counts(tables)
    counted = set(rows["kind"]) | {"direct", "scare"}
    shown = [outlet for outlet in names if outlet in set(rows["outlet_id"])]
    body = tuple(
        (breakable(names[outlet]), f"{counts[outlet]:,}", *_cells(rows[rows["outlet_id"] == outlet], counted))
        for outlet in shown[:MOST_OUTLETS]
    )
    note = say("voices.note") if len(shown) <= MOST_OUTLETS else say("voices.more", n=len(shown) - MOST_OUTLETS)
    grid = Grid(say("voices.grid"), heads("voices.columns"), body, "lrrrrrl", (2, 0, 0, 0, 0, 0, 3), note)
    return Section("voices", say("voices.title"), (say("voices.lead"),), ("speakers", "stances"), (grid,))


def _cells(rows: pd.DataFrame, counted: set[str]) -> tuple[str, ...]:
    """The cells of one outlet; a kind of quotation that the run does not count is a dash and not 0."""
    kinds = rows["kind"].value_counts()
    quoted = rows[rows["kind"] != "scare"]
    numbers = (f"{int(kinds.get(k, 0)):,}" if k in counted else NONE for k in ("direct", "indirect", "scare"))
    return (*numbers, f"{int(rows.loc[rows['kind'] == 'direct', 'n_words'].sum()):,}", _speakers(quoted))


def _speakers(quoted: pd.DataFrame) -> str:
    counts = quoted["speaker"].dropna().value_counts().rename_axis("speaker").reset_index(name="n")
    first = counts.sort_values(["n", "speaker"], ascending=[False, True]).head(MOST_SPEAKERS)
    return ", ".join(f"{shortened(drawable(row.speaker), 40)} ({row.n})" for row in each(first)) or NONE
