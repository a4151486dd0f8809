"""Counts of quotations by outlet, which the charts of speakers and of verbs share."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from bias.report.charts.bars import legend_rows
from bias.report.charts.base import Panel
from bias.report.labels import wrapped
from bias.report.messages import say
from bias.report.numbers import percent
from bias.report.selection import Tables, busiest, outlet_names
from bias.schema import UNKNOWN

MOST_OUTLETS = 24
_ROW, _UNCLEAR = 0.24, "unclear"


def quotations(tables: Tables) -> pd.DataFrame:
    """Direct and indirect quotations with their ``outlet_id``, and ``quotes``, 1 in every row."""
    rows = tables["voices"][tables["voices"]["kind"] != "scare"]
    rows = rows.merge(tables["articles"][["article_id", "outlet_id"]], on="article_id", how="left")
    return rows.assign(outlet_id=rows["outlet_id"].fillna(UNKNOWN), quotes=1)


def missing(tables: Tables) -> str:
    """Why there is nothing to draw, if there is nothing."""
    return "" if (tables["voices"]["kind"] != "scare").any() else say("voices.missing")


def counted(tables: Tables, part: str, parts: tuple[str, ...], amount: str) -> pd.DataFrame:
    """The amount of each part: one row an outlet, its name the index; one column a part, in order."""
    rows, names = quotations(tables), outlet_names(tables)
    rows = rows.assign(**{part: rows[part].fillna(_UNCLEAR)})
    counts = rows.pivot_table(index="outlet_id", columns=part, values=amount, aggfunc="sum", fill_value=0)
    order = [outlet for outlet in busiest(tables, MOST_OUTLETS) if outlet in counts.index]
    others = sorted(name for name in counts.columns if name not in parts)
    return counts.reindex(index=order, columns=[*parts, *others], fill_value=0).set_axis(
        [wrapped(names[outlet], 32) for outlet in order], axis=0
    )


def panel(tables: Tables, parts: int) -> Panel:
    """The one panel of such a chart."""
    outlets = quotations(tables)["outlet_id"].nunique()
    return Panel("", tables, 0.3 + _ROW * min(outlets, MOST_OUTLETS) + 0.16 * legend_rows(parts))


def alt_shares(tables: Tables, counts: pd.DataFrame, names: Mapping[str, str]) -> str:
    """The greatest part of each outlet in words."""
    shares = counts.div(counts.sum(axis=1).clip(lower=1), axis=0)
    greatest = zip(shares.index, shares.idxmax(axis=1), shares.max(axis=1), strict=True)
    return "; ".join(
        f"{outlet}: {names.get(str(part), str(part))} {percent(share)}" for outlet, part, share in greatest
    )


def left_out(tables: Tables) -> str:
    """Says that outlets are left out, if there are."""
    of_outlets = quotations(tables)["outlet_id"].nunique()
    return say("voices.left_out", outlets=MOST_OUTLETS, of_outlets=of_outlets) if of_outlets > MOST_OUTLETS else ""
