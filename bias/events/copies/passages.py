"""Two articles word by word: which words stand in runs that both have, and the longest passage of all.

Words are compared in small letters, and marks between them not at all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bias.tokens.batch import Bools, Tokens
from bias.tokens.shingles import RUN, begins_run

Ints = NDArray[np.int64]
#: Parts the hashes of different pairs.
_ODD = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True, eq=False)
class Side:
    """One article of each of some pairs, and how much of it the other has too.

    Attributes
    ----------
    words, own
        Its words, and those outside quotation marks.
    shared, own_shared
        How many of them stand in a run of ``RUN`` words that the other has too, wherever.
    figures, shared_figures
        Its distinct numbers in digits, and how many of them the other has too.
    """

    words: Ints
    own: Ints
    shared: Ints
    own_shared: Ints
    figures: Ints
    shared_figures: Ints

    @property
    def share(self) -> NDArray[np.float64]:
        """Share of the words that the other has too, 0 to 1."""
        share: NDArray[np.float64] = self.shared / np.maximum(self.words, 1)
        return share

    @property
    def own_share(self) -> NDArray[np.float64]:
        """The same of the words outside quotation marks; 0 where there are none."""
        share: NDArray[np.float64] = self.own_shared / np.maximum(self.own, 1)
        return share


@dataclass(frozen=True, eq=False)
class _Stretches:
    """Words of one article for each pair, all in a row: index among the words of the batch, and number of the pair."""

    word: Ints
    pair: Ints

    @classmethod
    def of(cls, tokens: Tokens, articles: Ints) -> _Stretches:
        sizes = tokens.words[articles]
        pair = np.repeat(np.arange(len(articles)), sizes)
        begins = np.concatenate([[0], np.cumsum(sizes)])[:-1]
        return cls(np.arange(len(pair)) + (tokens.first[articles] - begins)[pair], pair)


def compared(tokens: Tokens, first: Ints, second: Ints) -> tuple[Side, Side]:
    """What the articles of each pair share, from either side.

    Parameters
    ----------
    tokens
        A batch with the articles of all pairs.
    first, second
        For each pair the rows of its articles in the batch.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> tokens = tokenise(["The old bridge fell at dawn.", "Officials say: the old bridge fell."])
    >>> one, other = compared(tokens, np.array([0]), np.array([1]))
    >>> one.shared.tolist(), one.share.round(2).tolist(), other.share.round(2).tolist()
    ([4], [0.67], [0.67])
    """
    begins = begins_run(tokens)
    whole = np.flatnonzero(begins)
    runs = np.zeros(len(tokens.term), np.int64)
    runs[whole] = np.unique(_row_hashes(tokens, whole, RUN), return_inverse=True)[1] + 1
    one, other = _Stretches.of(tokens, first), _Stretches.of(tokens, second)
    n = int(runs.max(initial=0)) + 1
    keys = [stretch.pair * n + runs[stretch.word] for stretch in (one, other)]
    return (
        _side(tokens, one, other, _among(keys[0], keys[1]) & begins[one.word], len(first)),
        _side(tokens, other, one, _among(keys[1], keys[0]) & begins[other.word], len(first)),
    )


def _side(tokens: Tokens, stretch: _Stretches, other: _Stretches, begins_shared: Bools, n: int) -> Side:
    shared = begins_shared.copy()
    for step in range(1, RUN):
        shared[step:] |= begins_shared[: len(shared) - step]
    own = ~tokens.quoted[stretch.word]

    figures, their_figures = (_figures(tokens, each) for each in (stretch, other))
    common = _among(figures, their_figures)
    return Side(
        words=np.bincount(stretch.pair, minlength=n),
        own=np.bincount(stretch.pair[own], minlength=n),
        shared=np.bincount(stretch.pair[shared], minlength=n),
        own_shared=np.bincount(stretch.pair[shared & own], minlength=n),
        figures=np.bincount(figures // len(tokens.vocabulary.terms), minlength=n),
        shared_figures=np.bincount(figures[common] // len(tokens.vocabulary.terms), minlength=n),
    )


def _figures(tokens: Tokens, stretch: _Stretches) -> Ints:
    """The distinct numbers of each pair's article: the pair's number by the vocabulary's size, plus the term's."""
    terms = tokens.term[stretch.word]
    at = np.flatnonzero(tokens.vocabulary.is_number()[terms])
    keys = np.sort(stretch.pair[at] * len(tokens.vocabulary.terms) + terms[at])
    return keys[np.diff(keys, prepend=-1) > 0]


def _among(values: NDArray[np.generic], others: NDArray[np.generic]) -> Bools:
    """Whether each value is one of the others; many times as fast as ``np.isin``, which looks for doubles first."""
    if not len(others):
        return np.zeros(len(values), np.bool_)
    others = np.sort(others)
    found: Bools = others[np.minimum(np.searchsorted(others, values), len(others) - 1)] == values
    return found


def longest_passages(tokens: Tokens, first: Ints, second: Ints) -> tuple[Ints, Ints]:
    """The longest row of words that both articles of each pair have, where it is earliest in the second.

    If articles share a row of some words, they share one of fewer, so its length is found by halving, for all pairs
    at a time.

    Parameters
    ----------
    tokens
        A batch with the articles of all pairs.
    first, second
        For each pair the rows of its articles in the batch.

    Returns
    -------
    For each pair the passage's first word, an index into the batch's words, and its length, 0 where no word is shared.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> tokens = tokenise(["The old bridge fell at dawn.", "Officials say: the old bridge fell."])
    >>> begin, length = longest_passages(tokens, np.array([0]), np.array([1]))
    >>> tokens.slice(1, begin[0], begin[0] + length[0] - 1)
    'the old bridge fell'
    """
    one, other = _Stretches.of(tokens, first), _Stretches.of(tokens, second)
    found, begin = np.zeros(len(first), np.int64), tokens.first[second]
    most = np.minimum(tokens.words[first], tokens.words[second])
    while (found < most).any():
        middle = (found + most + 1) // 2
        at = _shared_begins(tokens, one, other, np.where(found < most, middle, 0))
        has = at >= 0
        begin = np.where(has, at, begin)
        found, most = np.where(has, middle, found), np.where(has, most, np.minimum(most, middle - 1))
    return begin, found


def _shared_begins(tokens: Tokens, one: _Stretches, other: _Stretches, lengths: Ints) -> Ints:
    """For each pair the first word of the earliest row of the other's words of that length that the one has; or −1."""
    keys, words, pairs = [], [], []
    behind = tokens.first[1:]
    for stretch in (one, other):
        length = lengths[stretch.pair]
        inside = (length > 0) & (stretch.word + length <= behind[tokens.article[stretch.word]])
        word, pair = stretch.word[inside], stretch.pair[inside]
        keys.append(_row_hashes(tokens, word, lengths[pair]) ^ pair.astype(np.uint64) * _ODD)
        words.append(word)
        pairs.append(pair)
    shared = _among(keys[1], keys[0])
    at = np.full(len(lengths), -1)
    at[pairs[1][shared][::-1]] = words[1][shared][::-1]
    return at


def _row_hashes(tokens: Tokens, words: Ints, lengths: Ints | int) -> NDArray[np.uint64]:
    """The hash of the terms from each word on; within a batch a term is known by its number."""
    row = tokens.once("row of terms", lambda: tokens.vocabulary.hasher.row(tokens.term.astype(np.uint32)))
    return row.hashes(words, words + lengths)


#: Parts the hashes of different pairs.
_ODD = np.uint64(0xD6E8FEB86659FD93)
