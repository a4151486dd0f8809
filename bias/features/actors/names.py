"""Names: runs of capitalised words, and which of them can be a person.

Known errors: an organisation without an article before it, here and in all its other mentions, passes for a person
("Relief Union said"); a capitalised adjective before a noun ("Ilmarki officials") is told from a name only where it
stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bias.features.actors.keys import any_alike, mostly, numbered
from bias.tokens import Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_PLACE = ("in", "near", "into", "outside", "inside", "across")


@dataclass(frozen=True, eq=False)
class Names:
    """Runs of capitalised words that are no function words.

    Attributes
    ----------
    run
        For each word the run that it belongs to, or -1.
    first, last
        First and last word of each run.
    surname
        One number for each pair of article and last word of a run: the same for what is likely the same person.
    is_possessive
        Whether a run ends in *'s*.
    is_person
        Whether a run is likely a person: of two words or more, or an age or *who* behind it, or the last word of such a
        name in the same article; no article before any name with this last word, and not mostly "in" before it.
    has_age
        Whether an age stands behind it: Anna, 61.
    """

    run: Ints
    first: Ints
    last: Ints
    surname: Ints
    is_possessive: Bools
    is_person: Bools
    has_age: Bools


def find_names(tokens: Tokens, allowed: Bools, closed: Mapping[str, Iterable[str]]) -> Names:
    """The names among the allowed words.

    Parameters
    ----------
    tokens
        A batch.
    allowed
        One boolean a word: where a name may stand.
    closed
        Function words by class; ``determiner`` is looked for before a name.
    """
    any_closed = flags(tokens, (word for words in closed.values() for word in words))
    is_name = tokens.vocabulary.capitalised()[tokens.form] & allowed & ~any_closed[tokens.term]
    goes_on = continued(tokens, is_name)
    begins = is_name & ~goes_on
    ends = is_name.copy()
    ends[:-1] &= ~goes_on[1:]
    first, last = np.flatnonzero(begins), np.flatnonzero(ends)
    run = run_of_word(is_name, begins)
    surname = surnames(tokens, last)
    has_age = _age_behind(tokens, last)
    article_before = is_before(tokens, first, flags(tokens, closed["determiner"]))
    place_before = is_before(tokens, first, flags(tokens, _PLACE))
    full = ((last > first) | has_age | _who_behind(tokens, last)) & ~article_before
    named = any_alike(surname, full)
    thing = any_alike(surname, article_before & (last > first)) | mostly(surname, place_before)
    return Names(
        run=run,
        first=first,
        last=last,
        surname=surname,
        is_possessive=tokens.vocabulary.is_possessive()[tokens.term[last]],
        is_person=(full | named) & ~article_before & (~thing | has_age),
        has_age=has_age,
    )


def run_of_word(member: Bools, begins: Bools) -> Ints:
    """For each word the run of member words that it belongs to, or -1; ``begins`` flags the first of each run."""
    at = np.flatnonzero(member)
    run = np.full(len(member), -1)
    run[at] = np.cumsum(begins[at]) - 1
    return run


def continued(tokens: Tokens, member: Bools) -> Bools:
    """Which member words go on from the word before them: a member too, in the same clause and the same quotation."""
    goes_on = member & tokens.joined
    goes_on[1:] &= member[:-1]
    return goes_on


def flags(tokens: Tokens, words: Iterable[str]) -> Bools:
    """For each term whether it is one of some words."""
    return tokens.vocabulary.is_one_of(frozenset(words))


def is_before(tokens: Tokens, first: Ints, flagged: Bools) -> Bools:
    """Whether the word before each place, in the same clause, is one of the flagged terms."""
    before = np.maximum(first - 1, 0)
    found: Bools = (first > 0) & (tokens.clause[before] == tokens.clause[first]) & flagged[tokens.term[before]]
    return found


def _age_behind(tokens: Tokens, last: Ints) -> Bools:
    """Whether an age stands right behind each place, set off by a comma on either side: Anna, 61, said."""
    if not len(last):
        return np.zeros(0, bool)
    behind = np.minimum(last + 1, len(tokens.term) - 1)
    commas, breaks = tokens.vocabulary.commas() > 0, tokens.vocabulary.breaks_clause()
    is_number = tokens.vocabulary.is_number()[tokens.term[behind]]
    closed = breaks[tokens.gap[behind]] | tokens.vocabulary.ends_sentence()[tokens.gap[behind]]
    found: Bools = (behind > last) & is_number & (tokens.sentence[behind] == tokens.sentence[last])
    found &= commas[tokens.gap[last]] & closed
    return found


def _who_behind(tokens: Tokens, last: Ints) -> Bools:
    """Whether *who* stands right behind each place, after a comma or without."""
    behind = np.minimum(last + 1, max(len(tokens.term) - 1, 0))
    found: Bools = flags(tokens, ("who", "whose"))[tokens.term[behind]] & (
        tokens.sentence[behind] == tokens.sentence[last]
    )
    return found


def surnames(tokens: Tokens, last: Ints) -> Ints:
    """Equal numbers for the same last word of names of an article, possessives taken for their noun."""
    return numbered(tokens.article[last], tokens.vocabulary.base_of_term()[tokens.term[last]])
