"""Whose side a name is on: parties of conflicts by their countries, peoples, capitals, leaders and organs.

A list of sides is a lexicon whose id begins with ``sides-`` and whose categories are parties ("russia", "ilmark").
A term says nothing of right or wrong, only whom a name belongs to. One of weight 0 may be another's name too, and
counts only in articles that hold one of weight 1 of its list. In a text a side is carried over to the whole of a name
and its role ("Norvani *minister*"), to later surnames and to described persons; see ``actors``.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from bias.features.actors.phrases import row_of_word
from bias.features.actors.referents import ActorFinder, Actors, first_named
from bias.features.finding import Finder
from bias.lexicon import Lexicon, available, embedded
from bias.tokens import Tokens

Ints = NDArray[np.int64]


class Sides:
    """The parties that the package knows, and whom each word of a batch names.

    Attributes
    ----------
    names
        Ids of the parties, in alphabetical order; the numbers that the methods give are indices into it.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> tokens = tokenise(["Norvani minister Ada Roth left Ilmark. Roth spoke."])
    >>> sides = known_sides()
    >>> [sides.names[n] if n >= 0 else None for n in sides.of_words(tokens).tolist()]
    ['norvane', 'norvane', 'norvane', 'norvane', None, 'ilmark', 'norvane', None]
    """

    def __init__(self) -> None:
        self._finders = [Finder(embedded(name)) for name in available() if name.startswith("sides-")]
        self.names = tuple(sorted({side for finder in self._finders for side in finder.categories}))
        self._actor_finder = ActorFinder()

    @property
    def roles(self) -> Lexicon:
        """The role nouns that actors are found by; its categories are types of speakers."""
        return self._actor_finder.roles.lexicon

    def of_words(self, tokens: Tokens) -> Ints:
        """For each word the number of the party that it names, or whose actor it is part of; or -1."""
        return self._found(tokens)[0]

    def actors(self, tokens: Tokens) -> Actors:
        """The actors of a batch, their sides as numbers of ``names``."""
        return self._found(tokens)[1]

    def of_spans(self, tokens: Tokens, first: Ints, last: Ints) -> Ints:
        """For each span of words the number of the party named first in it, or -1."""
        return first_named(self.of_words(tokens), first, last)

    def _found(self, tokens: Tokens) -> tuple[Ints, Actors]:
        """Sides and actors, which several feature groups ask for."""
        return tokens.once(self, lambda: self._find(tokens))

    def _find(self, tokens: Tokens) -> tuple[Ints, Actors]:
        named = self._named(tokens)
        actors = self._actor_finder.find(tokens, named)
        carried = np.append(actors.side, -1)[actors.of_word]
        return np.where(named >= 0, named, carried), actors

    def _named(self, tokens: Tokens) -> Ints:
        """For each word the side that a list has for it, or -1."""
        side = np.full(len(tokens.term), -1)
        for finder in self._finders:
            found = finder.find(tokens)
            at = tokens.article[found.hits.first]
            found = found.keep(np.isin(at, at[found.weight > 0]))
            numbers = np.array([self.names.index(name) for name in finder.categories])
            row = row_of_word(tokens, found.hits)
            at = np.flatnonzero(row >= 0)
            side[at] = numbers[found.category[row[at]]]
        return side


@cache
def known_sides() -> Sides:
    """The sides of the package's own lists."""
    return Sides()
