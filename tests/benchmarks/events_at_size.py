"""How the grouping of articles into events grows with their number, and how far it stays when articles are added.

    python -m tests.benchmarks.events_at_size --dated    1,000, 10,000 and 100,000 articles over a year, with dates
    python -m tests.benchmarks.events_at_size --undated  the same, without dates
    python -m tests.benchmarks.events_at_size --added    a part of the articles grouped, then all
    python -m tests.benchmarks.events_at_size --shapes   few articles, one event, many outlets, many events

The corpora are simulated as counts of words, from the words of the 5,000 whole articles. An event takes a passage of
one of them for what happened, and `NAMES` names that no other event has; the story that several events belong to takes
a passage of another. Each word of a report is drawn from the event's passage, its names, its story's passage, the
outlet's own turns of phrase, or else from a third article, which is this report's own. `SHARES` are set so that two
reports of an event have as much in common as two of BASIL do, which is printed first: the share of the shorter one's
running words that the other has too. Dates run over a year; a report appears a day after its event, give or take.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from bias.events import group
from bias.settings import Settings
from tests.benchmarks.bcubed import bcubed
from tests.benchmarks.events import DATA, WORD, articles, basil, counted

SIZES = (1_000, 10_000, 100_000)
DAYS, NAMES, PASSAGE, PHRASES = 365.0, 6, 250, 150
#: Share of a report's words that come from its event's passage, its names, its story's passage, its outlet's phrases.
SHARES = {"event": 0.36, "names": 0.03, "story": 0.18, "outlet": 0.07}
KIND_OF_NAMES = 1
#: Of the events, the share that one article alone reports; the others have two reports and `MORE` further on average.
ALONE, MORE, EVENTS_A_STORY = 0.4, 3.0, 4
QUARTILES = (0.25, 0.5, 0.75)
#: Articles, events and outlets of corpora of unusual shapes.
SHAPES = (
    (2, 1, 2),
    (6, 1, 1),
    (30, 1, 30),
    (300, 1, 50),
    (300, 3, 50),
    (1000, 20, 50),
    (1000, 300, 1),
    (10_000, 5_000, 50),
)
#: Articles simulated at once.
BATCH = 2_000


@dataclass(frozen=True)
class Simulated:
    """Counts, their terms, and for each article its event, outlet and date."""

    counts: sparse.csr_array
    terms: list[str]
    rows: pd.DataFrame

    def part(self, chosen: NDArray[np.bool_]) -> Simulated:
        """Some of the articles."""
        rows = self.rows[chosen].reset_index(drop=True)
        return Simulated(self.counts[np.flatnonzero(chosen)], self.terms, rows)

    def grouped(self, dated: bool) -> pd.DataFrame:
        """The events table."""
        return group(articles(self.rows, dated), self.counts, self.terms, Settings())


@dataclass(frozen=True)
class Passages:
    """Where passages start among the running words, and how long they are."""

    start: NDArray[np.int64]
    length: NDArray[np.int64]

    def of(self, which: NDArray[np.int64]) -> Passages:
        """The passages of those numbers."""
        return Passages(self.start[which], self.length[which])

    def drawn(self, which: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
        """The place of a random word of each of these passages."""
        return self.start[which] + (rng.random(len(which)) * self.length[which]).astype(np.int64)


class Words:
    """The running words of the whole articles as numbers."""

    def __init__(self) -> None:
        texts = pd.read_json(DATA / "articles" / "articles.jsonl.gz", lines=True).text
        counter = CountVectorizer(token_pattern=WORD)
        split = counter.build_analyzer()
        written = [split(text) for text in texts]
        numbers: dict[str, int] = {}
        flat = [numbers.setdefault(word, len(numbers)) for words in written for word in words]
        self.terms = list(numbers)
        self.flat = np.array(flat, dtype=np.int64)
        self.length = np.array([len(words) for words in written])
        self.start = np.cumsum(self.length) - self.length

    def passages(self, n: int, length: int, rng: np.random.Generator) -> Passages:
        """Where `n` passages of random articles start, and how long they are."""
        which = rng.integers(len(self.length), size=n)
        held = np.minimum(self.length[which], length)
        return Passages(self.start[which] + (rng.random(n) * (self.length[which] - held + 1)).astype(np.int64), held)


def simulate(n: int, words: Words, n_outlets: int = 50, events: NDArray[np.int64] | None = None) -> Simulated:
    """A corpus of `n` articles, with events of usual sizes where they are not given."""
    rng = np.random.default_rng([20261122, n])
    if events is None:
        sizes = np.where(rng.random(n) < ALONE, 1, 2 + rng.geometric(1 / (1 + MORE), n) - 1)
        events = np.repeat(np.arange(n), sizes)[:n]
    n_events = int(events.max()) + 1
    story = rng.permutation(n_events) % -(-n_events // EVENTS_A_STORY)
    outlet = rng.integers(n_outlets, size=n)
    happened = words.passages(n_events, PASSAGE, rng)
    told = words.passages(n_events, PASSAGE, rng)
    turns = words.passages(n_outlets, PHRASES, rng)
    own = words.passages(n, 10**9, rng)
    sources = [happened.of(events), told.of(story[events]), turns.of(outlet), own]
    length = np.clip(rng.lognormal(np.log(550), 0.5, n), 80, 2000).astype(np.int64)
    parts = []
    for at in range(0, n, BATCH):
        article = np.repeat(np.arange(at, min(at + BATCH, n)), length[at : at + BATCH])
        kind = np.searchsorted(np.cumsum(list(SHARES.values())), rng.random(len(article)), "right")
        place = np.choose(kind, [source.drawn(article, rng) for source in (sources[0], *sources)])
        name = len(words.terms) + events[article] * NAMES + rng.integers(NAMES, size=len(article))
        term = np.where(kind == KIND_OF_NAMES, name, words.flat[place])
        shape = (min(at + BATCH, n) - at, len(words.terms) + n_events * NAMES)
        parts.append(sparse.coo_array((np.ones(len(term), np.int32), (article - at, term)), shape=shape).tocsr())
    counts = sparse.csr_array(sparse.vstack(parts))
    used = np.flatnonzero(np.bincount(counts.indices, minlength=counts.shape[1]))
    terms = [*words.terms, *(f"name{number}" for number in range(n_events * NAMES))]
    days = rng.random(n_events)[events] * DAYS + rng.exponential(0.7, n)
    published = pd.Timestamp("2021-01-01") + pd.to_timedelta(days.round(2), "D")
    rows = pd.DataFrame({"event": events, "outlet": outlet.astype(str), "published": published})
    return Simulated(sparse.csr_array(counts[:, used]), [terms[place] for place in used], rows)


def likeness(counts: sparse.csr_array, events: pd.Series) -> str:
    """Of successive articles of one event: quartiles of the share of the shorter one's running words that both have."""
    order = np.argsort(events.factorize()[0], kind="stable")
    event, length = events.to_numpy()[order], np.asarray(counts.sum(axis=1)).ravel()
    first, second = order[:-1][event[:-1] == event[1:]][:2000], order[1:][event[:-1] == event[1:]][:2000]
    both = np.asarray(counts[first].minimum(counts[second]).sum(axis=1)).ravel()
    return "  ".join(
        f"{value:.2f}" for value in np.quantile(both / np.minimum(length[first], length[second]), QUARTILES)
    )


def size_row(n: int, dated: bool) -> float:
    """Print a line for one size; seconds an article. To be run in a process of its own, whose peak is printed."""
    corpus = simulate(n, Words())
    before = megabytes()
    start = time.process_time()
    events = corpus.grouped(dated)
    seconds = time.process_time() - start
    figures = "  ".join(f"{figure:.4f}" for figure in bcubed(corpus.rows.event, events.event_id))
    print(
        f"{n:8}{seconds:9.1f}{1000 * seconds / n:9.2f}{megabytes():9}{before:9}   {figures}"
        f"{corpus.rows.event.nunique():8}{events.event_id.nunique():8}{events.topic_id.nunique():8}",
        flush=True,
    )
    return seconds / n


def megabytes() -> int:
    """Most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def sizes(dated: bool) -> None:
    """Print the curve."""
    sets = {"simulated": (simulate(1000, Words()).counts, simulate(1000, Words()).rows.event)}
    if (DATA / "basil" / "basil.jsonl").exists():
        rows = basil()
        sets["BASIL"] = (counted(rows.text)[0], rows.event)
    for name, (counts, events) in sets.items():
        print(f"words that two reports of an event share, quartiles: {name:10} {likeness(counts, events)}")
    print(
        f"\n{'with' if dated else 'without'} dates\n       n  CPU sec  ms each  peak MB   before   B-cubed P, R, F1",
        end="",
    )
    print("         events   found  topics")
    each = []
    for n in SIZES:
        with multiprocessing.get_context("spawn").Pool(1) as process:
            each.append(process.apply(size_row, (n, dated)))
    print("seconds an article over those at the first size:", "  ".join(f"{value / each[0]:.1f}" for value in each))


def added() -> None:
    """Print how far a part of a corpus is grouped alike alone and within the whole."""
    print("grouped alone and with the rest added: B-cubed F1 between the two groupings of the same articles")
    corpora = {f"simulated {n}": simulate(n, Words()) for n in (1_000, 10_000)}
    if (DATA / "basil" / "basil.jsonl").exists():
        rows = basil().assign(published=lambda rows: pd.to_datetime(rows.published))
        counts, terms = counted(rows.text)
        corpora = {"BASIL": Simulated(counts, list(terms), rows), **corpora}
    for name, corpus in corpora.items():
        n = len(corpus.rows)
        early = (corpus.rows.published.rank(method="first") <= 0.8 * n).to_numpy()
        some = np.random.default_rng(0).permutation(n) < 0.8 * n
        for dated in (True, False):
            whole = corpus.grouped(dated).event_id.to_numpy()
            kept = [bcubed(whole[part], corpus.part(part).grouped(dated).event_id)[2] for part in (early, some)]
            print(f"{name:18}{'dates' if dated else '-':7}the earliest 80 %: {kept[0]:.4f}   any 80 %: {kept[1]:.4f}")


def shapes() -> None:
    """Print how corpora of unusual shapes are grouped."""
    words = Words()
    print("articles  events  outlets  dates   B-cubed P, R, F1           found  CPU sec")
    for n, n_events, n_outlets in SHAPES:
        corpus = simulate(n, words, n_outlets, np.arange(n) % n_events)
        for dated in (True, False):
            start = time.process_time()
            events = corpus.grouped(dated)
            seconds = time.process_time() - start
            figures = "  ".join(f"{figure:.4f}" for figure in bcubed(corpus.rows.event, events.event_id))
            dates = "dates" if dated else "-"
            print(f"{n:8}{n_events:8}{n_outlets:9}  {dates:7}{figures}{events.event_id.nunique():8}{seconds:9.1f}")


def main() -> int:
    """Print what was asked for."""
    if not (DATA / "articles" / "articles.jsonl.gz").exists():
        print("left out: articles.jsonl.gz is not here")
        return 0
    asked = sys.argv[1] if len(sys.argv) > 1 else "--dated"
    tables = {"--dated": lambda: sizes(True), "--undated": lambda: sizes(False), "--added": added, "--shapes": shapes}
    if asked not in tables:
        print(f"{asked} is none of {', '.join(tables)}")
        return 2
    tables[asked]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
