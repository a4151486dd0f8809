"""The classifier's honest card: what it does on unseen articles, beside chance, and what was hidden from it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from bias.report.charts.evaluation import LEAKAGE, METRIC, SPLITS, judged, probed
from bias.report.labels import breakable, cell
from bias.report.messages import count, heads, say, term
from bias.report.numbers import NONE, interval, number, percent
from bias.report.selection import Tables, each, outlet_names
from bias.report.summary.sections import Grid, Section

MOST_MASKED = 16


def classifier_card(tables: Tables) -> Section:
    """Random, unseen-event and unseen-outlet figures beside chance, leakage before and after masking, terms masked."""
    evaluation = tables["evaluation"]
    if evaluation.empty:
        return Section("classifier", say("classifier.title"), missing=say("classifier.missing"))
    rows = judged(evaluation)
    absent = [split for split in SPLITS if split not in set(rows["split"])]
    paragraphs = (
        say("classifier.lead"),
        *sentences(tables),
        *(say(f"classifier.absent_{split.replace(' ', '_')}") for split in absent),
        *_leakage(evaluation),
    )
    grids = tuple(grid for grid in (_figures(rows), _masked(tables)) if grid.rows)
    return Section("classifier", say("classifier.title"), paragraphs, ("evaluation",), grids)


def sentences(tables: Tables) -> tuple[str, ...]:
    """One sentence: how often the measures alone name the right outlet, on the most honest split measured."""
    rows = judged(tables["evaluation"])
    rows = rows[rows["metric"] == METRIC]
    if rows.empty:
        return (say("classifier.missing"),)
    hardest = [split for split in SPLITS if split in set(rows["split"])][-1]
    of_split = rows[rows["split"] == hardest]
    chosen = of_split[of_split["model_id"] == "outlet:framing"]
    row = next(each(chosen if len(chosen) else of_split))
    return (
        say(
            "classifier.sentence",
            model=term("models", row.model_id),
            split=term("splits", hardest),
            value=number(row.value, 2),
            interval=interval(row.ci_low, row.ci_high, say("data.missing"), 2),
            chance=number(row.baseline, 2),
            articles=count(row.n, "article"),
        ),
    )


def _leakage(evaluation: pd.DataFrame) -> tuple[str, ...]:
    """What words alone gave away before and after masking, on each split measured."""
    told_of = []
    for split, rows in probed(evaluation).groupby("split", sort=False):
        by_model = {row.model_id.removeprefix(LEAKAGE): row for row in each(rows)}
        before, after = by_model.get("before masking"), by_model.get("after masking")
        if before is not None and after is not None:
            told = {"before": _figure(before), "after": _figure(after), "chance": number(after.baseline, 2)}
            told_of.append(say("classifier.leakage_sentence", split=term("splits", str(split)), **told))
    return tuple(told_of)


def _figures(rows: pd.DataFrame) -> Grid:
    """One row a model and figure; the splits and chance side by side."""
    body = tuple(
        (term("models", str(model)), str(metric), *_splits(mine))
        for (model, metric), mine in rows.groupby(["model_id", "metric"], sort=True)
    )
    widths = (1.4, 0, 1, 1, 1, 0, 0)
    return Grid(say("classifier.grid"), heads("classifier.columns"), body, "llrrrrr", widths, say("classifier.note"))


def _splits(rows: pd.DataFrame) -> tuple[str, ...]:
    by_split = {row.split: row for row in each(rows)}
    figures = (_figure(by_split[split]) if split in by_split else NONE for split in SPLITS)
    baselines = dict.fromkeys(number(by_split[split].baseline, 2) for split in SPLITS if split in by_split)
    sizes = dict.fromkeys(f"{by_split[split].n:,}" for split in SPLITS if split in by_split)
    return (*figures, " / ".join(baselines), " / ".join(sizes))


def _figure(row: Any) -> str:
    return f"{number(row.value, 2)} ({interval(row.ci_low, row.ci_high, say('data.missing'), 2)})"


def _masked(tables: Tables) -> Grid:
    names, masked = outlet_names(tables), tables["masked"]
    order = masked.sort_values(["n_articles", "outlet_id", "term"], ascending=[False, True, True]).head(MOST_MASKED)
    body = tuple(
        (
            breakable(names.get(row.outlet_id, row.outlet_id)),
            cell(row.term),
            row.why,
            f"{row.n_articles:,}",
            percent(row.share),
            percent(row.share_elsewhere),
        )
        for row in each(order)
    )
    left_out = len(masked) - len(body)
    note = say("classifier.masked_note", n=f"{left_out:,}") if left_out else ""
    return Grid(
        say("classifier.masked"),
        heads("classifier.masked_columns"),
        body,
        "lllrrr",
        (2, 2, 0, 0, 0, 0),
        note,
    )
