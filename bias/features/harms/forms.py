"""Which forms are verbs of harm ("shells", "attack" may be nouns), and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bias.features.harms.clauses import NONE, Clauses, Words
from bias.features.harms.kinds import Bools, Ints, Kind, among, possessives
from bias.tokens import Hits

_ARTICLES = frozenset(["a", "an", "the", "this", "his", "her", "its", "their"])
_THAT = frozenset(["that"])
_AT = frozenset(["at", "on", "into", "onto", "upon", "toward", "towards", "against"])
_MISSILES = frozenset(
    [
        "bombs",
        "gas",
        "grenades",
        "missile",
        "missiles",
        "projectiles",
        "rocket",
        "rockets",
        "rounds",
        "shells",
        "stones",
    ]
)
OBJECT = (Kind.CONTENT, Kind.DETERMINER, Kind.PRONOUN)


@dataclass(frozen=True, eq=False)
class Verbs:
    """Verbs of harm that were found: their places and the category of each form."""

    hits: Hits
    form: Ints
    categories: tuple[str, ...]

    def are(self, *names: str) -> Bools:
        """Which forms are of some categories."""
        wanted = np.array([category in names for category in self.categories], bool)
        chosen: Bools = wanted[self.form]
        return chosen


def sure_verbs(verbs: Verbs, c: Words) -> Bools:
    """Which hits are verbs by their form alone; "the wounded" is none, nor "a shot", nor "state-sanctioned"."""
    first, last = verbs.hits.first, verbs.hits.last
    determined = c.is_one_of(_ARTICLES, first - 1) & c.same_clause(first - 1, first)
    followed = c.kind_at(last + 1, last) == Kind.CONTENT
    as_noun = determined & ~followed
    hyphen = c.tokens.vocabulary.gaps.get("-", NONE)
    compound = (c.tokens.gap[np.maximum(first - 1, 0)] == hyphen) & (first > 0)
    name = (
        verbs.are("loss") & c.tokens.vocabulary.capitalised()[c.tokens.form[first]] & c.same_sentence(first - 1, first)
    )
    as_noun |= compound | name
    sure: Bools = verbs.are("either", "participle", "past", "loss", "throwing") & ~as_noun
    return sure


def likely_verbs(verbs: Verbs, c: Words, is_noun: Bools) -> Bools:
    """Which of the forms that may be nouns (shell, strikes, bombing) are verbs, by the words around them."""
    first, behind = verbs.hits.first, verbs.hits.last + 1
    solid = c.before(first - 1)
    ahead, after = c.kind_at(solid, first), c.kind_at(behind, first)
    vocabulary, n = c.tokens.vocabulary, len(c.kind)
    at = np.minimum(behind, n - 1)
    marked = vocabulary.capitalised()[c.tokens.form[at]] | vocabulary.is_number()[c.tokens.term[at]]
    plain_object = among(after, OBJECT)
    clear_object = plain_object & (marked | (after != Kind.CONTENT))
    helped = among(c.kind_at(first - 1, first), (Kind.MODAL, Kind.TO, Kind.DO, Kind.NEGATION, Kind.BE))
    determined = c.kind_at(first - 1, first) == Kind.DETERMINER
    subject = among(ahead, (Kind.CONTENT, Kind.PRONOUN, Kind.RELATIVE)) & ~determined
    joined = ahead == Kind.CONJUNCTION
    subject |= (c.kind_at(first - 1, first) == NONE) & c.same_sentence(first - 1, first) & verbs.are("s-form")
    progressive = (_between(c.count(Kind.BE), solid, first) > 0) | (plain_object & ~determined)
    no_verb = vocabulary.capitalised()[c.tokens.form[first]] & c.same_sentence(first - 1, first)
    no_verb |= possessives(c.tokens)[first - 1] & c.same_clause(first - 1, first)
    found: Bools = ~no_verb & (
        (verbs.are("base or noun") & (helped | (subject & clear_object)))
        | (verbs.are("base") & (helped | (subject & plain_object & ~is_noun[first])))
        | (verbs.are("s-form or noun") & (subject | joined) & clear_object)
        | (verbs.are("s-form") & (subject | joined) & plain_object)
        | (verbs.are("ing") & progressive)
    )
    return found


def _between(count: Ints, solid: Ints, first: Ints) -> Ints:
    """How many words of a class stand between each solid word and a verb; none where there is no solid word."""
    return np.where(solid >= 0, count[first] - count[solid + 1], 0)


@dataclass(frozen=True, eq=False)
class Around:
    """What stands around each verb."""

    solid: Ints
    be: Bools
    have: Bools
    object: Ints
    adjacent: Bools


def around(c: Clauses, verbs: Verbs) -> Around:
    """What stands around each verb."""
    first, behind = verbs.hits.first, verbs.hits.last + 1
    solid = c.before(first - 1)
    begin = np.where(solid >= 0, solid, c.sentence_start(first) - 1)
    be, have = c.count(Kind.BE), c.count(Kind.HAVE)
    thing = c.phrase_at(behind + c.is_one_of(_THAT, behind), first)
    return Around(
        solid=solid,
        be=be[first] > be[begin + 1],
        have=have[first] > have[begin + 1],
        object=np.where(verbs.are("throwing"), _thrown_at(c, thing), thing),
        adjacent=(solid >= first - 2) & c.same_clause(solid, first),
    )


def _thrown_at(c: Clauses, missiles: Ints) -> Ints:
    """What some missiles are thrown at ("fired eight rockets at the town"), or -1."""
    last = np.append(c.last, NONE)[missiles]
    thrown = (missiles >= 0) & c.is_one_of(_MISSILES, last) & c.is_one_of(_AT, last + 1)
    return np.where(thrown, c.phrase_at(last + 2, last), NONE)
