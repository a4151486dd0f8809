"""Which words are denied: those that stand close behind a negator in its clause.

Known errors: a denial that reaches further ("not, he said, a brutal act") or backwards is missed; a denial of one
part of a phrase ("not only brutal") is taken for one of all, but for the phrases that the list ignores.

Source of the reach: Pang, B., Lee, L. and Vaithyanathan, S. (2002). Thumbs up? Sentiment classification using machine
learning techniques. Proceedings of EMNLP 2002, 79-86 (to the next punctuation mark); cut here to a few words.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from bias.features.finding import Finder
from bias.lexicon import embedded
from bias.tokens import Tokens

#: How many words behind a negator it denies.
REACH = 4


@cache
def _negators() -> Finder:
    return Finder(embedded("negators-en"))


def denied(tokens: Tokens) -> NDArray[np.bool_]:
    """For each word of a batch whether it is denied.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> denied(tokenise(["It was not a brutal act, but cruel."])).astype(int).tolist()
    [0, 0, 0, 1, 1, 1, 0, 0]
    """
    return tokens.once(denied, lambda: _denied(tokens))


def _denied(tokens: Tokens) -> NDArray[np.bool_]:
    last = _negators().find(tokens).hits.last
    flags = np.zeros(len(tokens.term), bool)
    for step in range(1, REACH + 1):
        at = last[last + step < len(flags)]
        flags[at[tokens.clause[at] == tokens.clause[at + step]] + step] = True
    return flags
