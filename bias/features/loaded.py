"""Loaded words: evaluative, emotive, demonising and euphemistic words, and words that turn the volume up.

Known errors: a word counts in every sense ("critical" of a reactor and of a speech) and under negation; what a list
calls loaded is a judgement, so each entry has a note, and each count leads to its words.
"""

from __future__ import annotations

from bias.features.rates import LexiconGroup, Rate

_SEMEVAL = (
    "Da San Martino, G. et al. (2020). SemEval-2020 Task 11: Detection of Propaganda Techniques in News Articles. "
    "Proceedings of SemEval 2020, 1377-1414."
)
_RECASENS = (
    "Recasens, M., Danescu-Niculescu-Mizil, C. and Jurafsky, D. (2013). Linguistic models for analyzing and "
    "detecting biased language. Proceedings of ACL 2013, 1650-1659."
)

GROUP = LexiconGroup(
    "loaded",
    (
        Rate("words", "loaded-en", "more, or stronger, loaded words of all kinds", _SEMEVAL),
        Rate("emotive", "loaded-en", "more words that stir feelings", _SEMEVAL, ("emotive", "demonising")),
        Rate("evaluative", "loaded-en", "more words that judge", _RECASENS, ("evaluative",)),
        Rate("intensifiers", "loaded-en", "more words that turn the volume up", _RECASENS, ("intensifier",)),
    ),
)
