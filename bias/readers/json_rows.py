"""The objects of a JSON or JSON Lines text, wherever it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder

from bias.readers.base import Fault, Row

_BLANK = " \t\n,"
_WRAPPERS = ("articles", "data", "documents", "docs", "items", "records", "results", "rows")
_SHOWN = {list: "a list", str: "a string", bool: "true or false", type(None): "null"}


def parse_json(text: str) -> Iterator[Row | Fault]:
    r"""The objects of a JSON or JSON Lines text, and a fault for each line that is none.

    Examples
    --------
    >>> [row.number for row in parse_json('{"text": "one"}\n\n{"text": "two"}')]
    [1, 3]
    >>> next(parse_json('{"text": "one"')).problem[:20]
    'this line is no JSON'
    """
    start = len(text) - len(text.lstrip())
    if text.startswith("[", start):
        return _items(text, start + 1)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _lines(text)
    return _document(value)


def _lines(text: str) -> Iterator[Row | Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield _row(number, json.loads(line))
        except (ValueError, RecursionError) as error:
            yield Fault(number, f"this line is no JSON ({_reason(error)}); write one object a line")


def _items(text: str, position: int) -> Iterator[Row | Fault]:
    """The members of a list, one by one, so that those before a damaged one are kept."""
    decoder = JSONDecoder()
    number, counted = 1, 0
    while True:
        while position < len(text) and text[position] in _BLANK:
            position += 1
        if text.startswith("]", position):
            return
        number += text.count("\n", counted, position)
        counted = position
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            yield Fault(number, f"from here on the list is no JSON ({_reason(error)}); mend it and read again")
            return
        yield _row(number, value)


def _document(value: object) -> Iterator[Row | Fault]:
    """A single value: an article, or a wrapper around a list of them, whose rows are counted from 1."""
    members = [value]
    if isinstance(value, dict):
        members = next((value[name] for name in _WRAPPERS if isinstance(value.get(name), list)), members)
    return (_row(number, member) for number, member in enumerate(members, start=1))


def _row(number: int, value: object) -> Row | Fault:
    if isinstance(value, dict):
        return Row(number, value)
    return Fault(number, f"this is {_SHOWN.get(type(value), 'a number')}, not an object with named values")


def _reason(error: Exception) -> str:
    if isinstance(error, JSONDecodeError):
        return f"{error.msg}, column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else "a number of too many digits"
