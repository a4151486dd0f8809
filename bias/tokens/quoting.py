"""The quotations of a whole batch: by arrays as far as an article is easy, then mark by mark.

A paragraph is easy where its marks open and close in turn; most are. ``quotation`` has the rules, and reads an article
from its first paragraph on that is not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bias.tokens.characters import Ints
from bias.tokens.quotation import Kind, Mark, quotations
from bias.tokens.vocabulary import Vocabulary

Bools = NDArray[np.bool_]
_KINDS = {int(kind): kind for kind in Kind}


@dataclass(frozen=True, eq=False)
class _Marks:
    """The marks of a batch, one entry a mark: which gap of the batch, which article, and what ``Mark`` says."""

    gap: Ints
    article: Ints
    kind: Ints
    offset: Ints
    angled: Bools
    doubtful: Bools

    def keep(self, chosen: Bools) -> _Marks:
        return _Marks(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))


def table_of_quotations(
    vocabulary: Vocabulary, words: Ints, form: NDArray[np.int32], gap: NDArray[np.int32], start: Ints
) -> Ints:
    """Article, first word, word behind the last, start and end offset of each quotation.

    Parameters
    ----------
    vocabulary, words, form, gap, start
        As of ``Tokens``, but ``gap`` has one entry more for each article: what stands before its first word.
    """
    marks = _marks(vocabulary, words, form, gap)
    easy = _easy(marks, len(words))
    rows = np.concatenate([_pairs(marks.keep(easy)), _read(marks.keep(~easy))])
    rows = rows[np.lexsort((rows[:, 2], rows[:, 1]))]
    article, first_gap, opens, last_gap, closes = rows.T
    first, behind = first_gap - article, last_gap - article
    full = behind > first
    article, first, behind, first_gap, opens, closes = (
        values[full] for values in (article, first, behind, first_gap, opens, closes)
    )
    left = start[first] - vocabulary.gap_length()[gap[first_gap]] + opens
    right = start[behind - 1] + vocabulary.form_length()[form[behind - 1]] + closes
    return np.stack([article, first, behind, left, right], axis=1).astype(np.int64)


def _marks(vocabulary: Vocabulary, words: Ints, form: NDArray[np.int32], gap: NDArray[np.int32]) -> _Marks:
    """All marks of the batch, those decided that only the words beside them tell."""
    table = vocabulary.marks()
    bounds = np.concatenate([[0], np.cumsum(vocabulary.n_marks())])
    holding = np.flatnonzero(gap != vocabulary.space)
    holding = holding[vocabulary.n_marks()[gap[holding]] > 0]
    number = vocabulary.n_marks()[gap[holding]]
    behind = np.cumsum(number)
    row = np.arange(behind[-1] if len(behind) else 0) + np.repeat(bounds[gap[holding]] - (behind - number), number)
    kind, offset, angled, doubtful = table[row].T
    at = np.repeat(holding, number)
    article = np.searchsorted(np.cumsum(words + 1), at, side="right")
    word = at - article
    first = np.cumsum(words) - words
    before, after = np.append(form, -1)[np.where(word > first[article], word - 1, -1)], np.append(form, -1)[word]
    clipped = np.append(vocabulary.is_clipped(), False)[after]
    in_digit = np.append(vocabulary.ends_in_digit(), False)[before]
    in_s = np.append(vocabulary.ends_in_s(), False)[before]
    maybe = doubtful.astype(bool)
    kind = np.where(maybe & (kind == Kind.SINGLE_OPEN) & clipped, int(Kind.APOSTROPHE), kind)
    sign = maybe & np.where(kind == Kind.CLOSE, in_digit, in_s & (kind == Kind.SINGLE_CLOSE))
    return _Marks(at, article, kind, offset, angled.astype(bool), sign)


def _easy(marks: _Marks, n_articles: int) -> Bools:
    """Which marks stand in an article before the paragraph that holds its first hard one.

    A mark is hard that is not the turn's: an opening one where a quotation is open, a closing one where none is or of
    another family, a break inside a quotation, a single one outside that opens, and one that may do either.
    """
    opens, closes = marks.kind == Kind.OPEN, marks.kind == Kind.CLOSE
    step = opens.astype(np.int64) - closes
    depth = np.cumsum(step)
    depth -= (depth - step)[np.searchsorted(marks.article, marks.article)]
    hard = (depth < 0) | (depth > 1) | (marks.kind == Kind.EITHER) | (marks.doubtful & closes)
    hard |= (marks.kind == Kind.BREAK) & (depth > 0)
    hard |= (marks.kind == Kind.SINGLE_OPEN) & (depth == 0)
    turns = np.flatnonzero(opens | closes)
    hard[turns[1:]] |= closes[turns[1:]] & (marks.angled[turns[1:]] != marks.angled[turns[:-1]])
    places = np.arange(len(hard))
    first_hard = np.full(n_articles, len(hard))
    np.minimum.at(first_hard, marks.article[hard], places[hard])
    breaks = np.flatnonzero(marks.kind == Kind.BREAK)
    before = np.append(breaks, -1)[np.searchsorted(breaks, first_hard) - 1]
    easy: Bools = places <= np.where(first_hard < len(hard), before, len(hard))[marks.article]
    return easy


def _pairs(marks: _Marks) -> Ints:
    """Article, first gap, offset in it, last gap and offset in it of quotations whose marks stand in turn."""
    opens, closes = (np.flatnonzero(marks.kind == kind) for kind in (Kind.OPEN, Kind.CLOSE))
    columns = (marks.article[opens], marks.gap[opens], marks.offset[opens] + 1, marks.gap[closes], marks.offset[closes])
    return np.stack(columns, axis=1).astype(np.int64)


def _read(marks: _Marks) -> Ints:
    """The same of articles that need to be read mark by mark."""
    rows = []
    articles, begins = np.unique(marks.article, return_index=True)
    kinds = map(_KINDS.__getitem__, marks.kind.tolist())
    columns = zip(kinds, marks.offset.tolist(), marks.angled.tolist(), marks.doubtful.tolist(), strict=True)
    every, gaps = list(map(Mark._make, columns)), marks.gap.tolist()
    for article, begin, behind in zip(articles, begins, np.append(begins, len(gaps))[1:], strict=True):
        rows += [(article, *quotation) for quotation in quotations(gaps[begin:behind], every[begin:behind])]
    return np.array(rows, np.int64).reshape(-1, 5)
