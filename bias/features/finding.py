"""Finds the entries of lexicons: those of all lists that come with the package in one look at a batch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bias.lexicon import IGNORE, Lexicon, available, embedded
from bias.tokens import Hits, PhraseBook, Tokens

Floats = NDArray[np.float64]
#: Lists of classes of words that are looked up word by word.
_BY_WORD = ("abbreviations-en", "clause-words-en", "function-words-en")


@dataclass(frozen=True, eq=False)
class Found:
    """A lexicon's entries found in a batch: where, with what weight, in which category."""

    hits: Hits
    weight: Floats
    category: NDArray[np.int64]

    def of(self, categories: Iterable[int]) -> Found:
        """Only those of some categories."""
        return self.keep(np.isin(self.category, list(categories)))

    def keep(self, chosen: NDArray[np.bool_]) -> Found:
        """Only the chosen ones."""
        return Found(self.hits.keep(chosen), self.weight[chosen], self.category[chosen])


class Finder:
    """Finds the entries of a lexicon, phrases to ignore left out.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> finder = Finder(embedded("hedges-en"))
    >>> tokens = tokenise(["Perhaps they came."])
    >>> len(finder.find(tokens).hits)
    1
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.categories = lexicon.categories
        numbers = {name: number for number, name in enumerate(self.categories)} | {IGNORE: -1}
        self._category = np.array([numbers[entry.category] for entry in lexicon.entries], np.int64)
        self._weight = np.array([entry.weight for entry in lexicon.entries], np.float64)
        lists = _lists()
        self._shared = lists.index(lexicon.id) if lexicon.id in lists and embedded(lexicon.id) is lexicon else -1
        self._own = _book_of((lexicon,), lexicon.match == "stem") if self._shared < 0 else None

    def find(self, tokens: Tokens) -> Found:
        """Every entry in the batch that counts."""
        return tokens.once(self, lambda: self._find(tokens))

    def _find(self, tokens: Tokens) -> Found:
        hits = find_all(tokens)[self._shared] if self._own is None else self._own.find(tokens)[0]
        hits = hits.keep(self._category[hits.entry] >= 0)
        return Found(hits, self._weight[hits.entry], self._category[hits.entry])


def find_all(tokens: Tokens) -> list[Hits]:
    """The entries of all lists that are looked for together, found once for the batch."""
    return tokens.once(find_all, lambda: _shared_book().find(tokens))


@cache
def _lists() -> tuple[str, ...]:
    """Ids of the lists that are looked for together."""
    return tuple(name for name in available() if name not in _BY_WORD and embedded(name).match != "stem")


@cache
def _shared_book() -> PhraseBook:
    return _book_of(tuple(embedded(name) for name in _lists()), False)


def _book_of(lexicons: tuple[Lexicon, ...], stemmed: bool) -> PhraseBook:
    return PhraseBook([[entry.term for entry in lexicon.entries] for lexicon in lexicons], stemmed=stemmed)
