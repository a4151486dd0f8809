"""Whether spans that annotators marked as quoted, and only these, lie in a quotation that is found.

    python -m tests.benchmarks.quotes

BASIL's annotators said of each span whether it is in a quote. A span lies in a quotation where at least three words in
four do: spans may take a "he said" along. Spans of under four words are left out, and any not found in their sentence.
Some that are marked as quoted are tweets and lists without marks, so 1 cannot be reached.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from bias.features import english_vocabulary
from bias.tokens import Tokens, tokenise

BASIL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "basil" / "basil.jsonl"
MIN_WORDS = 4
MOST = 0.75


def _place(row: dict[str, Any], span: dict[str, Any]) -> int:
    """Offset of a span in its article's text, -1 if it is not there."""
    at = 0
    for sentence in row["sentences"][: span["sentence"] + 1]:
        found = row["text"].find(sentence, at)
        begin, at = (found, found + len(sentence)) if found >= 0 else (at, at)
    return int(row["text"].find(span["text"], begin))


def _share(tokens: Tokens, article: int, start: int, end: int) -> float | None:
    """Share of the words between two offsets that stand in a quotation; None where the words are too few."""
    inside = (tokens.article == article) & (tokens.start >= start) & (tokens.end <= end)
    return float(tokens.quoted[inside].mean()) if inside.sum() >= MIN_WORDS else None


def shares(rows: list[dict[str, Any]]) -> dict[str, list[float]]:
    """For the spans marked ``yes`` and ``no`` the share of each one's words that are found to be quoted."""
    tokens = tokenise([row["text"] for row in rows], english_vocabulary())
    found: dict[str, list[float]] = {"yes": [], "no": []}
    for article, row in enumerate(rows):
        for span in row["spans"]:
            start = _place(row, span)
            share = _share(tokens, article, start, start + len(span["text"])) if start >= 0 else None
            if share is not None:
                found[span["quote"]].append(share)
    return found


def measured(path: Path = BASIL) -> dict[str, float]:
    """Of the spans marked as inside a quote, and of those outside, the share that lies in a quotation."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    found = {mark: np.array(values) for mark, values in shares(rows).items()}
    return {
        "inside.n": len(found["yes"]),
        "inside.found": float((found["yes"] >= MOST).mean()),
        "inside.every_word": float((found["yes"] == 1).mean()),
        "outside.n": len(found["no"]),
        "outside.found": float((found["no"] >= MOST).mean()),
        "outside.every_word": float((found["no"] == 1).mean()),
    }


def main() -> int:
    if not BASIL.exists():
        print(f"skipped: {BASIL.name} is not here")
        return 0
    for name, value in measured().items():
        print(f"{name:20} {value:.4g}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
