"""Speed of the feature stage as a ratio to ``CountVectorizer().fit_transform`` on whole articles, from one run.

    python -m tests.benchmarks.feature_speed

All read the same texts in turn, five times; the figure is the median of the rounds' ratios, since a machine that others
use changes its speed. The feature stage is everything that is measured of an article but no evidence: tokens, and
every feature group. Then the time of each group; what several groups ask for is named by itself.
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from sklearn.feature_extraction.text import CountVectorizer

from bias.features import FeatureGroup, english_vocabulary, groups, measure
from bias.features.actors.sides import known_sides
from bias.features.finding import find_all
from bias.features.harms.finding import find_harms
from bias.features.rates import LexiconGroup
from bias.settings import Settings
from bias.tokens import Tokens, tokenise

ARTICLES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "articles" / "articles.jsonl.gz"
BATCH = Settings().batch_size
#: Groups that only count words of lists, though they are no ``LexiconGroup``.
COUNT_WORDS_ONLY = ("emotion", "epistemic", "frames", "loaded", "morality")
ROUNDS = 5


def texts() -> list[str]:
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def measured_with(articles: list[str], chosen: Sequence[FeatureGroup]) -> None:
    """Tokens, and what the chosen groups measure of them."""
    vocabulary = english_vocabulary()
    for begin in range(0, len(articles), BATCH):
        tokens = tokenise(articles[begin : begin + BATCH], vocabulary)
        if chosen:
            measure(tokens, chosen)


def lexicon_groups() -> list[FeatureGroup]:
    """The groups that count entries of word lists and nothing else."""
    return [group for group in groups() if isinstance(group, LexiconGroup) or group.name in COUNT_WORDS_ONLY]


def measured(articles: list[str], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Seconds that each took in each round."""
    works: dict[str, Callable[[], object]] = {
        "CountVectorizer": lambda: CountVectorizer().fit_transform(articles),
        "tokens": lambda: measured_with(articles, []),
        "tokens + lexicon groups": lambda: measured_with(articles, lexicon_groups()),
        "feature stage": lambda: measured_with(articles, groups()),
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    measured_with(articles[:8], groups())
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(seconds(work))
    return times


def ratios(times: dict[str, list[float]]) -> dict[str, float]:
    """How many times as fast as ``CountVectorizer`` each was: the median of the rounds."""
    base = times["CountVectorizer"]
    return {name: statistics.median(b / t for b, t in zip(base, taken, strict=True)) for name, taken in times.items()}


def of_parts(articles: list[str], rounds: int = ROUNDS) -> dict[str, float]:
    """Milliseconds an article of each group and of what they share, tokens made before; median of the rounds."""
    parts: dict[str, Callable[[Tokens], object]] = {
        "words of all lists": find_all,
        "actors and sides": lambda tokens: known_sides().actors(tokens),
        "harms": find_harms,
        **{group.name: group.measure for group in groups()},
    }
    vocabulary = english_vocabulary()
    times: dict[str, list[float]] = {name: [0.0] * rounds for name in parts}
    for begin in range(0, len(articles), BATCH):
        for turn in range(rounds):
            tokens = tokenise(articles[begin : begin + BATCH], vocabulary)
            for name, part in parts.items():
                times[name][turn] += seconds(partial(part, tokens))
    return {name: 1000 * statistics.median(taken) / len(articles) for name, taken in times.items()}


def main() -> int:
    if not ARTICLES.exists():
        print(f"skipped: {ARTICLES.name} is not here")
        return 0
    articles = texts()
    times = measured(articles)
    for name, ratio in ratios(times).items():
        taken = statistics.median(times[name]) / len(articles)
        print(f"{name:24} {1 / taken:7.0f} articles/s {1000 * taken:7.3f} ms an article   ratio {ratio:.2f}")
    for name, taken in of_parts(articles).items():
        print(f"  {name:22} {taken:7.3f} ms an article")
    return 0


if __name__ == "__main__":
    sys.exit(main())
