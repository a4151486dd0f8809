"""Speed of the feature stage as a ratio to ``CountVectorizer().fit_transform`` on whole articles, from one run.

    python -m tests.benchmarks.feature_speed

Both read the same texts in turn, five times; the ratio of the medians is the figure. The feature stage is everything
that is measured of an article but no evidence: tokens, and every feature group.
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sklearn.feature_extraction.text import CountVectorizer

from bias.features import english_vocabulary, groups, measure
from bias.tokens import tokenise

ARTICLES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "articles" / "articles.jsonl.gz"
BATCH = 256
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


def tokens_only(articles: list[str]) -> None:
    vocabulary = english_vocabulary()
    in_batches(articles, lambda part: tokenise(part, vocabulary))


def everything(articles: list[str]) -> None:
    vocabulary = english_vocabulary()
    in_batches(articles, lambda part: measure(tokenise(part, vocabulary)))


def measured(articles: list[str], rounds: int = ROUNDS) -> dict[str, float]:
    """Articles a second of each, median of the rounds."""
    works: dict[str, Callable[[], object]] = {
        "CountVectorizer": lambda: CountVectorizer().fit_transform(articles),
        "tokens": lambda: tokens_only(articles),
        "feature stage": lambda: everything(articles),
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    measure(tokenise(articles[:8], english_vocabulary()))
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(seconds(work))
    return {name: len(articles) / statistics.median(taken) for name, taken in times.items()}


def of_groups(articles: list[str]) -> dict[str, float]:
    """Share of the feature stage's time in each group, tokens made before."""
    vocabulary = english_vocabulary()
    batches = [tokenise(articles[at : at + BATCH], vocabulary) for at in range(0, len(articles), BATCH)]
    taken = {group.name: seconds(lambda g=group: [g.measure(tokens) for tokens in batches]) for group in groups()}  # type: ignore[misc]
    return {name: part / sum(taken.values()) for name, part in taken.items()}


def main() -> int:
    if not ARTICLES.exists():
        print(f"skipped: {ARTICLES.name} is not here")
        return 0
    articles = texts()
    rates = measured(articles)
    for name, rate in rates.items():
        print(f"{name:16} {rate:7.0f} articles/s   ratio {rate / rates['CountVectorizer']:.2f}")
    for name, part in of_groups(articles).items():
        print(f"  group {name:12} {part:5.0%} of the groups' time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
