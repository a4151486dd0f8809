"""Whether memory stays flat over many articles: the feature stage over 100,000 of them, in batches.

    python -m tests.benchmarks.memory

The 5,000 whole articles are read twenty times over, each time with their paragraphs dealt anew, so that no batch comes
twice. Printed is the resident memory behind every tenth of the way; the figure is the last over that at the second
tenth, when the vocabulary has been met.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from pathlib import Path

from bias.features import english_vocabulary, measure
from bias.settings import Settings
from bias.tokens import tokenise
from tests.benchmarks.feature_speed import ARTICLES, BATCH, texts

ROUNDS, TENTHS = 20, 10


def dealt(articles: list[str]) -> Iterator[list[str]]:
    """Batches of articles whose paragraphs are drawn from all articles."""
    rng = Settings().rng("memory benchmark")
    paragraphs = [part for text in articles for part in text.split("\n") if part.strip()]
    size = max(len(paragraphs) // len(articles), 1)
    for _ in range(ROUNDS):
        order = rng.permutation(len(paragraphs))[: size * len(articles)].reshape(-1, size)
        for begin in range(0, len(order), BATCH):
            yield ["\n".join(paragraphs[at] for at in row) for row in order[begin : begin + BATCH].tolist()]


def megabytes() -> float:
    """Memory that this process holds now."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(pages) * resource.getpagesize() / 1e6


def held(articles: list[str]) -> list[tuple[int, float]]:
    """Articles done and memory held, behind every tenth of the way."""
    vocabulary, done, found = english_vocabulary(), 0, []
    every = ROUNDS * len(articles) // TENTHS
    for part in dealt(articles):
        measure(tokenise(part, vocabulary))
        done += len(part)
        if done >= every * (len(found) + 1):
            found.append((done, megabytes()))
    return found


def main() -> int:
    if not ARTICLES.exists() or not Path("/proc/self/statm").exists():
        print(f"skipped: {ARTICLES.name} is not here, or this system does not tell a process its memory")
        return 0
    found = held(texts())
    for done, memory in found:
        print(f"{done:8} articles {memory:7.0f} MB")
    print(f"last over second tenth: {found[-1][1] / found[1][1]:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
