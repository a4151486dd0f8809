"""How certain the text sounds, what it takes for granted, how it knows, and what it says may, must or will be.

Hedges weaken a claim and boosters strengthen it (Hyland 2005). Factives presuppose that what follows is true,
assertives assert it, implicatives imply that it did or did not happen (Karttunen 1971; Hooper 1975). Evidentials say
where a claim comes from: from others, from sight and hearing, or by inference (Chafe and Nichols 1986). Modals speak of
the possible, the necessary and the predicted (Palmer 2001). A denied booster ("not clear", "did not confirm") is a
hedge; the fixed phrases ("in fact") stay boosters.

Only own words are measured, and of the implicatives only those that tell of prevention: in quoted words, and by the
other implicatives, outlets could not be told apart (``tests/benchmarks/features.md``).

Known errors: a marker counts whatever it modifies; "may" the month and "pretty" the adjective count where no listed
phrase says otherwise; a denial is read only a few words ahead. "Allegedly" is both a hedge and hearsay, "may" both a
hedge and a modal: the rates overlap and must not be added up.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from bias.features.base import FeatureInfo
from bias.features.finding import Finder, Found
from bias.features.negation import denied
from bias.features.rates import MIN_WORDS, LexiconGroup, Rate, columns_of, evidence_rows, per_thousand, stacked, sums
from bias.lexicon import embedded
from bias.tokens import Hits, Tokens

_HYLAND = "Hyland, K. (2005). Metadiscourse: Exploring Interaction in Writing. London: Continuum."
_HOOPER = "Hooper, J. B. (1975). On assertive predicates. Syntax and Semantics 4, 91-124. New York: Academic Press."
_KIPARSKY = (
    "Kiparsky, P. and Kiparsky, C. (1970). Fact. In M. Bierwisch and K. E. Heidolph (eds.), "
    "Progress in Linguistics, 143-173. The Hague: Mouton."
)
_KARTTUNEN = "Karttunen, L. (1971). Implicative verbs. Language 47(2), 340-358."
_CHAFE = (
    "Chafe, W. and Nichols, J. (eds.) (1986). Evidentiality: The Linguistic Coding of Epistemology. Norwood, NJ: Ablex."
)
_PALMER = "Palmer, F. R. (2001). Mood and Modality. 2nd edition. Cambridge: Cambridge University Press."

#: Of the implicatives those from which it follows that something did not happen; the others tell no outlets apart.
_NEGATIVE = ("if-negative",)


def _rate(name: str, lexicon: str, what: str, reference: str, categories: tuple[str, ...] = ()) -> Rate:
    return Rate(name, lexicon, f"more {what}", reference, categories, voices=("own",))


_RATES = LexiconGroup(
    "epistemic",
    (
        _rate("factives", "factives-en", "taken as true: realise, reveal, regret that", _KIPARSKY),
        _rate("assertives", "assertives-en", "asserted: say, claim, insist that", _HOOPER),
        _rate("prevented", "implicatives-en", "that came to nothing: prevent, deter, keep from", _KARTTUNEN, _NEGATIVE),
        _rate("hearsay", "evidentials-en", "known from others: reportedly, is said to", _CHAFE, ("hearsay",)),
        _rate("inference", "evidentials-en", "concluded: apparently, must have", _CHAFE, ("inference",)),
        _rate("evidentials", "evidentials-en", "said with how it is known: heard, seen or concluded", _CHAFE),
        _rate("possibility", "modals-en", "that may or can be: may, could", _PALMER, ("possibility",)),
        _rate("necessity", "modals-en", "that must be: must, should, has to", _PALMER, ("necessity",)),
        _rate("modals", "modals-en", "possible, necessary or to come: may, must, will", _PALMER),
    ),
)
_MEANINGS = {
    "hedges": "more caution: perhaps, may, reportedly, not clear",
    "boosters": "more certainty: clearly, of course, undoubtedly",
}


class Epistemic:
    """The feature group ``epistemic``."""

    name = "epistemic"
    info = (
        *(
            FeatureInfo(
                feature=f"epistemic.{name}_own",
                unit="per 1,000 own words",
                higher_means=higher_means,
                formula=f"1000 × {name} in own words, a denied booster taken for a hedge / own words",
                reference=_HYLAND,
                high=1000.0,
                lexicons=("hedges-en", "boosters-en", "negators-en"),
            )
            for name, higher_means in _MEANINGS.items()
        ),
        *_RATES.info,
    )

    @cached_property
    def _finders(self) -> tuple[Finder, Finder]:
        return Finder(embedded("hedges-en")), Finder(embedded("boosters-en"))

    def stance(self, tokens: Tokens) -> dict[str, Hits]:
        """Hedges and boosters in the outlet's own words.

        Examples
        --------
        >>> from bias.tokens import tokenise
        >>> found = GROUP.stance(tokenise(["It is certain. Perhaps it is not certain."]))
        >>> {name: hits.first.tolist() for name, hits in found.items()}
        {'hedges': [3, 7], 'boosters': [0]}
        """
        _, boosting = self._finders
        found = (finder.find(tokens) for finder in self._finders)
        hedges, boosters = (every.keep(~tokens.quoted[every.hits.first]) for every in found)
        turned = denied(tokens)[boosters.hits.first]
        turned &= boosters.category != boosting.categories.index("phrase")
        return {"hedges": _joined(hedges, boosters.keep(turned)), "boosters": boosters.hits.keep(~turned)}

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """The rates of each article."""
        columns = {
            f"epistemic.{name}_own": per_thousand(sums(tokens, hits.first), tokens.n_own, MIN_WORDS["own"])
            for name, hits in self.stance(tokens).items()
        }
        return pd.concat([columns_of(columns), _RATES.measure(tokens)], axis=1)

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The markers that were counted."""
        one = tokens.only(article)
        places = [evidence_rows(one, f"epistemic.{name}_own", hits) for name, hits in self.stance(one).items()]
        both = pd.concat([stacked(places), _RATES.evidence(tokens, article)])
        return both.sort_values(["start", "feature"], ignore_index=True)


def _joined(hedges: Found, turned: Found) -> Hits:
    """Hedges and denied boosters in order of place; a booster inside a hedge ("not entirely") is not counted again."""
    inside = np.zeros(len(turned.hits), bool)
    if len(hedges.hits):
        before = np.searchsorted(hedges.hits.first, turned.hits.first, side="right") - 1
        inside = (before >= 0) & (hedges.hits.last[before] >= turned.hits.first)
    more = turned.hits.keep(~inside)
    first = np.concatenate([hedges.hits.first, more.first])
    order = np.argsort(first, kind="stable")
    last, entry = np.concatenate([hedges.hits.last, more.last]), np.concatenate([hedges.hits.entry, more.entry])
    return Hits(entry[order], first[order], last[order])


GROUP = Epistemic()
