"""Whether keyness finds nothing where there is nothing, how fast it is, and what it finds on the teaching corpus.

    python -m tests.benchmarks.keyness [runs]

1. Null: outlets are shuffled within events (200 times if not said otherwise), so that every find is a false one. Shown
   are the share of runs with any q ≤ 0.05, the share of p up to 0.05, 0.01 and 0.001, and how often the intervals of
   the ratio cover 0, for all terms and for those used 30 times or more. Rare terms take few values,
   so that no level is reached exactly.
2. Speed: counting words and phrases up to three against scikit-learn's CountVectorizer on the same texts, and the
   table for 10,000 made articles of 10 outlets.
3. The terms that set each outlet of the teaching corpus apart, for the eye.

A set that is not beside the checkout is left out by name.
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from bias.pipeline import TEACHING, Run
from bias.settings import Settings
from bias.stats.comparable import comparable
from bias.stats.keyness import keyness
from bias.tokens import Counter, Counts, Vocabulary, tokenise
from tests.benchmarks.events import DATA, WORD, basil
from tests.benchmarks.feature_speed import ARTICLES, BATCH, texts

RUNS, OFTEN, SHOWN = 200, 30, 10
LEVELS = (0.05, 0.01, 0.001)


def own_counts(articles: list[str]) -> Counts:
    """Words and phrases up to three outside quotation marks."""
    counter = Counter(Vocabulary(), longest=3)
    for begin in range(0, len(articles), BATCH):
        tokens = tokenise(articles[begin : begin + BATCH], counter.vocabulary)
        counter.add(tokens, ~tokens.quoted)
    return counter.counts()


def null(name: str, articles: pd.DataFrame, events: pd.DataFrame, runs: int) -> None:
    """Print one line of the table of false finds."""
    counts, settings = own_counts(articles.text.tolist()), Settings()
    chosen, rng = comparable(articles, events, settings), Settings().rng("keyness null")
    any_found, below, covered, often, n_rows = 0, np.zeros(len(LEVELS)), 0.0, [], 0
    for _ in range(runs):
        outlet = articles.outlet_id.to_numpy(dtype=object).copy()
        outlet[chosen.row] = outlet[chosen.row][np.argsort(rng.random(len(chosen.row)) + chosen.unit)]
        table = keyness(counts.matrix, counts.terms, articles.assign(outlet_id=outlet), events, settings)
        holds = (table.log_ratio_low <= 0) & (table.log_ratio_high >= 0)
        any_found += bool((table.q <= 0.05).any())
        below += [(table.p <= level).mean() / runs for level in LEVELS]
        covered += holds.mean() / runs
        often.append(holds[table.n_target + table.n_reference >= OFTEN].mean())
        n_rows += len(table)
    shares = "".join(f"{share:9.4f}" for share in below)
    print(
        f"{name:10}{runs:6}{n_rows // runs:7}{any_found / runs:9.3f}{shares}{covered:9.3f}{np.mean(often):9.3f}",
        flush=True,
    )


def basil_tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """BASIL as tables of articles and events."""
    rows = basil()
    ids = [f"a{row:04d}" for row in range(len(rows))]
    articles = pd.DataFrame({"article_id": ids, "outlet_id": rows.outlet.astype("str"), "text": rows.text})
    events = pd.DataFrame({"article_id": ids, "event_id": rows.event.astype("str"), "topic_id": "t", "copy_of": None})
    return articles.assign(n_words=rows.text.str.split().str.len()), events


def counting(articles: list[str]) -> None:
    """Print the time to count words and phrases, and scikit-learn's for the same texts."""
    begin = time.perf_counter()
    vocabulary = Vocabulary()
    batches = [tokenise(articles[at : at + BATCH], vocabulary) for at in range(0, len(articles), BATCH)]
    split = time.perf_counter() - begin
    begin = time.perf_counter()
    counter = Counter(vocabulary, longest=3)
    for tokens in batches:
        counter.add(tokens)
    found = counter.counts()
    counted = time.perf_counter() - begin
    begin = time.perf_counter()
    theirs = CountVectorizer(ngram_range=(1, 3), token_pattern=WORD).fit_transform(articles)
    sklearn = time.perf_counter() - begin
    print(
        f"{len(articles)} articles: tokens {split:.1f} s (needed anyway), phrases {counted:.1f} s for "
        f"{found.matrix.shape[1]:,} terms; CountVectorizer {sklearn:.1f} s for {theirs.shape[1]:,}; "
        f"ratio {sklearn / (split + counted):.1f} with the tokens, {sklearn / counted:.1f} without"
    )


def made(n_articles: int, n_outlets: int, n_terms: int = 20_000) -> None:
    """Print the time of the table for articles made up of random words."""
    rng = np.random.default_rng(0)
    weights = 1 / np.arange(10, n_terms + 10)
    drawn = rng.choice(n_terms, (n_articles, 400), p=weights / weights.sum())
    counts = sparse.coo_array(
        (np.ones(drawn.size), (np.arange(n_articles).repeat(400), drawn.ravel())), shape=(n_articles, n_terms)
    ).tocsr()
    ids = [f"a{row:06d}" for row in range(n_articles)]
    terms = [f"w{chr(97 + k % 26)}{chr(97 + k // 26 % 26)}{chr(97 + k // 676)}" for k in range(n_terms)]
    outlet = [f"o{row % n_outlets:02d}" for row in range(n_articles)]
    articles = pd.DataFrame({"article_id": ids, "outlet_id": outlet, "n_words": 400})
    event = [f"e{row // n_outlets:06d}" for row in range(n_articles)]
    events = pd.DataFrame({"article_id": ids, "event_id": event, "topic_id": "t", "copy_of": None})
    begin = time.perf_counter()
    table = keyness(counts, terms, articles, events, Settings())
    seconds, memory = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{n_articles} articles × {n_outlets} outlets × {n_terms:,} terms: {seconds:.1f} s for {len(table):,} rows, "
        f"peak {memory:.0f} MB, {int((table.q <= 0.05).sum())} found among random words"
    )


def top(table: pd.DataFrame) -> None:
    """Print each outlet's first terms."""
    for name, rows in table.groupby("outlet_id"):
        print(f"{name}: {int((rows.q <= 0.05).sum())} of {len(rows)} terms with q ≤ 0.05")
        for row in rows[rows.q <= 0.05].head(SHOWN).itertuples():
            low, high = row.log_ratio_low, row.log_ratio_high
            print(
                f"  {row.term:28}{row.n_target:5} :{row.n_reference:5}  log ratio {row.log_ratio:5.2f} "
                f"[{low:5.2f}, {high:5.2f}]  DP {row.dispersion:.2f}  q {row.q:.4f}"
            )


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    run = Run([TEACHING])
    levels = "".join(f"  p≤{level:<5}" for level in LEVELS)
    print(f"set         runs   rows    any q{levels}   covers {OFTEN}+ uses")
    null("teaching", run.articles, run.events, runs)
    if (DATA / "basil" / "basil.jsonl").exists():
        null("basil", *basil_tables(), runs)
    else:
        print("basil     left out: basil.jsonl is not here")
    if ARTICLES.exists():
        counting(texts()[:2000])
    else:
        print(f"counting  left out: {ARTICLES.name} is not here")
    made(10_000, 10)
    counts = own_counts(run.articles.text.tolist())
    top(keyness(counts.matrix, counts.terms, run.articles, run.events, run.judged))
    return 0


if __name__ == "__main__":
    sys.exit(main())
