"""The known kinds of source: those of this package, and those that others add by the entry point ``bias.readers``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import entry_points

from bias.errors import BiasError, InputError
from bias.readers.base import Reader, Source
from bias.readers.delimited import DelimitedReader
from bias.readers.jsonl import JsonReader
from bias.readers.parquet import ParquetReader
from bias.readers.stdin import StdinReader
from bias.readers.text import TextReader

GROUP = "bias.readers"


def known_readers() -> dict[str, Reader]:
    """Every reader by its name.

    Raises
    ------
    BiasError
        Where a name or a file ending is taken twice, or a reader of another package cannot be loaded.

    Examples
    --------
    >>> sorted(known_readers())[:2]
    ['csv', 'jsonl']
    """
    own: list[Reader] = [TextReader(), DelimitedReader(), JsonReader(), ParquetReader(), StdinReader()]
    return by_name([*own, *_added()])


def by_name(readers: Iterable[Reader]) -> dict[str, Reader]:
    """The readers by name.

    Raises
    ------
    BiasError
        Where a name or a file ending is taken twice.
    """
    named: dict[str, Reader] = {}
    endings: dict[str, str] = {}
    for reader in readers:
        if reader.name in named:
            raise BiasError(f"two readers are called {reader.name!r}; rename or uninstall one ({GROUP})")
        for suffix in reader.suffixes:
            if suffix in endings:
                raise BiasError(f"the readers {endings[suffix]!r} and {reader.name!r} both claim {suffix} ({GROUP})")
            endings[suffix] = reader.name
        named[reader.name] = reader
    return named


def suffixes(readers: Mapping[str, Reader]) -> dict[str, Reader]:
    """The reader of each file ending."""
    return {suffix: reader for reader in readers.values() for suffix in reader.suffixes}


def reader_of(source: Source, readers: Mapping[str, Reader]) -> Reader:
    """The reader for a source, by its ending; standard input has its own.

    Raises
    ------
    InputError
        For an ending that no reader knows; the message lists the known ones.
    """
    if source.path is None:
        return readers["stdin"]
    known = suffixes(readers)
    if source.suffix not in known:
        what = f"files ending in {source.suffix!r}" if source.suffix else "files without an ending"
        listed = ", ".join(sorted(known))
        raise InputError(f"{source.path}: {what} cannot be read; known: {listed} (each may have .gz behind it)")
    return known[source.suffix]


def _added() -> list[Reader]:
    added: list[Reader] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        try:
            loaded = point.load()
            added.append(loaded() if isinstance(loaded, type) else loaded)
        except Exception as error:  # whatever another package's code raises, the user must learn whose it is
            raise BiasError(f"the reader {point.name!r} ({point.value}) cannot be loaded: {error}") from error
    return added
