"""Texts to tokens: words, gaps, sentences, clauses, paragraphs and quotations of a whole batch by arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bias.tokens.batch import Bools, Ints, Tokens
from bias.tokens.characters import encoded
from bias.tokens.characters import words as words_of
from bias.tokens.quoting import table_of_quotations
from bias.tokens.vocabulary import Vocabulary

_SPACE = ord(" ")


def tokenise(texts: Sequence[str], vocabulary: Vocabulary | None = None) -> Tokens:
    """Words, sentences, clauses, paragraphs and quotations of a batch of articles.

    Parameters
    ----------
    texts
        Any strings; an empty one gives an article without words.
    vocabulary
        Shared by the batches of a run; a new one if not given.

    Notes
    -----
    A sentence ends at ``. ! ? …`` before white space and a word that does not begin with a small letter, and at every
    line break; a full stop after an abbreviation or an initial ends none.
    """
    vocabulary = vocabulary if vocabulary is not None else Vocabulary()
    codes, begins = encoded(texts)
    starts, ends = words_of(codes)
    first = np.searchsorted(starts, begins)
    row = vocabulary.hasher.row(codes)
    form = vocabulary.forms.of_row(row, starts, ends)
    gap_starts = np.insert(ends, first[:-1], begins[:-1])
    gap_ends = np.insert(starts, first[1:], begins[1:])
    gap = np.full(len(gap_starts), vocabulary.space, np.int32)
    other = np.flatnonzero((gap_ends - gap_starts != 1) | (codes[gap_starts] != _SPACE))
    gap[other] = vocabulary.gaps.of_row(row, gap_starts[other], gap_ends[other])
    words = np.diff(first)
    start = starts - np.repeat(begins[:-1] + 1, words)
    return _arrays(texts, vocabulary, words, form, gap, start)


def _arrays(
    texts: Sequence[str],
    vocabulary: Vocabulary,
    words: Ints,
    form: NDArray[np.int32],
    gap: NDArray[np.int32],
    start: Ints,
) -> Tokens:
    """Tokens from the numbers of all forms and of all gaps; an article has one gap more than words."""
    n_words = len(form)
    first = np.concatenate([[0], np.cumsum(words)])
    behind = np.ones(len(gap), bool)
    behind[first[:-1] + np.arange(len(texts))] = False
    after = gap[behind]

    new_article = np.zeros(n_words, bool)
    new_article[first[:-1][words > 0]] = True
    at = np.flatnonzero(after != vocabulary.space)
    mark, last = after[at], max(n_words - 1, 0)
    next_starts = vocabulary.starts_sentence()[form[np.minimum(at + 1, last)]] | (at == last)
    stop = vocabulary.is_stop()[form[at]] & ~vocabulary.ends_firmly()[mark]
    paragraph_end, sentence_end, clause_end = np.zeros((3, n_words), bool)
    paragraph_end[at] = vocabulary.breaks_paragraph()[mark]
    sentence_end[at] = (vocabulary.ends_sentence()[mark] & next_starts & ~stop) | paragraph_end[at]
    clause_end[at] = vocabulary.breaks_clause()[mark] | sentence_end[at]

    rows = table_of_quotations(vocabulary, words, form, gap, start)
    return Tokens(
        texts=texts,
        vocabulary=vocabulary,
        words=words,
        form=form,
        term=vocabulary.term_of_form()[form],
        gap=after,
        start=start,
        quote=_numbered_quotations(rows, n_words),
        quotations=rows,
        sentence=_numbered(sentence_end, new_article),
        clause=_numbered(clause_end, new_article),
        paragraph=_numbered(paragraph_end, new_article),
    )


def _numbered(ends: Bools, new_article: Bools) -> Ints:
    """A number for each word that grows behind every end and at every new article."""
    begins = new_article.copy()
    begins[1:] |= ends[:-1]
    return np.cumsum(begins) - 1


def _numbered_quotations(rows: Ints, n_words: int) -> Ints:
    """For each word the row of the quotation that it stands in, or -1."""
    quote = np.full(n_words, -1, np.int64)
    sizes = rows[:, 2] - rows[:, 1]
    inside = np.repeat(rows[:, 1] - np.concatenate([[0], np.cumsum(sizes)])[: len(rows)], sizes)
    quote[inside + np.arange(sizes.sum())] = np.repeat(np.arange(len(rows)), sizes)
    return quote
