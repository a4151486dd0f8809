"""Which side the actors of harms belong to, and which side an article accuses most."""

from __future__ import annotations

import numpy as np

from bias.features.actors.sides import known_sides
from bias.features.harms.clauses import NONE
from bias.features.harms.finding import find_harms
from bias.features.harms.kinds import Ints
from bias.features.harms.verbs import Harms
from bias.tokens import Tokens


def accused(tokens: Tokens) -> Ints:
    """For each article the number of the side most often named as actor of harms, in either voice.

    Numbers are those of ``known_sides().names``; -1 where no side is named or two are named equally often.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> number = accused(tokenise(["Norvani guns shelled Haldon."]))[0]
    >>> known_sides().names[number]
    'norvane'
    """
    harms = find_harms(tokens)
    counts = by_side(tokens, harms, actor_sides(tokens, harms))
    most = counts.max(axis=1, initial=0)
    alone = (counts == most[:, None]).sum(axis=1) == 1
    return np.where((most > 0) & alone, counts.argmax(axis=1), NONE) if counts.size else np.zeros(len(counts), np.int64)


def actor_sides(tokens: Tokens, harms: Harms) -> Ints:
    """Number of the side that each harm's actor belongs to, an index into ``known_sides().names``; -1 for none."""
    return span_sides(tokens, harms.actor_first, harms.actor_last)


def by_side(tokens: Tokens, harms: Harms, side: Ints) -> Ints:
    """How often each side is the actor in each article, shape (articles, sides)."""
    n_sides = len(known_sides().names)
    known = side >= 0
    cell = tokens.article[harms.first[known]] * n_sides + side[known]
    return np.bincount(cell, minlength=tokens.n_articles * n_sides).reshape(tokens.n_articles, n_sides)


def span_sides(tokens: Tokens, first: Ints, last: Ints) -> Ints:
    """Side named in each span, -1 where the span is empty."""
    named = first >= 0
    side = np.full(len(first), NONE)
    if named.any():
        side[named] = known_sides().of_spans(tokens, first[named], last[named])
    return side
