"""Whether the names that outlets use tell their camps apart in RUWA, with intervals that do not overlap.

    python -m tests.benchmarks.ruwa

For each family of names the share that it has of all names of its concept, in the outlet's own words, with a 95 %
interval from resampling events; then which of RT, TASS and News Front lie apart from Ukrinform, Censor.NET, Reuters
and the BBC. Every row counts, however short: a share needs names, not words. TASS has 20 rows and News Front 86.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from bias.engine import batches
from bias.events import group
from bias.features import english_vocabulary
from bias.features.naming import GROUP as NAMING
from bias.pipeline import Run
from bias.settings import Settings
from bias.stats import naming
from tests.benchmarks.events import counted

RUWA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "ruwa" / "ruwa.csv.gz"
ONE = {"rt": "RT", "tass": "TASS", "news-front": "News Front"}
OTHER = {"ukrinform": "Ukrinform", "censor-net": "Censor.NET", "reuters": "Reuters", "bbc": "BBC"}
#: All outlets of a camp taken for one.
CAMPS = {"these": "These three", "those": "Those four"}
REST = "other names"
#: Concepts of the pack that are one here.
JOINED = {"ukrainian-troops": "ukrainian-fighters", "azov": "ukrainian-fighters"}
#: Families of a concept's names in the order in which they are tried: a pattern that the variant must hold.
FAMILIES = {
    "kyiv": {"Kyiv": "^kyiv", "Kiev": "^kiev"},
    "what-is-going-on": {
        "special operation": r"special|\boperation|^s[mv]o$",
        "invasion": "inva[ds]",
        "war": r"\bwar\b",
        "conflict": "conflict",
    },
    "ukrainian-fighters": {"nationalists, neo-Nazis": "nazi|nationalist|bander|fascist|national battalions"},
    "ukrainian-government": {"regime, junta": "regime|junta|clique"},
    "donbas": {"Donbass": "^donbass"},
}


@dataclass(frozen=True)
class Share:
    """How often an outlet uses a family of names for its concept."""

    share: float
    low: float
    high: float
    n: int

    def apart(self, other: Share) -> bool:
        """Whether the two intervals do not overlap; False where one has none."""
        return self.high < other.low or other.high < self.low

    def __str__(self) -> str:
        return f"{self.share:.2f} [{self.low:.2f}, {self.high:.2f}] {self.n:5}"


def family(concept: str, variant: str) -> str:
    """The family of a variant, or the one for the rest."""
    patterns = FAMILIES[concept]
    return next((name for name, pattern in patterns.items() if re.search(pattern, variant)), REST)


def used(articles: pd.DataFrame, batch_size: int) -> pd.DataFrame:
    """How often each article uses each name of the packs."""
    frames = []
    for ids, tokens in batches(articles, batch_size, english_vocabulary()):
        uses = NAMING.uses(tokens)
        frames.append(uses.assign(article_id=ids.to_numpy()[uses.article]))
    return pd.concat(frames, ignore_index=True)


def shares(path: Path = RUWA) -> dict[tuple[str, str, str], Share]:
    """The share of each family by concept, family and outlet, in own words."""
    run = Run([path], Settings(min_words=1))
    counts, terms = counted(run.articles.text)
    events = group(run.articles, counts, list(terms), run.judged)
    uses = used(run.articles, run.settings.batch_size)
    uses = uses.assign(concept=uses.concept.str.removeprefix("russia-ukraine/").replace(JOINED))
    uses = uses[uses.concept.isin(FAMILIES)]
    uses = uses.assign(variant=[family(*pair) for pair in zip(uses.concept, uses.variant, strict=True)])
    uses = uses.groupby(["article_id", "concept", "variant", "voice"])["n"].sum().reset_index()
    camp = dict.fromkeys(ONE, "these") | dict.fromkeys(OTHER, "those")
    camps = run.articles.assign(outlet_id=run.articles.outlet_id.astype("str").map(camp))
    tables = [naming(uses, articles, events, run.judged) for articles in (run.articles, camps)]
    return {key: value for table in tables for key, value in _filled(table[table.voice == "own"])}


def _filled(table: pd.DataFrame) -> Iterator[tuple[tuple[str, str, str], Share]]:
    """The rows of the table, and for families that an outlet never uses the share 0 with the exact interval."""
    rows = {(row.concept, row.variant, row.outlet_id): row for row in table.itertuples()}
    total = table.groupby(["concept", "outlet_id"])["n"].sum()
    for (concept, outlet), n in total.items():
        mine = table[(table.concept == concept) & (table.outlet_id == outlet)]
        for name in FAMILIES[concept]:
            row = rows.get((concept, name, outlet))
            if row is not None:
                yield (concept, name, outlet), Share(row.share, row.ci_low, row.ci_high, int(n))
            else:
                high = 1 - 0.025 ** (1 / max(mine.n_events.max(), 1))
                yield (concept, name, outlet), Share(0.0, 0.0, high, int(n))


def apart(found: dict[tuple[str, str, str], Share]) -> pd.DataFrame:
    """For each family and each pair of outlets across the camps whether the intervals lie apart.

    Returns
    -------
    DataFrame
        Columns concept, family, one, other, apart.
    """
    rows = [
        (concept, name, one, other, found[concept, name, one].apart(found[concept, name, other]))
        for concept, families in FAMILIES.items()
        for name in families
        for one in ONE
        for other in OTHER
        if (concept, name, one) in found and (concept, name, other) in found
    ]
    return pd.DataFrame(rows, columns=["concept", "family", "one", "other", "apart"])


def main() -> int:
    if not RUWA.exists():
        print(f"skipped: {RUWA.name} is not here")
        return 0
    found = shares()
    for concept, families in FAMILIES.items():
        for name in families:
            print(f"\n{concept}: {name}  (share [95 % interval], names of the concept)")
            for outlet, label in (ONE | OTHER | CAMPS).items():
                print(f"  {label:12}", found.get((concept, name, outlet), "never names it"))
    print("\nlies apart from")
    pairs = apart(found)
    for (concept, name, one), rows in pairs.groupby(["concept", "family", "one"], sort=False):
        names = [OTHER[other] for other in rows.other[rows.apart]]
        said = "all" if len(names) == len(OTHER) else ", ".join(names) or "none"
        print(f"  {concept:21}{name:24}{ONE[one]:12}{said}")
    for concept, families in FAMILIES.items():
        for name in families:
            these, those = found[concept, name, "these"], found[concept, name, "those"]
            said = "apart" if these.apart(those) else "not apart"
            print(f"  {concept:21}{name:24}the three together from the four together: {said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
