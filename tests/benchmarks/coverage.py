"""The figures that speak for how contrasts get their intervals and their p; docstrings cite them.

    python -m tests.benchmarks.coverage

Three tables:

1. how often 95 % intervals of a mean cover the truth, and how wide they are (`bias.stats.resampling`);
2. p from the saddlepoint and from the normal tail against p that 200,000 shuffles count
   (`bias.stats.contrasts.tail`);
3. group contrasts where kinds of outlets do not differ (`bias.stats.contrasts.traits`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
import pandas as pd
from scipy import stats

from bias.settings import Settings
from bias.stats import group_contrasts
from bias.stats.contrasts.shuffling import shuffles
from bias.stats.contrasts.tail import tail_p
from bias.stats.contrasts.weights import Weights
from tests.benchmarks.interval_methods import METHODS, Floats, Sample
from tests.benchmarks.null import BASIL, real

EVENTS = (10, 20, 50)
SAMPLES, BLOCK = 12_000, 400
#: Shuffles that count p, and how many of them must reach a difference.
N_SHUFFLES, FEWEST = 200_000, 30
N_GROUPED = 100
#: Outlets, and how many of them have the trait.
GROUPS = ((6, 2), (8, 1), (10, 4), (20, 6))

#: Draws differences whose true mean is 0: events × columns.
Draw = Callable[[int, int, np.random.Generator], Floats]
Tables = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]


def heavy(n: int, columns: int, rng: np.random.Generator) -> Floats:
    """Student's t with 3 degrees of freedom."""
    return rng.standard_t(3, size=(n, columns))


def rates(n: int, columns: int, rng: np.random.Generator, outlets: int = 3) -> Floats:
    """One outlet less the mean of the others, in counts that are mostly 0."""
    counts = rng.poisson(0.6 * rng.gamma(0.7, 1 / 0.7, size=(outlets, n, columns)))
    return np.asarray(counts[0] - counts[1:].mean(axis=0))


def skewed(n: int, columns: int, rng: np.random.Generator) -> Floats:
    """The same against nine others."""
    return rates(n, columns, rng, outlets=10)


def from_basil() -> Draw:
    """One article less the two others of its event, in a random order; the events are drawn from BASIL's."""
    corpus, _ = real(BASIL)
    features = corpus.features.set_index("article_id").loc[corpus.articles.article_id]
    whole = features.loc[:, features.notna().all() & (features.std() > 0)].to_numpy(np.float64)
    event = corpus.events.set_index("article_id").event_id[corpus.articles.article_id].to_numpy()
    cube = np.array([whole[event == name] for name in np.unique(event) if (event == name).sum() == 3])

    def draw(n: int, columns: int, rng: np.random.Generator) -> Floats:
        drawn = [cube[rng.permutation(len(cube))[:n], :, column % cube.shape[2]] for column in range(columns)]
        mixed = np.moveaxis(rng.permuted(np.array(drawn), axis=2), 0, 2)
        return np.asarray(mixed[:, 0] - mixed[:, 1:].mean(axis=1))

    return draw


def print_intervals() -> None:
    """Coverage in %, and the median width against Student's, of each method and kind of sample."""
    kinds: dict[str, Draw] = {"t, 3 df": heavy, "rates": rates, "skewed": skewed}
    if BASIL.exists():
        kinds["BASIL"] = from_basil()
    found = {
        (method, kind, n): figures for kind in kinds for n in EVENTS for method, figures in covered(kinds[kind], n)
    }
    heads = "".join(f"{kind:>16}" for kind in kinds)
    for title, place, form in (("coverage in %", 0, "5.1f"), ("median width, Student's t 1", 1, "5.2f")):
        print(f"\n{title}, of {', '.join(map(str, EVENTS))} events\n{'':26}{heads}")
        for method in METHODS:
            cells = (" ".join(format(found[method, kind, n][place], form) for n in EVENTS) for kind in kinds)
            print(f"{method:26}" + "".join(f"{cell:>{len(EVENTS) * 6 - 2}}" for cell in cells))


def covered(draw: Draw, n: int) -> Iterator[tuple[str, tuple[float, float]]]:
    """For each method the share of intervals that hold 0, in %, and the median width."""
    rng, held, widths = Settings().rng(f"coverage {n}"), [], []
    for block in range(SAMPLES // BLOCK):
        values = draw(n, BLOCK, rng)
        sample = Sample(values[:, values.std(axis=0) > 1e-12], block)
        ends = np.array([METHODS[name](sample) for name in METHODS])
        held.append((ends[:, 0] <= 1e-12) & (ends[:, 1] >= -1e-12))
        widths.append((ends[:, 1] - ends[:, 0]) / (2 * sample.t * sample.error))
    shares, middle = 100 * np.concatenate(held, axis=1).mean(axis=1), np.median(np.concatenate(widths, axis=1), axis=1)
    yield from zip(METHODS, zip(shares.tolist(), middle.tolist(), strict=True), strict=True)


VALUES: dict[str, Callable[[tuple[int, int], np.random.Generator], Floats]] = {
    "normal": lambda size, rng: rng.normal(size=size),
    "lognormal": lambda size, rng: rng.lognormal(0, 1.2, size=size),
    "rates": lambda size, rng: rng.poisson(0.6 * rng.gamma(0.7, 1 / 0.7, size=size)).astype(np.float64),
    "rare": lambda size, rng: rng.poisson(0.1, size=size).astype(np.float64),
}


def print_tails() -> None:
    """Computed p over counted p: the median, the least and the greatest."""
    print(f"\np computed over p counted in {N_SHUFFLES:,} shuffles: median (least to greatest)")
    print("events  outlets  values         n   saddlepoint              normal")
    for n_events, n_outlets in product((12, 30, 80), (2, 3, 8)):
        for kind, ratios in tails(n_events, n_outlets):
            said = [f"{np.median(each):.2f} ({each.min():.2f} to {each.max():.2f})" for each in ratios]
            print(f"{n_events:6}{n_outlets:9}  {kind:10}{ratios.shape[1]:6}   {said[0]:24} {said[1]}", flush=True)


def tails(n_events: int, n_outlets: int) -> Iterator[tuple[str, Floats]]:
    """For each kind of values: tail × those of 40 features whose p can be counted and is under 0.02."""
    rng = Settings().rng(f"tails {n_events} {n_outlets}")
    unit, outlet = np.repeat(np.arange(n_events), n_outlets), np.tile(np.arange(n_outlets), n_events)
    weights = Weights(unit, outlet, n_outlets)
    values = np.concatenate([draw((len(unit), 40), rng) for draw in VALUES.values()], axis=1)
    most = 3.8 / np.sqrt(n_events) * values.std(axis=0)
    values += (outlet == 0)[:, None] * most * rng.uniform(0, 1, values.shape[1])
    values /= np.maximum(np.abs(values).max(axis=0), 1e-9)
    reach = np.abs(weights.differences(values))[0] - 1e-12
    beyond, squares = np.zeros(len(reach)), np.zeros(len(reach))
    for orders in shuffles(unit, N_SHUFFLES, rng):
        made = weights.shuffled(values, orders)[:, 0]
        beyond += (np.abs(made) >= reach).sum(axis=0)
        squares += (made**2).sum(axis=0)
    computed = np.array(
        [
            tail_p(weights, values, 0, reach, next(shuffles(unit, 2, rng))),
            2 * stats.norm.sf(reach / np.sqrt(np.maximum(squares, 1e-12) / N_SHUFFLES)),
        ]
    )
    chosen = (beyond >= FEWEST) & (beyond < 0.02 * N_SHUFFLES)
    for number, kind in enumerate(VALUES):
        own = chosen & (np.arange(len(chosen)) // 40 == number)
        if own.sum() > 2:
            yield kind, computed[:, own] / (beyond[own] / N_SHUFFLES)


def print_groups() -> None:
    """Coverage of intervals and p up to 0.05 where the trait makes no difference."""
    print("\noutlets  with trait   intervals that cover 0   p ≤ 0.05")
    for n_outlets, n_with in GROUPS:
        rng = Settings().rng(f"groups {n_outlets}")
        drawn = (without_difference(n_outlets, n_with, rng) for _ in range(N_GROUPED))
        rows = pd.concat([group_contrasts(*tables, Settings()) for tables in drawn])
        rows = rows[rows.value == "with"]
        cover, p = ((rows.ci_low <= 0) & (rows.ci_high >= 0)).mean(), rows.p.dropna()
        said = f"{(p <= 0.05).mean():.1%}" if len(p) else "no p"
        print(f"{n_outlets:7}{n_with:12}{cover:25.1%}{said:>11}", flush=True)


def without_difference(n_outlets: int, n_with: int, rng: np.random.Generator) -> Tables:
    """Features, articles, events and outlets: each outlet has ways of its own and reports 15 to 80 % of 40 events."""
    event, outlet = np.nonzero(rng.random((40, n_outlets)) < rng.uniform(0.15, 0.8, size=n_outlets))
    shape = (len(event), 60)
    values = 2 * rng.normal(size=(40, 60))[event] + rng.normal(size=(n_outlets, 60))[outlet] + rng.normal(size=shape)
    ids = [f"a{row:05d}" for row in range(len(event))]
    names = np.array([f"o{number:02d}" for number in range(n_outlets)])
    articles = pd.DataFrame({"article_id": ids, "outlet_id": names[outlet], "n_words": 300})
    events = pd.DataFrame({"article_id": ids, "event_id": [f"e{number:02d}" for number in event], "topic_id": "t"})
    trait = ["with"] * n_with + ["without"] * (n_outlets - n_with)
    return (
        pd.DataFrame(values, columns=[f"g.f{number:02d}" for number in range(60)]).assign(article_id=ids),
        articles.astype({"outlet_id": "str"}),
        events.assign(copy_of=pd.Series([None] * len(ids), dtype="str")),
        pd.DataFrame({"outlet_id": names, "control": trait, "country": None, "side": None}),
    )


def main() -> int:
    """Print the tables."""
    print_intervals()
    print_tails()
    print_groups()
    return 0


if __name__ == "__main__":
    sys.exit(main())
