"""The report's texts, from one file a language in ``messages/``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGE = "en"


@cache
def _texts(language: str) -> dict[str, Any]:
    return tomllib.loads(files("bias.report").joinpath("messages", f"{language}.toml").read_text(encoding="utf-8"))


def say(key: str, **values: object) -> str:
    """A text with its gaps filled.

    Parameters
    ----------
    key
        Where it stands in the file: ``"section.text"``.
    values
        What fills the gaps ``{name}``.

    Examples
    --------
    >>> say("coverage.title")
    'Events and who reported them'
    """
    text: Any = _texts(LANGUAGE)
    for part in key.split("."):
        text = text[part]
    return str(text).format_map(values)


def said(section: str) -> dict[str, str]:
    """All texts of a section of the file, in order, as they stand."""
    return dict(_texts(LANGUAGE)[section])


def heads(key: str) -> tuple[str, ...]:
    """The heads of a table's columns, which stand in one text with bars between.

    Examples
    --------
    >>> heads("run.columns")
    ('Entry', 'Value')
    """
    return tuple(say(key).split(" | "))


def term(section: str, word: str) -> str:
    """What a word of the tables is called in the report; the word itself where the file does not say.

    Examples
    --------
    >>> term("models", "outlet:framing"), term("models", "mine")
    ('measures only (framing and style)', 'mine')
    """
    return said(section).get(word, word)


def count(n: int, noun: str) -> str:
    """A number of things, in the right form.

    Examples
    --------
    >>> count(1, "event"), count(1200, "event")
    ('1 event', '1,200 events')
    """
    one, many = _texts(LANGUAGE)["nouns"][noun]
    return f"{n:,} {one if n == 1 else many}"
