"""The command line: it parses, calls and prints; whatever it does the library does too."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bias.errors import UnknownNameError
from bias.terminal import check_output, errors_said, say, speak_utf8, write_output

if TYPE_CHECKING:
    from bias.pipeline import Run
    from bias.readers import ColumnMap

app = typer.Typer(
    help="Compare how news outlets frame the same events.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
outlets_app = typer.Typer(help="What is known of the outlets.", no_args_is_help=True)
lexicons_app = typer.Typer(help="The word lists: show them, check your own.", no_args_is_help=True)
app.add_typer(outlets_app, name="outlets")
app.add_typer(lexicons_app, name="lexicons")


class MatchBy(StrEnum):
    """What articles must share to be compared."""

    EVENT = "event"
    TOPIC = "topic"
    COLUMN = "column"


Sources = Annotated[
    list[str] | None,
    typer.Argument(help="Files (.txt .csv .tsv .jsonl .parquet, .gz too), folders, patterns, or - for standard input."),
]
Outlets = Annotated[
    Path | None, typer.Option(help="A file with outlets of your own (CSV, columns as `bias outlets list`).")
]
Lexicons = Annotated[list[Path] | None, typer.Option("--lexicon", help="A word list of your own; may be repeated.")]
Matching = Annotated[
    MatchBy, typer.Option("--match", help="Compare what shares an event, a topic, or a value of --event-column.")
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
_SEED = 20261122


@app.command()
def compare(
    sources: Sources = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the report.  [default: reports/NAME]")] = None,
    formats: Annotated[
        str, typer.Option("--format", help="Any of pdf, png, html, csv, with commas.")
    ] = "pdf,png,html,csv",
    outlets: Outlets = None,
    match: Matching = MatchBy.EVENT,
    lexicon: Lexicons = None,
    seed: Seed = _SEED,
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

    columns = _columns(text_column, outlet_column, date_column, event_column, id_column, title_column)
    with errors_said():
        run = _run(sources, columns, outlets, lexicon, match, seed)
        folder = out or Path("reports") / _name_of(sources)
        wanted = _formats(formats)
        check_folder(folder)
        with _progress() as progress:
            comparison = run.compare(progress)
        written = write(comparison.tables, comparison.notes, comparison.manifest, folder, wanted)
    for note in comparison.notes:
        say(note, sys.stderr)
    articles, events = comparison.tables["articles"], comparison.tables["events"]
    outlets_seen, events_seen = articles.outlet_id.nunique(), events.event_id.nunique()
    counted = {"article": len(articles), "outlet": outlets_seen, "event": events_seen}
    say(", ".join(f"{n} {thing}{'s' * (n != 1)}" for thing, n in counted.items()) + ".")
    say(f"Report: {_best(written)}")


@app.command()
def table(
    name: Annotated[str, typer.Argument(help="articles, events, features, contrasts … (a wrong name lists all).")],
    sources: Sources = None,
    output: Output = "-",
    outlets: Outlets = None,
    match: Matching = MatchBy.EVENT,
    lexicon: Lexicons = None,
    seed: Seed = _SEED,
    text_column: TextColumn = None,
    outlet_column: OutletColumn = None,
    date_column: DateColumn = None,
    event_column: EventColumn = None,
    id_column: IdColumn = None,
    title_column: TitleColumn = None,
    actor_column: ActorColumn = None,
) -> None:
    """Write one table of the comparison."""
    columns = _columns(text_column, outlet_column, date_column, event_column, id_column, title_column)
    with errors_said():
        run = _run(sources, replace(columns, actor=actor_column), outlets, lexicon, match, seed)
        check_output(output)
        write_output(run.table(name), output)


@app.command()
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
    columns = _columns(text_column, outlet_column, date_column, event_column, id_column, title_column)
    with errors_said():
        check_output(output)
        run = _run(sources, columns, None, None, MatchBy.EVENT, _SEED)
        articles = run.reading.articles
        for line in run.reading_lines:
            say(line, sys.stderr)
        write_output(articles, output)


@outlets_app.command("list")
def outlets_list(outlets: Outlets = None, output: Output = "-") -> None:
    """Every outlet that is known, as a table."""
    from bias.outlets import load_outlets

    with errors_said():
        write_output(load_outlets(*([outlets] if outlets else [])), output)


@outlets_app.command("show")
def outlets_show(
    name: Annotated[str, typer.Argument(help="Id, name, alias or web domain.")], outlets: Outlets = None
) -> None:
    """What is known of one outlet, and where each fact comes from."""
    from bias.outlets import find_outlet, load_outlets

    with errors_said():
        outlet = find_outlet(name, load_outlets(*([outlets] if outlets else [])))
    for column, value in outlet.items():
        say(f"{column:20} {'' if value is None or value != value else value}")


@lexicons_app.command("list")
def lexicons_list() -> None:
    """The word lists that come with the package."""
    from bias.lexicon import available, embedded

    for name in available():
        lexicon = embedded(name)
        kinds = list(dict.fromkeys(category.partition("/")[0] for category in lexicon.categories))
        more = f" and {len(kinds) - 6} more" if len(kinds) > 6 else ""
        say(f"{name:28} {len(lexicon.entries):5} entries  {', '.join(kinds[:6])}{more}")


@lexicons_app.command("show")
def lexicons_show(name: Annotated[str, typer.Argument(help="Id of a list.")]) -> None:
    """A list's head and entries."""
    from bias.lexicon import embedded

    with errors_said():
        lexicon = embedded(name)
    for line in (
        f"{lexicon.id}, version {lexicon.version}",
        f"Source: {lexicon.source}",
        f"Licence: {lexicon.licence}; author: {lexicon.author}",
        f"Gets wrong: {lexicon.caveat}",
        *(f"[{key}] {citation}" for key, citation in lexicon.references.items()),
    ):
        say(line)
    say("")
    for entry in lexicon.entries:
        say(f"{entry.term:32} {entry.category:24} {entry.weight:g}  {entry.note}")


@lexicons_app.command("check")
def lexicons_check(file: Annotated[Path, typer.Argument(help="A word list of your own.")]) -> None:
    """Whether a list of your own is as it should be."""
    from bias.lexicon import load

    with errors_said():
        lexicon = load(file)
    say(f"{file}: good, {len(lexicon.entries)} entries in {', '.join(lexicon.categories)}")


@app.command()
def doctor() -> None:
    """What is installed, what is missing, what to type."""
    from bias.doctor import examine

    report = examine()
    for line in report.lines:
        say(line)
    raise typer.Exit(0 if report.healthy else 1)


def main() -> None:
    """Entry point of the command ``bias``."""
    speak_utf8()
    app(prog_name="bias")


@contextmanager
def _progress() -> Iterator[Callable[[str, float], None]]:
    """A bar on standard error where that is a terminal, nothing elsewhere."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("reading", total=1.0)
        yield lambda stage, share: bar.update(task, description=stage, completed=share)


def _formats(listed: str) -> list[str]:
    """The report formats that are listed, known to exist before the work begins."""
    from bias.report.writer import FORMATS

    names = [name.strip().lower() for name in listed.split(",") if name.strip()]
    for name in names or [listed]:
        if name not in FORMATS:
            raise UnknownNameError("report format", name, FORMATS)
    return names


def _columns(
    text: str | None, outlet: str | None, date: str | None, event: str | None, id_: str | None, title: str | None
) -> ColumnMap:
    from bias.readers import ColumnMap

    return ColumnMap(text=text, outlet=outlet, date=date, event=event, id=id_, title=title)


def _run(
    sources: list[str] | None,
    columns: ColumnMap,
    outlets: Path | None,
    lexicons: list[Path] | None,
    match: MatchBy,
    seed: int,
) -> Run:
    from bias.pipeline import TEACHING, Run
    from bias.settings import Match, Settings

    return Run(
        sources=sources or [str(TEACHING)],
        settings=Settings(seed=seed, match=Match(match.value)),
        columns=columns,
        outlet_files=[outlets] if outlets else [],
        lexicon_files=lexicons or [],
    )


def _name_of(sources: list[str] | None) -> str:
    """What a report on these sources is called."""
    if not sources:
        return "teaching"
    return "stdin" if sources[0] == "-" else Path(sources[0]).name.split(".")[0] or "report"


def _best(written: list[Path]) -> Path:
    """The file to open first."""
    order = ["report.pdf", "report.html"]
    return next((path for name in order for path in written if path.name == name), written[0].parent)


if __name__ == "__main__":
    main()
