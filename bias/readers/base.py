"""What a reader is, what it reads from, and what it gives."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from bias.errors import InputError
from bias.readers.encoding import decode, is_noise, sound

_GZIP = b"\x1f\x8b"
_NOT_TEXT = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a Word, Excel or Zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "a Rich Text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"PAR1": "a Parquet file",
}


class Row(NamedTuple):
    """A row as it stands in a source.

    Attributes
    ----------
    number
        Where it stands: the line of a JSON Lines file, the row of a table as a spreadsheet counts it (the header is
        row 1), and 0 where the file is one article.
    cells
        By column name, as they were read.
    text
        The article's text, where it is the file itself and no column of a table.
    """

    number: int
    cells: Mapping[str, object]
    text: str | None = None


class Fault(NamedTuple):
    """A row that cannot be read, and why."""

    number: int
    problem: str


class Problem(NamedTuple):
    """A fault and the source it is in; ``row`` 0 means the whole source."""

    source: str
    row: int
    problem: str


@dataclass(frozen=True)
class Source:
    """One file, or standard input where ``path`` is None.

    Attributes
    ----------
    label
        Its name in tables and messages: the file's, or inside a folder the folder's and the way from there.
    path
        Where it lies.
    known
        What an ``index.csv`` says of it, by column name.
    index
        Label of the table that names its columns: the ``index.csv``, or the source itself.
    """

    label: str
    path: Path | None = None
    known: Mapping[str, str] = field(default_factory=dict)
    index: str = ""

    def __post_init__(self) -> None:
        """A file's name may hold bytes that are no letters; its label may not."""
        object.__setattr__(self, "label", sound(self.label))

    @property
    def stem(self) -> str:
        """The file's name without its endings.

        Examples
        --------
        >>> Source("news/march.csv.gz", Path("news/march.csv.gz")).stem
        'march'
        """
        return "stdin" if self.path is None else sound(strip_gz(self.path).stem)

    @property
    def suffix(self) -> str:
        """The file's ending in lower case, without ``.gz``; empty for standard input."""
        return "" if self.path is None else strip_gz(self.path).suffix.lower()

    def data(self) -> bytes:
        """The bytes, unpacked where they are gzip.

        Raises
        ------
        InputError
            Where the file cannot be opened or unpacked.
        """
        try:
            raw = _standard_input() if self.path is None else self.path.read_bytes()
            return gzip.decompress(raw) if raw.startswith(_GZIP) else raw
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError(f"{self.label}: the gzip file is damaged ({error}); get or pack it again") from error
        except OSError as error:
            raise InputError(f"{self.label}: cannot be opened: {error.strerror or error}") from error

    def text(self) -> str:
        r"""The decoded text, its line ends all ``\n``.

        Raises
        ------
        InputError
            Where the file cannot be opened or is no text.
        """
        data = self.data()
        kind = next((kind for start, kind in _NOT_TEXT.items() if data.startswith(start)), None)
        if kind:
            raise InputError(f"{self.label}: this is {kind}, not plain text; save it as .txt (UTF-8) and read that")
        text = decode(data)
        if is_noise(text):
            raise InputError(f"{self.label}: this is no text but bytes of another kind; save it as .txt (UTF-8)")
        return sound(text)


def _standard_input() -> bytes:
    """All that comes in; nothing where the program was started without it."""
    return sys.stdin.buffer.read() if sys.stdin else b""


def strip_gz(path: Path) -> Path:
    """The path without a last ``.gz``."""
    return path.with_suffix("") if path.suffix.lower() == ".gz" else path


class Reader(Protocol):
    """A kind of source. Other packages add theirs as an entry point in the group ``bias.readers``."""

    @property
    def name(self) -> str:
        """What the kind is called; no two readers may share it."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of its files, lower case and with the dot; no two readers may share one."""

    def rows(self, source: Source) -> Iterator[Row | Fault]:
        """The source's rows in order; a row that cannot be read is a fault, and the next ones follow it."""
