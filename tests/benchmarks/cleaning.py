"""What cleaning cuts from the real sets beside the checkout, and how fast (in processor time).

    python -m tests.benchmarks.cleaning [STEP]     prints the figures; with a step's name, what it cut too

Words cut are the words of the cleaning table's rows, but for those of the steps that only mark.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from pathlib import Path

import pandas as pd

from bias.clean import MARKS, Cleaned, clean

DATA = Path(__file__).parents[3] / "shared" / "data"
SETS = {
    "basil": DATA / "basil" / "basil.jsonl",
    "ukraine_fulltext": DATA / "ukraine_fulltext" / "articles.jsonl",
    "articles": DATA / "articles" / "articles.jsonl.gz",
}
MOST_CUT = 0.01
LISTED = 0.10


def read(path: Path) -> pd.DataFrame:
    """A set as an articles table."""
    packed = path.read_bytes()
    lines = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8").strip().split("\n")
    rows = pd.DataFrame([json.loads(line) for line in lines])
    text = rows.text.astype("str")
    return pd.DataFrame(
        {
            "article_id": rows.id.astype("str"),
            "outlet_id": rows.outlet.astype("str"),
            "title": rows.title.astype("str"),
            "text": text,
            "published": pd.to_datetime(rows.published, format="ISO8601", errors="coerce"),
            "url": None,
            "language": "en",
            "event_hint": None,
            "source": path.name,
            "sha256": "",
            "n_words": text.str.split().str.len(),
        }
    ).drop_duplicates("article_id", ignore_index=True)


def cut_words(cleaned: Cleaned) -> pd.DataFrame:
    """The rows that are cuts, with their number of words."""
    rows = cleaned.cleaning[~cleaned.cleaning.step.isin(MARKS)]
    return rows.assign(words=rows.text.str.split().str.len())


def measure(name: str, step: str | None = None) -> float:
    """Print a set's figures; the share of its words that was cut."""
    raw = read(SETS[name])
    started = time.process_time()
    cleaned = clean(raw)
    seconds = time.process_time() - started
    cuts = cut_words(cleaned)
    share = cuts.words.sum() / raw.n_words.sum()
    print(f"{name}: {len(raw)} articles, {len(raw) / seconds:,.0f} a second, {share:.2%} of words cut")
    print("  titles found:", int(cleaned.articles.title.notna().sum() - raw.title.notna().sum()), end="; ")
    print("dates found:", int(cleaned.articles.published.notna().sum() - raw.published.notna().sum()))
    by_step = cuts.groupby("step").agg(rows=("words", "size"), words=("words", "sum")).sort_values("words")
    print("  " + by_step.to_string().replace("\n", "\n  "))
    lost = cuts.groupby("article_id").words.sum() / raw.set_index("article_id").n_words
    for article, part in lost[lost > LISTED].sort_values(ascending=False).items():
        print(
            f"  over {LISTED:.0%}: {article} loses {part:.0%} of {raw.n_words[raw.article_id == article].iloc[0]} words"
        )
    if step:
        for row in cleaned.cleaning[cleaned.cleaning.step == step].itertuples():
            print(f"  {row.article_id}: {row.text!r}")
    return float(share)


def main() -> int:
    """0 where every set keeps at least 99 % of its words."""
    step = sys.argv[1] if len(sys.argv) > 1 else None
    missing = [path for path in SETS.values() if not path.exists()]
    if missing:
        print(f"not measured: {missing[0]} is absent")
        return 0
    return int(any(measure(name, step) > MOST_CUT for name in SETS))


if __name__ == "__main__":
    sys.exit(main())
