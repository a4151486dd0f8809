"""Tables to files: CSV, JSON Lines, Parquet; a file appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from bias.errors import InputError

#: A spreadsheet takes a cell that begins with one of these for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A temporary path beside ``path`` that takes its name when the block ends well, and vanishes when it does not.

    Raises
    ------
    InputError
        Where the folder cannot be made or written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); choose another place") from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); choose another place") from error
    finally:
        temporary.unlink(missing_ok=True)


def csv_safe(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with an apostrophe before each text that a spreadsheet would run as a formula, and without NUL.

    Examples
    --------
    >>> csv_safe(pd.DataFrame({"title": ["=1+1", "War"], "n": [-2, 1]})).values.tolist()
    [["'=1+1", -2], ['War', 1]]
    """
    texts = frame.select_dtypes(include=["object", "string", "category"])
    return frame.assign(**{str(name): _harmless(column) for name, column in texts.items()})


def _harmless(column: pd.Series[Any]) -> pd.Series[Any]:
    texts = column.astype("str").str.replace("\x00", "", regex=False)
    return texts.where(~texts.str.startswith(_FORMULA).fillna(value=False), "'" + texts)


def csv_text(frame: pd.DataFrame) -> str:
    """The table as CSV."""
    return csv_safe(frame).to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%dT%H:%M:%S")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark, by which spreadsheets know the letters."""
    return csv_text(frame).encode("utf-8-sig", "replace")


def _csv(frame: pd.DataFrame, file: Path) -> None:
    file.write_bytes(csv_bytes(frame))


def _jsonl(frame: pd.DataFrame, file: Path) -> None:
    frame.to_json(file, orient="records", lines=True, force_ascii=False, date_format="iso")


def _parquet(frame: pd.DataFrame, file: Path) -> None:
    frame.to_parquet(file, index=False)


_WRITERS: dict[str, Callable[[pd.DataFrame, Path], None]] = {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet}


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as the file's ending says.

    Raises
    ------
    InputError
        For an ending that is not ``.csv``, ``.jsonl`` or ``.parquet``, or a place that cannot be written to.
    """
    check_file(path)
    with whole_file(path) as temporary:
        _WRITERS[path.suffix.lower()](frame, temporary)


def check_file(path: Path) -> None:
    """Whether a table can be written there, to be known before the work and not after it.

    Raises
    ------
    InputError
        For an ending that is not ``.csv``, ``.jsonl`` or ``.parquet``, or a place that cannot be written to.
    """
    if path.suffix.lower() not in _WRITERS:
        raise InputError(f"{path}: a table is written as {', '.join(_WRITERS)}; end the name with one of these")
    check_folder(path.parent)


def check_folder(folder: Path) -> None:
    """Whether files can be made in a folder, or the folder itself where it is not there yet.

    Raises
    ------
    InputError
        Where a file is in the way, or the right to write is missing.
    """
    nearest = next(place for place in (folder, *folder.absolute().parents) if os.path.lexists(place))
    if not nearest.is_dir():
        raise InputError(f"{folder}: {nearest} is a file and no folder; choose another place")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise InputError(f"{folder}: cannot be written (no right to write in {nearest}); choose another place")
