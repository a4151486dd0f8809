"""How certain the text sounds, what it takes for granted, how it knows, and what it says may, must or will be.

Hedges weaken a claim and boosters strengthen it (Hyland 2005). Factives presuppose that what follows is true,
assertives assert it, implicatives imply that it did or did not happen (Karttunen 1971; Hooper 1975). Evidentials say
where a claim comes from: from others, from sight and hearing, or by inference (Chafe and Nichols 1986). Modals speak of
the possible, the necessary and the predicted (Palmer 2001). A denied booster ("not clear", "did not confirm") is a
hedge; the fixed phrases ("in fact") stay boosters.

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
from bias.features.rates import MIN_WORDS, LexiconGroup, Rate, evidence_rows, per_thousand, stacked, sums
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

_RATES = LexiconGroup(
    "epistemic",
    (
        Rate("factives", "factives-en", "more taken as true: realise, reveal, regret that", _KIPARSKY),
        Rate("assertives", "assertives-en", "more assertion: say, claim, insist that", _HOOPER),
        Rate("implicatives", "implicatives-en", "more implied success or failure: manage, fail, refuse to", _KARTTUNEN),
        Rate("hearsay", "evidentials-en", "more known from others: reportedly, is said to", _CHAFE, ("hearsay",)),
        Rate("perception", "evidentials-en", "more that was seen or heard: video shows", _CHAFE, ("perception",)),
        Rate("inference", "evidentials-en", "more concluded: apparently, must have", _CHAFE, ("inference",)),
        Rate("possibility", "modals-en", "more that may or can be: may, could", _PALMER, ("possibility",)),
        Rate("necessity", "modals-en", "more that must be: must, should, has to", _PALMER, ("necessity",)),
        Rate("prediction", "modals-en", "more that will or would be: will, is going to", _PALMER, ("prediction",)),
    ),
)
#: Too rare in quoted words to measure.
_ONLY_OWN = {f"epistemic.{name}_quoted" for name in ("hearsay", "perception", "inference")}
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
                feature=f"epistemic.{name}_{voice}",
                unit=f"per 1,000 {voice} words",
                higher_means=higher_means,
                formula=f"1000 × {name} in {voice} words, a denied booster taken for a hedge / {voice} words",
                reference=_HYLAND,
                high=1000.0,
                min_words=least,
                lexicons=("hedges-en", "boosters-en", "negators-en"),
            )
            for name, higher_means in _MEANINGS.items()
            for voice, least in MIN_WORDS.items()
        ),
        *(info for info in _RATES.info if info.feature not in _ONLY_OWN),
    )

    @cached_property
    def _finders(self) -> tuple[Finder, Finder]:
        return Finder(embedded("hedges-en")), Finder(embedded("boosters-en"))

    def stance(self, tokens: Tokens) -> dict[str, Hits]:
        """Hedges and boosters, both voices together.

        Examples
        --------
        >>> from bias.tokens import tokenise
        >>> found = GROUP.stance(tokenise(["It is certain. Perhaps it is not certain."]))
        >>> {name: hits.first.tolist() for name, hits in found.items()}
        {'hedges': [3, 7], 'boosters': [0]}
        """
        hedging, boosting = self._finders
        hedges, boosters = hedging.find(tokens), boosting.find(tokens)
        turned = denied(tokens)[boosters.hits.first]
        turned &= boosters.category != boosting.categories.index("phrase")
        return {"hedges": _joined(hedges, boosters.keep(turned)), "boosters": boosters.hits.keep(~turned)}

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """The rates of each article."""
        words = {"own": tokens.n_own, "quoted": tokens.n_quoted}
        columns = {}
        for name, hits in self.stance(tokens).items():
            quoted = tokens.quoted[hits.first]
            for voice, of_voice in (("own", ~quoted), ("quoted", quoted)):
                count = sums(tokens, hits.first[of_voice])
                columns[f"epistemic.{name}_{voice}"] = per_thousand(count, words[voice], MIN_WORDS[voice])
        return pd.concat([pd.DataFrame(columns), _RATES.measure(tokens).drop(columns=list(_ONLY_OWN))], axis=1)

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The markers that were counted."""
        one = tokens.only(article)
        places = []
        for name, hits in self.stance(one).items():
            quoted = one.quoted[hits.first]
            for voice, of_voice in (("own", ~quoted), ("quoted", quoted)):
                places.append(evidence_rows(one, f"epistemic.{name}_{voice}", hits.keep(of_voice)))
        rows = _RATES.evidence(tokens, article)
        both = pd.concat([stacked(places), rows[~rows.feature.isin(_ONLY_OWN)]])
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
