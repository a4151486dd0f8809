"""What can go wrong, said so that a person can mend it.

Every error that a user's input can cause is a :class:`BiasError`: it says what is wrong, where, what is allowed and
what to do. The command line prints it as one line and exits with 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class BiasError(Exception):
    """The input is at fault, and the message says how to mend it."""


class InputError(BiasError):
    """A source, a row or a file of the user's cannot be used."""


class SchemaError(BiasError):
    """A table does not have the columns, types or keys that it must have."""


class LexiconError(BiasError):
    """A lexicon file is not as it should be."""


class UnknownNameError(BiasError):
    """A name that is not among the known ones; the message lists those.

    Parameters
    ----------
    kind
        What the name was to be, as a person would say it: ``"table"``, ``"feature group"``.
    name
        The unknown name.
    known
        The names that exist.

    Examples
    --------
    >>> str(UnknownNameError("table", "event", ["events", "outlets"]))
    "no table is called 'event'; did you mean 'events'? Known: events, outlets"
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        close = get_close_matches(name, names, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else "."
        super().__init__(f"no {kind} is called {name!r}{hint} Known: {', '.join(names)}")
