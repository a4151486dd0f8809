"""Whose side a name is on: parties of conflicts by their countries, peoples, capitals, leaders and organs.

A list of sides is a lexicon whose id begins with ``sides-`` and whose categories are parties ("russia", "ilmark").
A term says nothing of right or wrong, only whom a name belongs to.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from bias.features.rates import Finder
from bias.lexicon import available, embedded
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
    >>> tokens = tokenise(["Norvani troops left Ilmark."])
    >>> sides = known_sides()
    >>> [sides.names[n] if n >= 0 else None for n in sides.of_words(tokens).tolist()]
    ['norvane', None, None, 'ilmark']
    """

    def __init__(self) -> None:
        self._finders = [Finder(embedded(name)) for name in available() if name.startswith("sides-")]
        self.names = tuple(sorted({side for finder in self._finders for side in finder.categories}))

    def of_words(self, tokens: Tokens) -> Ints:
        """For each word the number of the party that it names, or -1."""
        side = np.full(len(tokens.term), -1)
        for finder in self._finders:
            found = finder.find(tokens)
            numbers = np.array([self.names.index(name) for name in finder.categories])
            sizes = found.hits.last - found.hits.first + 1
            begins = np.cumsum(sizes) - sizes
            words = np.repeat(found.hits.first - begins, sizes) + np.arange(sizes.sum())
            side[words] = np.repeat(numbers[found.category], sizes)
        return side

    def of_spans(self, tokens: Tokens, first: Ints, last: Ints) -> Ints:
        """For each span of words the number of the party named first in it, or -1."""
        side = self.of_words(tokens)
        named = np.append(np.flatnonzero(side >= 0), len(side))
        at = named[np.searchsorted(named[:-1], first)]
        inside = at <= last
        return np.where(inside, np.append(side, -1)[at], -1)


@cache
def known_sides() -> Sides:
    """The sides of the package's own lists."""
    return Sides()
