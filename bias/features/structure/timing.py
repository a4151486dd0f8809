"""Words that place what is told in the present of the news, or in what went before it.

Known errors: "at the time" and "in the wake of" also occur in the account of the event itself; a year can be a number
of things, or this year; a history told in the simple past has no cue. The past perfect is not read: news uses it for
the event itself as often.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bias.features.finding import Finder
from bias.lexicon import embedded
from bias.tokens import Hits, Tokens

CUES = "time-cues-en"
_YEAR = re.compile(r"(1[6-9]|20)\d\ds?")


@cache
def _finder() -> Finder:
    return Finder(embedded(CUES))


def present(tokens: Tokens) -> Hits:
    """Cues of the news's present: today, on Monday."""
    return _finder().find(tokens).of([_finder().categories.index("recent")]).hits


def past(tokens: Tokens) -> Hits:
    """Cues of what went before: in recent years, previously, and years and decades in figures.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> tokens = tokenise(["He led it in 2014, years before. 1,500 came today."])
    >>> [tokens.slice(0, first, first) for first in past(tokens).first.tolist()]
    ['years', '2014']
    """
    cues = _finder().find(tokens).of([_finder().categories.index("background")]).hits
    return together(cues, words_at(_years(tokens)))


def _years(tokens: Tokens) -> NDArray[np.int64]:
    """The words that are a year or, like 1990s, a decade."""
    at = np.flatnonzero(tokens.vocabulary.is_number()[tokens.term])
    terms, which = np.unique(tokens.term[at], return_inverse=True)
    numbers = tokens.vocabulary.terms.spelled(terms)
    fits = np.fromiter((_YEAR.fullmatch(number) is not None for number in numbers), bool, len(terms))
    years: NDArray[np.int64] = at[fits[which]]
    return years


def words_at(at: NDArray[np.int64]) -> Hits:
    """Single words as places."""
    return Hits(at, at, at)


def together(some: Hits, others: Hits) -> Hits:
    """The places of two lists; their entries mean nothing any more."""
    first, last = (np.concatenate(both) for both in ((some.first, others.first), (some.last, others.last)))
    return Hits(first, first, last)
