"""How fast contrasts are.

    python -m tests.benchmarks.contrast_speed

Seconds for intervals from 1,000 resamples and p from 1,000 shuffles of 100 features, and how many plain NumPy means
over the same array, 0.8 MB to 8 MB, fit in that time. Seconds depend on the machine, the ratio less so.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from bias.settings import Settings
from bias.stats.contrasts import contrasts

N_FEATURES = 100
SETTINGS = Settings(n_resamples=1000)


def corpus(n: int, n_outlets: int, several: bool, gaps: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Features, articles and events: one article of each outlet in each event, or several and none at random.

    ``gaps`` features miss 30 % of the articles, each others.
    """
    rng = np.random.default_rng(0)
    ids, place = [f"a{row:06d}" for row in range(n)], np.arange(n)
    event, outlet = place // n_outlets, place % n_outlets
    if several:
        event, outlet = rng.integers(0, n // n_outlets, n), rng.integers(0, n_outlets, n)
    values = rng.gamma(0.5, 1, size=(n, N_FEATURES))
    values[:, :gaps][rng.random((n, gaps)) < 0.3] = np.nan
    features = pd.DataFrame(values, columns=[f"g.f{k:02d}" for k in range(N_FEATURES)])
    articles = pd.DataFrame({"article_id": ids, "outlet_id": [f"o{k}" for k in outlet], "n_words": 300})
    events = pd.DataFrame({"article_id": ids, "event_id": [f"e{k:05d}" for k in event], "topic_id": "t"})
    copies = pd.Series([None] * n, dtype="str")
    return features.assign(article_id=ids), articles.astype({"outlet_id": "str"}), events.assign(copy_of=copies)


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """How long it takes, the least of some times."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Print the table."""
    print("articles outlets cover     gaps   rows      seconds   plain means   peak MB")
    for n in (1_000, 10_000):
        for n_outlets, several, gaps in ((3, False, 0), (10, False, 0), (5, True, 0), (5, False, 30)):
            tables = corpus(n, n_outlets, several, gaps)
            values = tables[0].drop(columns="article_id").to_numpy()
            plain = seconds(lambda array=values: array.mean(axis=0), 20)
            rows: list[int] = []
            taken = seconds(lambda given=tables, into=rows: into.append(len(contrasts(*given, SETTINGS))))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            cover = "several" if several else "one each"
            print(
                f"{n:8}{n_outlets:8} {cover:9}{gaps:5}{rows[0]:9}{taken:10.2f}{taken / plain:14,.0f}{memory:10}",
                flush=True,
            )


if __name__ == "__main__":
    main()
