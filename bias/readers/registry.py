"""The known kinds of source: those of this package, and those that others add by the entry point ``bias.readers``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bias.errors import BiasError, InputError
from bias.plugins import added_members, named_once
from bias.readers.base import Reader, Source
from bias.readers.delimited import DelimitedReader
from bias.readers.jsonl import JsonReader
from bias.readers.parquet import ParquetReader
from bias.readers.stdin import StdinReader
from bias.readers.text import TextReader

ENTRY_POINT = "bias.readers"


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
    return by_name([*own, *added_members(ENTRY_POINT)])


def by_name(readers: Iterable[Reader]) -> dict[str, Reader]:
    """The readers by name.

    Raises
    ------
    BiasError
        Where a name or a file ending is taken twice.
    """
    named = named_once(readers, "reader")
    endings: dict[str, str] = {}
    for reader in named.values():
        for suffix in reader.suffixes:
            if suffix in endings:
                raise BiasError(
                    f"the readers {endings[suffix]!r} and {reader.name!r} both claim {suffix}; uninstall one"
                )
            endings[suffix] = reader.name
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
        raise InputError(
            f"{source.path}: {what} cannot be read; known: {listed} (each may have .gz behind it). "
            "Save a document as .txt, a spreadsheet as .csv"
        )
    return known[source.suffix]
