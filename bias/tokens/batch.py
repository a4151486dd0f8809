"""A batch of articles as flat arrays over words; whatever is measured later is array arithmetic on these."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bias.tokens.vocabulary import Vocabulary

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
T = TypeVar("T")
#: Bits by which words are sorted at a time: NumPy sorts these by counting.
_SIXTEEN = 16


@dataclass(frozen=True, eq=False)
class Tokens:
    """The words of a batch of articles, as arrays that all have one entry a word.

    Attributes
    ----------
    texts
        The articles' texts.
    vocabulary
        What the numbers in ``form``, ``term`` and ``gap`` stand for.
    words
        Number of words in each article, shape ``(n_articles,)``.
    article
        Row of the article that the word stands in.
    form, term
        Number of the word as written, and of its lower-case form.
    start, end
        Character offsets in its article: ``texts[article][start:end]`` is the word.
    gap
        Number of the gap behind the word.
    sentence, clause, paragraph
        Numbers that grow through the batch; each article begins a new one. A clause ends at any of
        ``, ; : ( ) [ ] – — | •``, at a hyphen between spaces, and at the end of a sentence.
    quote
        Number of the quotation that the word stands in, a row of ``quotations``; -1 in the outlet's own voice.
    quotations
        One row a quotation: article, first word, word behind the last, start and end offset in the article's text.
    memo
        What ``once`` has worked out for this batch.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> tokens = tokenise(['He said: "We go home." They went.'])
    >>> tokens.quoted.astype(int).tolist()
    [0, 0, 1, 1, 1, 0, 0]
    >>> tokens.sentence.tolist()
    [0, 0, 0, 0, 0, 1, 1]
    >>> [tokens.texts[a][start:end] for a, _, _, start, end in tokens.quotations.tolist()]
    ['We go home.']
    """

    texts: Sequence[str]
    vocabulary: Vocabulary
    words: Ints
    form: NDArray[np.int32]
    term: NDArray[np.int32]
    gap: NDArray[np.int32]
    start: Ints
    quote: Ints
    quotations: Ints
    sentence: Ints
    clause: Ints
    paragraph: Ints
    memo: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    @property
    def n_articles(self) -> int:
        """Articles in the batch."""
        return len(self.texts)

    @cached_property
    def article(self) -> Ints:
        """Row of the article of each word."""
        return np.repeat(np.arange(self.n_articles), self.words)

    @cached_property
    def first(self) -> Ints:
        """Index of each article's first word, and at last the number of all words."""
        return np.concatenate([[0], np.cumsum(self.words)])

    @cached_property
    def end(self) -> Ints:
        """Offset behind each word."""
        ends: Ints = self.start + self.vocabulary.form_length()[self.form]
        return ends

    def end_of(self, words: Ints) -> Ints:
        """Offset behind some words."""
        ends: Ints = self.start[words] + self.vocabulary.form_length()[self.form[words]]
        return ends

    @cached_property
    def quoted(self) -> Bools:
        """Whether each word stands in quotation marks."""
        return self.quote >= 0

    @cached_property
    def n_own(self) -> Ints:
        """Words of each article in the outlet's own voice."""
        return self.words - self.n_quoted

    @cached_property
    def n_quoted(self) -> Ints:
        """Words of each article inside quotation marks."""
        return self.per_article(self.quoted)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, worked out once for the batch: several measures look at the same finds."""
        if key not in self.memo:
            self.memo[key] = make()
        found: T = self.memo[key]
        return found

    @cached_property
    def joined(self) -> Bools:
        """Whether the word before each stands in the same clause and the same quotation, or neither in any."""
        joined = np.zeros(len(self.term), bool)
        joined[1:] = (self.clause[1:] == self.clause[:-1]) & (self.quote[1:] == self.quote[:-1])
        return joined

    @cached_property
    def clause_bounds(self) -> Ints:
        """First word of each clause by its number, and at last the number of all words."""
        return _bounds(self.clause)

    @cached_property
    def sentence_bounds(self) -> Ints:
        """First word of each sentence by its number, and at last the number of all words."""
        return _bounds(self.sentence)

    @cached_property
    def previous(self) -> Ints:
        """Index of the last use before each word of the same term in the same article; -1 where it is the first."""
        order = np.argsort(self.term.astype(np.uint16), kind="stable")
        high = (self.term >> _SIXTEEN).astype(np.uint16)
        if high.any():
            order = order[np.argsort(high[order], kind="stable")]
        term, earlier = self.term[order], order[:-1]
        again = np.flatnonzero((term[1:] == term[:-1]) & (earlier >= self.first[self.article[order[1:]]]))
        previous = np.full(len(order), -1)
        previous[order[again + 1]] = order[again]
        return previous

    def per_article(self, of_words: NDArray[np.generic]) -> NDArray[np.int64]:
        """Sum over each article of a value that every word has; whole numbers or booleans."""
        sums, full = np.zeros(self.n_articles, np.int64), self.words > 0
        if full.any():
            sums[full] = np.add.reduceat(of_words, self.first[:-1][full], dtype=np.int64)
        return sums

    def only(self, article: int) -> Tokens:
        """The batch of this one article."""
        if self.n_articles == 1 and article == 0:
            return self
        begin, behind = int(self.first[article]), int(self.first[article + 1])
        here = slice(begin, behind)
        rows = np.flatnonzero(self.quotations[:, 0] == article)
        quotations = self.quotations[rows] - np.array([article, begin, begin, 0, 0])
        quote = self.quote[here] - (rows[0] if len(rows) else 0)
        return Tokens(
            texts=[self.texts[article]],
            vocabulary=self.vocabulary,
            words=self.words[article : article + 1],
            form=self.form[here],
            term=self.term[here],
            gap=self.gap[here],
            start=self.start[here],
            quote=np.where(self.quote[here] < 0, -1, quote),
            quotations=quotations,
            sentence=self.sentence[here],
            clause=self.clause[here],
            paragraph=self.paragraph[here],
        )

    def some(self, chosen: Bools) -> Tokens:
        """The batch with only some of its words, for rules that need not see the others.

        Sentences, clauses, paragraphs and quotations keep their numbers; the table of quotations is left out.
        """
        here = np.flatnonzero(chosen)
        return Tokens(
            texts=self.texts,
            vocabulary=self.vocabulary,
            words=np.diff(np.searchsorted(here, self.first)),
            form=self.form[here],
            term=self.term[here],
            gap=self.gap[here],
            start=self.start[here],
            quote=self.quote[here],
            quotations=self.quotations[:0],
            sentence=self.sentence[here],
            clause=self.clause[here],
            paragraph=self.paragraph[here],
        )

    def counts(self, chosen: Bools | None = None) -> sparse.csr_matrix:
        """How often each article uses each term.

        Parameters
        ----------
        chosen
            Words to count, one boolean a word; all if not given.

        Returns
        -------
        csr_matrix of int64, shape (n_articles, terms known so far)
            Columns are term numbers of the vocabulary. Batches of one vocabulary can be stacked once they are
            widened to the same number of terms.
        """
        rows, columns = self.article, self.term
        if chosen is not None:
            rows, columns = rows[chosen], columns[chosen]
        shape = (self.n_articles, len(self.vocabulary.terms))
        ones = np.ones(len(rows), np.int64)
        return sparse.coo_matrix((ones, (rows, columns)), shape=shape).tocsr()

    def slice(self, article: int, first: int, last: int) -> str:
        """The text of an article from its word ``first`` up to and with ``last``; indices into the arrays."""
        return self.texts[article][self.start[first] : self.end[last]]


def _bounds(numbers: Ints) -> Ints:
    """Where each of some growing numbers begins, by the number, and at last where they end."""
    return np.concatenate([[0], np.cumsum(np.bincount(numbers))])
