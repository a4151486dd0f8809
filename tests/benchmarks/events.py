"""How well events are found, how fast, and in how much memory.

    python -m tests.benchmarks.events

B-cubed precision, recall and F1 against the given events; sets that are not beside the checkout are left out by name.
The events of RUWA were given by keyword and span months, so only precision means something there: how far the events
that are found stay within one keyword.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from bias.events import group
from bias.settings import CORPORA, Match, Settings
from tests.benchmarks.bcubed import bcubed

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
WORD = r"[^\W_]+(?:['’][^\W_]+)*"
TEACHING = CORPORA / "teaching" / "articles"


def teaching() -> pd.DataFrame:
    """The embedded corpus: text, outlet, published, event."""
    rows = pd.read_csv(TEACHING / "index.csv", dtype="str")
    return rows.assign(text=[(TEACHING / file).read_text("utf-8").split("[Invented")[0] for file in rows.file])


def basil() -> pd.DataFrame:
    """BASIL, with titles."""
    rows = pd.read_json(DATA / "basil" / "basil.jsonl", lines=True)
    return rows.assign(text=rows.title + "\n\n" + rows.text)


def ruwa() -> pd.DataFrame:
    """RUWA: headlines and teasers."""
    rows = pd.read_csv(DATA / "ruwa" / "ruwa.csv.gz").rename(columns={"domain": "outlet"})
    return rows.assign(text=rows.title.fillna("") + "\n" + rows.teaser.fillna(""))


def articles(rows: pd.DataFrame, dated: bool) -> pd.DataFrame:
    """The columns of the articles table that events are found by."""
    dates = pd.to_datetime(rows.published.to_numpy(), errors="coerce") if dated else pd.NaT
    frame = pd.DataFrame({"article_id": [f"a{row}" for row in range(len(rows))], "published": dates})
    frame["published"] = frame.published.astype("datetime64[ns]")
    return frame.assign(outlet_id=rows.outlet.astype("str").to_numpy(), event_hint=rows.event.astype("str").to_numpy())


def counted(texts: pd.Series) -> tuple[sparse.csr_array, np.ndarray]:
    """Articles × terms, and the terms."""
    counter = CountVectorizer(token_pattern=WORD)
    return sparse.csr_array(counter.fit_transform(texts)), counter.get_feature_names_out()


def row(name: str, rows: pd.DataFrame, dated: bool, match: Match = Match.EVENT) -> None:
    """Print one line of the table."""
    counts, terms = counted(rows.text)
    start = time.perf_counter()
    events = group(articles(rows, dated), counts, list(terms), Settings(match=match))
    seconds = time.perf_counter() - start
    figures = "  ".join(f"{figure:.4f}" for figure in bcubed(rows.event, events.event_id))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{name:10}{'dates' if dated else '-':7}{match:7}{len(rows):6}  {figures}  {events.event_id.nunique():6}"
        f"{events.topic_id.nunique():7}{events.copy_of.notna().sum():7}{seconds:9.2f}{memory:9}",
        flush=True,
    )


def halves(rows: pd.DataFrame, dated: bool, n: int = 10) -> None:
    """Print the mean and least F1 over random halves of the events."""
    rng = np.random.default_rng(0)
    names = rows.event.unique()
    scores = []
    for _ in range(n):
        mixed = rng.permutation(names)
        for half in (mixed[::2], mixed[1::2]):
            part = rows[rows.event.isin(half)]
            events = group(articles(part, dated), *counted(part.text), Settings())
            scores.append(bcubed(part.event, events.event_id)[2])
    dates = "with" if dated else "no"
    print(f"  {2 * n} random halves, {dates} dates: mean F1 {np.mean(scores):.4f}, least {min(scores):.4f}")


def main() -> None:
    """Print the table."""
    print("set       dates  match       n  precision recall  F1      events topics copies  seconds  peak MB")
    sets: dict[str, tuple[Path, Callable[[], pd.DataFrame]]] = {
        "teaching": (TEACHING / "index.csv", teaching),
        "basil": (DATA / "basil" / "basil.jsonl", basil),
        "ruwa": (DATA / "ruwa" / "ruwa.csv.gz", ruwa),
    }
    for name, (path, read) in sets.items():
        if not path.exists():
            print(f"{name:10}left out: {path.name} is not here")
            continue
        rows = read()
        for dated in (True, False):
            row(name, rows, dated)
            if name == "basil":
                halves(rows, dated)


if __name__ == "__main__":
    main()
