"""Where entries of one or more words occur in a batch: a phrase is a run of terms inside one clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bias.tokens.batch import Bools, Ints, Tokens
from bias.tokens.vocabulary import CURLY, WORD, Vocabulary, base, stemmer

_MIX = np.uint64(0x9E3779B97F4A7C15)
_POSSESSIVE = re.compile("['’]s$", re.IGNORECASE)


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
class _Compiled:
    """Entries of one size as numbers of the words that a vocabulary knows, in order of their mixed numbers."""

    of: dict[str, int]
    n_known: int
    entries: Ints
    numbers: Ints
    mixed: NDArray[np.uint64]
    begins: Bools


class Phrases:
    """Entries of one or more words, ready to be found in any batch.

    Where two entries overlap the longer counts, and of two of the same length the earlier; where two fit the same
    words, the first in the list. An entry with small letters matches in any case; one with capitals only as written or
    in capitals throughout (``US`` is not ``us``). A possessive is its noun: ``Kyiv`` finds ``Kyiv's``.

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
        self._words = [tuple(WORD.findall(entry.translate(CURLY))) for entry in entries]
        self._stemmed = stemmed
        sizes = np.array([len(words) for words in self._words])
        self._of_size = {int(n): np.flatnonzero(sizes == n) for n in np.unique(sizes[sizes > 0])}
        self._kept: dict[int, _Compiled] = {}
        self._with_capitals = np.array([any(w != w.lower() for w in words) for words in self._words], bool)

    def find(self, tokens: Tokens) -> Hits:
        """Every occurrence in the batch."""
        taken = np.zeros(len(tokens.term) + 1, bool)
        found: list[tuple[Ints, Ints, int]] = []
        layer = self._layer(tokens)
        for size in sorted(self._of_size, reverse=True):
            entry, first = self._runs(tokens, layer, size)
            free = ~taken[first]
            for step in range(1, size):
                free &= ~taken[first + step]
            entry, first = _first_of_overlapping(entry[free], first[free], size)
            taken[(first[:, None] + np.arange(size)).ravel()] = True
            found.append((entry, first, size))
        if not found:
            none = np.zeros(0, np.int64)
            return Hits(none, none, none)
        first = np.concatenate([f for _, f, _ in found])
        order = np.argsort(first)
        last = np.concatenate([f + size - 1 for _, f, size in found])
        return Hits(np.concatenate([e for e, _, _ in found])[order], first[order], last[order])

    def _layer(self, tokens: Tokens) -> NDArray[np.int32]:
        known = tokens.vocabulary
        layer: NDArray[np.int32] = (known.stem_of_term() if self._stemmed else known.base_of_term())[tokens.term]
        return layer

    @cached_property
    def _keys(self) -> list[tuple[str, ...]]:
        """The words of each entry as they are looked up."""
        key = stemmer() if self._stemmed else base
        return [tuple(key(word.lower()) for word in words) for words in self._words]

    def _compiled(self, vocabulary: Vocabulary, size: int) -> _Compiled:
        """The entries of this size as numbers of a vocabulary; made anew only when the vocabulary has grown."""
        known = vocabulary.stems if self._stemmed else vocabulary.bases
        kept = self._kept.get(size)
        if kept is not None and kept.of is known and kept.n_known == len(known):
            return kept
        get, keys = known.get, self._keys
        pairs = [(entry, words) for entry in self._of_size[size] if None not in (words := [*map(get, keys[entry])])]
        entries = np.array([entry for entry, _ in pairs], np.int64)
        numbers = np.array([words for _, words in pairs], np.int64).reshape(-1, size)
        mixed = _mixed(numbers.T)
        order = np.argsort(mixed, kind="stable")
        begins = np.zeros(len(known), bool)
        begins[numbers[:, 0]] = True
        self._kept[size] = _Compiled(known, len(known), entries[order], numbers[order], mixed[order], begins)
        return self._kept[size]

    def _runs(self, tokens: Tokens, layer: NDArray[np.int32], size: int) -> tuple[Ints, Ints]:
        """Entries and first words of all runs of this size, overlapping ones too."""
        compiled = self._compiled(tokens.vocabulary, size)
        if not len(compiled.entries) or len(layer) < size:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        first = np.flatnonzero(compiled.begins[layer[: len(layer) - size + 1]])
        first = first[tokens.clause[first] == tokens.clause[first + size - 1]]
        runs = _mixed([layer[first + step] for step in range(size)])
        row, entry = np.searchsorted(compiled.mixed, runs), np.full(len(first), -1)
        trying = np.arange(len(first))
        while len(trying):
            trying = trying[row[trying] < len(compiled.mixed)]
            trying = trying[compiled.mixed[row[trying]] == runs[trying]]
            entry[trying] = compiled.entries[row[trying]]
            fits = self._as_written(tokens, entry[trying], first[trying])
            for step in range(size):
                fits &= compiled.numbers[row[trying], step] == layer[first[trying] + step]
            trying = trying[~fits]
            entry[trying] = -1
            row[trying] += 1
        return entry[entry >= 0], first[entry >= 0]

    def _as_written(self, tokens: Tokens, entry: Ints, first: Ints) -> Bools:
        """Whether the capitals of each run are those of its entry."""
        forms = tokens.vocabulary.forms.strings
        good = np.ones(len(entry), bool)
        for at in np.flatnonzero(self._with_capitals[entry]):
            for step, word in enumerate(self._words[entry[at]]):
                noun, written = _POSSESSIVE.sub("", word), _POSSESSIVE.sub("", forms[tokens.form[first[at] + step]])
                good[at] &= word == word.lower() or written in (noun, noun.upper())
        return good


def _mixed(columns: Sequence[NDArray[np.integer]] | NDArray[np.integer]) -> NDArray[np.uint64]:
    """One number for each row of several columns of numbers; equal rows get equal numbers."""
    key = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        key = key * _MIX + column.astype(np.uint64) + np.uint64(1)
    return key


def _first_of_overlapping(entry: Ints, first: Ints, size: int) -> tuple[Ints, Ints]:
    """Of runs of one size that overlap, the earlier ones; runs are in order of their first word."""
    if size == 1 or len(first) < 2 or (np.diff(first) >= size).all():
        return entry, first
    kept, behind = [], -1
    for at, begin in enumerate(first.tolist()):
        if begin >= behind:
            kept.append(at)
            behind = begin + size
    return entry[kept], first[kept]
