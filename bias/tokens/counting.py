"""Counts of words, and of phrases of two or three words, over the batches of a run, as one sparse matrix.

Most phrases occur in a single article and say nothing of any outlet, but which ones is known only at the end. So what
is kept of a batch is its stream of words, five bytes a word, and everything is counted at the end, shorter phrases
first: a phrase can be in two articles only if the phrases inside it are, so those few are all that is looked at. Keys
are dealt into parts that are counted one after the other, so that memory does not grow with the number of phrases.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bias.tokens.batch import Bools, Ints, Tokens
from bias.tokens.vocabulary import Vocabulary

Small = NDArray[np.int32]

#: Places in the stream that are sorted at a time.
_PART = 1 << 22


@dataclass(frozen=True, eq=False)
class Counts:
    """How often each article uses each term.

    Attributes
    ----------
    matrix
        Shape (articles, terms), whole numbers.
    terms
        Words, and phrases of words with a space between, in small letters, in alphabetical order.
    length
        Words in each term.
    """

    matrix: sparse.csr_array
    terms: list[str]
    length: NDArray[np.int8]

    def words(self) -> Counts:
        """Only the single words."""
        return self.up_to(1)

    def up_to(self, longest: int) -> Counts:
        """Only the terms of so many words or fewer.

        Examples
        --------
        >>> from bias.tokens import tokenise
        >>> counter = Counter(Vocabulary(), min_articles=1, longest=3)
        >>> counter.add(tokenise(["no war here"], counter.vocabulary))
        >>> counter.counts().up_to(2).terms
        ['here', 'no', 'no war', 'war', 'war here']
        """
        if longest >= self.length.max(initial=0):
            return self
        chosen = np.flatnonzero(self.length <= longest)
        return Counts(self.matrix[:, chosen], [self.terms[at] for at in chosen.tolist()], self.length[chosen])


@dataclass(eq=False)
class Counter:
    """Adds up batches that share a vocabulary.

    Attributes
    ----------
    vocabulary
        Of all batches.
    min_articles
        Phrases in fewer articles are left out: most occur once in all, and say nothing of any outlet.
    longest
        Words in the longest phrases, 1 to 3. A phrase stays inside a clause.

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
    longest: int = 2
    _words: list[Small] = field(default_factory=list)
    _joined: list[Bools] = field(default_factory=list)
    _sizes: list[Ints] = field(default_factory=list)

    def add(self, tokens: Tokens, chosen: Bools | None = None) -> None:
        """Count a further batch, or only its chosen words; a phrase counts where all its words are chosen."""
        joined = np.zeros(len(tokens.term), bool)
        joined[1:] = tokens.clause[1:] == tokens.clause[:-1]
        words, sizes = tokens.term.astype(np.int32), tokens.words
        if chosen is not None:
            joined[1:] &= chosen[:-1]
            words, joined, sizes = words[chosen], joined[chosen], tokens.per_article(chosen)
        self._words.append(words)
        self._joined.append(joined)
        self._sizes.append(sizes)

    def counts(self) -> Counts:
        """The counts of all batches so far."""
        words = np.concatenate([np.zeros(0, np.int32), *self._words])
        joined = np.concatenate([np.zeros(0, bool), *self._joined])
        sizes = np.concatenate([np.zeros(0, np.int64), *self._sizes])
        article = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        spellings = self.vocabulary.terms.strings
        number, parts, spelled = words, [], np.full((len(spellings), 3), -1, np.int32)
        for length in range(1, self.longest + 1):
            if length == 1:
                here, keys = np.arange(len(words), dtype=np.int32), words.astype(np.int64)
            else:
                here = _longer(number, joined, length)
                keys = number[here].astype(np.int64) * len(spellings) + words[here + length - 1]
            found, number = _cells(keys, here, article, self.min_articles if length > 1 else 1)
            longer = spelled[found.keys // len(spellings) if length > 1 else found.keys]
            longer[:, length - 1] = found.keys % len(spellings) if length > 1 else found.keys
            spelled = longer
            parts.append((found, spelled))
        return _together(parts, len(sizes), spellings)


@dataclass(frozen=True)
class _Cells:
    """Terms of one length by their keys; and for each term of an article its number among them and its uses."""

    keys: Ints
    row: Small
    term: Small
    uses: Small


def _longer(number: Small, joined: Bools, length: int) -> Small:
    """Where phrases may begin whose parts, without their last and without their first word, are both frequent."""
    frequent = number >= 0
    here = frequent[: len(number) - length + 1].copy()
    if length > 2:
        here &= frequent[1 : len(number) - length + 2]
    for step in range(1, length):
        here &= joined[step : len(joined) - length + 1 + step]
    return np.flatnonzero(here).astype(np.int32)


def _cells(keys: Ints, places: Small, article: Small, min_articles: int) -> tuple[_Cells, Small]:
    """The cells of the keys in enough articles, and for each place the number of its term, -1 where there is none.

    Parameters
    ----------
    keys, places
        Keys and where they stand, places ascending.
    article
        Row of the article of every place, ascending.
    """
    n_parts = len(keys) // _PART + 1
    part = (keys % n_parts).astype(np.int16)
    number = np.full(len(article), -1, np.int32)
    parts, n_terms = [], 0
    for one in range(n_parts):
        here = np.flatnonzero(part == one)
        order = here[np.argsort(keys[here], kind="stable")]
        key, place = keys[order], places[order]
        row = article[place]
        new_key = np.diff(key, prepend=-1) != 0
        begins = np.flatnonzero(new_key | (np.diff(row, prepend=-1) != 0))
        of_cell = np.cumsum(new_key[begins]) - 1
        frequent = np.bincount(of_cell) >= min_articles
        renumbered = np.where(frequent, np.cumsum(frequent) - 1 + n_terms, -1).astype(np.int32)
        number[place] = renumbered[np.cumsum(new_key) - 1]
        kept = frequent[of_cell]
        uses = np.diff(np.append(begins, len(key)))[kept].astype(np.int32)
        parts.append(_Cells(key[new_key][frequent], row[begins[kept]], renumbered[of_cell[kept]], uses))
        n_terms += int(frequent.sum())
    joined = (np.concatenate([getattr(each, name) for each in parts]) for name in ("keys", "row", "term", "uses"))
    return _Cells(*joined), number


def _together(parts: list[tuple[_Cells, Small]], n_articles: int, spellings: list[str]) -> Counts:
    """All lengths in one matrix, its columns in alphabetical order; the parts are used up.

    A space comes before every letter, so phrases are in that order when they are in the order of their words' ranks.
    """
    spelled = np.concatenate([words for _, words in parts])
    used = np.unique(spelled[spelled >= 0])
    rank = np.full(len(spellings) + 1, -1)
    rank[used[np.argsort(np.array([spellings[word] for word in used.tolist()], dtype=object))]] = np.arange(len(used))
    order = np.lexsort(rank[spelled].T[::-1])
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order))
    first = np.cumsum([0, *(len(words) for _, words in parts)])
    column = np.concatenate([place[found.term + at] for (found, _), at in zip(parts, first[:-1], strict=True)])
    row = np.concatenate([found.row for found, _ in parts])
    uses = np.concatenate([found.uses for found, _ in parts])
    parts.clear()
    matrix = sparse.coo_array((uses, (row, column)), shape=(n_articles, len(order))).tocsr()
    spelled = spelled[order]
    length = (spelled >= 0).sum(axis=1).astype(np.int8)
    word = np.array(spellings, dtype=object)
    terms = word[spelled[:, 0]]
    for at in (1, 2):
        longer = np.flatnonzero(length > at)
        terms[longer] = terms[longer] + " " + word[spelled[longer, at]]
    return Counts(matrix, terms.tolist(), length)
