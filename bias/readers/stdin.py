"""Standard input: JSON, or one article as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bias.readers.base import Fault, Row, Source
from bias.readers.json_rows import parse_json

_JSON = re.compile(r"\s*+(?:\[\s*+)?\{")


class StdinReader:
    """What another program pipes in: JSON, a list too, if it opens with a brace, else one article."""

    name = "stdin"
    suffixes = ()

    def rows(self, source: Source) -> Iterator[Row | Fault]:
        """The rows of the JSON, or the one article."""
        text = source.text()
        if _JSON.match(text):
            return parse_json(text)
        return iter([Row(0, {}, text)])
