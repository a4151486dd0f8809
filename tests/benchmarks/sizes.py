"""How long each table takes for thousands of events.

    python -m tests.benchmarks.sizes            5,000 events of two outlets each, of eight: 10,000 short articles
    python -m tests.benchmarks.sizes 500        as many events as given

Prints the rows and the seconds of each table, made one after the other; ``events`` holds the one pass over the words.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bias.pipeline import Run
from bias.settings import Settings
from tests.sized import corpus, written


def seconds(n_events: int) -> Iterator[tuple[str, int, float]]:
    """Each table's name, rows and seconds."""
    started: list[tuple[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        run = Run([written(corpus(outlets=8, events=n_events, reports=2), Path(folder))], Settings())
        made = run.compare(lambda name, _: started.append((name, time.perf_counter())))
    ends = [*(at for _, at in started[1:]), time.perf_counter()]
    for (name, at), end in zip(started, ends, strict=True):
        yield name, len(made.tables[name]), end - at


def main(arguments: list[str]) -> int:
    total = 0.0
    for name, rows, taken in seconds(int(arguments[0]) if arguments else 5000):
        total += taken
        print(f"{name:16}{rows:>10,}{taken:>8.1f} s")
    print(f"{'all':26}{total:>8.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
