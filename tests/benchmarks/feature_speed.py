"""Speed of the feature stage as a ratio to ``CountVectorizer().fit_transform`` on whole articles, from one run.

    python -m tests.benchmarks.feature_speed

All read the same texts in turn, five times; the ratio of the medians is the figure. The feature stage is everything
that is measured of an article but no evidence: tokens, and every feature group. Then the time of each group, which
includes what it works out first and later groups find done.
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

from bias.features import FeatureGroup, english_vocabulary, groups
from bias.features.rates import LexiconGroup
from bias.tokens import tokenise

ARTICLES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "articles" / "articles.jsonl.gz"
BATCH = 256
#: Groups that only count words of lists, though they are no ``LexiconGroup``.
COUNT_WORDS_ONLY = ("emotion", "frames", "loaded", "morality")
ROUNDS = 5


def texts() -> list[str]:
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def in_batches(articles: list[str], work: Callable[[list[str]], object]) -> None:
    for begin in range(0, len(articles), BATCH):
        work(articles[begin : begin + BATCH])


def measured_with(articles: list[str], chosen: Sequence[FeatureGroup]) -> None:
    """Tokens, and what the chosen groups measure of them."""
    vocabulary = english_vocabulary()
    for begin in range(0, len(articles), BATCH):
        tokens = tokenise(articles[begin : begin + BATCH], vocabulary)
        for group in chosen:
            group.measure(tokens)


def lexicon_groups() -> list[FeatureGroup]:
    """The groups that count entries of word lists and nothing else."""
    return [group for group in groups() if isinstance(group, LexiconGroup) or group.name in COUNT_WORDS_ONLY]


def measured(articles: list[str], rounds: int = ROUNDS) -> dict[str, float]:
    """Articles a second of each, median of the rounds."""
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
    return {name: len(articles) / statistics.median(taken) for name, taken in times.items()}


def of_groups(articles: list[str], rounds: int = ROUNDS) -> dict[str, float]:
    """Milliseconds an article of each group, tokens made before; median of the rounds."""
    vocabulary = english_vocabulary()
    times: dict[str, list[float]] = {group.name: [0.0] * rounds for group in groups()}
    for begin in range(0, len(articles), BATCH):
        for turn in range(rounds):
            tokens = tokenise(articles[begin : begin + BATCH], vocabulary)
            for group in groups():
                times[group.name][turn] += seconds(partial(group.measure, tokens))
    return {name: 1000 * statistics.median(taken) / len(articles) for name, taken in times.items()}


def main() -> int:
    if not ARTICLES.exists():
        print(f"skipped: {ARTICLES.name} is not here")
        return 0
    articles = texts()
    rates = measured(articles)
    for name, rate in rates.items():
        ratio = rate / rates["CountVectorizer"]
        print(f"{name:24} {rate:7.0f} articles/s {1000 / rate:7.3f} ms an article   ratio {ratio:.2f}")
    counting = {group.name for group in lexicon_groups()}
    for name, taken in of_groups(articles).items():
        print(f"  group {name:18} {taken:7.3f} ms an article{'   counts words only' if name in counting else ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
