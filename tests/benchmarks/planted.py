"""What was planted in the teaching corpus, and whether the tables show it.

    python -m tests.benchmarks.planted           prints the page
    python -m tests.benchmarks.planted --write   writes it to tests/benchmarks/planted.md

What was planted is not picked by hand: rules take it from the truth's own counts (corpora/teaching/truth), and the same
rules say what counts as found (tests/benchmarks/planted_things.py). Takes a quarter of a minute.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from bias.pipeline import TEACHING, Run
from bias.settings import Settings
from tests.benchmarks.planted_things import ALPHA, FEWEST, LEAST_TOLD, Compared, Planted, compared, planted

PAGE = Path(__file__).parent / "planted.md"
HEAD = """\
# What was planted in the teaching corpus, and what is found

Made by `python -m tests.benchmarks.planted --write`; do not edit.

Rules take what was planted from the truth's own counts, for all six outlets alike:

- **contrasts**: each kind of mark in the truth is counted for each article, and these counts go through the same
  comparison as the features do. Planted is a difference of an outlet from the others on the same events that has
  q ≤ 0.05 there. Recovered: the feature that measures the same thing differs the same way, and its interval
  excludes 0. q is given beside it, corrected over all features of the run.
- **naming**: the name that an outlet gives a concept in its own voice in at least half of {fewest} uses or more.
  Recovered: it leads in the table too, and the truth's share is in the table's interval.
- **voices**: the side, and the kind of speaker, that an outlet hears most, if that is at least half of its speech; and
  each manner of reporting a side other than the neutral one, in at least a fifth of {fewest} or more cases. Recovered:
  likewise.
- **agency**: the side that an outlet most often names as the doer of harm, likewise.
- **omissions**: the facts that two other outlets or more carry and this one does not. Recovered: at least {told:.0%} of
  them are told, and at least as many of those told are true.
- **events, features**: what the corpus's README says of single events and articles.

The pack of names was made from the same table as the articles, so that names are found here says little of other packs.
"""


def figures(things: list[Planted]) -> dict[str, float]:
    """Share recovered of each table's planted things, and of all."""
    frame = pd.DataFrame({"table": [t.table for t in things], "recovered": [t.recovered for t in things]})
    shares_found = frame.groupby("table").recovered.mean()
    return {**shares_found.to_dict(), "all": float(frame.recovered.mean()), "n": float(len(frame))}


def correlations(of: Compared) -> pd.DataFrame:
    """For each measure Pearson's and Spearman's correlation of true and found differences over outlets."""
    rows = []
    for words, part in of.rows.groupby("words"):
        known = part[part.difference.notna() & part.difference_true.notna()]
        varies = len(known) > 2 and known.difference.std() > 0 and known.difference_true.std() > 0
        r, rho = (
            (float(test(known.difference_true, known.difference).statistic) if varies else np.nan)
            for test in (stats.pearsonr, stats.spearmanr)
        )
        rows.append((words, part.feature.iloc[0], len(known), r, rho))
    return pd.DataFrame(rows, columns=["truth", "feature", "outlets", "r", "rho"])


def page(run: Run) -> str:
    of = compared(run)
    things = planted(run, of)
    found = figures(things)
    lines = [
        HEAD.format(fewest=FEWEST, told=LEAST_TOLD),
        "## How much is recovered",
        "",
        "| table | planted | recovered |",
        "|---|--:|--:|",
    ]
    for table in dict.fromkeys(thing.table for thing in things):
        n = sum(thing.table == table for thing in things)
        lines.append(f"| {table} | {n} | {found[table]:.0%} |")
    lines += [f"| all | {len(things)} | {found['all']:.0%} |", "", *_strictly(of), "", "## Each planted thing", ""]
    lines += [
        "| outlet | planted | table: row | truth | found (95 %) | q | recovered |",
        "|---|---|---|--:|--:|--:|---|",
    ]
    lines += [_line(thing) for thing in sorted(things, key=lambda thing: (thing.table, thing.outlet))]
    lines += [
        "",
        "## Outlets in the truth's order",
        "",
        _CORRELATED,
        "",
        "| truth | feature | r | ρ |",
        "|---|---|--:|--:|",
    ]
    lines += [
        f"| {row.truth} | `{row.feature}` | {row.r:.2f} | {row.rho:.2f} |" for row in correlations(of).itertuples()
    ]
    return "\n".join(lines) + "\n"


_CORRELATED = (
    "Correlation over the six outlets of the true difference from the others and the one found, by value (r) and by "
    "rank (ρ)."
)


def _line(thing: Planted) -> str:
    q = f"{thing.q:.3f}" if np.isfinite(thing.q) else ""
    verdict = "yes" if thing.recovered else f"**no**: {thing.why}" if thing.why else "**no**"
    row = f"{thing.table}: `{thing.row}`" if thing.row else thing.table
    return f"| {thing.outlet} | {thing.what} | {row} | {thing.truth} | {thing.found} | {q} | {verdict} |"


def _strictly(of: Compared) -> list[str]:
    """How many planted differences pass the correction too, and how many that are sure are not the truth's."""
    corrected = (of.planted.q <= ALPHA) & (of.planted.difference * of.planted.difference_true > 0)
    sure = of.rows[of.sure & of.rows.difference_true.notna()]
    wrong = sure[sure.difference * sure.difference_true < 0]
    named = "; ".join(
        f"{row.outlet_id}, `{row.feature}` (truth {row.difference_true:+.3g})" for row in wrong.itertuples()
    )
    return [
        f"Of the {len(of.planted)} planted differences, {corrected.sum()} are found the same way with q ≤ {ALPHA} over "
        "all features and outlets of the run.",
        "",
        f"Of the {len(sure)} differences in these features whose interval excludes 0, {len(wrong)} point the other way "
        f"than the truth's counts{': ' + named if named else ''}.",
    ]


def main(arguments: list[str]) -> int:
    text = page(Run([TEACHING], Settings()))
    if "--write" in arguments:
        PAGE.write_text(text, "utf-8")
        print(f"wrote {PAGE.name}")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
