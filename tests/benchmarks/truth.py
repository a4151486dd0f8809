"""What the program finds in the teaching corpus against the truth that is written beside it.

    python -m tests.benchmarks.truth

Prints precision, recall and F1 of quotations (the same words between the marks), of scare quotes, of names (the same
place, concept and voice) and of loaded words (overlapping places), and the share of direct quotations whose speaker's
last name is right. The truth's offsets are those of the files, so the files are measured as they stand.
"""

from __future__ import annotations

import json
import sys

import numpy as np
import pandas as pd

from bias.features import english_vocabulary
from bias.features.loaded import GROUP as LOADED
from bias.features.naming import GROUP as NAMING
from bias.features.voices import GROUP as VOICES
from bias.settings import CORPORA
from bias.tokens import Tokens, tokenise

TEACHING = CORPORA / "teaching"


def files() -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted((TEACHING / "articles").glob("*.txt"))}


def truth(kind: str) -> pd.DataFrame:
    lines = (TEACHING / "truth" / f"{kind}.jsonl").read_text("utf-8").splitlines()
    return pd.DataFrame([json.loads(line) for line in lines])


def f1(found: set[object], true: set[object]) -> dict[str, float]:
    both = len(found & true)
    precision, recall = both / max(len(found), 1), both / max(len(true), 1)
    return {"precision": precision, "recall": recall, "f1": 2 * both / max(len(found) + len(true), 1)}


def _named(frame: pd.DataFrame, ids: list[str]) -> pd.DataFrame:
    return frame.assign(article_id=[ids[row] for row in frame.article])


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and marks at its ends."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(' \n"“”.,!?;:…'))
    return start + left, start + len(piece.rstrip(' \n"“”.,!?;:…'))


def quotations(texts: dict[str, str], tokens: Tokens) -> dict[str, float]:
    ids = list(texts)
    true = truth("quotes").query("kind != 'indirect'")
    found = _named(VOICES.table(tokens), ids)

    def places(frame: pd.DataFrame, kind: str) -> set[object]:
        rows = frame[frame.kind == kind].itertuples()
        return {(row.article_id, *_inside(texts[row.article_id], row.start, row.end)) for row in rows}

    figures = {}
    every = f1(places(found, "direct") | places(found, "scare"), places(true, "direct") | places(true, "scare"))
    for kind, values in (
        ("quotations", every),
        *((k, f1(places(found, k), places(true, k))) for k in ("direct", "scare")),
    ):
        figures |= {f"{kind}.{name}": value for name, value in values.items()}
    said = {
        (row.article_id, *_inside(texts[row.article_id], row.start, row.end)): row.speaker for row in found.itertuples()
    }
    hits = []
    for row in true[true.kind == "direct"].itertuples():
        if isinstance(row.speaker, str) and row.speaker[0].isupper():
            name = said.get((row.article_id, *_inside(texts[row.article_id], row.start, row.end)))
            hits.append(isinstance(name, str) and name.split()[-1] == row.speaker.split()[-1])
    return figures | {"speakers.accuracy": float(np.mean(hits))}


def naming(texts: dict[str, str], tokens: Tokens) -> dict[str, float]:
    ids = list(texts)
    found = set()
    for pack in NAMING.packs:
        hits = pack.find(tokens).hits
        for entry, first, last in zip(hits.entry, hits.first, hits.last, strict=True):
            concept = pack.concept[entry]
            if concept.startswith("teaching/"):
                voice = "quoted" if tokens.quoted[first] else "own"
                article = ids[int(tokens.article[first])]
                found.add((article, int(tokens.end[last]), concept.removeprefix("teaching/"), voice))
    true = {
        (r.article_id, r.start + len(r.text.removesuffix("'s")), r.concept, r.voice)
        for r in truth("naming").itertuples()
    }
    possessive = {(a, e - 2 if texts[a][e - 2 : e] in ("'s", "’s") else e, c, v) for a, e, c, v in found}
    return {f"naming.{name}": value for name, value in f1(set(possessive), set(true)).items()}


def loaded(texts: dict[str, str], tokens: Tokens) -> dict[str, float]:
    ids = list(texts)
    true = truth("loaded")
    found = pd.concat(
        LOADED.evidence(tokens, row).assign(article_id=ids[row]) for row in range(tokens.n_articles)
    ).query("feature.str.startswith('loaded.words')")
    pairs = true.merge(found, on="article_id", suffixes=("_true", ""))
    met = pairs[(pairs.start < pairs.end_true) & (pairs.start_true < pairs.end)]
    recall = len(met[["article_id", "start_true"]].drop_duplicates()) / len(true)
    precision = len(met[["article_id", "start"]].drop_duplicates()) / len(found)
    return {"loaded.precision": precision, "loaded.recall": recall}


def measured() -> dict[str, float]:
    """Every figure by its name."""
    texts = files()
    tokens = tokenise(list(texts.values()), english_vocabulary())
    return quotations(texts, tokens) | naming(texts, tokens) | loaded(texts, tokens)


def main() -> int:
    for name, value in measured().items():
        print(f"{name:24} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
