"""What a user typed to the files that it means: names, folders, patterns, and ``-`` for standard input."""

from __future__ import annotations

import glob
from collections.abc import Collection, Sequence
from pathlib import Path

from bias.errors import InputError
from bias.readers.base import Source, strip_gz
from bias.readers.folder import Found, open_folder

_PATTERN = frozenset("*?[")


def find_sources(given: Sequence[str | Path], known: Collection[str]) -> Found:
    """The files that are meant, in the order given, each once.

    Parameters
    ----------
    given
        Files, folders, patterns such as ``news/**/*.txt``, and ``-``.
    known
        File endings that can be read; a pattern or a folder passes over others, a file named outright must have one.

    Raises
    ------
    InputError
        Where a file is not there, a pattern fits none, or a folder holds none that can be read.
    """
    found = Found()
    for item in given:
        part = _find(item, known)
        found.sources += part.sources
        found.skipped += part.skipped
        found.notes += part.notes
    once = {source.path.resolve() if source.path else None: source for source in reversed(found.sources)}
    found.sources = list(reversed(once.values()))
    return found


def _find(item: str | Path, known: Collection[str]) -> Found:
    if item == "-":
        return Found([Source("stdin")])
    try:
        path = Path(item).expanduser()
        if path.is_dir():
            return open_folder(path, known)
        if path.is_file():
            return Found([Source(path.name, path)])
        if path.exists():
            raise InputError(f"{item}: this is neither a file nor a folder; to read a pipe, name - and type < {item}")
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{str(item)[:200]}: cannot be opened: {reason}; check the name and your rights") from error
    return _fitting(str(item), path, known)


def _fitting(item: str, path: Path, known: Collection[str]) -> Found:
    """The files that fit a pattern."""
    if not _PATTERN & set(item):
        raise InputError(f"{item}: there is no such file or folder; check the name and where you are")
    # Path.glob takes no absolute pattern, and finds hidden files
    files = [Path(name) for name in sorted(glob.glob(str(path), recursive=True))]  # noqa: PTH207
    sources = [Source(f.name, f) for f in files if f.is_file() and strip_gz(f).suffix.lower() in known]
    if not sources:
        raise InputError(
            f"{item}: no file that can be read fits this pattern; known endings: {', '.join(sorted(known))}"
        )
    return Found(sources)
