r"""CSV and TSV files, whatever their delimiter.

A quotation mark left open swallows the rows after it, up to the next one, without a word from most parsers. Here the
row is named as a fault and reading goes on in the line after the one where the row began.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from bias.readers.base import Fault, Row, Source

_DELIMITERS = ",;\t|"
_SAMPLED = 50
_ONE_COLUMN = "\x1f"
_LEFT_OPEN = "a quotation mark opened in this row is not closed where a cell can end; the row is left out"


class DelimitedReader:
    """A table as text. Its first row names the columns; a quoted cell may hold line breaks."""

    name = "csv"
    suffixes = (".csv", ".tsv", ".tab")

    def rows(self, source: Source) -> Iterator[Row | Fault]:
        """The rows below the header; one with more or fewer cells than the header is a fault."""
        lines = [line + "\n" for line in source.text().split("\n")]
        first = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
        if first < len(lines) and lines[first].lower().startswith("sep="):  # Excel's way to name the delimiter
            first += 1
        lines = lines[first:]
        delimiter = sniff(lines)
        records = _records(lines, delimiter)
        header = next(records, None)
        if header is None:
            return
        if isinstance(header, Fault):
            yield Fault(header.number, "a quotation mark opened in the header is not closed; the file is left out")
            return
        names = [name.strip() for name in header[1]]
        for record in records:
            if isinstance(record, Fault):
                yield record
                continue
            number, cells = record
            if len(cells) == len(names):
                yield Row(number, dict(zip(names, cells, strict=True)))
            else:
                counted = f"{len(cells)} cell{'s' * (len(cells) != 1)}"
                yield Fault(number, f"{counted} where the header has {len(names)}; check quotes and delimiters near it")


def sniff(lines: list[str]) -> str:
    r"""The delimiter: one that the header has, and that cuts most of the first rows into as many cells as the header.

    Where the header has none there is one column, and a delimiter that no text has.

    Examples
    --------
    >>> sniff(["title;text, in full\n", "One, two;three, four\n", "Five;six\n"])
    ';'
    """
    best, best_score = _ONE_COLUMN, (0.0, 0)
    for delimiter in _DELIMITERS:
        with _long_cells():
            widths = [len(cells) for cells in islice(csv.reader(lines, delimiter=delimiter), _SAMPLED)]
        widths = [width for width in widths if width]
        if widths and widths[0] > 1:
            score = (sum(width == widths[0] for width in widths) / len(widths), widths[0])
            if score > best_score:
                best, best_score = delimiter, score
    return best


def _records(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str]] | Fault]:
    """The rows that are not blank, each with its number, and a fault for a quotation mark left open."""
    records: list[tuple[int, list[str]] | Fault] = []
    begin = start = number = 0
    parser = csv.reader(lines, delimiter=delimiter)
    with _long_cells():
        while (cells := next(parser, None)) is not None:
            number += 1
            end = begin + parser.line_num
            if end - start > 1 and _is_malformed(lines[start:end], delimiter):
                records.append(Fault(number, _LEFT_OPEN))
                begin = end = start + 1
                parser = csv.reader(lines[begin:], delimiter=delimiter)
            elif any(cells):
                records.append((number, cells))
            start = end
    return iter(records)


def _is_malformed(lines: list[str], delimiter: str) -> bool:
    """Whether a row over several lines breaks the rules of quoting, so that it may be several rows run together."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


@contextmanager
def _long_cells() -> Iterator[None]:
    """Lift the csv module's limit of 131,072 characters a cell, which whole articles can pass, and set it again."""
    before = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(before)
