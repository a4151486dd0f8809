"""Which forms are verbs of harm ("shells", "attack" may be nouns), and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bias.features.harms.clauses import NONE, Clauses, Words
from bias.features.harms.kinds import Bools, Ints, Kind, among
from bias.tokens import Hits

_ARTICLES = frozenset(["a", "an", "the", "this", "his", "her", "its", "their"])
_THAT = frozenset(["that"])
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
    return verbs.are("either", "participle", "past", "loss") & ~as_noun


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
    named = vocabulary.capitalised()[c.tokens.form[first]] & c.same_sentence(first - 1, first)
    return ~named & (
        (verbs.are("base or noun") & (helped | (subject & clear_object)))
        | (verbs.are("base") & (helped | (subject & plain_object & ~is_noun[first])))
        | (verbs.are("s-form or noun") & (subject | joined) & clear_object)
        | (verbs.are("s-form") & (subject | joined) & plain_object)
        | (verbs.are("ing") & progressive)
    )


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
    first, behind = verbs.hits.first, verbs.hits.last + 1
    solid = c.before(first - 1)
    begin = np.where(solid >= 0, solid, c.sentence_start(first) - 1)
    be, have = c.count(Kind.BE), c.count(Kind.HAVE)
    return Around(
        solid=solid,
        be=be[first] > be[begin + 1],
        have=have[first] > have[begin + 1],
        object=c.phrase_at(behind + c.is_one_of(_THAT, behind), first),
        adjacent=(solid >= first - 2) & c.same_clause(solid, first),
    )
