"""Check the teaching corpus and give each row of its written truth character offsets.

    python corpora/teaching/resolve.py            check everything and rewrite truth/*.jsonl
    python corpora/teaching/resolve.py e01 e02    only check these events

Truth is written by hand as snippets of text (``truth/parts/<event>.<kind>.jsonl``); a snippet stands at its first
occurrence that no earlier row of the same file took, or at the ``nth``. Offsets slice the article's file.
"""

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
ARTICLES = HERE / "articles"
PARTS = HERE / "truth" / "parts"
KINDS = ("facts", "quotes", "naming", "loaded", "agency")
NOTICE = "[Invented article from the bias teaching corpus: no such place, person or outlet exists.]"
QUOTED = re.compile(r"[\"“”]")


def read_rows(path: Path) -> list[dict]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError as error:
            raise SystemExit(f"{path.name}, line {number}: not a JSON object ({error.msg})") from error
    return rows


def locate(row: dict, text: str, taken: set[tuple[int, str]]) -> int | None:
    """Where the row's snippet starts in the article, or None."""
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(row['text'])}(?!\w)", text)]
    if "nth" in row:
        return found[row["nth"] - 1] if row["nth"] <= len(found) else None
    return next((start for start in found if (start, row["text"]) not in taken), None)


def resolve(rows: list[dict], texts: dict[str, str], problems: list[str], where: str) -> list[dict]:
    """The rows with ``start`` and ``end``; snippets that are not found are told in ``problems``."""
    taken: dict[str, set[tuple[int, str]]] = {}
    done = []
    for row in rows:
        article = row["article_id"]
        if article not in texts:
            problems.append(f"{where}: no article {article!r}")
            continue
        seen = taken.setdefault(article, set())
        start = locate(row, texts[article], seen)
        if start is None:
            problems.append(f"{where}: {article} does not hold (again) {row['text']!r}")
            continue
        seen.add((start, row["text"]))
        placed = {key: value for key, value in row.items() if key != "nth"}
        done.append(placed | {"start": start, "end": start + len(row["text"])})
    return sorted(done, key=lambda row: (row["article_id"], row["start"]))


def check_articles(texts: dict[str, str], problems: list[str]) -> None:
    for article, text in texts.items():
        words = len(re.findall(r"\w+(?:['’-]\w+)*", text.replace(NOTICE, "")))
        if not text.rstrip("\n").endswith(NOTICE):
            problems.append(f"{article}: its last line is not the notice that it is invented")
        if not 150 <= words <= 350 and article != "e05-telemeridia":
            problems.append(f"{article}: {words} words, 150 to 350 are wanted")
        if "\r" in text or "\ufeff" in text:
            problems.append(f"{article}: has a carriage return or a byte order mark")


def check_quotes(rows: list[dict], texts: dict[str, str], problems: list[str]) -> None:
    """Every quotation mark stands beside a quote row (nested marks may lie inside one)."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        if row["kind"] in ("direct", "scare"):
            spans.setdefault(row["article_id"], []).append((row["start"], row["end"]))
    for article, text in texts.items():
        for mark in QUOTED.finditer(text):
            at = mark.start()
            if not any(start - 1 <= at <= end + 1 for start, end in spans.get(article, [])):
                problems.append(f"{article}: no quote row covers the mark in {text[max(0, at - 30) : at + 30]!r}")


def check_facts(rows: list[dict], problems: list[str]) -> None:
    for row in rows:
        shown = {piece["article_id"] for piece in row["evidence"]}
        if shown != set(row["article_ids"]):
            problems.append(f"{row['fact_id']}: article_ids and evidence name different articles")


def main(events: list[str]) -> int:
    wanted = events or sorted({path.name.split(".")[0] for path in PARTS.glob("*.jsonl")})
    problems: list[str] = []
    truth: dict[str, list[dict]] = {kind: [] for kind in KINDS}
    for event in wanted:
        texts = {p.stem: p.read_text(encoding="utf-8") for p in sorted(ARTICLES.glob(f"{event}-*.txt"))}
        check_articles(texts, problems)
        for kind in KINDS:
            path = PARTS / f"{event}.{kind}.jsonl"
            if not path.exists():
                problems.append(f"{path.name} is missing")
                continue
            rows = read_rows(path)
            if kind == "facts":
                check_facts(rows, problems)
                for row in rows:
                    row["evidence"] = resolve(row["evidence"], texts, problems, row["fact_id"])
                truth[kind] += rows
                continue
            placed = resolve(rows, texts, problems, path.name)
            if kind == "quotes":
                check_quotes(placed, texts, problems)
            truth[kind] += placed
    if problems:
        print("\n".join(problems))
        return 1
    if not events:
        for kind, rows in truth.items():
            lines = (json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
            (HERE / "truth" / f"{kind}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("OK:", ", ".join(f"{len(rows)} {kind}" for kind, rows in truth.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
