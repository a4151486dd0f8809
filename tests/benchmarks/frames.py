"""How well the frame words show frames: against editors' sections, and on invented paragraphs.

    python -m tests.benchmarks.frames

**Sections** are the figure to cite: labels by other hands. On ``../shared/data/articles`` the section in an article's
address (business, health, world …) is set against the policy frame that it should go with, by a table fixed before
any result was seen. Printed: AUC of the frame's rate, section against the rest, a 95 % interval over outlets drawn
with replacement, and which of the fourteen frames the AUC ranks it among. A section is a topic, so this shows that
the words go with their subject, not that they show how it is framed. The lists were thinned by how often terms occur
in these articles, whose sections were not looked at.

**Paragraphs** (``tests/cases/frames.jsonl``; 64 to 75 words, each written in one frame) are a check of construction
and **no held-out figure**: one author wrote them and then the lists, with all of them in mind, so both halves of the
seeded draw share words with the lists. Nothing was mended on either half. How much the shared words give is printed
too: the same with only the entries that 50 or 100 of the 5,000 articles hold. A paragraph counts as right only where
the intended frame lies strictly above every other; a tie counts as wrong.
"""

from __future__ import annotations

import gzip
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlparse

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

from bias.features import english_vocabulary
from bias.features.finding import Finder
from bias.features.frames import ENTMAN, GENERIC, POLICY, WAR_PEACE, Scheme
from bias.lexicon import embedded
from bias.settings import Settings
from bias.tokens import Tokens, tokenise

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parents[1] / "cases" / "frames.jsonl"
ARTICLES = ROOT.parent / "shared" / "data" / "articles" / "articles.jsonl.gz"
SCHEMES = {"policy": POLICY, "generic": GENERIC, "war_peace": WAR_PEACE, "entman": ENTMAN}
SECTIONS = {
    "economic": {"business", "economy", "money", "finance", "markets"},
    "health": {"health", "healthcare", "health-care"},
    "security": {"national-security", "security-watch", "terrorism-security", "military", "defense"},
    "external": {"world", "international", "middleeast", "europe", "asia", "africa", "americas"},
    "political": {"politics", "elections", "campaign", "itsallpolitics", "onpolitics"},
    "crime": {"crime", "crime-and-courts"},
    "legality": {"law", "courts", "supreme-court"},
    "culture": {"entertainment", "culture", "arts", "movies", "music"},
}
#: Fewest articles of a section for an AUC.
ENOUGH = 10


def cases() -> pd.DataFrame:
    """The paragraphs, with the half that each belongs to."""
    frame = pd.DataFrame([json.loads(line) for line in CASES.read_text("utf-8").splitlines()])
    draw = pd.Series(Settings().rng("frames benchmark").random(len(frame)))
    groups = draw.groupby([frame["scheme"], frame["frame"]])
    return frame.assign(half=np.where(groups.rank() <= groups.transform("size") / 2, "first", "second"))


def amounts(tokens: Tokens, scheme: Scheme, holding: dict[str, int] | None = None, at_least: int = 0) -> pd.DataFrame:
    """Sums of weights of each frame in each text's own words; counting only entries that so many articles hold."""
    finder = Finder(embedded(scheme.lexicon))
    found = finder.find(tokens)
    terms = [entry.term for entry in finder.lexicon.entries]
    common = [holding is None or holding.get(terms[entry], 0) >= at_least for entry in found.hits.entry]
    found = found.keep(np.array(common, bool) & ~tokens.quoted[found.hits.first])
    sums = np.zeros((tokens.n_articles, len(finder.categories)))
    np.add.at(sums, (tokens.article[found.hits.first], found.category), found.weight)
    return pd.DataFrame(sums, columns=list(finder.categories))


def values(paragraphs: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """How much each paragraph holds of each frame of a scheme."""
    tokens = tokenise(paragraphs["text"].tolist(), english_vocabulary())
    return amounts(tokens, SCHEMES[scheme]).set_axis(paragraphs.index)


def strictly_right(found: pd.DataFrame, true: pd.Series) -> pd.Series:
    """Whether the intended frame lies above every other; no for ties and for what cannot be measured."""
    intended = pd.Series([found.loc[row, name] for row, name in true.items()], true.index)
    return (found.lt(intended, axis=0).sum(axis=1) == found.shape[1] - 1) & intended.notna()


def common_only(paragraphs: pd.DataFrame, scheme: str, holding: dict[str, int], at_least: int) -> pd.DataFrame:
    """The same, counting only entries that so many real articles hold."""
    tokens = tokenise(paragraphs["text"].tolist(), english_vocabulary())
    return amounts(tokens, SCHEMES[scheme], holding, at_least).set_axis(paragraphs.index)


def on_paragraphs(tokens: Tokens | None) -> None:
    for scheme, paragraphs in cases().groupby("scheme", sort=False):
        name, true = str(scheme), paragraphs["frame"]
        found = values(paragraphs, name)
        right = strictly_right(found, true)
        for half, rows in paragraphs.groupby("half").groups.items():
            print(
                f"paragraphs.{name}.{half:8} {right[rows].mean():.3f}  n {len(rows)}  chance {1 / found.shape[1]:.3f}"
            )
        for row in right.index[~right]:
            print(f"    {true[row]}: {found.loc[row].nlargest(3).round(2).to_dict()}")
        for at_least in (50, 100) if tokens is not None else ():
            common = common_only(paragraphs, name, articles_holding(tokens, name), at_least)
            print(f"    words of {at_least} articles and more: {strictly_right(common, true).mean():.3f}")


def articles_holding(tokens: Tokens, scheme: str) -> dict[str, int]:
    """In how many articles each entry of a scheme's list occurs."""
    finder = Finder(embedded(SCHEMES[scheme].lexicon))
    hits = finder.find(tokens).hits
    pairs = np.unique(np.stack([hits.entry, tokens.article[hits.first]]), axis=1)
    counts = np.bincount(pairs[0], minlength=len(finder.lexicon.entries))
    return {entry.term: int(n) for entry, n in zip(finder.lexicon.entries, counts, strict=True)}


@dataclass(frozen=True)
class Section:
    """How well a policy frame tells the articles of its section from those of others: AUC with its interval."""

    auc: float
    low: float
    high: float
    n: int
    rank: int


def of_sections(articles: pd.DataFrame, tokens: Tokens) -> dict[str, Section]:
    """For each policy frame that a section goes with, and has articles enough, how well it does."""
    rates = amounts(tokens, POLICY).div(tokens.n_own, axis=0)
    parts = [set(urlparse(url or "").path.lower().split("/")[1:-1]) for url in articles["url"]]
    labelled = pd.DataFrame({frame: [bool(names & part) for part in parts] for frame, names in SECTIONS.items()})
    has_section = labelled.any(axis=1) & (tokens.n_own > 0)
    rates, labelled, outlet = rates[has_section], labelled[has_section], articles.outlet[has_section.to_numpy()]
    found = {}
    for frame, label in labelled.items():
        if label.sum() >= ENOUGH:
            aucs = {column: roc_auc_score(label, rates[column]) for column in rates}
            rank = sorted(aucs.values(), reverse=True).index(aucs[frame]) + 1
            found[str(frame)] = Section(aucs[frame], *interval(label, rates[frame], outlet), int(label.sum()), rank)
    return found


def on_sections(articles: pd.DataFrame, tokens: Tokens) -> None:
    for frame, of in of_sections(articles, tokens).items():
        print(f"sections.{frame:10} AUC {of.auc:.3f} [{of.low:.2f}, {of.high:.2f}]  n {of.n}  rank {of.rank} of 14")


def interval(label: pd.Series, value: pd.Series, outlet: pd.Series) -> tuple[float, float]:
    """95 % interval of the AUC over outlets drawn with replacement."""
    rng = Settings().rng("frames sections")
    rows = {name: np.flatnonzero(outlet == name) for name in outlet.unique()}
    drawn = []
    for _ in range(300):
        at = np.concatenate([rows[name] for name in rng.choice(list(rows), len(rows))])
        if 0 < label.iloc[at].sum() < len(at):
            drawn.append(roc_auc_score(label.iloc[at], value.iloc[at]))
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def main() -> int:
    tokens = None
    if ARTICLES.exists():
        with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
            articles = pd.DataFrame([json.loads(line) for line in lines])
        tokens = tokenise(articles["text"].tolist(), english_vocabulary())
        on_sections(articles, tokens)
    else:
        print("sections: skipped, ../shared/data/articles is not there")
    on_paragraphs(tokens)
    return 0


if __name__ == "__main__":
    sys.exit(main())
