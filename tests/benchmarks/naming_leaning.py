"""Whether outlets placed left and right call things by different names: face validity of the naming packs.

    python -m tests.benchmarks.naming_leaning [PACK ...]

For each concept that enough articles of either side name in their own words it compares the share of each name among
the concept's uses. The distance of a concept is half the sum of the differences between the two sides' shares (0 alike,
1 no name in common); its p comes from dealing the outlets' leanings out anew, its q is Benjamini and Hochberg's over
the concepts. The interval of each difference resamples outlets within each side: articles of one outlet follow one
style book, so they are no independent draws.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias.features import english_vocabulary
from bias.features.naming import Pack
from bias.lexicon import available, embedded
from bias.stats.correction import benjamini_hochberg
from bias.tokens import tokenise

ARTICLES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "articles" / "articles.jsonl.gz"
SIDES = ["left", "right"]
#: A concept is compared where each side has as many articles that name it, and as many outlets.
FEWEST_ARTICLES, FEWEST_OUTLETS = 12, 4
DRAWS = 999
_BATCH = 500
Floats = NDArray[np.float64]


def uses(packs: list[str], path: Path = ARTICLES) -> pd.DataFrame:
    """Uses of each name in outlets' own words: leaning, outlet, article, concept, variant."""
    rows = pd.read_json(path, lines=True)
    rows = rows[rows.leaning.isin(SIDES)].reset_index(drop=True)
    texts = (rows.title.fillna("") + "\n\n" + rows.text).tolist()
    found, vocabulary = [], english_vocabulary()
    ready = [Pack(embedded(name)) for name in packs]
    for start in range(0, len(texts), _BATCH):
        tokens = tokenise(texts[start : start + _BATCH], vocabulary)
        for pack in ready:
            hits = pack.find(tokens).hits
            hits = hits.keep(~tokens.quoted[hits.first])
            names = {"concept": pack.concept[hits.entry], "variant": pack.variant[hits.entry]}
            found.append(pd.DataFrame({"article": start + tokens.article[hits.first]} | names))
    return pd.concat(found, ignore_index=True).join(rows[["leaning", "outlet"]], on="article")


def comparable(named: pd.DataFrame) -> list[str]:
    """Concepts that enough articles of enough outlets name on each side."""
    n = named.groupby(["concept", "leaning"])[["article", "outlet"]].nunique()
    enough = n[(n.article >= FEWEST_ARTICLES) & (n.outlet >= FEWEST_OUTLETS)].reset_index()
    return sorted(enough.concept[enough.concept.duplicated()])


def shares(counts: Floats) -> Floats:
    """Shares of names (last axis) among all uses; 0 where there are none."""
    total = counts.sum(axis=-1, keepdims=True)
    return np.divide(counts, total, out=np.zeros_like(counts), where=total > 0)


def compared(named: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """One concept's names: their shares, right less left with its interval; the concept's distance and its p."""
    table = pd.crosstab([named.leaning, named.outlet], named.variant)
    counts = table.to_numpy(np.float64)
    right = (table.index.get_level_values("leaning") == "right").astype(np.float64)
    left = 1 - right
    ours = shares(np.stack([left @ counts, right @ counts]))
    distance = np.abs(ours[1] - ours[0]).sum() / 2
    dealt = np.stack([rng.permutation(right) for _ in range(DRAWS)])
    by_chance = np.abs(shares(dealt @ counts) - shares((1 - dealt) @ counts)).sum(axis=1) / 2
    drawn = [shares(rng.multinomial(int(side.sum()), side / side.sum(), DRAWS) @ counts) for side in (left, right)]
    low, high = np.quantile(drawn[1] - drawn[0], [0.025, 0.975], axis=0)
    return pd.DataFrame(
        {
            "variant": table.columns,
            "n": counts.sum(axis=0).astype(int),
            "left": ours[0],
            "right": ours[1],
            "difference": ours[1] - ours[0],
            "low": low,
            "high": high,
            "distance": distance,
            "p": (1 + (by_chance >= distance).sum()) / (1 + DRAWS),
        }
    )


def measured(packs: list[str], path: Path = ARTICLES) -> pd.DataFrame:
    """All comparable concepts of the packs, with q over the concepts."""
    named, rng = uses(packs, path), np.random.default_rng(0)
    concepts = comparable(named)
    parts = {concept: compared(named[named.concept == concept], rng) for concept in concepts}
    table = pd.concat(parts, names=["concept"]).reset_index("concept").reset_index(drop=True)
    first = ~table.concept.duplicated()
    q = dict(zip(table.concept[first], benjamini_hochberg(table.p[first]), strict=True))
    return table.assign(q=table.concept.map(q)).sort_values(["p", "distance"], ascending=[True, False], kind="stable")


def printed(table: pd.DataFrame) -> str:
    """The table as text: concepts from the surest to the least sure, the five most used names of each."""
    lines = []
    for concept, rows in table.groupby("concept", sort=False):
        head = rows.iloc[0]
        lines.append(f"\n{concept}: distance {head.distance:.2f}, p {head.p:.3f}, q {head.q:.3f}, {rows.n.sum()} uses")
        for row in rows.nlargest(5, "n").itertuples():
            apart = "*" if row.low > 0 or row.high < 0 else " "
            shown = f"{row.difference:+.2f} ({row.low:+.2f} to {row.high:+.2f})"
            lines.append(f"  {apart} {row.variant[:44]:44}  left {row.left:.2f}  right {row.right:.2f}  {shown}")
    return "\n".join(lines)


def main(packs: list[str]) -> int:
    if not ARTICLES.exists():
        print(f"skipped: {ARTICLES.name} is not here")
        return 0
    every = [name for name in available() if name.startswith("naming-") and "teaching" not in name]
    table = measured(packs or every)
    print(printed(table))
    concepts = table.drop_duplicates("concept")
    print(f"\n{len(concepts)} concepts compared; p < 0.05 for {(concepts.p < 0.05).sum()}", end=", ")
    print(f"{0.05 * len(concepts):.1f} expected by chance; q < 0.10 for {(concepts.q < 0.1).sum()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
