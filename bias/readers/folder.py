"""A folder to the files in it, with what its ``index.csv`` says of them.

Hidden files are passed over, and so are a project's own (README, LICENSE, …). Where there is an ``index.csv`` with a
``file`` column, the kinds of file that it lists are read: also a file that somebody forgot to list, so that no article
is lost, but no file of another kind, so that tables which lie beside the articles are not taken for some.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from bias.errors import InputError
from bias.readers.base import Problem, Row, Source, strip_gz
from bias.readers.columns import FILE, find
from bias.readers.delimited import DelimitedReader
from bias.readers.encoding import sound

INDEX = "index.csv"
_NO_ARTICLES = ("readme", "license", "licence", "changelog", "contributing")


@dataclass
class Found:
    """Files to read, rows left out on the way to them, and what the user should know."""

    sources: list[Source] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Index:
    label: str
    folder: Path
    listed: dict[Path, dict[str, str]]

    def covers(self, file: Path) -> bool:
        return file.is_relative_to(self.folder)


def open_folder(folder: Path, known: Collection[str]) -> Found:
    """The files of a folder and of those inside it, by name.

    Parameters
    ----------
    folder
        The folder.
    known
        The file endings that can be read.

    Raises
    ------
    InputError
        Where there is no file that can be read.
    OSError
        Where the folder may not be looked into.
    """
    found = Found()
    next(folder.iterdir(), None)  # a folder that may not be looked into would seem empty to rglob
    files = [file for file in sorted(folder.rglob("*")) if _is_file(file) and not _hidden(file.relative_to(folder))]
    indexes = [index for file in files if file.name == INDEX and (index := _read_index(file, folder, found))]
    indexes.sort(key=lambda index: len(index.folder.parts), reverse=True)
    tables = {index.folder / INDEX for index in indexes}
    kinds = {_suffix(file) for index in indexes for file in index.listed} or set(known)
    alone: Counter[str] = Counter()
    for file in files:
        if _readable(file, kinds & set(known)) and file not in tables:
            index = next((index for index in indexes if index.covers(file)), None)
            _add(found, Source(_label(file, folder), file), index)
        elif file not in tables:
            alone[_suffix(file) or file.name] += 1
    if not found.sources:
        listed = ", ".join(sorted(known))
        raise InputError(f"{folder}: no file in this folder can be read; known endings: {listed} (also with .gz)")
    if alone:
        shown = ", ".join(f"{n} × {kind}" for kind, n in sorted(alone.items()))
        found.notes.append(Problem(sound(folder.name or str(folder)), 0, f"files left alone: {shown}"))
    return found


def _add(found: Found, source: Source, index: _Index | None) -> None:
    """Add a file with what the nearest index says of it."""
    if index is None or source.path is None:
        found.sources.append(source)
        return
    if source.path not in index.listed:
        problem = f"not listed in {index.label}: read without what that would say"
        found.notes.append(Problem(source.label, 0, problem))
    found.sources.append(replace(source, known=index.listed.get(source.path, {}), index=index.label))


def _read_index(file: Path, folder: Path, found: Found) -> _Index | None:
    label = _label(file, folder)
    listed: dict[Path, dict[str, str]] = {}
    column: str | None = None
    for row in _index_rows(file, label, found):
        column = column or find(FILE, row.cells)
        if column is None:
            return None
        name = str(row.cells[column]).strip()
        path = file.parent / name.replace("\\", "/")
        if not name or not _is_file(path) or not path.resolve().is_relative_to(folder.resolve()):
            found.skipped.append(Problem(label, row.number, f"the file {name!r} is not in this folder"))
        elif path in listed:
            found.skipped.append(Problem(label, row.number, f"the file {name!r} is listed twice; the first row counts"))
        else:
            listed[path] = {key: str(cell) for key, cell in row.cells.items() if key != column}
    return _Index(label, file.parent, listed) if column else None


def _index_rows(file: Path, label: str, found: Found) -> Iterator[Row]:
    for row in DelimitedReader().rows(Source(label, file)):
        if isinstance(row, Row):
            yield row
        else:
            found.skipped.append(Problem(label, row.number, row.problem))


def _readable(file: Path, known: Collection[str]) -> bool:
    return _suffix(file) in known and strip_gz(file).stem.casefold() not in _NO_ARTICLES


def _is_file(path: Path) -> bool:
    """Whether there is such a file; no, too, for a name that no file can have or a place that may not be seen."""
    try:
        return path.is_file()
    except OSError:
        return False


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts)


def _suffix(file: Path) -> str:
    return strip_gz(file).suffix.lower()


def _label(file: Path, folder: Path) -> str:
    return sound((Path(folder.name) / file.relative_to(folder)).as_posix())
