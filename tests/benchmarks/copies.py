"""How well copied text is found, up to which share of changes, and how fast.

    python -m tests.benchmarks.copies

First what is found in each set: pairs of fingerprints that are looked at, copies, how many of them cross outlets, and
how many are wrong where that is known (the teaching corpus has two copies; BASIL's events are three reports of one
event by three outlets, none of them a copy). Then whole articles are edited, and the share of the edited that is found
again among all originals is printed for each share of changes: words replaced by words of other articles, left out or
put in; sentences left out or put in. Last the speed over articles with every paragraph in twenty others, as a ratio to
``CountVectorizer`` over the same texts in the same run. Sets that are not beside the checkout are left out by name.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice

import pandas as pd
from numpy.random import Generator
from sklearn.feature_extraction.text import CountVectorizer

from bias.events.copies import find_copies
from bias.settings import Settings
from bias.tokens import Vocabulary, tokenise
from bias.tokens.shingles import Sketcher, Sketches
from tests.benchmarks.events import DATA, articles, basil, ruwa, teaching
from tests.benchmarks.feature_speed import ARTICLES, BATCH, texts
from tests.benchmarks.memory import dealt

#: Copies that were planted: the later article's place in the index, and the earlier's.
PLANTED = {("e02-teluna-press.txt", "e02-crossline.txt"), ("e08-norvane-world.txt", "e08-crossline.txt")}
SHARES = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
N_EDITED = 200
SIZES = (5_000, 20_000, 100_000)


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """The articles table of some texts."""
    text = rows.text.to_numpy()
    return articles(rows, dated=True).assign(text=text, n_words=[len(each.split()) for each in text])


def sketched(batches: Iterator[list[str]]) -> tuple[Sketches, float]:
    """The fingerprints of some batches, and the seconds that they took when the words were known."""
    sketcher, vocabulary, seconds = Sketcher(), Vocabulary(), 0.0
    for batch in batches:
        tokens = tokenise(batch, vocabulary)
        begin = time.perf_counter()
        sketcher.add(tokens)
        seconds += time.perf_counter() - begin
    return sketcher.sketches(), seconds


def in_batches(rows: list[str]) -> Iterator[list[str]]:
    """Some texts, a batch at a time."""
    for begin in range(0, len(rows), BATCH):
        yield rows[begin : begin + BATCH]


def found(rows: pd.DataFrame) -> pd.DataFrame:
    """The copies among some articles."""
    frame = table(rows)
    return find_copies(frame, sketched(in_batches(frame.text.tolist()))[0])


def fulltext() -> pd.DataFrame:
    """Whole articles on the war in Ukraine; outlets and days are mostly unknown."""
    rows = pd.read_json(DATA / "ukraine_fulltext" / "articles.jsonl", lines=True)
    return rows.assign(outlet=rows.outlet.fillna("unknown"), published=None, event="")


def headlines() -> pd.DataFrame:
    """Headlines with the begin of their articles."""
    rows = pd.read_csv(DATA / "headlines" / "rt_tass_sputnik.csv.gz").rename(columns={"date": "published"})
    return rows.assign(text=rows.headline.fillna("") + "\n" + rows.snippet.fillna(""), event="")


def wrong(name: str, rows: pd.DataFrame, copies: pd.DataFrame) -> str:
    """How many copies are wrong, and which are missed, as far as that is known."""
    if name == "teaching":
        file = dict(zip(table(rows).article_id, rows.file, strict=True))
        pairs = {(file[row.article_id], file[row.copy_of]) for row in copies.itertuples()}
        return f"{len(pairs - PLANTED)} wrong, {len(PLANTED - pairs)} missed"
    return f"{len(copies)} wrong" if name == "basil" else "not known"


def sets() -> None:
    """Print what is found in each set."""
    readers: dict[str, tuple[str, Callable[[], pd.DataFrame]]] = {
        "teaching": ("", teaching),
        "basil": ("basil", basil),
        "fulltext": ("ukraine_fulltext", fulltext),
        "ruwa": ("ruwa", ruwa),
        "headlines": ("headlines", headlines),
    }
    print("set        articles  copies  across outlets  errors")
    for name, (folder, read) in readers.items():
        if not (DATA / folder).exists() and folder:
            print(f"{name:10} left out: {folder} is not here")
            continue
        rows = read()
        copies = found(rows)
        across = int((copies.outlet_id != copies.of_outlet_id).sum())
        print(f"{name:10}{len(rows):9}{len(copies):8}{across:16}  {wrong(name, rows, copies)}", flush=True)


def edited(text: str, kind: str, share: float, rng: Generator, others: list[str]) -> str:
    """The text with a share of its words or sentences changed."""
    by_word = kind.startswith("words")
    parts = text.split() if by_word else re.split(r"(?<=[.!?])\s+", text)
    other = others[rng.integers(len(others))]
    strange = other.split() if by_word else re.split(r"(?<=[.!?])\s+", other)
    chosen = rng.random(len(parts)) < share
    result: list[str] = []
    for part, change in zip(parts, chosen, strict=True):
        new = strange[rng.integers(len(strange))] if change and not kind.endswith("left out") else None
        keep = not change or kind.endswith("put in")
        result += [piece for piece in (new, part if keep else None) if piece is not None]
    return " ".join(result)


KINDS = ("words replaced", "words left out", "words put in", "sentences left out", "sentences put in")


def found_again(originals: list[str], others: list[str], kind: str, share: float) -> float:
    """Share of edited articles that are found to be copies of their originals."""
    rng = Settings().rng(f"copies {kind} {share}")
    changed = [edited(text, kind, share, rng, others) for text in originals]
    day = pd.Timestamp("2021-03-01")
    rows = pd.DataFrame({"text": [*originals, *changed], "published": day, "event": ""})
    copies = found(rows.assign(outlet=["first"] * len(originals) + ["second"] * len(changed)))
    right = {f"a{place + len(originals)}": f"a{place}" for place in range(len(originals))}
    pairs = zip(copies.article_id, copies.copy_of, strict=True)
    return len([later for later, first in pairs if right.get(later) == first]) / len(originals)


def curve(whole: list[str], n: int = N_EDITED) -> dict[str, dict[float, float]]:
    """For each kind of change and each share of changes the share of copies that is found."""
    originals, others = whole[:n], whole[n : 2 * n]
    return {kind: {share: found_again(originals, others, kind, share) for share in SHARES} for kind in KINDS}


def speed(whole: list[str]) -> None:
    """Print seconds and memory over more and more articles."""
    print("articles  fingerprints    MB  sketch articles/s  find articles/s  copies  CountVectorizer articles/s  ratio")
    for size in SIZES:
        batches = list(islice(dealt(whole), size // BATCH))
        part = [text for batch in batches for text in batch]
        begin = time.perf_counter()
        CountVectorizer().fit_transform(part[:5_000])
        base = 5_000 / (time.perf_counter() - begin)
        sketches, taken = sketched(iter(batches))
        rows = table(pd.DataFrame({"text": part, "published": None, "event": "", "outlet": "one"}))
        begin = time.perf_counter()
        copies = find_copies(rows, sketches)
        finding = time.perf_counter() - begin
        megabytes = (sketches.prints.nbytes + sketches.bounds.nbytes) / 1e6
        rates = len(part) / taken, len(part) / finding
        ratio = len(part) / (taken + finding) / base
        print(
            f"{len(part):8}{len(sketches.prints):14}{megabytes:6.0f}{rates[0]:19.0f}{rates[1]:17.0f}{len(copies):8}"
            f"{base:28.0f}{ratio:7.1f}",
            flush=True,
        )


def main() -> int:
    """Print all of it."""
    sets()
    if not ARTICLES.exists():
        print(f"left out: {ARTICLES.name} is not here")
        return 0
    whole = texts()
    print("\n" + " " * 20 + "".join(f"{share:7.0%}" for share in SHARES))
    for kind, shares in curve(whole).items():
        print(f"{kind:20}" + "".join(f"{value:7.2f}" for value in shares.values()), flush=True)
    print()
    speed(whole)
    return 0


if __name__ == "__main__":
    sys.exit(main())
