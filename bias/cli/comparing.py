"""The commands that read sources: compare, table, events, read."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bias.cli.options import (
    SEED,
    ActorColumn,
    Copies,
    CopiesCount,
    Corrections,
    DateColumn,
    EventColumn,
    IdColumn,
    Lexicons,
    MatchBy,
    Matching,
    OutletColumn,
    Outlets,
    Output,
    Seed,
    Sources,
    TextColumn,
    TitleColumn,
    Words,
    WordsOf,
)
from bias.cli.runs import Choices, OwnFiles, columns_named, name_of, progress_shown, run_of
from bias.errors import UnknownNameError
from bias.terminal import check_output, errors_said, say, write_output

commands = typer.Typer()


@commands.command()
def compare(
    sources: Sources = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the report.  [default: reports/NAME]")] = None,
    formats: Annotated[
        str, typer.Option("--format", help="Any of pdf, png, html, csv, with commas.")
    ] = "pdf,png,html,csv",
    outlets: Outlets = None,
    match: Matching = MatchBy.EVENT,
    corrections: Corrections = None,
    words: Words = WordsOf.OWN,
    copies: Copies = CopiesCount.ONCE,
    lexicon: Lexicons = None,
    seed: Seed = SEED,
    text_column: TextColumn = None,
    outlet_column: OutletColumn = None,
    date_column: DateColumn = None,
    event_column: EventColumn = None,
    id_column: IdColumn = None,
    title_column: TitleColumn = None,
) -> None:
    """Compare outlets on the same events and write a report. Without sources: the embedded teaching corpus."""
    from bias.export import check_folder
    from bias.report.writer import write

    columns = columns_named(text_column, outlet_column, date_column, event_column, id_column, title_column)
    with errors_said():
        files = OwnFiles(outlets, tuple(lexicon or ()), corrections)
        run = run_of(sources, columns, files, Choices(match, words, copies, seed))
        folder = out or Path("reports") / name_of(sources)
        wanted = _formats(formats)
        check_folder(folder)
        with progress_shown() as progress:
            comparison = run.compare(progress)
        written = write(comparison.tables, comparison.notes, comparison.manifest, folder, wanted)
    for note in comparison.notes:
        say(note, sys.stderr)
    articles, found = comparison.tables["articles"], comparison.tables["events"]
    counted = {"article": len(articles), "outlet": articles.outlet_id.nunique(), "event": found.event_id.nunique()}
    say(", ".join(f"{n} {thing}{'s' * (n != 1)}" for thing, n in counted.items()) + ".")
    say(f"Report: {_best(written)}")


@commands.command()
def table(
    name: Annotated[str, typer.Argument(help="articles, events, features, contrasts … (a wrong name lists all).")],
    sources: Sources = None,
    output: Output = "-",
    outlets: Outlets = None,
    match: Matching = MatchBy.EVENT,
    corrections: Corrections = None,
    words: Words = WordsOf.OWN,
    copies: Copies = CopiesCount.ONCE,
    lexicon: Lexicons = None,
    seed: Seed = SEED,
    text_column: TextColumn = None,
    outlet_column: OutletColumn = None,
    date_column: DateColumn = None,
    event_column: EventColumn = None,
    id_column: IdColumn = None,
    title_column: TitleColumn = None,
    actor_column: ActorColumn = None,
) -> None:
    """Write one table of the comparison."""
    columns = columns_named(text_column, outlet_column, date_column, event_column, id_column, title_column)
    with errors_said():
        files = OwnFiles(outlets, tuple(lexicon or ()), corrections)
        run = run_of(sources, replace(columns, actor=actor_column), files, Choices(match, words, copies, seed))
        check_output(output)
        write_output(run.table(name), output)


@commands.command()
def events(
    sources: Sources = None,
    output: Output = "-",
    outlets: Outlets = None,
    match: Matching = MatchBy.EVENT,
    corrections: Corrections = None,
    text_column: TextColumn = None,
    outlet_column: OutletColumn = None,
    date_column: DateColumn = None,
    event_column: EventColumn = None,
    id_column: IdColumn = None,
    title_column: TitleColumn = None,
) -> None:
    """Write the events that are found, to be read and corrected.

    Change the column event: the same word joins articles, different words part them, and the word is the event's name.
    Rows that are right may be deleted. Then give the file to --events, here or in compare and table.
    """
    columns = columns_named(text_column, outlet_column, date_column, event_column, id_column, title_column)
    with errors_said():
        run = run_of(sources, columns, OwnFiles(outlets, corrections=corrections), Choices(match))
        check_output(output)
        write_output(run.correctable, output)
        for note in run.corrections.notes(run.articles.article_id):
            say(note, sys.stderr)


@commands.command()
def read(
    sources: Sources = None,
    output: Output = "-",
    text_column: TextColumn = None,
    outlet_column: OutletColumn = None,
    date_column: DateColumn = None,
    event_column: EventColumn = None,
    id_column: IdColumn = None,
    title_column: TitleColumn = None,
) -> None:
    """Read sources into one table of articles, uncleaned."""
    columns = columns_named(text_column, outlet_column, date_column, event_column, id_column, title_column)
    with errors_said():
        check_output(output)
        run = run_of(sources, columns, OwnFiles(), Choices())
        articles = run.reading.articles
        for line in run.reading_lines:
            say(line, sys.stderr)
        write_output(articles, output)


def _formats(listed: str) -> list[str]:
    """The report formats that are listed, known to exist before the work begins."""
    from bias.report.writer import FORMATS

    names = [name.strip().lower() for name in listed.split(",") if name.strip()]
    for name in names or [listed]:
        if name not in FORMATS:
            raise UnknownNameError("report format", name, FORMATS)
    return names


def _best(written: list[Path]) -> Path:
    """The file to open first."""
    order = ["report.pdf", "report.html"]
    return next((path for name in order for path in written if path.name == name), written[0].parent)
