"""How well the frame words show frames: against editors' sections, and on invented paragraphs.

    python -m tests.benchmarks.frames

**Sections** are the figure to cite: labels by other hands. On ``../shared/data/articles`` the section in an article's
address (business, health, world …) is set against the policy frame that it should go with, by a table fixed before
any result was seen. Printed: AUC of the frame's share, section against the rest, a 95 % interval over outlets drawn
with replacement, and which of the fourteen frames the AUC ranks it among. A section is a topic, so this shows that
the words go with their subject, not that they show how it is framed. The lists were thinned by how often terms occur
in these articles, whose sections were not looked at.

**Paragraphs** (``tests/cases/frames.jsonl``; 64 to 75 words, each written in one frame) are a check of construction
and **no held-out figure**: one author wrote them and then the lists, with all of them in mind, so both halves of the
seeded draw share words with the lists. Nothing was mended on either half. How much the shared words give is printed
too: the same with only the entries that 50 or 100 of the 5,000 articles hold. A paragraph counts as right only where
the intended frame is measured and strictly above every other; a tie or too few words count as wrong.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from urllib.parse import urlparse

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

from bias.features import english_vocabulary
from bias.features.frames import ENTMAN, GENERIC, GROUP, POLICY, WAR_PEACE
from bias.settings import Settings
from bias.tokens import Tokens, tokenise

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parents[1] / "cases" / "frames.jsonl"
ARTICLES = ROOT.parent / "shared" / "data" / "articles" / "articles.jsonl.gz"
SCHEMES = {"policy": POLICY, "generic": GENERIC, "war_peace": WAR_PEACE, "entman": ENTMAN}
COLUMNS = {"policy": "policy_{}", "generic": "generic_{}", "war_peace": "{}", "entman": "entman_{}"}
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


def values(paragraphs: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """Each paragraph's value of each frame of a scheme; NaN where it has none."""
    measured = GROUP.measure(tokenise(paragraphs["text"].tolist(), english_vocabulary()))
    frames = sorted(SCHEMES[scheme].meanings)
    columns = [f"frames.{COLUMNS[scheme].format(name)}_own" for name in frames]
    return measured[columns].set_axis(frames, axis=1).set_axis(paragraphs.index)


def strictly_right(found: pd.DataFrame, true: pd.Series) -> pd.Series:
    """Whether the intended frame lies above every other; no for ties and for what cannot be measured."""
    intended = pd.Series([found.loc[row, name] for row, name in true.items()], true.index)
    return (found.lt(intended, axis=0).sum(axis=1) == found.shape[1] - 1) & intended.notna()


def common_only(paragraphs: pd.DataFrame, scheme: str, holding: dict[str, int], at_least: int) -> pd.DataFrame:
    """Sums of weights, counting only entries that so many real articles hold."""
    finder = SCHEMES[scheme].finder
    tokens = tokenise(paragraphs["text"].tolist(), english_vocabulary())
    found = finder.find(tokens)
    terms = [entry.term for entry in finder.lexicon.entries]
    found = found.keep(np.array([holding.get(terms[entry], 0) >= at_least for entry in found.hits.entry]))
    amounts = np.zeros((len(paragraphs), len(finder.categories)))
    np.add.at(amounts, (tokens.article[found.hits.first], found.category), found.weight)
    return pd.DataFrame(amounts, paragraphs.index, list(finder.categories))


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
            print(f"    {true[row]}: {found.loc[row].nlargest(3).round(2).to_dict() or 'too few words'}")
        for at_least in (50, 100) if tokens is not None else ():
            common = common_only(paragraphs, name, articles_holding(tokens, name), at_least)
            print(f"    words of {at_least} articles and more: {strictly_right(common, true).mean():.3f}")


def articles_holding(tokens: Tokens, scheme: str) -> dict[str, int]:
    """In how many articles each entry of a scheme's list occurs."""
    finder = SCHEMES[scheme].finder
    hits = finder.find(tokens).hits
    pairs = np.unique(np.stack([hits.entry, tokens.article[hits.first]]), axis=1)
    counts = np.bincount(pairs[0], minlength=len(finder.lexicon.entries))
    return {entry.term: int(n) for entry, n in zip(finder.lexicon.entries, counts, strict=True)}


def on_sections(articles: pd.DataFrame, tokens: Tokens) -> None:
    shares = GROUP.measure(tokens).filter(like="frames.policy_")
    known = shares.notna().all(axis=1)
    shares, articles = shares[known], articles[known]
    parts = [set(urlparse(url or "").path.lower().split("/")[1:-1]) for url in articles["url"]]
    labelled = pd.DataFrame({frame: [bool(names & part) for part in parts] for frame, names in SECTIONS.items()})
    labelled.index = articles.index
    has_section = labelled.any(axis=1)
    print(f"sections: {int(has_section.sum())} articles, {articles.outlet[has_section].nunique()} outlets")
    shares, labelled, outlet = shares[has_section], labelled[has_section], articles.outlet[has_section]
    for frame, label in labelled.items():
        if label.sum() < ENOUGH:
            print(f"sections.{frame:10} not enough data ({int(label.sum())} articles)")
            continue
        aucs = {column: roc_auc_score(label, shares[column]) for column in shares}
        mine = f"frames.policy_{frame}_own"
        low, high = interval(label, shares[mine], outlet)
        rank = sorted(aucs.values(), reverse=True).index(aucs[mine]) + 1
        print(
            f"sections.{frame:10} AUC {aucs[mine]:.3f} [{low:.2f}, {high:.2f}]  n {int(label.sum())}  rank {rank} of 14"
        )


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
