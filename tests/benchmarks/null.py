"""What contrasts say where there is nothing to find: how often they find it all the same.

    python -m tests.benchmarks.null
    python -m tests.benchmarks.null --runs 1000 --only BASIL

Real articles: all features of BASIL and of the teaching corpus are measured once; then, in each run, the outlets'
names are shuffled among the articles of each event, whole articles, so that features stay as they hang together. What
an event weighs for an outlet adds up to 0 over its articles, so over all shuffles each outlet's true difference is 0
in each event, and an interval is right that covers 0. This says how the interval does for these events' articles with
their skew, zeros and ties; which events were drawn is not part of it. Simulated articles add that: each run draws new
events, so there 0 is the true difference of all events that could have been drawn.

Printed, for each corpus, over all contrasts that have an interval:

- the share of runs with any q of 0.05 or less (bar: 5 %), with its Clopper–Pearson interval, which says what so many
  runs can tell: 10 in 200 are 2.4 to 9.0 %;
- the share of intervals that cover 0 (bar: 93 to 97 %), with its interval from the spread between runs, since the
  intervals of one run are not independent; also by number of events and by kind of feature;
- the share of p up to 0.05 and up to 0.01, which should be no more than that.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from bias.features import feature_info
from bias.pipeline import TEACHING, Run
from bias.settings import Settings
from bias.stats import contrasts
from tests.benchmarks.corpus_simulation import Corpus, Design, simulated

BASIL = Path(__file__).resolve().parents[3] / "shared" / "data" / "basil" / "basil.jsonl"
ALPHA = 0.05
#: A feature is rare where it is 0 in more of the articles than this.
RARE = 0.5
_EVENTS = (1, 4, 9, 19, 49, np.inf)
_UNBALANCED = (1.0, 0.8, 0.5, 0.3, 0.2, 0.1)
#: Further articles of six outlets, where five report in four articles what one reports in one.
_FEWER = (0.0, 3.0, 3.0, 3.0, 3.0, 3.0)
DESIGNS = {
    "3 outlets, 50 events": Design(),
    "6 outlets, 12 events": Design(n_events=12, coverage=(1.0,) * 6),
    "unbalanced, several articles": Design(n_events=60, coverage=_UNBALANCED, more=0.5),
    "the same, an outlet's articles alike": Design(n_events=60, coverage=_UNBALANCED, more=0.5, alike=0.5),
    "one outlet has fewer articles": Design(n_events=40, coverage=(1.0,) * 6, more=_FEWER),
    "the same, alike": Design(n_events=40, coverage=(1.0,) * 6, more=_FEWER, alike=0.5),
}

Draw = Callable[[np.random.Generator], Corpus]


def shuffled(corpus: Corpus, rng: np.random.Generator) -> Corpus:
    """The corpus with its outlets in a random order within each event; copies, which are not compared, stay apart."""
    within = pd.factorize(corpus.events.event_id + corpus.events.copy_of.isna().astype("str"))[0]
    names = corpus.articles.outlet_id.to_numpy(copy=True)
    names[np.argsort(within, kind="stable")] = names[np.lexsort((rng.random(len(within)), within))]
    return Corpus(corpus.features, corpus.articles.assign(outlet_id=names), corpus.events)


def real(source: Path) -> tuple[Corpus, Settings]:
    """A corpus as the program measures it, with the settings that it is judged by."""
    run = Run([source])
    return Corpus(run.measured.features, run.articles, run.events), run.judged


def repeated(draw: Draw, settings: Settings, runs: int, name: str) -> pd.DataFrame:
    """The rows over all events of every run, with the number of the run."""
    rng = Settings().rng(f"null {name}")
    parts = []
    for run in range(runs):
        print(f"\r{name}: {run + 1} of {runs} ", end="", file=sys.stderr, flush=True)
        corpus = draw(rng)
        table = contrasts(corpus.features, corpus.articles, corpus.events, settings)
        columns = ["outlet_id", "feature", "n_events", "difference", "ci_low", "ci_high", "p", "q"]
        parts.append(table.loc[table.event_id.isna(), columns].assign(run=run))
    print(file=sys.stderr)
    return pd.concat(parts, ignore_index=True)


def kinds(corpus: Corpus) -> pd.Series:
    """Of each feature its kind: rate, share or other; rare where most articles have none."""
    values = corpus.features.drop(columns="article_id")
    unit = feature_info().set_index("feature").unit.reindex(values.columns)
    unit = unit.where(unit.notna(), [name.partition(".")[0] for name in values.columns])
    share = unit.str.startswith(("share", "fraction"))
    kind = pd.Series("other", values.columns).mask(unit.str.contains("per 1|rate"), "rate").mask(share, "share")
    return kind.mask((values == 0).sum() > RARE * values.notna().sum(), "rare: 0 in over half")


def measured(source: Path, runs: int) -> dict[str, float]:
    """Of a real corpus whose outlets are shuffled: the shares of runs that find nothing, and of intervals over 0."""
    corpus, settings = real(source)
    rows = repeated(lambda rng: shuffled(corpus, rng), settings, runs, source.name)
    known = rows[rows.ci_low.notna()]
    clear = (rows.groupby("run").q.min() > ALPHA).mean()
    return {"clear": float(clear), "covered": float(((known.ci_low <= 0) & (known.ci_high >= 0)).mean())}


def figures(rows: pd.DataFrame, kind: pd.Series, runs: int) -> Iterator[tuple[str, str]]:
    """What is printed of the rows of all runs: name and figure."""
    false = int((rows.groupby("run").q.min() <= ALPHA).sum())
    low, high = stats.binomtest(false, runs).proportion_ci(method="exact")
    yield f"runs with any q ≤ {ALPHA}", f"{false / runs:6.1%}  ({low:.1%} to {high:.1%}; {false} of {runs})"
    known = rows[rows.ci_low.notna()].assign(covers=lambda each: (each.ci_low <= 0) & (each.ci_high >= 0))
    yield "intervals that cover 0", covered(known)
    for band, part in known.groupby(pd.cut(known.n_events, _EVENTS), observed=True):
        yield f"  {band.left + 1:g} to {band.right:g} events", covered(part)
    for name, part in known.groupby(known.feature.map(kind)):
        yield f"  {name}", covered(part)
    for level in (0.05, 0.01):
        yield f"p ≤ {level}", f"{(rows.p.dropna() <= level).mean():6.2%}"
    yield "tests a run", f"{rows.p.notna().sum() / runs:6.0f}"


def covered(rows: pd.DataFrame) -> str:
    """Share of intervals that cover 0, and its interval over runs."""
    by_run = rows.groupby("run").covers.agg(["sum", "count"])
    share = by_run["sum"].sum() / by_run["count"].sum()
    residual = by_run["sum"] - share * by_run["count"]
    half = 1.96 * np.sqrt((residual**2).sum() * len(by_run) / max(len(by_run) - 1, 1)) / by_run["count"].sum()
    return f"{share:6.1%}  ({max(share - half, 0):.1%} to {min(share + half, 1):.1%}; {len(rows)} intervals)"


def sources(runs: int, only: str) -> Iterator[tuple[str, pd.DataFrame, pd.Series]]:
    """Each corpus whose name holds the word: its name, the rows of all runs, and the kinds of its features."""
    for name, path in (("BASIL", BASIL), ("teaching", TEACHING)):
        if only not in name:
            continue
        if not path.exists():
            print(f"\n{name}: left out, {path.name} is not here")
            continue
        corpus, settings = real(path)
        rows = repeated(lambda rng, corpus=corpus: shuffled(corpus, rng), settings, runs, name)  # type: ignore[misc]
        yield name, rows, kinds(corpus)
    for name, design in DESIGNS.items():
        if only not in name:
            continue
        rows = repeated(lambda rng, design=design: simulated(design, rng), Settings(), runs, name)  # type: ignore[misc]
        yield f"simulated: {name}", rows, kinds(simulated(design, np.random.default_rng(0)))


def main(arguments: list[str]) -> int:
    """Print the figures of every corpus."""
    parser = argparse.ArgumentParser(description="How often contrasts find what is not there.")
    parser.add_argument("--runs", type=int, default=200, help="shuffles, or draws, of each corpus")
    parser.add_argument("--only", default="", metavar="WORD", help="only corpora whose name holds this")
    given = parser.parse_args(arguments)
    for name, rows, kind in sources(given.runs, given.only):
        print(f"\n{name}")
        for label, figure in figures(rows, kind, given.runs):
            print(f"  {label:28} {figure}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
