"""The arguments and options that several commands take, each said once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class MatchBy(StrEnum):
    """What articles must share to be compared."""

    EVENT = "event"
    TOPIC = "topic"
    COLUMN = "column"


class WordsOf(StrEnum):
    """Which words keyness compares."""

    OWN = "own"
    ALL = "all"


class CopiesCount(StrEnum):
    """How often a copied text counts."""

    ONCE = "once"
    EACH = "each"


Sources = Annotated[
    list[str] | None,
    typer.Argument(help="Files (.txt .csv .tsv .jsonl .parquet, .gz too), folders, patterns, or - for standard input."),
]
Outlets = Annotated[
    Path | None, typer.Option(help="A file with outlets of your own (CSV, columns as `bias outlets list`).")
]
Lexicons = Annotated[list[Path] | None, typer.Option("--lexicon", help="A word list of your own; may be repeated.")]
Corrections = Annotated[
    Path | None, typer.Option("--events", help="Your corrections of the events: a file from `bias events`, edited.")
]
Matching = Annotated[
    MatchBy, typer.Option("--match", help="Compare what shares an event, a topic, or a value of --event-column.")
]
Words = Annotated[
    WordsOf, typer.Option("--words", help="Words that keyness compares: the outlets' own, or quoted ones too.")
]
Copies = Annotated[
    CopiesCount, typer.Option("--copies", help="A text that several print counts once, or for each that prints it.")
]
Seed = Annotated[int, typer.Option(min=0, help="Seed of all random draws; the same seed gives the same numbers.")]
Output = Annotated[str, typer.Option("--output", "-o", help="File to write (.csv .jsonl .parquet), or - to print CSV.")]
TextColumn = Annotated[str | None, typer.Option(help="Column that holds the text.")]
OutletColumn = Annotated[str | None, typer.Option(help="Column that holds the outlet.")]
DateColumn = Annotated[str | None, typer.Option(help="Column that holds the date of publication.")]
EventColumn = Annotated[str | None, typer.Option(help="Column that holds the event; used with --match column.")]
IdColumn = Annotated[str | None, typer.Option(help="Column that holds the article's id.")]
TitleColumn = Annotated[str | None, typer.Option(help="Column that holds the headline.")]
ActorColumn = Annotated[
    str | None, typer.Option(help="For the table tone: column that holds, for each row, the actor to look at.")
]
SEED = 20261122
