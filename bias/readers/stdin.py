"""Standard input: JSON Lines, or one article as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from bias.readers.base import Fault, Row, Source
from bias.readers.json_rows import parse_json


class StdinReader:
    """What another program pipes in: JSON Lines if it opens with a brace, else one article."""

    name = "stdin"
    suffixes = ()

    def rows(self, source: Source) -> Iterator[Row | Fault]:
        """The rows of the JSON Lines, or the one article."""
        text = source.text()
        if text.lstrip().startswith("{"):
            return parse_json(text)
        return iter([Row(0, {}, text)])
