"""What a headline's words are to its body, which words are names by their capitals, and who is named second.

Known errors: a name that the body has only at the openings of sentences is not known for one; in a lead in title case
every word but a function word passes for a name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bias.features.actors.sides import known_sides
from bias.features.structure.layout import Layout
from bias.tokens import Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Retold:
    """The words of all headlines that are no function words, and whether the bodies use them.

    Attributes
    ----------
    words
        Their indices.
    in_body
        Whether the body of its article uses the word too, or its possessive.
    as_name
        Whether it does so with a capital inside a sentence. Headlines in title case do not hide names from this.
    """

    words: Ints
    in_body: Bools
    as_name: Bools


def retold(tokens: Tokens, layout: Layout, closed: Bools) -> Retold:
    """The words of headlines, looked up in the bodies under them; ``closed`` says of each word if it has no content."""
    at = layout.headline_words
    at = at[~closed[at]]
    base = tokens.vocabulary.base_of_term()[tokens.term]
    kinds, kind = np.unique(base[at], return_inverse=True)
    kind_of = np.full(len(tokens.vocabulary.bases), -1)
    kind_of[kinds] = np.arange(len(kinds))
    kind_of_word = kind_of[base]
    again = np.flatnonzero(kind_of_word >= 0)
    again = again[~layout.in_headline(again, tokens.article[again])]
    named = again[is_name(tokens, again)]
    used = np.zeros((2, tokens.n_articles, len(kinds)), bool)
    for layer, words in enumerate((again, named)):
        used[layer, tokens.article[words], kind_of_word[words]] = True
    in_body, as_name = used[:, tokens.article[at], kind]
    return Retold(at, in_body, as_name)


def is_name(tokens: Tokens, at: Ints) -> Bools:
    """Whether each word has a capital and opens no sentence."""
    before = np.maximum(at - 1, 0)
    inside = (at > 0) & (tokens.sentence[before] == tokens.sentence[at])
    named: Bools = tokens.vocabulary.capitalised()[tokens.form[at]] & inside
    return named


def second_party(tokens: Tokens) -> Ints:
    """The first mention of the party that each article mentions second most; articles with one party have none.

    Of two parties mentioned equally often the one that is mentioned first counts as the main one, so that no party is
    preferred by its name.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> second_party(tokenise(["Norvane spoke. Norvane asked Ilmark.", "Ilmark said no."])).tolist()
    [4]
    """
    side = known_sides().of_words(tokens)
    at = np.flatnonzero(side >= 0)
    before = np.maximum(at - 1, 0)
    goes_on = (at > 0) & (side[before] == side[at]) & (tokens.clause[before] == tokens.clause[at])
    at = at[~goes_on]
    parties = len(known_sides().names)
    key, place, mentions = np.unique(tokens.article[at] * parties + side[at], return_index=True, return_counts=True)
    first = at[place]
    order = np.lexsort((first, -mentions, key // parties))
    article = (key // parties)[order]
    rank = np.arange(len(article)) - np.searchsorted(article, article)
    second: Ints = first[order][rank == 1]
    return second
