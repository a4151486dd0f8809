"""Loaded words: emotive, evaluative, demonising and euphemistic words, superlatives, and words that turn the volume up.

A word that is denied ("not brutal") does not count, but for euphemisms and intensifiers, which colour either way.
How often loaded words are used and how strong they are is told apart: ``intensity`` is the mean weight of those used.
Superlatives count among the words of all kinds; alone they are too rare to tell outlets apart.

Known errors: a word counts in every sense ("critical" of a reactor and of a speech); a denial is read only a few words
ahead, so that one which belongs to another word may hide a loaded one; what a list calls loaded is a judgement, so
each entry has a note, and each count leads to its words.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from bias.features.base import FeatureInfo
from bias.features.finding import Finder, Found
from bias.features.negation import denied
from bias.features.rates import MIN_WORDS, columns_of, evidence_rows, per_thousand, share, stacked, sums
from bias.lexicon import embedded
from bias.tokens import Tokens

_LIST = "loaded-en"
_SEMEVAL = (
    "Da San Martino, G. et al. (2020). SemEval-2020 Task 11: Detection of Propaganda Techniques in News Articles. "
    "Proceedings of SemEval 2020, 1377-1414."
)
_RECASENS = (
    "Recasens, M., Danescu-Niculescu-Mizil, C. and Jurafsky, D. (2013). Linguistic models for analyzing and "
    "detecting biased language. Proceedings of ACL 2013, 1650-1659."
)
_BOLINGER = "Bolinger, D. (1980). Language: The Loaded Weapon. London: Longman."
#: Fewest loaded words for their mean weight to mean something.
FEWEST = 3
#: Categories of each rate, what a higher value means, and where the category is defined.
_RATES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "words": ((), "more, or stronger, loaded words of all kinds", _SEMEVAL),
    "emotive": (("emotive",), "more words that stir feelings", _SEMEVAL),
    "demonising": (("demonising",), "more words that put people beyond the pale", _SEMEVAL),
    "evaluative": (("evaluative",), "more words that judge", _RECASENS),
    "euphemisms": (("euphemism",), "more words that soften what was done", _BOLINGER),
    "intensifiers": (("intensifier",), "more words that turn the volume up", _RECASENS),
}
#: Categories that colour a text though they are denied: "not a surgical strike" still speaks of one.
_DENIED_TOO = ("euphemism", "intensifier")
#: Rates that are too rare in quoted words to tell outlets apart.
_ONLY_OWN = ("emotive", "demonising", "euphemisms", "intensifiers")


class Loaded:
    """The feature group ``loaded``."""

    name = "loaded"
    info = (
        *(
            FeatureInfo(
                feature=f"loaded.{name}_{voice}",
                unit=f"per 1,000 {voice} words",
                higher_means=higher_means,
                formula=f"1000 × sum of weights of {name} in {voice} words, denied ones left out / {voice} words",
                reference=reference,
                high=1000.0,
                min_words=least,
                lexicons=(_LIST, "negators-en"),
            )
            for name, (_, higher_means, reference) in _RATES.items()
            for voice, least in MIN_WORDS.items()
            if voice == "own" or name not in _ONLY_OWN
        ),
        FeatureInfo(
            "loaded.intensity_own",
            "mean weight, 0 to 1",
            "the loaded words that the outlet uses are stronger ones",
            f"sum of weights of loaded words in own words / how many they are; none below {FEWEST}",
            _SEMEVAL,
            high=1.0,
            lexicons=(_LIST, "negators-en"),
        ),
    )

    @cached_property
    def _finder(self) -> Finder:
        return Finder(embedded(_LIST))

    def find(self, tokens: Tokens) -> Found:
        """Every loaded word that counts, both voices together.

        Examples
        --------
        >>> from bias.tokens import tokenise
        >>> tokens = tokenise(["A brutal act. It was not brutal."])
        >>> GROUP.find(tokens).hits.first.tolist()
        [1]
        """
        found = self._finder.find(tokens)
        colours_always = np.isin(found.category, self._numbers(_DENIED_TOO))
        return found.keep(colours_always | ~denied(tokens)[found.hits.first])

    def _numbers(self, categories: tuple[str, ...]) -> list[int]:
        known = self._finder.categories
        return [known.index(name) for name in categories or known]

    def _counted(self, tokens: Tokens) -> dict[tuple[str, str], Found]:
        """What is counted for each name of a rate and each voice."""
        found = self.find(tokens)
        quoted = tokens.quoted[found.hits.first]
        by_voice = {"own": found.keep(~quoted), "quoted": found.keep(quoted)}
        return {
            (name, voice): by_voice[voice].of(self._numbers(categories))
            for name, (categories, _, _) in _RATES.items()
            for voice in MIN_WORDS
            if voice == "own" or name not in _ONLY_OWN
        }

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """The rates of each article, and how strong its loaded words are."""
        words = {"own": tokens.n_own, "quoted": tokens.n_quoted}
        counted = self._counted(tokens)
        columns = {
            f"loaded.{name}_{voice}": per_thousand(
                sums(tokens, found.hits.first, found.weight), words[voice], MIN_WORDS[voice]
            )
            for (name, voice), found in counted.items()
        }
        own = counted["words", "own"]
        strength = share(sums(tokens, own.hits.first, own.weight), sums(tokens, own.hits.first), FEWEST)
        columns["loaded.intensity_own"] = np.where(tokens.n_own < MIN_WORDS["own"], np.nan, strength)
        return columns_of(columns)

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The loaded words that were counted."""
        one = tokens.only(article)
        counted = self._counted(one)
        places = [
            evidence_rows(one, f"loaded.{name}_{voice}", found.hits, found.weight)
            for (name, voice), found in counted.items()
        ]
        own = counted["words", "own"]
        return stacked([*places, evidence_rows(one, "loaded.intensity_own", own.hits, own.weight)])


GROUP = Loaded()
