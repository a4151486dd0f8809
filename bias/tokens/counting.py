"""Counts of words and word pairs over the batches of a run, as one sparse matrix."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bias.tokens.batch import Bools, Ints, Tokens
from bias.tokens.vocabulary import Vocabulary


@dataclass(frozen=True, eq=False)
class Counts:
    """How often each article uses each term.

    Attributes
    ----------
    matrix
        Shape (articles, terms), whole numbers.
    terms
        Words and pairs of words with a space between, in small letters, in alphabetical order.
    """

    matrix: sparse.csr_array
    terms: list[str]

    def words(self) -> Counts:
        """Only the single words."""
        single = np.array([" " not in term for term in self.terms], bool)
        return Counts(self.matrix[:, np.flatnonzero(single)], [t for t in self.terms if " " not in t])


@dataclass(eq=False)
class Counter:
    """Adds up batches that share a vocabulary; memory grows with the distinct terms of each article.

    Attributes
    ----------
    vocabulary
        Of all batches.
    min_articles
        Pairs of words in fewer articles are left out: most occur once in all, and say nothing of any outlet.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> counter = Counter(Vocabulary(), min_articles=1)
    >>> counter.add(tokenise(["No war. No war"], counter.vocabulary))
    >>> counts = counter.counts()
    >>> dict(zip(counts.terms, counts.matrix.toarray()[0].tolist()))
    {'no': 2, 'no war': 2, 'war': 2}
    """

    vocabulary: Vocabulary
    min_articles: int = 2
    _n_articles: int = 0
    _cells: list[tuple[Ints, Ints, Ints]] = field(default_factory=list)

    def add(self, tokens: Tokens, chosen: Bools | None = None) -> None:
        """Count a further batch, or only its chosen words; a pair counts where both of its words are chosen."""
        words = tokens.term.astype(np.int64)
        is_pair = np.zeros(len(words), bool)
        is_pair[:-1] = tokens.clause[1:] == tokens.clause[:-1]
        is_word = np.ones(len(words), bool) if chosen is None else chosen
        if chosen is not None:
            is_pair[:-1] &= chosen[1:] & chosen[:-1]
        first = np.flatnonzero(is_pair)
        keys = np.concatenate([words[is_word], _pair_key(words[first], words[first + 1])])
        rows = np.concatenate([tokens.article[is_word], tokens.article[first]]) + self._n_articles
        order = np.lexsort((keys, rows))
        rows, keys = rows[order], keys[order]
        begins = np.flatnonzero(np.r_[True, (np.diff(rows) != 0) | (np.diff(keys) != 0)][: len(rows)])
        self._cells.append((rows[begins], keys[begins], np.diff(np.append(begins, len(rows)))))
        self._n_articles += tokens.n_articles

    def counts(self) -> Counts:
        """The counts of all batches so far."""
        none = np.zeros(0, np.int64)
        rows, keys, amounts = (np.concatenate([none, *part]) for part in zip(*self._cells, strict=True))
        distinct, column, n_articles = np.unique(keys, return_inverse=True, return_counts=True)
        kept = (distinct < _PAIR) | (n_articles >= self.min_articles)
        names = np.array([self._name(key) for key in distinct[kept].tolist()], dtype=object)
        order = np.argsort(names)
        place = np.full(len(distinct), -1)
        place[np.flatnonzero(kept)[order]] = np.arange(len(names))
        inside = place[column] >= 0
        cells = (amounts[inside], (rows[inside], place[column][inside]))
        matrix = sparse.coo_array(cells, shape=(self._n_articles, len(names))).tocsr()
        return Counts(matrix, names[order].tolist())

    def _name(self, key: int) -> str:
        terms = self.vocabulary.terms.strings
        return terms[key] if key < _PAIR else f"{terms[key // _PAIR - 1]} {terms[key % _PAIR]}"


#: Keys below are words; a pair's key holds its first word, plus one, above this and its second below.
_PAIR = 1 << 31


def _pair_key(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.int64]:
    return (first + 1) * _PAIR + second
