"""What the command line says: lines that a terminal only shows, errors as one line, tables to standard output."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bias.errors import BiasError, InputError

if TYPE_CHECKING:
    import pandas as pd

#: Characters that steer a terminal, break a line, or turn the order of letters around.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def visible(line: str) -> str:
    r"""One line that a terminal only shows: what would steer it stands there as Python escapes it.

    Examples
    --------
    >>> print(visible("red\x1b[31m, new\nline"))
    red\x1b[31m, new\nline
    """
    return _STEERING.sub(lambda match: match.group().encode("unicode_escape").decode("ascii"), line)


def say(line: str, to: TextIO | None = None) -> None:
    """Print one line, whatever stands in the names and titles that it holds; to standard output if not said."""
    print(visible(line), file=to)


@contextmanager
def errors_said() -> Iterator[None]:
    """Print an error of the input's as one line and end with 1."""
    try:
        yield
    except BiasError as error:
        say(f"bias: {error}", sys.stderr)
        raise SystemExit(1) from None


def check_output(output: str) -> None:
    """Whether a table can be written to this file, to be known before the work; ``-`` is standard output.

    Raises
    ------
    InputError
        Where it cannot.
    """
    from bias.export import check_file

    if output != "-":
        check_file(Path(output))


def write_output(frame: pd.DataFrame, output: str) -> None:
    """Write a table to a file, or as CSV to standard output where that is ``-``.

    Raises
    ------
    InputError
        Where it cannot be written.
    """
    from bias.export import csv_text, write_table

    if output == "-":
        _print(csv_text(frame))
    else:
        write_table(frame, Path(output))
        say(f"{len(frame)} rows: {output}", sys.stderr)


def _print(text: str) -> None:
    """To a file or a program as it is, to a terminal with nothing that steers it."""
    if not sys.stdout:
        raise InputError("standard output is closed; choose a file (-o)")
    try:
        sys.stdout.write("\n".join(map(visible, text.split("\n"))) if sys.stdout.isatty() else text)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads it has seen enough: no fault, and click ends quietly
        raise
    except OSError as error:
        raise InputError(f"standard output cannot be written ({error.strerror}); choose a file (-o)") from error


def speak_utf8() -> None:
    """Make standard output UTF-8 where the system would have it otherwise, as Windows does in a pipe."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
