"""What differs: contrasts in sentences that are never stronger than their interval."""

from __future__ import annotations

from typing import Any

import pandas as pd

from bias.report.labels import feature_label, group_of
from bias.report.messages import count, heads, say
from bias.report.numbers import decimals, interval, number, probability, signed
from bias.report.selection import Tables, compared_within, each, found, outlet_names, overall, strongest
from bias.report.summary.sections import Grid, Section

MOST_ROWS, MOST_SENTENCES = 15, 5
#: Order of the groups where nothing was tested, what readers ask for first.
_ASKED_FOR = ("naming", "voices", "loaded", "epistemic", "style")


def top_contrasts(tables: Tables) -> Section:
    """The heat map, the contrasts with intervals, and the largest of them as a table."""
    rows = overall(tables["contrasts"])
    if rows.empty:
        return Section("contrasts", say("contrasts.title"), missing=say("contrasts.missing"))
    held = found(rows)
    tested = int(rows["q"].notna().sum())
    told = (
        say("contrasts.lead", contrasts=count(tested, "contrast"), n=len(held)) if tested else say("contrasts.untested")
    )
    lead = (told, say("contrasts.how_topic" if compared_within(rows) == "topic" else "contrasts.how"))
    return Section("contrasts", say("contrasts.title"), lead, ("heatmap", "contrasts"), (_grid(tables, rows, held),))


def sentences(tables: Tables, most: int = MOST_SENTENCES) -> tuple[str, ...]:
    """The largest differences that hold up, each a sentence with its numbers; or a sentence that none does."""
    rows = overall(tables["contrasts"])
    if rows.empty:
        return (say("contrasts.missing"),)
    held = found(rows)
    if held.empty:
        return (say("contrasts.none_found" if rows["ci_low"].notna().any() else "contrasts.no_intervals"),)
    return tuple(_sentence(tables, row) for row in each(held.drop_duplicates("feature").head(most)))


def _units(tables: Tables) -> dict[str, str]:
    return {str(row.feature): str(row.unit) for row in each(tables["feature_info"])}


def _sentence(tables: Tables, row: Any) -> str:
    places = decimals([row.mean, row.others_mean])
    return say(
        "contrasts.sentence",
        outlet=outlet_names(tables).get(row.outlet_id, row.outlet_id),
        more=say("contrasts.more" if row.difference > 0 else "contrasts.less"),
        feature=feature_label(row.feature),
        mean=number(row.mean, places),
        others=number(row.others_mean, places),
        unit=_units(tables).get(row.feature, ""),
        difference=signed(row.difference, places),
        interval=interval(row.ci_low, row.ci_high, say("data.missing"), places),
        events=count(row.n_events, compared_within(tables["contrasts"])),
    )


def _grid(tables: Tables, rows: pd.DataFrame, held: pd.DataFrame) -> Grid:
    shown = (held if len(held) else strongest(rows) if rows["q"].notna().any() else _untested(rows)).head(MOST_ROWS)
    names, units = outlet_names(tables), _units(tables)
    body = tuple(_cells(row, names, units) for row in each(shown))
    kind = "found" if len(held) else "none" if rows["q"].notna().any() else "untested"
    title = say(f"contrasts.grid_{kind}")
    left_out = len(rows) - len(shown)
    note = say("contrasts.grid_note", n=f"{left_out:,}") if left_out else ""
    return Grid(title, heads("contrasts.columns"), body, "lllrrrrrr", (2.4, 2.6, 1.8, 0, 0, 0, 0, 0, 0), note)


def _untested(rows: pd.DataFrame) -> pd.DataFrame:
    """Contrasts without a test: those that differ at all, the largest difference of each measure."""
    group = rows["feature"].map(group_of)
    place = group.map({name: at for at, name in enumerate(_ASKED_FOR)}).fillna(len(_ASKED_FOR))
    order = rows.assign(_place=place, _size=rows["difference"].abs())[rows["difference"] != 0]
    order = order.sort_values(["_place", "feature", "_size", "outlet_id"], ascending=[True, True, False, True])
    return order.drop_duplicates("feature").drop(columns=["_place", "_size"])


def _cells(row: Any, names: dict[str, str], units: dict[str, str]) -> tuple[str, ...]:
    places = decimals([row.mean, row.others_mean])
    return (
        names.get(row.outlet_id, row.outlet_id),
        feature_label(row.feature),
        units.get(row.feature, ""),
        number(row.mean, places),
        number(row.others_mean, places),
        signed(row.difference, places),
        interval(row.ci_low, row.ci_high, say("data.missing"), places),
        probability(row.q),
        f"{row.n_events:,}",
    )
