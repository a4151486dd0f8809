"""Scare quotes: a few words in marks that nobody is said to have said.

A quotation of few words is somebody's where it has its own closing punctuation, speaks of *I*, *we* or *you*, or where
a reporting verb with a subject governs it: it stands before it in its sentence with no clause between that turns away,
or right behind it.

Known errors: whether a fragment is somebody's is not always for the text to say; a title of a book or film in marks is
taken for a scare quote; a fragment in a headline is one where only the text below it says whose it is.

Source: Recasens, M., Danescu-Niculescu-Mizil, C. and Jurafsky, D. (2013). Linguistic models for analyzing and detecting
biased language. Proceedings of ACL 2013, 1650-1659.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bias.features.actors.names import flags
from bias.features.actors.phrases import picked
from bias.features.voices.attribution import Attribution
from bias.tokens import Tokens

Bools = NDArray[np.bool_]
#: A stretch in marks of at most this many words can be a scare quote.
MOST = 5
_WE = ("i", "we", "our", "us", "my", "me", "you", "your", "i'm", "we're", "i'll", "we'll", "let's")
_GOES_ON = ("and", "that", "but")


def is_scare(tokens: Tokens, found: Attribution) -> Bools:
    """Which quotations are scare quotes."""
    _, first, behind, _, end = tokens.quotations.T
    if not len(first):
        return np.zeros(0, bool)
    last = behind - 1
    closed = tokens.end_of(last) < end
    speaks = flags(tokens, _WE)[tokens.term]
    n_speaking = np.concatenate([[0], np.cumsum(speaks)])
    personal = n_speaking[behind] > n_speaking[first]
    scare: Bools = (behind - first <= MOST) & ~closed & ~personal & ~_is_governed(tokens, found)
    return scare


def _is_governed(tokens: Tokens, found: Attribution) -> Bools:
    """Whether a reporting verb with a subject has the quotation for its object."""
    _, first, behind, _, _ = tokens.quotations.T
    at, ends = picked(found.verbs.hits.first, found.verb), picked(found.verbs.hits.last, found.verb)
    subject = picked(found.subject, found.verb)
    clause = np.append(tokens.clause, -1)
    before = np.maximum(first - 1, 0)
    clause_begin = tokens.clause_bounds[tokens.clause[before]]
    goes_on = flags(tokens, _GOES_ON)[tokens.term[clause_begin]]
    aside = clause[ends + 1] != clause[ends]
    leads = (ends < first) & ((clause[ends] == clause[before]) | goes_on | aside)
    said_behind = picked(found.is_inverted, found.verb) | (picked(found.actors.first, subject) >= behind)
    follows = (at >= behind) & said_behind & (clause[at] == clause[behind]) & (clause[behind] > clause[behind - 1])
    governed: Bools = (subject >= 0) & (leads | follows)
    return governed
