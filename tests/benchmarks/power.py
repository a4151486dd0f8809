"""How often a difference that is there is found: by its size and by the number of events.

    python -m tests.benchmarks.power                 prints the figures
    python -m tests.benchmarks.power --draw FILE     draws the curve too

Into one outlet's articles, on one of 100 simulated features (a rate whose words stand five times in an article; three
outlets, one article each an event), a difference is planted. It counts as found where that outlet's row has q < 0.05
among all rows of the run, and the right sign; the settings are those of a user's run. Sizes are in sd: the standard
deviation of the outlet's article values within events, known from 5,000 events before anything is planted. Printed are
the share of runs in which the difference is found, at 1 sd and 50 events with its Clopper–Pearson interval; the curve;
what other corpora need; and what twice as often is in sd, for features of real articles.

The sizes of one curve are planted side by side into each corpus. Each is judged among the other 99 features alone, by
q worked out anew, as if it were the only one; tests/test_simulation.py holds that against runs with a single one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from scipy import stats

from bias.pipeline import TEACHING
from bias.report import style
from bias.settings import Settings
from bias.stats import contrasts
from bias.stats.correction import benjamini_hochberg
from tests.benchmarks.corpus_simulation import (
    OUTLET,
    PLANTED,
    Design,
    Floats,
    Simulated,
    reworded,
    shifted,
    simulated,
    spread,
)
from tests.benchmarks.null import BASIL, real

Q, WANTED = 0.05, 0.8
SIZES = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
EVENTS = (10, 20, 50, 100, 200, 400)
#: Cells with more events than the first take as many fewer runs, down to the second.
ALL_RUNS, FEWEST_RUNS = 50, 40
#: Sizes over which other corpora are held against the first.
WIDE = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5)
DESIGN = Design()

#: Plants a difference of a size in sd.
Plant = Callable[[Simulated, float, np.random.Generator], Floats]


def added(design: Design) -> Plant:
    """Adds the size to each article of the outlet."""
    _, sd = spread(design)
    return lambda corpus, size, rng: shifted(corpus, size * sd)


def more_words(design: Design) -> Plant:
    """Makes the outlet use the words as much more often as raises its mean by the size."""
    mean, sd = spread(design)
    return lambda corpus, size, rng: reworded(corpus, 1 + size * sd / mean, rng)


VARIANTS: dict[str, tuple[Design, Callable[[Design], Plant]]] = {
    "as in the curve": (DESIGN, added),
    "10 features": (replace(DESIGN, n_features=10), added),
    "1 feature": (replace(DESIGN, n_features=1), added),
    "2 outlets": (replace(DESIGN, coverage=(1.0,) * 2), added),
    "6 outlets": (replace(DESIGN, coverage=(1.0,) * 6), added),
    "2 articles an outlet and event": (replace(DESIGN, more=1.0), added),
    "a third of the articles copies": (replace(DESIGN, coverage=(2 / 3,) * 3), added),
    "more of words with 5 hits": (DESIGN, more_words),
    "more of words with 1 hit": (replace(DESIGN, hits=1.0), more_words),
    "more of words with 0.2 hits": (replace(DESIGN, hits=0.2), more_words),
}


def found(design: Design, plant: Plant, sizes: Sequence[float], runs: int) -> Floats:
    """For each size the share of runs in which it is found."""
    rng = Settings().rng(f"power {design}")
    hits = np.zeros(len(sizes))
    for run in range(runs):
        print(f"\r{design.n_events} events: {run + 1} of {runs} ", end="", file=sys.stderr, flush=True)
        corpus = simulated(design, rng)
        hits += one_run(corpus, {f"size.{size}": plant(corpus, size, rng) for size in sizes})
    print(file=sys.stderr)
    return hits / runs


def one_run(corpus: Simulated, columns: dict[str, Floats]) -> Floats:
    """For each column that takes the planted feature's place: 1 where it is found, else 0."""
    features = corpus.features.drop(columns=PLANTED).assign(**columns)
    table = contrasts(features, corpus.articles, corpus.events, Settings())
    rows = table[table.event_id.isna()]
    return np.array([_is_found(rows[~rows.feature.isin(columns.keys() - {name})], name) for name in columns], float)


def _is_found(rows: pd.DataFrame, name: str) -> bool:
    """Whether the outlet's row of a feature has q under 0.05 among these rows, and a difference above 0."""
    q = benjamini_hochberg(rows.p)
    own = ((rows.feature == name) & (rows.outlet_id == OUTLET)).to_numpy()
    return bool((own & (q < Q) & (rows.difference > 0).to_numpy()).any())


def curve(runs: int) -> pd.DataFrame:
    """Share found: a row for each number of events, a column for each size."""
    plant = added(DESIGN)
    shares = {n: found(replace(DESIGN, n_events=n), plant, SIZES, runs_of(n, runs)) for n in EVENTS}
    return pd.DataFrame.from_dict(shares, orient="index", columns=list(SIZES))


def runs_of(n_events: int, runs: int) -> int:
    """Runs of a cell of the curve."""
    return min(runs, max(runs * ALL_RUNS // n_events, FEWEST_RUNS))


def reached(at: Sequence[float], shares: Floats, wanted: float = WANTED) -> float:
    """Where the share first reaches what is wanted, interpolated by ratio; NaN where that is not among `at`."""
    over = np.flatnonzero(shares >= wanted)
    if not len(over) or over[0] == 0:
        return float("nan")
    first = over[0]
    around = slice(first - 1, first + 1)
    return float(np.exp(np.interp(wanted, shares[around], np.log(at[around]))))


def drawn(table: pd.DataFrame) -> Figure:
    """The curve as a figure: a line for each size, named at its end."""
    with style.plot_style():
        figure = Figure(figsize=(style.WIDTH, 3.6), layout="constrained")
        FigureCanvasAgg(figure)
        ax = figure.add_subplot()
        ax.axhline(WANTED, color=style.MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
        for size, colour, marker in zip(table.columns, style.COLOURS, style.MARKERS, strict=False):
            ax.plot(table.index, table[size], color=colour, marker=marker, markersize=4.5, label=f"{size:g} sd")
        ax.set_xscale("log")
        ax.set_xticks(list(table.index), [str(n) for n in table.index])
        ax.minorticks_off()
        ax.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0", "20 %", "40 %", "60 %", "80 %", "100 %"])
        ax.set_ylim(-0.02, 1.04)
        ax.grid(axis="y")
        ax.set_xlabel("events that the outlet shares with others")
        ax.set_title(f"How often a difference that is there is found (q < {Q}, three outlets, 100 features)")
        handles, labels = ax.get_legend_handles_labels()
        ax.legend(handles[::-1], labels[::-1], loc="center left", bbox_to_anchor=(1.0, 0.5), title="difference")
        return figure


def in_doubling(source: Path) -> Iterator[str]:
    """Of the rates of a real corpus, by the share of articles without a hit: what twice as often is in sd."""
    corpus, _ = real(source)
    values = corpus.features.filter(regex=r"_own$|^epistemic|^emotion")
    values = values.loc[:, (values.max() > 1) & (values.min() >= 0) & (values.mean() > 0)]
    event = corpus.events.event_id.to_numpy()
    residual = values - values.groupby(event).transform("mean")
    free = values.notna().sum() - values.notna().groupby(event).any().sum()
    ratio = values.mean() / np.sqrt((residual**2).sum() / free)
    none = (values == 0).sum() / values.notna().sum()
    for band, part in ratio.groupby(pd.cut(none, [-0.01, 0.05, 0.25, 0.5, 0.75, 1.0]), observed=True):
        yield f"{max(band.left, 0):4.0%} to {band.right:4.0%} without: {part.median():.1f} sd  ({len(part)} features)"


def headline(runs: int) -> str:
    """The figure of 1 sd and 50 events, each run with that one feature planted, and its interval."""
    hits = round(runs * found(DESIGN, added(DESIGN), [1.0], runs)[0])
    low, high = stats.binomtest(hits, runs).proportion_ci(method="exact")
    return f"1 sd, 50 events: found in {hits / runs:.1%} of {runs} runs ({low:.1%} to {high:.1%})"


def print_curve(table: pd.DataFrame, runs: int) -> None:
    """Print the curve, and how many events each size needs."""
    print(
        "\nfound, by events and size in sd\n\nevents  " + "".join(f"{size:>8g}" for size in table.columns) + "    runs"
    )
    for n, row in table.iterrows():
        print(f"{n:6}  " + "".join(f"{share:8.0%}" for share in row) + f"{runs_of(int(str(n)), runs):8}")
    for wanted in (WANTED, 0.9):
        needs = [reached(table.index.to_list(), table[size].to_numpy(), wanted) for size in table.columns]
        print(f"{wanted:5.0%}   " + "".join(f"{need:8.0f}" for need in needs) + "   events needed")


def print_variants(runs: int) -> None:
    """Print for other corpora what is found in 80 % of runs at 50 events, and so by how much the need grows."""
    print(
        f"\nsize found in {WANTED:.0%} of {runs} runs at {DESIGN.n_events} events, and events needed, against the first"
    )
    first = None
    for name, (design, planting) in VARIANTS.items():
        size = reached(WIDE, found(design, planting(design), WIDE, runs))
        first = first or size
        print(f"  {name:32} {size:5.2f} sd   × {(size / first) ** 2:.1f}", flush=True)


def main(arguments: list[str]) -> int:
    """Print the figures, and draw the curve where that is asked for."""
    parser = argparse.ArgumentParser(description="How often contrasts find what is there.")
    parser.add_argument("--runs", type=int, default=200, help="corpora for each number of events")
    parser.add_argument("--draw", type=Path, metavar="FILE", help="a picture of the curve, .png or .svg")
    given = parser.parse_args(arguments)
    print(headline(given.runs), flush=True)
    table = curve(given.runs)
    print_curve(table, given.runs)
    if given.draw:
        drawn(table).savefig(given.draw, dpi=200, metadata={"Software": None})
    print_variants(max(given.runs // 4, 1))
    for name, source in (("teaching", TEACHING), ("BASIL", BASIL)):
        if source.exists():
            print(f"\ntwice as often, {name}, by the share of articles without a hit")
            print("\n".join(f"  {line}" for line in in_doubling(source)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
