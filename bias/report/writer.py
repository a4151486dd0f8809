"""Writes a report in the formats asked for; each file appears whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from bias.errors import UnknownNameError
from bias.export import csv_bytes, whole_file
from bias.report.html import html
from bias.report.pdf import pdf
from bias.report.report import Report
from bias.schema import check, empty

#: The tables that a report reads; one that a run does not give stands in as empty.
TABLES = (
    "articles", "outlets", "events", "features", "feature_info", "evidence", "naming", "voices", "agency", "tone",
    "contrasts", "keyness", "predictions", "evaluation", "masked", "cleaning", "naming_periods", "group_contrasts",
    "omissions", "disagreements", "copies",
)  # fmt: skip

Files = Iterator[tuple[str, bytes]]


def _pdf(report: Report) -> Files:
    yield "report.pdf", pdf(report.whole, report.figures)


def _png(report: Report) -> Files:
    yield from ((f"figures/{figure.name}.png", figure.png) for figure in report.figures if figure.png)


def _html(report: Report) -> Files:
    yield "report.html", html(report.whole, report.tables)


def _csv(report: Report) -> Files:
    yield from ((f"tables/{name}.csv", csv_bytes(table)) for name, table in report.tables.items())


#: What makes each format: relative paths and contents of its files, from the report.
FORMATS: dict[str, Callable[[Report], Files]] = {"pdf": _pdf, "png": _png, "html": _html, "csv": _csv}


def write(
    tables: Mapping[str, pd.DataFrame],
    notes: Sequence[str],
    manifest: Mapping[str, object],
    out: Path,
    formats: Collection[str],
) -> list[Path]:
    """Writes the report of a run into a folder.

    Parameters
    ----------
    tables
        Tables of ``schema.TABLES`` by name. Any may be empty or left out; its section then says why it shows nothing.
    notes
        One-line remarks of the run, shown on the first page.
    manifest
        What the run was; written to ``manifest.json``, keys in order.
    out
        The folder; made where it is missing.
    formats
        Of ``FORMATS``: pdf, png, html, csv …

    Returns
    -------
    list of Path
        The files written, ``manifest.json`` last. The same arguments give the same bytes.

    Raises
    ------
    UnknownNameError
        For a format that does not exist; nothing is written then.
    SchemaError
        For a table that breaks its contract.
    """
    for name in formats:
        if name not in FORMATS:
            raise UnknownNameError("report format", name, FORMATS)
    checked = {name: check(tables[name], name) if name in tables else empty(name) for name in TABLES}
    report = Report(checked, tuple(notes), dict(manifest))
    made = [
        _written(out / path, content) for name in FORMATS if name in formats for path, content in FORMATS[name](report)
    ]
    record = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True, default=str) + "\n"
    return [*made, _written(out / "manifest.json", record.encode("utf-8", "replace"))]


def _written(path: Path, content: bytes) -> Path:
    with whole_file(path) as temporary:
        temporary.write_bytes(content)
    return path
