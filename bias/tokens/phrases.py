"""Where entries of one or more words occur in a batch: a phrase is a run of words inside one clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bias.tokens.batch import Bools, Ints, Tokens
from bias.tokens.numbering import Hasher, Hashes, Numbering, Ragged
from bias.tokens.vocabulary import CURLY, WORD, Property, Vocabulary, base, stemmer

_MIX = np.uint64(0x9E3779B97F4A7C15)
_BITS = np.uint64(20)
#: Sizes of entries that have a bit of their own; longer ones share the last.
_N_BITS = 16
#: Places that a word can have in entries: one by itself, the first of several, the second, a later one.
_ALONE, _FIRST, _SECOND, _LATER = np.uint8(1), np.uint8(2), np.uint8(4), np.uint8(8)


@dataclass(frozen=True, eq=False)
class Hits:
    """Occurrences of entries, in order of their first word, none overlapping another.

    Attributes
    ----------
    entry
        Which entry, an index into the entries that were looked for.
    first, last
        Index of the first and of the last word.
    """

    entry: Ints
    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.entry)

    def keep(self, chosen: NDArray[np.bool_]) -> Hits:
        """Only the chosen occurrences."""
        return Hits(self.entry[chosen], self.first[chosen], self.last[chosen])


@dataclass(frozen=True, eq=False)
class _Run:
    """All entries of one size, in order of their mixed words.

    Attributes
    ----------
    words, mixed
        The words of each entry as numbers, and these mixed to one number.
    entry
        Which entry.
    forms
        For each word the two hashes that its form may have without a possessive's ending, 0 for any.
    with_capitals
        Whether any word of the entry must be written in a certain way.
    """

    words: Ints
    mixed: Hashes
    entry: Ints
    forms: Hashes
    with_capitals: Bools

    def rows_of(self, columns: list[NDArray[np.int32]]) -> tuple[Ints, Ints]:
        """First row and number of the entries that may be the words of each place."""
        if len(columns) == 1:
            return self._begin_of_word[columns[0]], np.diff(self._begin_of_word)[columns[0]]
        mixed = _mixed(columns)
        low = np.searchsorted(self.mixed[:-1], mixed)
        return low, np.where(self.mixed[low] == mixed, self._n_alike[low], 0)

    @cached_property
    def _n_alike(self) -> Ints:
        """For each row how many from it on have the same mixed words."""
        return np.searchsorted(self.mixed, self.mixed, side="right") - np.arange(len(self.mixed))

    @cached_property
    def _begin_of_word(self) -> Ints:
        """For each word the first row of its entries, which are of one word."""
        return np.searchsorted(self.words[:, 0], np.arange(self.words.max(initial=0) + 2))


class Phrases:
    """Entries of one or more words, of one list or of several, ready to be found in any batch.

    Where two entries of a list overlap the longer counts, and of two of the same length the earlier; where two fit the
    same words, the first in the list. An entry with small letters matches in any case; one with capitals only as
    written or in capitals throughout (``US`` is not ``us``). A possessive is its noun: ``Kyiv`` finds ``Kyiv's``.

    Parameters
    ----------
    entries
        As a lexicon writes them; hyphens part words as they do in texts.
    stemmed
        Compare Snowball stems, so that ``negotiate`` finds ``negotiations``.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> tokens = tokenise(["A special military operation, a military man"])
    >>> hits = Phrases(["military", "special military operation"]).find(tokens)
    >>> hits.entry.tolist(), hits.first.tolist(), hits.last.tolist()
    ([1, 0], [1, 5], [3, 5])
    """

    def __init__(self, entries: Sequence[str], *, stemmed: bool = False) -> None:
        self._many = PhraseBook([entries], stemmed=stemmed)

    def find(self, tokens: Tokens) -> Hits:
        """Every occurrence in the batch."""
        return self._many.find(tokens)[0]


class PhraseBook:
    """Several lists of entries that are looked for at once; each list by itself follows the rules of ``Phrases``.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> book = PhraseBook([["war"], ["war crime", "war"]])
    >>> [hits.entry.tolist() for hits in book.find(tokenise(["A war crime, a war"]))]
    [[0, 0], [0, 1]]
    """

    def __init__(self, lists: Sequence[Sequence[str]], *, stemmed: bool = False) -> None:
        self._entries = [WORD.findall(entry.translate(CURLY)) for entries in lists for entry in entries]
        self._stemmed = stemmed
        self._n_lists = len(lists)
        lengths = [len(entries) for entries in lists]
        self._list = np.repeat(np.arange(len(lists)), lengths)
        self._begin = np.cumsum(lengths, dtype=np.int64) - lengths
        self._words = Numbering(Hasher())
        self._of_vocabulary: tuple[Vocabulary, Property] | None = None

    def find(self, tokens: Tokens) -> list[Hits]:
        """The occurrences of each list's entries in the batch."""
        runs, roles, sizes_of_pair = self._compiled
        layer = self._number_of_term(tokens.vocabulary)[tokens.term]
        role = roles[layer]
        begins = np.flatnonzero((role[:-1] & _FIRST > 0) & (role[1:] & _SECOND > 0))
        sizes = sizes_of_pair[_folded(_mixed([layer[begins], layer[begins + 1]]))]
        taken = np.zeros((self._n_lists, len(layer)), bool)
        found = []
        for size in sorted(runs, reverse=True):
            first = begins[sizes & _bit(size) > 0] if size > 1 else np.flatnonzero(role & _ALONE > 0)
            first = first[first + size <= len(layer)]
            for step in range(2, size):
                first = first[role[first + step] & _LATER > 0]
            hits = self._free(*self._at(tokens, layer, first, size), size, taken)
            found.append((*hits, np.full(len(hits[0]), size)))
        return self._by_list(found)

    def _number_of_term(self, vocabulary: Vocabulary) -> NDArray[np.int32]:
        """For each term of a vocabulary the number that its word has here; the last stands for all others."""
        if self._of_vocabulary is None or self._of_vocabulary[0] is not vocabulary:
            self._of_vocabulary = vocabulary, vocabulary.terms_in(self._words, stemmed=self._stemmed)
        return self._of_vocabulary[1]()

    @cached_property
    def _compiled(self) -> tuple[dict[int, _Run], NDArray[np.uint8], NDArray[np.uint16]]:
        """Entries by size; the places that each word has in entries; the sizes that begin with each folded pair."""
        key = stemmer() if self._stemmed else base
        number = self._words.of([key(word.lower()) for words in self._entries for word in words])
        forms = _forms_allowed([word for words in self._entries for word in words])
        n_words = np.array([len(words) for words in self._entries], np.int64)
        begin = np.cumsum(n_words) - n_words
        roles, sizes, runs = np.zeros(len(self._words) + 1, np.uint8), np.zeros(1 << int(_BITS), np.uint16), {}
        for size in np.unique(n_words[n_words > 0]).tolist():
            entry = np.flatnonzero(n_words == size)
            at = begin[entry][:, None] + np.arange(size)
            words = number[at].astype(np.int64)
            mixed = _mixed(words.T)
            order = np.argsort(mixed, kind="stable")
            allowed = forms[at[order]]
            runs[size] = _Run(words[order], mixed[order], entry[order], allowed, (allowed > 0).any(axis=(1, 2)))
            if size == 1:
                roles[words[:, 0]] |= _ALONE
            else:
                roles[words[:, 0]] |= _FIRST
                roles[words[:, 1]] |= _SECOND
                roles[words[:, 2:]] |= _LATER
                sizes[_folded(_mixed(words[:, :2].T))] |= _bit(size)
        return runs, roles, sizes

    def _at(self, tokens: Tokens, layer: NDArray[np.int32], first: Ints, size: int) -> tuple[Ints, Ints]:
        """Entries and first words of those places where the words are the entry's."""
        run = self._compiled[0][size]
        first = first[tokens.clause[first] == tokens.clause[first + size - 1]]
        low, number = run.rows_of([layer[first + step] for step in range(size)])
        row = np.arange(number.sum()) + np.repeat(low - (np.cumsum(number) - number), number)
        first = np.repeat(first, number)
        fits = np.ones(len(first), bool)
        for step in range(size):
            fits &= run.words[row, step] == layer[first + step]
        written = np.flatnonzero(fits & run.with_capitals[row])
        noun, known = tokens.vocabulary.noun_of_form(), tokens.vocabulary.nouns.hashes
        for step in range(size if len(written) else 0):
            form, allowed = known()[noun[tokens.form[first[written] + step]]], run.forms[row[written], step]
            fits[written] &= (allowed[:, 0] == 0) | (allowed == form[:, None]).any(axis=1)
        return run.entry[row[fits]], first[fits]

    def _free(self, entry: Ints, first: Ints, size: int, taken: Bools) -> tuple[Ints, Ints]:
        """Of the places of one size those that no longer or earlier entry of their list has; takes their words."""
        of_list = self._list[entry]
        free = ~taken[of_list, first]
        for step in range(1, size):
            free &= ~taken[of_list, first + step]
        if size == 1:
            free[1:] &= (first[1:] != first[:-1]) | (of_list[1:] != of_list[:-1])
            return entry[free], first[free]
        entry, first, of_list = entry[free], first[free], of_list[free]
        kept = _first_of_overlapping(of_list, first, size)
        entry, first, of_list = entry[kept], first[kept], of_list[kept]
        for step in range(size):
            taken[of_list, first + step] = True
        return entry, first

    def _by_list(self, found: list[tuple[Ints, Ints, Ints]]) -> list[Hits]:
        """The hits of each list, in order of their first word."""
        none = np.zeros(0, np.int64)
        entry, first, size = (np.concatenate([none, *parts]) for parts in zip((none, none, none), *found, strict=True))
        order = np.argsort(first, kind="stable")
        order = order[np.argsort(self._list[entry[order]].astype(np.uint16), kind="stable")]
        entry, first, last = entry[order], first[order], (first + size - 1)[order]
        bounds = np.concatenate([[0], np.cumsum(np.bincount(self._list[entry], minlength=self._n_lists))])
        return [
            Hits(entry[a:b] - begin, first[a:b], last[a:b])
            for a, b, begin in zip(bounds[:-1], bounds[1:], self._begin, strict=True)
        ]


def _forms_allowed(words: list[str]) -> Hashes:
    """For each word of an entry the hashes of the two forms that it may have, as written and in capitals; 0 for any."""
    allowed = np.zeros((len(words), 2), np.uint64)
    with_capitals = [at for at, word in enumerate(words) if word != word.lower()]
    bare = [_bare(words[at]) for at in with_capitals]
    for column, nouns in enumerate((bare, [noun.upper() for noun in bare])):
        row = Ragged.of(nouns)
        allowed[with_capitals, column] = Hasher()(row.codes, row.starts, row.ends)
    return allowed


def _bare(word: str) -> str:
    return word[:-2] if word.lower().endswith("'s") else word


def _bit(size: int) -> np.uint16:
    return np.uint16(1 << (min(size, _N_BITS) - 1))


def _mixed(columns: Sequence[NDArray[np.integer]] | NDArray[np.integer]) -> NDArray[np.uint64]:
    """One number for each row of several columns of numbers; equal rows get equal numbers."""
    key = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        key = key * _MIX + column.astype(np.uint64) + np.uint64(1)
    return key


def _folded(mixed: NDArray[np.uint64]) -> Ints:
    """Mixed numbers folded to a few bits."""
    return ((mixed * _MIX) >> (np.uint64(64) - _BITS)).astype(np.int64)


def _first_of_overlapping(of_list: Ints, first: Ints, size: int) -> Ints:
    """Of runs of one size, in order of their first word, those that overlap no earlier one of their list."""
    order = np.argsort(of_list.astype(np.uint16), kind="stable")
    same = np.diff(of_list[order], prepend=-1) == 0
    close = same & (np.diff(first[order], prepend=-size) < size)
    if not close.any():
        return np.arange(len(first))
    kept = np.ones(len(first), bool)
    behind, previous = 0, -1
    for at in order[close | np.append(close[1:], False)].tolist():
        if of_list[at] == previous and first[at] < behind:
            kept[at] = False
        else:
            behind, previous = int(first[at]) + size, int(of_list[at])
    return np.flatnonzero(kept)
