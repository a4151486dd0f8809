"""The PDF: Typst sets the template with one JSON file and vector figures; tagged PDF/UA-1, always the same bytes."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from bias.report.figures import Drawn
from bias.report.labels import font_folder
from bias.report.messages import LANGUAGE, say
from bias.report.summary.sections import Marked, Segment, Whole

PAPER = "a4"
#: Inches that the page leaves for a figure beside its caption; taller figures are made smaller.
_TALLEST = 8.2
#: Rows of a group that can stay on one page.
_MOST_IN_GROUP = 12
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")


def pdf(report: Whole, figures: Iterable[Drawn]) -> bytes:
    """The report as a PDF file.

    No text is pasted into Typst markup: the template reads it from JSON, so markup in a headline stays text. Fonts are
    those that come with Typst and matplotlib, never the system's.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        drawings = {figure.name: _placed(figure, root) for figure in figures}
        content = json.dumps(_content(report) | {"figures": drawings}, ensure_ascii=False)
        (root / "report.json").write_text(content, encoding="utf-8")
        template = files("bias.report").joinpath("templates", "report.typ").read_bytes()
        (root / "report.typ").write_bytes(template)
        return _compiled(root / "report.typ", root)


def _compiled(template: Path, root: Path) -> bytes:
    made = typst.compile(
        template,
        root=root,
        font_paths=[font_folder()],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst gave pages and not one PDF")
    return made


def _placed(figure: Drawn, root: Path) -> dict[str, Any]:
    """What the template needs of a figure, its file written beside the template."""
    name = f"{figure.name}.svg"
    if figure.svg:
        (root / name).write_bytes(figure.svg)
    width = figure.width * min(1.0, _TALLEST / figure.height) if figure.height else 0.0
    heading = figure.title if figure.title.endswith(("?", "!", ".")) else f"{figure.title}."
    texts = {key: getattr(figure, key) for key in ("title", "caption", "alt", "missing")}
    height = figure.height * width / figure.width if figure.width else 0.0
    return {"file": name, "width": width, "height": height, "heading": heading} | texts


def _content(report: Whole) -> dict[str, Any]:
    content = asdict(report)
    for section in (*content["sections"], *content["closing"]):
        section["grids"] = [grid | {"runs": runs([row[0] for row in grid["rows"]])} for grid in section["grids"]]
    content["beside"]["articles"] = [_article(article) for article in report.beside.articles]
    labels = {key: say(f"report.{key}") for key in ("contents", "notes", "table", "marks", "footer")}
    return content | {"labels": labels, "language": LANGUAGE, "paper": PAPER}


def runs(heads: Sequence[str]) -> list[int]:
    """Lengths of the groups of rows that share their head, which is then set once; 1 each where rows are not grouped.

    Examples
    --------
    >>> runs(["war", "war", "troops", "troops"]), runs(["war", "troops", "war"])
    ([2, 2], [1, 1, 1])
    """
    lengths = [len(list(same)) for _, same in groupby(heads)]
    grouped = len(lengths) == len(set(heads)) <= len(heads) / 2 and max(lengths, default=0) <= _MOST_IN_GROUP
    return lengths if grouped else [1] * len(heads)


def _article(article: Marked) -> dict[str, Any]:
    code = article.language.split("-")[0].lower()
    return asdict(article) | {
        "language": code if _LANGUAGE_CODE.fullmatch(code) else LANGUAGE,
        "paragraphs": _paragraphs(article.segments),
    }


def _paragraphs(segments: Iterable[Segment]) -> list[list[dict[str, str]]]:
    """Segments regrouped by line of the text; empty lines go."""
    lines: list[list[dict[str, str]]] = [[]]
    for segment in segments:
        first, *further = segment.text.split("\n")
        for number, text in enumerate((first, *further)):
            if number:
                lines.append([])
            if text:
                lines[-1].append({"text": text, "letter": segment.letter, "code": segment.code})
    return [line for line in lines if line]
