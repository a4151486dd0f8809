"""What is said around a mention: its sentence without any name, as words before and behind it.

Names and all other capitalised words have neither weight nor width: they are taken out before places are counted, so
that no tone can depend on who is named. What remains is looked at in four *zones*: the few words right before the
mention and right behind it, and all words of the sentence before and behind, each no further than ``REACH`` words.
Words of the list ``tone-en`` are looked at as *pairs* with a mention: which category and sign, before or behind it, in
its clause or not, as a passive, denied.

Known errors: a sentence that stands in capitals throughout, as some headlines do, holds nothing that counts; who acts
and who is acted on is told from the order of words and a form of "be", not from grammar.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from bias.features.finding import Finder
from bias.features.negation import denied
from bias.features.tone.targets import Mentions, closed_words
from bias.lexicon import embedded
from bias.tokens import Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
#: Words on each side of a mention that are looked at, and those that are close to it.
REACH = 30
NEAR = 4
#: Of a pair's number the parts, least first: behind, other clause, passive, favourable; then the category.
PLACES = 16
_KEPT_CAPITALS = ("conjunction", "determiner", "preposition", "pronoun")
_BE = frozenset(
    ["is", "are", "was", "were", "be", "been", "being", "got", "get", "gets", "am", "it's", "he's", "she's"]
)
SINGULAR = frozenset(["he", "she", "him", "her", "his", "hers", "himself", "herself"])


@dataclass(frozen=True, eq=False)
class Pairs:
    """Words of tone in reach of a mention.

    Attributes
    ----------
    mention
        Row of the mention.
    kind
        Category, sign and place in one number, below ``n_kinds()``.
    value
        The word's strength, less where it stands further off, above 0.
    first, last
        First and last word of the entry, in the batch.
    """

    mention: Ints
    kind: Ints
    value: Floats
    first: Ints
    last: Ints


def canonical(term: str) -> str:
    """The word that stands for a term: one for he and she in all their forms, one for all numbers.

    Examples
    --------
    >>> [canonical(term) for term in ("she", "him", "1,500", "lied")]
    ['he', 'he', '0', 'lied']
    """
    if term in SINGULAR:
        return "he"
    return "0" if term[0].isdigit() else term


@cache
def _kept_capitals() -> frozenset[str]:
    return frozenset(word for kind in _KEPT_CAPITALS for word in closed_words()[kind])


@cache
def _finder() -> Finder:
    return Finder(embedded("tone-en"))


def categories() -> tuple[str, ...]:
    """The categories of the list, in the order of their numbers."""
    return _finder().categories


def n_kinds() -> int:
    """How many kinds of pairs there are."""
    return PLACES * len(categories())


class Surroundings:
    """The sentences around some mentions, without names.

    Parameters
    ----------
    tokens
        A batch.
    mentions
        Mentions in it.
    """

    def __init__(self, tokens: Tokens, mentions: Mentions) -> None:
        self.tokens, self.mentions = tokens, mentions
        self._plain = plain = ~_is_name(tokens)
        self.at = np.flatnonzero(plain)
        self.place = np.concatenate([[0], np.cumsum(plain)])

    @cached_property
    def zones(self) -> tuple[Ints, Ints]:
        """Begin and end of each zone of each mention in ``at``; both of shape (mentions, zones)."""
        first, last = self.mentions.first, self.mentions.last
        sentence = self.tokens.sentence
        bounds = self.place[self.tokens.sentence_bounds]
        left, right = bounds[sentence[first]], bounds[sentence[last] + 1]
        before, behind = self.place[first], self.place[last + 1]
        low, high = np.maximum(left, before - REACH), np.minimum(right, behind + REACH)
        begin = np.stack([np.maximum(left, before - NEAR), behind, low, behind], axis=1)
        end = np.stack([before, np.minimum(right, behind + NEAR), before, high], axis=1)
        return begin, end

    @cached_property
    def pairs(self) -> Pairs:
        """Every word of tone in reach of each mention."""
        tokens, mentions = self.tokens, self.mentions
        found = _finder().find(tokens)
        found = found.keep(self._plain[found.hits.first])
        spot = self.place[found.hits.first]
        begin, end = self.zones
        low, high = np.searchsorted(spot, begin[:, 2]), np.searchsorted(spot, end[:, 3])
        size = np.maximum(high - low, 0)
        mention = np.repeat(np.arange(len(mentions)), size)
        row = np.arange(size.sum()) + np.repeat(low - (np.cumsum(size) - size), size)
        inside = (found.hits.first[row] <= mentions.last[mention]) & (found.hits.last[row] >= mentions.first[mention])
        mention, row = mention[~inside], row[~inside]
        first = found.hits.first[row]
        behind = first > mentions.last[mention]
        distance = np.where(
            behind,
            spot[row] - self.place[mentions.last[mention] + 1],
            self.place[mentions.first[mention]] - spot[row] - 1,
        )
        elsewhere = tokens.clause[first] != tokens.clause[mentions.first[mention]]
        is_denied = denied(tokens)[first]
        favourable = (found.weight[row] > 0) ^ is_denied
        kind = behind + 2 * elsewhere + 4 * self._passive(first) + 8 * favourable + PLACES * found.category[row]
        value = np.abs(found.weight[row]) * np.where(is_denied, 0.5, 1.0) / (1.0 + distance / 8.0)
        return Pairs(mention, kind, value, first, found.hits.last[row])

    def _passive(self, first: Ints) -> Bools:
        """Whether a form of "be" stands one or two words before each place."""
        tokens = self.tokens
        is_be = tokens.vocabulary.is_one_of(_BE)[tokens.term]
        one, two = np.maximum(first - 1, 0), np.maximum(first - 2, 0)
        passive: Bools = (is_be[one] & (tokens.clause[one] == tokens.clause[first])) | (
            is_be[two] & (tokens.clause[two] == tokens.clause[first])
        )
        return passive


def _is_name(tokens: Tokens) -> Bools:
    """Which words are taken out: capitalised ones that are no function words."""
    kept = tokens.vocabulary.is_one_of(_kept_capitals())
    names: Bools = tokens.vocabulary.capitalised()[tokens.form] & ~kept[tokens.term]
    return names
