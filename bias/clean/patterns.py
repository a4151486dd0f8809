"""How the steps' patterns are written down: one alternative a line."""

from __future__ import annotations

import re


def one_of(alternatives: str) -> str:
    """A group of the alternatives, which stand one a line.

    Examples
    --------
    >>> one_of('''
    ...     advertisement
    ...     sponsored(?: content)?
    ... ''')
    '(?:advertisement|sponsored(?: content)?)'
    """
    return f"(?:{'|'.join(_lines(alternatives))})"


def anycase(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled to match in upper and lower case."""
    return re.compile(pattern, re.IGNORECASE)


def items(text: str) -> frozenset[str]:
    """The items of a list parted by commas.

    Examples
    --------
    >>> sorted(items("menu, log in"))
    ['log in', 'menu']
    """
    return frozenset(" ".join(item.split()) for item in text.split(",") if item.strip())


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]
