"""What a report is made of, whatever its format: plain data with every number already in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Grid:
    """A table of ready text.

    Attributes
    ----------
    title
        What it shows.
    columns
        Heads of the columns.
    rows
        One tuple of texts a row, as many as there are columns.
    align
        One letter a column: ``l`` text, ``r`` numbers.
    widths
        Relative widths of the columns; 0 means as wide as its content.
    note
        What is left out or how to read it; may be empty.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str
    widths: tuple[float, ...]
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the report.

    Attributes
    ----------
    name
        Its name in links.
    title
        Its heading.
    paragraphs
        What is found, in sentences.
    figures
        Names of the charts shown in it.
    grids
        Its tables.
    missing
        Why there is nothing to show; empty where there is.
    """

    name: str
    title: str
    paragraphs: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    missing: str = ""


@dataclass(frozen=True)
class Segment:
    """A stretch of an article with the features that counted it, none where nothing did.

    Attributes
    ----------
    text, features
        The words, and the features that counted them.
    letter
        Letter of the feature group of the shortest mark over it; empty where nothing counted it.
    code
        Letters of the groups whose marks end with this stretch.
    """

    text: str
    features: tuple[str, ...] = ()
    letter: str = ""
    code: str = ""


@dataclass(frozen=True)
class Marked:
    """An article with its counted words marked; ``direction`` is ``"ltr"`` or ``"rtl"``."""

    article_id: str
    outlet: str
    title: str
    date: str
    language: str
    direction: str
    heading: tuple[Segment, ...]
    segments: tuple[Segment, ...]
    note: str


@dataclass(frozen=True)
class Beside:
    """One event as several outlets report it.

    ``legend`` has a pair of code letter and meaning for each group of features that is marked.
    """

    title: str
    lead: str
    legend: tuple[tuple[str, str], ...]
    articles: tuple[Marked, ...]
    missing: str = ""


@dataclass(frozen=True)
class Tile:
    """One of the four answers of the first page."""

    question: str
    answer: str
    details: tuple[str, ...]


@dataclass(frozen=True)
class Whole:
    """The whole report."""

    title: str
    subtitle: str
    notice: str
    notes: tuple[str, ...]
    tiles: tuple[Tile, ...]
    sections: tuple[Section, ...]
    beside: Beside
    closing: tuple[Section, ...]
