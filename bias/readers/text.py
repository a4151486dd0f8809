"""Plain text files: one file, one article."""

from __future__ import annotations

from collections.abc import Iterator

from bias.readers.base import Fault, Row, Source


class TextReader:
    """A file that is one article."""

    name = "text"
    suffixes = (".txt", ".text", ".md")

    def rows(self, source: Source) -> Iterator[Row | Fault]:
        """The one article, whole."""
        yield Row(0, {}, source.text())
