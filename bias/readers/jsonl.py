"""JSON Lines, and JSON files that hold a list of articles or a single one."""

from __future__ import annotations

from collections.abc import Iterator

from bias.readers.base import Fault, Row, Source
from bias.readers.json_rows import parse_json


class JsonReader:
    """A file with one object a line, or one list of objects, or one object."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson", ".json")

    def rows(self, source: Source) -> Iterator[Row | Fault]:
        """The objects, each with the line on which it begins."""
        return parse_json(source.text())
