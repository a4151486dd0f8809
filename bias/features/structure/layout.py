"""Where the headline, the lead and the paragraphs of each article lie, told by the form of the text alone.

The first paragraph is the headline where it is short, ends in no full stop and is followed by a blank line: so cleaned
articles with a title begin. The lead is the first paragraph behind it that is long enough to be one, which passes over
a dateline that stands alone, and the next paragraph too where the first is short. A text that has no paragraphs has no
lead: as many words again must follow.

Known errors: a text without a title whose first paragraph is a crosshead or a by-line has that taken for its headline;
a headline that ends in a full stop is taken for body.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bias.tokens import Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
#: Most words of a headline.
MAX_HEADLINE = 25
#: Fewest words of a paragraph that can be a lead, and of one that is a lead without the next.
MIN_LEAD, SHORT_LEAD = 8, 25


@dataclass(frozen=True, eq=False)
class Layout:
    r"""Places as word indices into a batch, one an article but for the paragraphs.

    Attributes
    ----------
    begin, body, behind
        First word of each article, first of its body, and the one behind its last; a headline ends where the body
        begins, and there is none where both begin at once.
    lead, lead_behind
        First word of its lead and the one behind the lead's last; equal where there is none.
    paragraph
        First word of every paragraph of the batch.
    article
        Row of the article of every paragraph.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> tokens = tokenise(["Troops cross river\n\nBREY, Monday\n\nTroops crossed the river near Brey at dawn."])
    >>> layout_of(tokens).body.tolist()
    [3]
    """

    begin: Ints
    body: Ints
    behind: Ints
    lead: Ints
    lead_behind: Ints
    paragraph: Ints
    article: Ints

    @cached_property
    def headline_words(self) -> Ints:
        """The words of all headlines."""
        return _ranges(self.begin, self.body)

    @cached_property
    def lead_words(self) -> Ints:
        """The words of all leads."""
        return _ranges(self.lead, self.lead_behind)

    def in_headline(self, at: Ints, article: Ints) -> Bools:
        """Which of some words, given with their articles, stand in a headline."""
        inside: Bools = at < self.body[article]
        return inside

    def in_lead(self, at: Ints, article: Ints) -> Bools:
        """Which of some words, given with their articles, stand in a lead."""
        inside: Bools = (at >= self.lead[article]) & (at < self.lead_behind[article])
        return inside


def layout_of(tokens: Tokens) -> Layout:
    """The layout of every article of a batch."""
    begin, behind = tokens.first[:-1], tokens.first[1:]
    n_words = len(tokens.paragraph)
    paragraph = np.flatnonzero(np.append(True, np.diff(tokens.paragraph) != 0)[:n_words])
    bounds = np.append(paragraph, n_words)
    second = bounds[np.minimum(np.searchsorted(bounds, begin, side="right"), len(paragraph))]
    short = (second < behind) & (second - begin <= MAX_HEADLINE)
    body = np.where(short & _is_headline_end(tokens, second - 1, short), second, begin)

    long = np.append(paragraph[np.diff(bounds) >= MIN_LEAD], n_words)
    lead = np.minimum(long[np.searchsorted(long, body)], behind)
    row = np.searchsorted(bounds, lead, side="right")
    next_one, one_after = (bounds[np.minimum(row + step, len(paragraph))] for step in (0, 1))
    lead_behind = np.minimum(np.where(next_one - lead < SHORT_LEAD, one_after, next_one), behind)
    goes_on = behind - lead_behind >= lead_behind - lead
    return Layout(begin, body, behind, lead, np.where(goes_on, lead_behind, lead), paragraph, tokens.article[paragraph])


def _is_headline_end(tokens: Tokens, last: Ints, possible: Bools) -> Bools:
    """Whether the gap behind each of the possible last words holds a blank line and no full stop."""
    good = np.zeros(len(last), bool)
    gaps, which = np.unique(tokens.gap[last[possible]], return_inverse=True)
    strings = tokens.vocabulary.gaps.spelled(gaps)
    fits = [gap.count("\n") > 1 and "." not in gap.replace("...", "") for gap in strings]
    good[possible] = np.array(fits, bool)[which]
    return good


def _ranges(begin: Ints, behind: Ints) -> Ints:
    """All whole numbers from each begin to before each behind."""
    sizes = behind - begin
    origin = begin - (np.cumsum(sizes) - sizes)
    return np.repeat(origin, sizes) + np.arange(sizes.sum())
