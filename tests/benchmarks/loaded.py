"""Whether loaded words tell sentences that annotators of BASIL marked as lexically biased from the others.

    python -m tests.benchmarks.loaded

Prints the area under the ROC curve of the density of loaded words, with an interval from resampling events.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

from bias.features import english_vocabulary
from bias.features.loaded import GROUP as LOADED
from bias.features.rates import sums
from bias.tokens import tokenise

BASIL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "basil" / "basil.jsonl"
RESAMPLES = 500


def sentences(path: Path = BASIL) -> pd.DataFrame:
    """Every sentence: event, text, and whether it holds a span of lexical bias."""
    rows = []
    for line in path.read_text("utf-8").splitlines():
        article = json.loads(line)
        marked = {span["sentence"] for span in article["spans"] if span["kind"] == "lexical"}
        rows += [(article["event"], text, at in marked) for at, text in enumerate(article["sentences"])]
    return pd.DataFrame(rows, columns=["event", "text", "biased"])


def measured(path: Path = BASIL) -> dict[str, float]:
    """The area, the ends of its 95 % interval, and how many sentences there are."""
    rows = sentences(path)
    tokens = tokenise(rows.text.tolist(), english_vocabulary())
    found = LOADED.find(tokens)
    density = sums(tokens, found.hits.first, found.weight) / np.maximum(tokens.words, 1)
    rng = np.random.default_rng(0)
    places = list(rows.groupby("event").indices.values())
    drawn = [np.concatenate([places[i] for i in rng.integers(len(places), size=len(places))]) for _ in range(RESAMPLES)]
    areas = [roc_auc_score(rows.biased.to_numpy()[at], density[at]) for at in drawn]
    low, high = np.quantile(areas, [0.025, 0.975])
    area = float(roc_auc_score(rows.biased, density))
    return {"auc": area, "low": float(low), "high": float(high), "n": len(rows), "biased": int(rows.biased.sum())}


def main() -> int:
    if not BASIL.exists():
        print(f"skipped: {BASIL.name} is not here")
        return 0
    figures = measured()
    print(f"AUC {figures['auc']:.3f} (95 % interval {figures['low']:.3f} to {figures['high']:.3f})", end=", ")
    print(f"{figures['n']} sentences, {figures['biased']} with a span")
    return 0


if __name__ == "__main__":
    sys.exit(main())
