"""Moral vocabulary: six foundations, each with a virtue and a vice, after moral foundations theory.

Care and harm, fairness and cheating, loyalty and betrayal, authority and subversion, sanctity and degradation (Graham,
Haidt and Nosek 2009), liberty and oppression (Haidt 2012). A word that is denied ("not fair") does not count; one whose
denial is its own prefix ("unfair") stands in the list as what it is.

Known errors: words are found, not judgements, so that a plain report of a killing counts as harm; a word belongs to one
foundation, though several may claim it; what a text holds against a virtue ("so-called justice") counts for the virtue.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from bias.features.base import FeatureInfo
from bias.features.rates import LexiconGroup, Rate, share
from bias.tokens import Tokens

_LIST = "morality-en"
_GRAHAM = (
    "Graham, J., Haidt, J. and Nosek, B. A. (2009). Liberals and conservatives rely on different sets of moral "
    "foundations. Journal of Personality and Social Psychology 96(5), 1029-1046."
)
_HAIDT = (
    "Haidt, J. (2012). The Righteous Mind: Why Good People Are Divided by Politics and Religion. New York: Pantheon."
)
#: Foundation, what speaks for it, what speaks of its breach, and who described it; sanctity stands apart, because news
#: uses its words too seldom to tell the sacred from the foul.
_FOUNDATIONS = (
    ("care", "protecting those who suffer", "making others suffer", _GRAHAM),
    ("fairness", "justice and equal treatment", "injustice and cheating", _GRAHAM),
    ("loyalty", "standing by one's own", "betraying one's own", _GRAHAM),
    ("authority", "order, duty and custom", "defying order, duty and custom", _GRAHAM),
    ("liberty", "freedom from domination", "domination and tyranny", _HAIDT),
)
#: Fewest moral words for the share of vices among them to mean something.
FEWEST = 3


def _rate(name: str, higher_means: str, reference: str, *categories: str) -> Rate:
    return Rate(name, _LIST, f"more words of {higher_means}", reference, categories, affirmed=True)


def _all(pole: str) -> tuple[str, ...]:
    return tuple(f"{foundation}-{pole}" for foundation in (*(name for name, *_ in _FOUNDATIONS), "sanctity"))


_TOTALS = (
    _rate("virtue", "moral praise", _GRAHAM, *_all("virtue")),
    _rate("vice", "moral condemnation", _GRAHAM, *_all("vice")),
)
_POLES = tuple(
    _rate(f"{name}_{pole}", meaning, reference, f"{name}-{pole}")
    for name, virtue, vice, reference in _FOUNDATIONS
    for pole, meaning in (("virtue", virtue), ("vice", vice))
)
_SANCTITY = _rate("sanctity", "what is sacred or foul", _GRAHAM, "sanctity-virtue", "sanctity-vice")
_RATES = LexiconGroup("morality", (*_TOTALS, *_POLES, _SANCTITY))
_QUOTED = {f"morality.{rate.name}_quoted" for rate in (*_POLES, _SANCTITY)}


class Morality:
    """The feature group ``morality``: all rates in the outlet's own words, only the two totals in quoted words too."""

    name = "morality"
    info = (
        *(info for info in _RATES.info if info.feature not in _QUOTED),
        FeatureInfo(
            "morality.vice_share_own",
            "share",
            "moral words condemn rather than praise",
            f"vice words / (virtue words + vice words), in own words; none below {FEWEST} of them",
            _GRAHAM,
            high=1.0,
            lexicons=(_LIST, "negators-en"),
        ),
    )

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """The rates of each article, and the share of vices.

        Examples
        --------
        >>> from bias.tokens import tokenise
        >>> text = "They spoke of justice and mercy, and of cruelty. " * 8
        >>> GROUP.measure(tokenise([text]))["morality.vice_share_own"].round(3).tolist()
        [0.333]
        """
        frame = _RATES.measure(tokens).drop(columns=list(_QUOTED))
        virtue, vice = (np.rint(frame[f"morality.{rate.name}_own"] * tokens.n_own / 1000.0) for rate in _TOTALS)
        return frame.assign(**{"morality.vice_share_own": share(vice.to_numpy(), (virtue + vice).to_numpy(), FEWEST)})

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The words that were counted; those of the share are those of the two totals."""
        rows = _RATES.evidence(tokens, article)
        rows = rows[~rows.feature.isin(_QUOTED)]
        counted = rows[rows.feature.isin(["morality.virtue_own", "morality.vice_own"])]
        of_share = counted.assign(feature="morality.vice_share_own")
        return pd.concat([rows, of_share]).sort_values(["start", "feature"], ignore_index=True)


GROUP = Morality()
