"""How much is quoted, who is quoted, and with which verbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from bias.report.charts.quoted import quotations
from bias.report.charts.speakers import TYPES
from bias.report.charts.stances import STANCES
from bias.report.labels import shortened
from bias.report.messages import said, say
from bias.report.page.bars import Bars, bars
from bias.report.page.grid import Cell, Column, Grid, Row, plain, records, share
from bias.report.page.looks import looks
from bias.report.selection import Tables, article_counts, overall
from bias.schema import UNKNOWN

QUOTED_SHARE = "voices.quoted"
_KINDS = ("direct", "indirect", "scare")
_MOST_SPEAKERS = 4


def voices_bars(tables: Tables) -> tuple[Bars, ...]:
    """Whose words are quoted, by words; and how quotations are introduced, by number."""
    return (
        _split(tables, say("page.speakers"), "speaker_type", TYPES, ("n_words", said("speaker_types"))),
        _split(tables, say("page.stances"), "verb_stance", STANCES, ("quotes", said("stances"))),
    )


def _split(
    tables: Tables, title: str, part: str, parts: Sequence[str], measured: tuple[str, Mapping[str, str]]
) -> Bars:
    """Bars of one column of the voices table; ``measured`` is what is added up, and the parts' names."""
    amount, labels = measured
    rows = quotations(tables)
    rows = rows.assign(**{part: rows[part].fillna("unclear")})
    counts = rows.pivot_table(index="outlet_id", columns=part, values=amount, aggfunc="sum", fill_value=0)
    order = [outlet for outlet in looks(tables) if outlet in counts.index]
    columns = [name for name in parts if name in counts.columns]
    columns += sorted(name for name in counts.columns if name not in parts)
    return bars(title, counts.loc[order, columns], labels)


def voices_grid(tables: Tables) -> Grid:
    """A row an outlet: its mean share of quoted words, quotations by kind, and the speakers quoted most."""
    rows = tables["voices"].merge(tables["articles"][["article_id", "outlet_id"]], on="article_id", how="left")
    rows = rows.assign(outlet_id=rows["outlet_id"].fillna(UNKNOWN))
    contrasts = overall(tables["contrasts"])
    means = contrasts[contrasts["feature"] == QUOTED_SHARE].set_index("outlet_id")["mean"].to_dict()
    counts = article_counts(tables)
    body = []
    for outlet, look in looks(tables).items():
        mine = rows[rows["outlet_id"] == outlet]
        name = Cell(look.name, look.name, outlet=outlet)
        mean = share(float(means.get(outlet, float("nan"))), say("data.missing"))
        articles = Cell(f"{counts[outlet]:,}", counts[outlet])
        body.append(Row((name, articles, mean, *_counted(mine, set(rows["kind"])), _speakers(mine)), outlet))
    heads = say("page.voices_columns").split(" | ")
    columns = tuple(Column(head, numeric=0 < at < len(heads) - 1) for at, head in enumerate(heads))
    return Grid("voices", say("page.voices_caption"), columns, tuple(body), 60)


def _counted(mine: pd.DataFrame, counted: set[str]) -> tuple[Cell, ...]:
    """Quotations by kind and words quoted; indirect speech is a dash where the run does not count it."""
    kinds = mine["kind"].value_counts()
    numbers = [int(kinds.get(kind, 0)) if kind != "indirect" or kind in counted else None for kind in _KINDS]
    words = int(mine.loc[mine["kind"] == "direct", "n_words"].sum())
    return tuple(Cell("–", None, "none") if n is None else Cell(f"{n:,}", n) for n in (*numbers, words))


def _speakers(mine: pd.DataFrame) -> Cell:
    quoted = mine.loc[mine["kind"] != "scare", "speaker"].dropna()
    counts = quoted.value_counts().rename_axis("speaker").reset_index(name="n")
    first = counts.sort_values(["n", "speaker"], ascending=[False, True]).head(_MOST_SPEAKERS)
    return plain(", ".join(f"{shortened(str(row.speaker), 40)} ({row.n})" for row in records(first)), "–")
