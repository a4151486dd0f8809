"""The commands that look things up: outlets, lexicons, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bias.cli.options import Outlets, Output
from bias.terminal import errors_said, say, write_output

commands = typer.Typer()
outlets_app = typer.Typer(help="What is known of the outlets.", no_args_is_help=True)
lexicons_app = typer.Typer(help="The word lists: show them, check your own.", no_args_is_help=True)


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


@commands.command()
def doctor() -> None:
    """What is installed, what is missing, what to type."""
    from bias.doctor import examine

    report = examine()
    for line in report.lines:
        say(line)
    raise typer.Exit(0 if report.healthy else 1)
