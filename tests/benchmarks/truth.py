"""What the program finds in the teaching corpus against the truth that is written beside it.

    python -m tests.benchmarks.truth

Prints precision, recall and F1 of quotations (the same words between the marks), of scare quotes, of indirect speech
(at least half of the characters that the found or the true stretch holds are in both), of names (the same place,
concept and voice) and of loaded words (overlapping places). Of direct and of indirect speech that was found: the share
whose speaker's last name, type and side are right, where the truth has one; of the sides found, the share that are
right; and how well unnamed sources are told. The truth's offsets are those of the files, so the files are measured as
they stand.
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
    return scores(len(found & true), len(found), len(true))


def scores(both: int, found: int, true: int) -> dict[str, float]:
    precision, recall = both / max(found, 1), both / max(true, 1)
    return {"precision": precision, "recall": recall, "f1": 2 * both / max(found + true, 1)}


def _named(frame: pd.DataFrame, ids: list[str]) -> pd.DataFrame:
    return frame.assign(article_id=[ids[row] for row in frame.article])


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and marks at its ends."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(' \n"“”.,!?;:…'))
    return start + left, start + len(piece.rstrip(' \n"“”.,!?;:…'))


def _matched(found: pd.DataFrame, true: pd.DataFrame) -> pd.DataFrame:
    """Pairs of found and true speech that are the same: both hold at least half of the characters that either holds.

    A found one is paired once, a true one too, the best pairs first.
    """
    pairs = true.reset_index(names="true").merge(
        found.reset_index(names="found"), on="article_id", suffixes=("_true", "")
    )
    shared = pairs[["end", "end_true"]].min(axis=1) - pairs[["start", "start_true"]].max(axis=1)
    whole = pairs[["end", "end_true"]].max(axis=1) - pairs[["start", "start_true"]].min(axis=1)
    best = (
        pairs.assign(overlap=shared / whole)
        .sort_values("overlap", ascending=False, kind="stable")
        .query("overlap >= 0.5")
    )
    return best.drop_duplicates("true").drop_duplicates("found")


def _right(pairs: pd.DataFrame, column: str) -> float:
    """Share of pairs with the true value, of those where there is one."""
    known = pairs[pairs[f"{column}_true"].notna()]
    return float((known[column] == known[f"{column}_true"]).mean())


def _same_name(row: object) -> bool:
    name, true = getattr(row, "speaker"), getattr(row, "speaker_true")  # noqa: B009
    return isinstance(name, str) and name.split()[-1] == true.split()[-1]


def quotations(texts: dict[str, str], tokens: Tokens) -> dict[str, float]:
    ids = list(texts)
    true = truth("quotes")
    found = _named(VOICES.table(tokens), ids)

    def places(frame: pd.DataFrame, kind: str) -> set[object]:
        rows = frame[frame.kind == kind].itertuples()
        return {(row.article_id, *_inside(texts[row.article_id], row.start, row.end)) for row in rows}

    figures = {}
    every = f1(places(found, "direct") | places(found, "scare"), places(true, "direct") | places(true, "scare"))
    indirect = _matched(found.query("kind == 'indirect'"), true.query("kind == 'indirect'"))
    n_found, n_true = (int((frame.kind == "indirect").sum()) for frame in (found, true))
    for kind, values in (
        ("quotations", every),
        *((k, f1(places(found, k), places(true, k))) for k in ("direct", "scare")),
        ("indirect", scores(len(indirect), n_found, n_true)),
    ):
        figures |= {f"{kind}.{name}": value for name, value in values.items()}
    direct = _matched(found.query("kind != 'indirect'"), true.query("kind == 'direct'"))
    for kind, pairs in (("", direct), ("indirect.", indirect)):
        named = pairs[pairs.speaker_true.str[:1].str.isupper().fillna(False).astype(bool)]
        figures[f"{kind}speakers.accuracy"] = float(np.mean([_same_name(row) for row in named.itertuples()]))
        figures[f"{kind}types.accuracy"] = _right(pairs, "speaker_type")
        figures[f"{kind}sides.accuracy"] = _right(pairs, "side")
    said = pd.concat([direct, indirect], ignore_index=True)
    figures["sides.precision"] = float((said.side == said.side_true)[said.side.notna()].mean())
    unnamed = ({*said.index[said[name] == "unnamed"]} for name in ("speaker_type", "speaker_type_true"))
    return figures | {f"unnamed.{name}": value for name, value in f1(*unnamed).items()}


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
