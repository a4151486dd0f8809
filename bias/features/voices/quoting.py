"""Which reporting verb a quotation belongs to: the nearest of the words around it.

The words around each quotation are a row of a matrix, and the nearest verb is the least distance in that row.

Known errors: of two verbs before one quotation the nearer is taken, though the other may govern it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bias.features.actors.phrases import picked
from bias.tokens import Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
#: How many words before and behind a quotation may hold its verb.
REACH = 14
_NONE = -1
_FAR = 1000


def _around(at: Ints, steps: Ints, n_words: int) -> tuple[Ints, Bools]:
    """Indices of the words at some steps from each place, and which of them exist."""
    index = at[:, None] + steps
    exists = (index >= 0) & (index < n_words)
    return np.clip(index, 0, max(n_words - 1, 0)), exists


def nearest_verb(tokens: Tokens, verb_of_word: Ints, own: Bools, lead: Ints) -> Ints:
    """The reporting verb nearest to each quotation; one behind it wins a tie.

    A verb behind a quotation counts where its subject is there too (``lead``: the first word of verb and subject). One
    in the sentence that follows counts only right behind an exclamation or a question: "Never!" Smith said.
    """
    n = len(tokens.term)
    first, behind = tokens.quotations[:, 1], tokens.quotations[:, 2]
    if not len(first):
        return first
    steps = np.arange(REACH)
    after, exists_after = _around(behind, steps, n)
    before, exists_before = _around(first - 1, -steps, n)
    sentence, paragraph = tokens.sentence, tokens.paragraph
    tail, last = np.minimum(behind, n - 1), behind - 1
    good_after = exists_after & own[after] & (sentence[after] == sentence[tail][:, None])
    firm = tokens.vocabulary.ends_firmly()[tokens.gap[last]][:, None] & (steps < 4)
    good_after &= (paragraph[after] == paragraph[last][:, None]) & ((sentence[tail] == sentence[last])[:, None] | firm)
    good_after &= picked(lead, verb_of_word[after]) >= behind[:, None]
    good_before = exists_before & own[before] & (sentence[before] == sentence[first][:, None])
    good = np.concatenate([good_after, good_before], axis=1)
    found = verb_of_word[np.concatenate([after, before], axis=1)]
    distance = np.where(good & (found >= 0), np.concatenate([2 * steps, 2 * steps + 1]), _FAR)
    column, rows = distance.argmin(axis=1), np.arange(len(first))
    verb: Ints = np.where(distance[rows, column] < _FAR, found[rows, column], _NONE)
    return verb


def carried(tokens: Tokens, speaker: Ints, verb: Ints) -> Ints:
    """Quotations without a verb take the speaker of the quotation before them in the same paragraph."""
    if not len(speaker):
        return speaker
    paragraph = tokens.paragraph[tokens.quotations[:, 1]]
    rows = np.arange(len(speaker))
    last = np.maximum.accumulate(np.where(speaker >= 0, rows, _NONE))
    goes_on = (verb < 0) & (speaker < 0) & (last >= 0) & (paragraph[np.maximum(last, 0)] == paragraph)
    return np.where(goes_on, speaker[np.maximum(last, 0)], speaker)
