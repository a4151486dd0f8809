"""Agency: who does harm to whom, and where the text leaves the actor out.

A harm is *agentless* where the text does not say who did it: a passive without an agent ("two men were killed") or a
noun without one ("the shelling"). "died" and "fled" are active and nobody's deed; they count among the harms, not
among the agentless ones. Harms denied, feared or planned do not count.

Known errors: see ``harms``; a named cause is any actor of a harm in the sentence, whether or not it caused this one.
In 160 news sentences that were not looked at in the making 36 of 40 actors and 46 of 53 targets found were right, where
a label that leaves it open counts as right; counted as wrong, 35 and 39. One harm in five is missed.

Source: Fowler, R., Hodge, B., Kress, G. and Trew, T. (1979). Language and Control. London: Routledge and Kegan Paul
(passive and nominalisation); van Leeuwen, T. (2008). Discourse and Practice. New York: Oxford University Press
(exclusion of social actors); Sap, M. et al. (2017). Connotation frames of power and agency in modern films.
Proceedings of EMNLP 2017, 2329-2334 (agency as a thing to be counted).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from bias.features.actors.sides import known_sides
from bias.features.base import FeatureInfo
from bias.features.harms.blame import span_sides
from bias.features.harms.clauses import NONE
from bias.features.harms.finding import NOUNS, VERBS, find_harms
from bias.features.harms.kinds import Bools, Ints
from bias.features.harms.verbs import AGENTLESS, CONSTRUCTIONS, NOMINAL, PASSIVE, Harms
from bias.features.rates import (
    MIN_WORDS,
    Place,
    columns_of,
    evidence_rows,
    per_thousand,
    share,
    stacked,
    sums,
    texts_of,
)
from bias.tokens import Hits, Tokens

_FOWLER = (
    "Fowler, R., Hodge, B., Kress, G. and Trew, T. (1979). Language and Control. London: Routledge and Kegan Paul."
)
_LEEUWEN = "van Leeuwen, T. (2008). Discourse and Practice. New York: Oxford University Press."
_SAP = (
    "Sap, M., Prasettio, M. C., Holtzman, A., Rashkin, H. and Choi, Y. (2017). Connotation frames of power and agency "
    "in modern films. Proceedings of EMNLP 2017, 2329-2334."
)
#: Fewest harms for a share of them: of one, a share can only be 0 or 1.
MIN_HARMS = 2
COLUMNS = [
    *("article", "start", "end", "text", "actor", "side", "predicate", "target", "target_side"),
    *("construction", "voice"),
]
#: For each share: what a higher value means, its formula, its reference.
_SHARES = {
    "agentless": ("more harms without an actor", "passives and nouns of harm without an actor / harms", _LEEUWEN),
    "passive": ("more harms told in the passive", "passive harms, with an agent or without / harms", _FOWLER),
    "nominal": ("more harms told as nouns", "nouns of harm / harms", _FOWLER),
    "cause_given": (
        "more agentless harms have an actor elsewhere in the sentence",
        "agentless harms in whose sentence another harm has an actor / agentless harms",
        _LEEUWEN,
    ),
}


def _infos() -> Iterator[FeatureInfo]:
    lists = (VERBS, NOUNS)
    formula, unit = "1000 × harms in own words / own words", "per 1,000 own words"
    meaning = "more harms are told of"
    yield FeatureInfo("agency.harms_own", unit, meaning, formula, _SAP, 0.0, 1000.0, MIN_WORDS["own"], lists)
    for name, (meaning, formula, reference) in _SHARES.items():
        yield FeatureInfo(
            f"agency.{name}_own",
            "share",
            meaning,
            f"in own words: {formula}; at least {MIN_HARMS} of these",
            reference,
            high=1.0,
            lexicons=lists,
        )


class Agency:
    """The feature group ``agency``; ``table`` gives the rows behind the table ``agency``."""

    name = "agency"
    info = tuple(_infos())

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """Rate and shares of the harms in own words."""
        harms = find_harms(tokens)
        amount = sums(tokens, harms.first[_in_own_words(tokens, harms)])
        columns = {"agency.harms_own": per_thousand(amount, tokens.n_own, MIN_WORDS["own"])}
        enough = tokens.n_own >= MIN_WORDS["own"]
        for name, (part, whole) in _parts(tokens, harms).items():
            ratio = share(sums(tokens, harms.first[part]), sums(tokens, harms.first[whole]), MIN_HARMS)
            columns[f"agency.{name}_own"] = np.where(enough, ratio, np.nan)
        return columns_of(columns)

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The words of harm that each feature counted, for shares those in the numerator."""
        one = tokens.only(article)
        harms = find_harms(one)
        counted = {"harms_own": _in_own_words(one, harms)} | {
            f"{name}_own": part for name, (part, _) in _parts(one, harms).items()
        }
        return stacked(_rows(one, harms, name, chosen) for name, chosen in counted.items())

    def table(self, tokens: Tokens) -> pd.DataFrame:
        """Every harm of the batch: columns of the table ``agency``, ``article`` for its id.

        A row's text goes from the actor, target or word of harm that stands first to the one that stands last, but
        begins no earlier than behind the word of harm of the row before.
        """
        harms = find_harms(tokens)
        names = [*known_sides().names, None]
        sides = (
            span_sides(tokens, harms.actor_first, harms.actor_last),
            span_sides(tokens, harms.target_first, harms.target_last),
        )
        first, last = _extent(tokens, harms)
        rows = pd.DataFrame(
            {
                "article": tokens.article[first],
                "start": tokens.start[first],
                "end": tokens.end[last],
                "text": texts_of(tokens, first, last),
                "actor": texts_of(tokens, harms.actor_first, harms.actor_last),
                "side": [names[side] for side in sides[0]],
                "predicate": texts_of(tokens, harms.first, harms.last),
                "target": texts_of(tokens, harms.target_first, harms.target_last),
                "target_side": [names[side] for side in sides[1]],
                "construction": [CONSTRUCTIONS[number] for number in harms.construction],
                "voice": np.where(tokens.quoted[harms.first], "quoted", "own"),
            },
            columns=COLUMNS,
        )
        texts = [column for column in COLUMNS if column not in ("article", "start", "end")]
        return rows.astype(dict.fromkeys(texts, "str"))


def _parts(tokens: Tokens, harms: Harms) -> dict[str, tuple[Bools, Bools]]:
    """For each share the harms of its numerator and of its denominator, all in own words."""
    own = _in_own_words(tokens, harms)
    kind, bare = harms.construction, ~harms.has_actor
    agentless = own & ((kind == AGENTLESS) | ((kind == NOMINAL) & bare))
    sentence = tokens.sentence[harms.first]
    blamed = np.bincount(sentence[own & harms.has_actor], minlength=sentence.max(initial=0) + 1) > 0
    explained = agentless & blamed[sentence]
    return {
        "agentless": (agentless, own),
        "passive": (own & ((kind == PASSIVE) | (kind == AGENTLESS)), own),
        "nominal": (own & (kind == NOMINAL), own),
        "cause_given": (explained, agentless),
    }


def _in_own_words(tokens: Tokens, harms: Harms) -> Bools:
    own: Bools = ~tokens.quoted[harms.first]
    return own


def _rows(tokens: Tokens, harms: Harms, name: str, chosen: Bools) -> list[Place]:
    hits = Hits(harms.construction[chosen], harms.first[chosen], harms.last[chosen])
    return evidence_rows(tokens, f"agency.{name}", hits)


def _extent(tokens: Tokens, harms: Harms) -> tuple[Ints, Ints]:
    """First and last word of each harm with its actor and target, none before the harm in front of it."""
    far = len(tokens.term)
    floor = np.concatenate([[0], harms.last[:-1] + 1])[: len(harms)]
    begins = [np.where(at < floor, far, at) for at in (harms.actor_first, harms.target_first)]
    first = np.minimum(harms.first, np.minimum(*begins)) if len(harms) else harms.first
    ends = np.where(harms.actor_first >= floor, harms.actor_last, NONE)
    return first, np.maximum(np.maximum(harms.last, harms.target_last), ends)


GROUP = Agency()
