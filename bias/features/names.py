"""Names in the outlet's own voice: runs of capitalised words, and which of them can be a person who speaks.

Known errors: an organisation without an article before it ("Relief Union said") passes for a person; a capitalised
adjective before a noun ("Ilmarki officials") is told from a name only where it stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bias.tokens import Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Names:
    """Runs of capitalised words that are no function words.

    Attributes
    ----------
    run
        For each word the run that it belongs to, or -1.
    first, last
        First and last word of each run.
    is_subject
        Whether a run can be the subject of a verb: no preposition before it and no possessive.
    is_person
        Whether a subject is likely a person: no article before it, and of two words or more, or with an age behind it,
        or the last word of such a name in the same article.
    fullest
        For each run the first run of its article that ends in the same word and has two words or more; else itself.
    """

    run: Ints
    first: Ints
    last: Ints
    is_subject: Bools
    is_person: Bools
    fullest: Ints


def find_names(tokens: Tokens, allowed: Bools, closed: Mapping[str, Iterable[str]]) -> Names:
    """The names among the allowed words.

    Parameters
    ----------
    tokens
        A batch.
    allowed
        One boolean a word: where a name may stand.
    closed
        Function words by class; ``determiner`` and ``preposition`` are looked for before a name.
    """
    is_closed = {kind: _flags(tokens, words) for kind, words in closed.items()}
    any_closed = np.logical_or.reduce(list(is_closed.values()))
    is_name = tokens.vocabulary.capitalised()[tokens.form] & allowed & ~any_closed[tokens.term]
    goes_on = np.zeros(len(is_name), bool)
    goes_on[1:] = is_name[1:] & is_name[:-1] & (tokens.clause[1:] == tokens.clause[:-1])
    begins = is_name & ~goes_on
    ends = is_name.copy()
    ends[:-1] &= ~goes_on[1:]
    first, last = np.flatnonzero(begins), np.flatnonzero(ends)
    run = np.where(is_name, np.cumsum(begins) - 1, -1)
    possessive = tokens.vocabulary.is_possessive()[tokens.term[last]]
    is_subject = ~_before(tokens, first, is_closed["preposition"]) & ~possessive
    full = (last > first) | _age_behind(tokens, last)
    surname = _surname_keys(tokens, last)
    is_person = (full | np.isin(surname, surname[full])) & ~_before(tokens, first, is_closed["determiner"])
    return Names(run, first, last, is_subject, is_subject & is_person, _fullest(surname, last > first))


def _fullest(surname: Ints, is_long: Bools) -> Ints:
    """For each run the first long one with the same surname, or itself."""
    own, long = np.arange(len(surname)), np.flatnonzero(is_long)
    if not len(long):
        return own
    known, at = np.unique(surname[long], return_index=True)
    place = np.minimum(np.searchsorted(known, surname), len(known) - 1)
    return np.where(known[place] == surname, long[at[place]], own)


def _flags(tokens: Tokens, words: Iterable[str]) -> Bools:
    """For each term whether it is one of some words."""
    terms = tokens.vocabulary.terms
    flags = np.zeros(len(terms), bool)
    flags[[terms[word] for word in words if word in terms]] = True
    return flags


def _before(tokens: Tokens, first: Ints, flags: Bools) -> Bools:
    """Whether the word before each place, in the same clause, is one of the flagged terms."""
    before = np.maximum(first - 1, 0)
    found: Bools = (first > 0) & (tokens.clause[before] == tokens.clause[first]) & flags[tokens.term[before]]
    return found


def _age_behind(tokens: Tokens, last: Ints) -> Bools:
    """Whether a number of two digits stands right behind each place, in the same sentence: Anna, 61."""
    behind = np.minimum(last + 1, max(len(tokens.term) - 1, 0))
    is_number = tokens.vocabulary.is_number()[tokens.term[behind]]
    found: Bools = (behind > last) & is_number & (tokens.sentence[behind] == tokens.sentence[last])
    return found


def _surname_keys(tokens: Tokens, last: Ints) -> Ints:
    """One number for each pair of article and last word of a name."""
    return tokens.article[last] * len(tokens.vocabulary.terms) + tokens.term[last]
