"""How certain the text sounds, and what it takes for granted.

Hedges weaken a claim and boosters strengthen it (Hyland 2005). Factives presuppose that what follows is true,
assertives assert it, implicatives imply that it did or did not happen (Karttunen 1971; Hooper 1975).

Known errors: a marker counts whatever it modifies; "may" the month and "pretty" the adjective count where no listed
phrase says otherwise; a negated marker ("not certain") counts as its lexicon says.
"""

from __future__ import annotations

from bias.features.rates import LexiconGroup, Rate

_HYLAND = "Hyland, K. (2005). Metadiscourse: Exploring Interaction in Writing. London: Continuum."
_HOOPER = "Hooper, J. B. (1975). On assertive predicates. Syntax and Semantics 4, 91-124. New York: Academic Press."
_KIPARSKY = (
    "Kiparsky, P. and Kiparsky, C. (1970). Fact. In M. Bierwisch and K. E. Heidolph (eds.), "
    "Progress in Linguistics, 143-173. The Hague: Mouton."
)
_KARTTUNEN = "Karttunen, L. (1971). Implicative verbs. Language 47(2), 340-358."

GROUP = LexiconGroup(
    "epistemic",
    (
        Rate("hedges", "hedges-en", "more caution: perhaps, may, reportedly", _HYLAND),
        Rate("boosters", "boosters-en", "more certainty: clearly, of course, undoubtedly", _HYLAND),
        Rate("factives", "factives-en", "more taken as true: realise, reveal, regret that", _KIPARSKY),
        Rate("assertives", "assertives-en", "more assertion: say, claim, insist that", _HOOPER),
        Rate("implicatives", "implicatives-en", "more implied success or failure: manage, fail, refuse to", _KARTTUNEN),
    ),
)
