"""The cells of all sources, a list for each kind, and how a cell becomes clean text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from bias.readers.base import Row, Source
from bias.readers.encoding import sound

KINDS = ("id", "outlet", "title", "text", "date", "url", "event", "language", "actor")
_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?")
_LANGUAGES = {
    **{"english": "en", "ukrainian": "uk", "russian": "ru", "spanish": "es", "french": "fr", "german": "de"},
    **{"polish": "pl", "persian": "fa", "farsi": "fa", "arabic": "ar", "chinese": "zh", "portuguese": "pt"},
    **{"italian": "it", "turkish": "tr", "belarusian": "be"},
}


@dataclass
class Cells:
    """The cells of all rows so far, and for each row the source and the number it has there."""

    kinds: dict[str, list[object]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    sources: list[Source] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def add(self, source: Source, rows: Sequence[Row], columns: Mapping[str, str]) -> None:
        """Append the rows of a source, whose column for a kind is ``columns[kind]``."""
        for kind, cells in self.kinds.items():
            name = columns.get(kind)
            cells += [None] * len(rows) if name is None else [row.cells.get(name) for row in rows]
        if rows and rows[0].text is not None:
            self.kinds["text"][-len(rows) :] = [row.text for row in rows]
        self.sources += [source] * len(rows)
        self.numbers += [row.number for row in rows]


def trimmed(value: object) -> str | None:
    """A cell as trimmed text; None where it is empty, not a number, or holds a list or a record.

    Examples
    --------
    >>> trimmed(" BBC "), trimmed(7.0), trimmed(float("nan")), trimmed("")
    ('BBC', '7', None, None)
    """
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, float):
        value = None if np.isnan(value) else int(value) if value.is_integer() else value
    if value is None or isinstance(value, list | dict | bool):
        return None
    return sound(str(value)).strip() or None


def untrimmed(value: object) -> str | None:
    """A cell as text with the blanks around it; None where there is nothing else."""
    if isinstance(value, str):
        return sound(value) if value.strip("\0 \t\r\n") else None
    return trimmed(value)


def language_codes(values: Iterable[str | None]) -> list[str]:
    """ISO 639 codes from codes or English names; "und" for what is neither.

    Examples
    --------
    >>> language_codes(["en-GB", "Ukrainian", None, "the usual"])
    ['en', 'uk', 'und', 'und']
    """
    values = list(values)
    known: dict[str | None, str] = {None: "und"}
    for value in set(values) - {None}:
        name = str(value).casefold()
        code = _CODE.fullmatch(name)
        known[value] = _LANGUAGES.get(name) or (code[1] if code else "und")
    return [known[value] for value in values]
