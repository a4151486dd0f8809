"""Toward whom: the mentions of actors in a batch, of names that it holds or of those that a user gives.

Known errors: an actor who is only described ("the mayor") or meant by a pronoun is not found; two people of one
surname in an article are one where only the surname stands; a place in a list of sides counts as its party.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bias.features.actors.sides import known_sides
from bias.lexicon import embedded
from bias.tokens import Tokens, tokenise

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Mentions:
    """Places where an actor is named, in order of their first word.

    Attributes
    ----------
    first, last
        First and last word of each mention.
    named
        A mention that gives the actor's name in full: an index into these mentions; itself where there is no other.
    side
        Number of the party that the actor belongs to, as in ``known_sides().names``, or -1.
    """

    first: Ints
    last: Ints
    named: Ints
    side: Ints

    def __len__(self) -> int:
        return len(self.first)


@cache
def closed_words() -> dict[str, tuple[str, ...]]:
    """The function words of the package's list by their class."""
    lexicon = embedded("function-words-en")
    return {category: lexicon.terms(category) for category in lexicon.categories}


def found_actors(tokens: Tokens) -> Mentions:
    """Mentions of people by name, and of names that a list of sides knows.

    Examples
    --------
    >>> tokens = tokenise(["Anna Brel spoke. Brel was praised in Ilmark."])
    >>> found = found_actors(tokens)
    >>> found.first.tolist(), found.last.tolist(), found.named.tolist()
    ([0, 3, 7], [1, 3, 7], [0, 0, 2])
    """
    return tokens.once(found_actors, lambda: _found_actors(tokens))


def _found_actors(tokens: Tokens) -> Mentions:
    actors = known_sides().actors(tokens)
    rows = np.flatnonzero(actors.has_name & ~actors.is_pronoun & (actors.is_person | (actors.side >= 0)))
    row_of_actor = np.full(len(actors) + 1, -1)
    row_of_actor[rows] = np.arange(len(rows))
    named = row_of_actor[actors.referent[rows]]
    named = np.where(named >= 0, named, np.arange(len(rows)))
    return Mentions(actors.head_first[rows], actors.head_last[rows], named, actors.side[rows])


def given_actors(tokens: Tokens, actors: Sequence[str]) -> Mentions:
    """Mentions of one given actor an article: the name in any case, and its last word alone where that is a name.

    Parameters
    ----------
    tokens
        A batch.
    actors
        One name an article; an empty one has no mentions.

    Examples
    --------
    >>> tokens = tokenise(["Anna Brel spoke. Brel's plan failed."])
    >>> given_actors(tokens, ["Anna Brel"]).first.tolist()
    [0, 3]
    """
    wanted = tokenise(list(actors), tokens.vocabulary)
    base, capital = _without_endings(tokens), tokens.vocabulary.capitalised()
    firsts, lasts = [], []
    for article in range(tokens.n_articles):
        name = slice(wanted.first[article], wanted.first[article + 1])
        if name.stop > name.start:
            words = base[tokens.term[tokens.first[article] : tokens.first[article + 1]]]
            by_last_word = bool(capital[wanted.form[name.stop - 1]])
            first, last = _runs(words, base[wanted.term[name]], by_last_word)
            firsts.append(first + tokens.first[article])
            lasts.append(last + tokens.first[article])
    first = np.concatenate([*firsts, np.zeros(0, np.int64)])
    last = np.concatenate([*lasts, np.zeros(0, np.int64)])
    return Mentions(first, last, np.arange(len(first)), known_sides().of_spans(tokens, first, last))


def _without_endings(tokens: Tokens) -> Ints:
    """For each term the number of its part before an apostrophe: that of "he" for "he'd"."""
    numbers: dict[str, int] = {}
    stems = [term.partition("'")[0] for term in tokens.vocabulary.terms.strings]
    return np.array([numbers.setdefault(stem, len(numbers)) for stem in stems], np.int64)


def _runs(words: Ints, name: Ints, by_last_word: bool) -> tuple[Ints, Ints]:
    """First and last places of a name in an article, of the whole name or of its last word alone."""
    last = np.flatnonzero(words == name[-1])
    whole = last >= len(name) - 1
    for back in range(1, len(name)):
        whole &= words[np.maximum(last - back, 0)] == name[-1 - back]
    kept = whole | by_last_word
    return np.where(whole, last - len(name) + 1, last)[kept], last[kept]
