"""Emotions that a text names or stirs, and how much room it gives to those who suffer.

Fear, anger, hope, grief and contempt, each word with a strength from 0 to 1; denied ones ("no fear") do not count.
Victims are the dead, the wounded, the displaced, the bereaved, captives, and those called victims; those with a number
("14 dead", "nine people were wounded", "killing at least three") are told apart from those without.

Known errors: an emotion counts whoever feels it; "killed" counts whether it is said of the dead or of those who killed
them; a victim named three times counts three times; a number within three words may belong to something else ("two
bombs killed"); a victim next to "no" counts.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias.features.base import FeatureInfo
from bias.features.finding import Finder, Found
from bias.features.rates import MIN_WORDS, LexiconGroup, Rate, evidence_rows, per_thousand, stacked, sums
from bias.lexicon import embedded
from bias.tokens import Tokens

_LAZARUS = "Lazarus, R. S. (1991). Emotion and Adaptation. New York: Oxford University Press."
_EKMAN = "Ekman, P. (1992). An argument for basic emotions. Cognition and Emotion 6(3-4), 169-200."
_HERMAN = (
    "Herman, E. S. and Chomsky, N. (1988). Manufacturing Consent: The Political Economy of the Mass Media. "
    "New York: Pantheon."
)


def _rate(name: str, higher_means: str, reference: str, categories: tuple[str, ...] = ()) -> Rate:
    return Rate(name, "emotion-en", higher_means, reference, categories, affirmed=True, voices=("own",))


_RATES = LexiconGroup(
    "emotion",
    (
        _rate("all", "more, or stronger, words of feeling: of fear, anger, hope, grief and contempt", _LAZARUS),
        _rate("fear", "more words of fear and threat", _EKMAN, ("fear",)),
        _rate("hope", "more words of hope and confidence", _LAZARUS, ("hope",)),
        _rate("distress", "more words of grief, sadness and fear", _EKMAN, ("grief", "fear")),
        _rate("contempt", "more words of contempt and mockery", _EKMAN, ("contempt",)),
    ),
)
#: How many words before or behind a victim a number may stand.
REACH = 3
_OWN = MIN_WORDS["own"]


class Emotion:
    """The feature group ``emotion``: feelings by kind, and victims, in the outlet's own words."""

    name = "emotion"
    info = (
        *_RATES.info,
        FeatureInfo(
            "emotion.victims_own",
            "per 1,000 own words",
            "those who suffer are named more often",
            "1000 × victims named in own words / own words",
            _HERMAN,
            high=1000.0,
            lexicons=("victims-en",),
        ),
        FeatureInfo(
            "emotion.victims_counted_own",
            "per 1,000 own words",
            "those who suffer are counted more often: 14 dead, nine people were wounded",
            f"1000 × victims in own words with a number within {REACH} words in their clause / own words",
            _HERMAN,
            high=1000.0,
            lexicons=("victims-en",),
        ),
    )

    @cached_property
    def _finder(self) -> Finder:
        return Finder(embedded("victims-en"))

    def victims(self, tokens: Tokens) -> tuple[Found, Found]:
        """Victims named in the outlet's own words, and those of them that have a number.

        Examples
        --------
        >>> from bias.tokens import tokenise
        >>> tokens = tokenise(["Nine people were wounded. The dead were buried in 2014."])
        >>> [found.hits.first.tolist() for found in GROUP.victims(tokens)]
        [[3, 5], [3]]
        """
        found = self._finder.find(tokens)
        is_number = found.category == self._finder.categories.index("number")
        named = found.keep(~is_number & ~tokens.quoted[found.hits.first])
        numbers = _figures(tokens)
        numbers[found.hits.last[is_number]] = True
        return named, named.keep(_near(tokens, named, numbers))

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """The rates of each article."""
        frame = _RATES.measure(tokens)
        named, counted = self.victims(tokens)
        for name, found in (("victims", named), ("victims_counted", counted)):
            frame[f"emotion.{name}_own"] = per_thousand(sums(tokens, found.hits.first), tokens.n_own, _OWN)
        return frame

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The words that were counted."""
        rows = _RATES.evidence(tokens, article)
        one = tokens.only(article)
        named, counted = self.victims(one)
        victims = stacked(
            [
                evidence_rows(one, "emotion.victims_own", named.hits),
                evidence_rows(one, "emotion.victims_counted_own", counted.hits),
            ]
        )
        both = pd.concat([rows, victims])
        return both.sort_values(["start", "feature"], ignore_index=True)


def _figures(tokens: Tokens) -> NDArray[np.bool_]:
    """Numbers in digits that can count people: not a year (four digits without a comma), nor F-16 or a 16-year-old."""
    known = tokens.vocabulary
    hyphen_behind = tokens.gap == known.gaps.get("-", -1)
    figures: NDArray[np.bool_] = known.is_number()[tokens.term] & (known.form_length()[tokens.form] != len("2014"))
    figures &= ~hyphen_behind
    figures[1:] &= ~hyphen_behind[:-1]
    return figures


def _near(tokens: Tokens, victims: Found, numbers: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a number stands close before or behind each victim, in the same clause."""
    near = np.zeros(len(victims.hits), bool)
    last_word = len(tokens.term) - 1
    for step in range(1, REACH + 1):
        before = np.maximum(victims.hits.first - step, 0)
        near |= numbers[before] & (tokens.clause[before] == tokens.clause[victims.hits.first])
        behind = np.minimum(victims.hits.last + step, last_word)
        near |= numbers[behind] & (tokens.clause[behind] == tokens.clause[victims.hits.last])
    return near


GROUP = Emotion()
