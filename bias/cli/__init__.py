"""The command line: it parses, calls and prints; whatever it does the library does too.

=============  ==========================================
``comparing``  compare, table, events, read
``lookup``     outlets, lexicons, doctor
``options``    the options that several commands take
``runs``       from what was typed to a run
=============  ==========================================
"""

from __future__ import annotations

import typer

from bias.cli import comparing, lookup
from bias.terminal import speak_utf8

app = typer.Typer(
    help="Compare how news outlets frame the same events.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(comparing.commands)
app.add_typer(lookup.commands)
app.add_typer(lookup.outlets_app, name="outlets")
app.add_typer(lookup.lexicons_app, name="lexicons")


def main() -> None:
    """Entry point of the command ``bias``."""
    speak_utf8()
    app(prog_name="bias")
