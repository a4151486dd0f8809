"""Verbs of harm, active or passive, with their subjects and objects.

A verb's form and the words before it tell its construction. With *be* or *get* before it a participle is passive; one
without either and without an object is so too ("two men killed in", "Student hurt at protest dies"), and so is one
between a determiner and a noun ("the arrested men"). The actor of a passive stands behind ``by``. An active verb needs
an object, an auxiliary or a relative pronoun to count. "died" and "fled" are active verbs whose subject is the target.

What is not said to have happened is left out: verbs behind a modal, ``to``, ``not`` or ``without``, in a clause with
``if``, or shortly behind "denied".

Known errors: see ``clauses``; an active verb without an object can be taken for a passive one ("Russia attacked at
dawn"); the subject of a second verb is that of the first; what a pronoun stands for is not looked up; infinitives of
things done ("used batons to clear the square") are left out with those of things planned.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bias.features.harms.clauses import NONE, Bools, Clauses, Ints, Kind, Words, among
from bias.tokens import Hits

CONSTRUCTIONS = ("active", "passive", "agentless passive", "nominal")
ACTIVE, PASSIVE, AGENTLESS, NOMINAL = range(4)
#: How many words behind a participle its agent's ``by`` may stand, and before a verb the word that denies it.
AGENT_REACH = 8
DENIAL_REACH = 5
_ARTICLES = ("a", "an", "the", "this", "his", "her", "its", "their")
_OBJECT = (Kind.CONTENT, Kind.DETERMINER, Kind.PRONOUN)


@dataclass(frozen=True, eq=False)
class Harms:
    """Harms in order of place; first and last words, -1 where there is none.

    Attributes
    ----------
    first, last
        The word of harm.
    actor_first, actor_last, target_first, target_last
        Who does it, and to whom.
    construction
        An index into ``CONSTRUCTIONS``.
    """

    first: Ints
    last: Ints
    actor_first: Ints
    actor_last: Ints
    target_first: Ints
    target_last: Ints
    construction: Ints

    def __len__(self) -> int:
        return len(self.first)

    @property
    def has_actor(self) -> Bools:
        """Which harms have an actor."""
        named: Bools = self.actor_first >= 0
        return named

    def take(self, rows: Ints | Bools) -> Harms:
        """Some of the harms."""
        return Harms(**{name: values[rows] for name, values in vars(self).items()})

    def merged(self, other: Harms) -> Harms:
        """Both together, in order of place."""
        pairs = {name: np.concatenate([values, getattr(other, name)]) for name, values in vars(self).items()}
        return Harms(**pairs).take(np.argsort(pairs["first"], kind="stable"))


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
    plain_object = among(after, _OBJECT)
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
class _Group:
    """What stands around each verb."""

    solid: Ints
    be: Bools
    have: Bools
    object: Ints
    adjacent: Bools


def _group(c: Clauses, verbs: Verbs) -> _Group:
    first, behind = verbs.hits.first, verbs.hits.last + 1
    solid = c.before(first - 1)
    begin = np.where(solid >= 0, solid, c.sentence_start(first) - 1)
    be, have = c.count(Kind.BE), c.count(Kind.HAVE)
    return _Group(
        solid=solid,
        be=be[first] > be[begin + 1],
        have=have[first] > have[begin + 1],
        object=c.phrase_at(behind + c.is_one_of(("that",), behind), first),
        adjacent=(solid >= first - 2) & c.same_clause(solid, first),
    )


def asserted(c: Clauses, verbs: Verbs) -> Bools:
    """Which verbs are said to have happened; a base form needs a clause without a modal ("should it invade")."""
    first = verbs.hits.first
    solid, clause, sentence = c.before(first - 1), c.clause_start(first), c.sentence_start(first)
    bare = verbs.are("base", "base or noun")
    begin = np.where(bare, clause, np.where(solid >= 0, solid + 1, sentence))
    unreal = c.count(Kind.MODAL, Kind.TO, Kind.NEGATION)
    condition, denial = c.count(Kind.CONDITIONAL), c.count(Kind.DENIAL)
    near = np.maximum(first - DENIAL_REACH, sentence)
    averted = verbs.are("ing") & c.is_one_of(("from", "with", "against"), solid)
    return (
        ~averted
        & (unreal[first] == unreal[begin])
        & (condition[first] == condition[clause])
        & (denial[first] == denial[near])
    )


def agents(c: Clauses, last: Ints) -> Ints:
    """The noun phrase behind the next ``by`` of each word's clause, or -1."""
    places = np.append(np.flatnonzero(c.kind == Kind.BY), NONE)
    by = places[np.searchsorted(places[:-1], last)]
    stops = c.count(Kind.HARM, Kind.VERB, Kind.CONJUNCTION, Kind.RELATIVE)
    near = c.same_clause(by, last) & (by - last <= AGENT_REACH) & (stops[np.maximum(by, 0)] == stops[last + 1])
    return np.where(near, c.phrase_at(by + 1, by), NONE)


def _subjects(c: Clauses, verbs: Verbs, group: _Group, passive: Bools) -> Ints:
    """The noun phrase that is the subject of each verb, or -1."""
    first, solid = verbs.hits.first, group.solid
    kind = np.where(solid >= 0, c.kind[np.maximum(solid, 0)], NONE)
    behind_relative = c.ending_at(np.maximum(solid - 1, 0))
    phrase = np.where(solid >= 0, c.phrase[np.maximum(solid, 0)], NONE)
    inserted = _before_insertion(c, solid, first)
    beside = np.where(phrase >= 0, c.ending_at(np.maximum(solid, 0)), NONE)
    beside = np.where(inserted >= 0, inserted, beside)
    subject = np.where(kind == Kind.RELATIVE, behind_relative, beside)
    ing = verbs.are("ing")
    loose = ing & ~group.be & (~c.same_clause(solid, first) | ~among(kind, (*_OBJECT, Kind.OF)))
    charged = ing & ((kind == Kind.OF) | c.is_one_of(("for",), solid))
    within = ing & c.is_one_of(("in",), solid)
    subject = np.where(
        charged,
        c.ending_at(np.maximum(solid - 1, 0)),
        np.where(loose & ~within, c.opening(first), np.where(within, NONE, subject)),
    )
    if not len(first):
        return subject
    previous = np.maximum(np.arange(len(first)) - 1, 0)
    parted = ~c.same_clause(solid, first) & ~passive[previous]
    shares = (kind == Kind.CONJUNCTION) | (
        parted & (loose | (~passive & ~group.be & ~group.have & (kind != Kind.RELATIVE)))
    )
    known = c.same_sentence(first[previous], first) & (np.arange(len(first)) > 0)
    helper = c.last_before(first, Kind.BE)
    beyond = (kind == Kind.CONJUNCTION) & ~known & verbs.are("either", "participle") & (helper >= 0)
    beyond &= c.kind_at(solid - 1, solid) == Kind.VERB
    subject = np.where(beyond, c.ending_at(np.maximum(c.before(helper - 1), 0)), subject)
    shares_none = (kind == Kind.CONJUNCTION) & ~known & ~beyond & ~passive
    stranded = (group.be | group.have) & ~shares & (subject < 0)
    subject = np.where(shares_none | stranded, c.opening(first), subject)
    for _ in range(2):
        subject = np.where(shares & known, subject[previous], subject)
    return subject


def _before_insertion(c: Clauses, solid: Ints, first: Ints) -> Ints:
    """The phrase before a relative clause that a comma parts from the verb: "Lind, who had spoken in court, was"."""
    begin = c.clause_start(np.maximum(solid, 0))
    relative = (solid >= 0) & ~c.same_clause(solid, first) & (c.kind[begin] == Kind.RELATIVE)
    return np.where(relative & (begin > 0), c.ending_at(np.maximum(begin - 1, 0)), NONE)


def _shared_agents(c: Clauses, verbs: Verbs, agent: Ints, passive: Bools, joined: Bools) -> Ints:
    """Agents; a passive joined to another has that one's ("arrested by police and beaten")."""
    first = verbs.hits.first
    same = joined & passive & (agent < 0)
    same[1:] &= passive[:-1] & c.same_sentence(first[:-1], first[1:])
    same[:1] = False
    return np.where(same, np.concatenate([[NONE], agent])[: len(agent)], agent)


def _relative_targets(c: Clauses, subject: Ints) -> Ints:
    """What a verb without an object is done to: "the peninsula which Russia annexed", "land it had occupied"."""
    start = np.where(subject >= 0, np.append(c.first, 0)[subject], 0)
    ahead = c.kind_at(start - 1, start)
    outer = c.phrase_at(start - 1, start)
    pronoun = c.kind[start] == Kind.PRONOUN
    behind_relative = c.ending_at(np.maximum(start - 2, 0))
    target = np.where(ahead == Kind.RELATIVE, behind_relative, np.where(pronoun, outer, NONE))
    return np.where((subject >= 0) & (start > 0), target, NONE)


def _in_relative(c: Clauses, solid: Ints) -> Bools:
    """Which subjects stand behind a relative pronoun that stands for a noun: "the peninsula which Russia annexed"."""
    start = np.append(c.first, NONE)[np.where(solid >= 0, c.phrase[np.maximum(solid, 0)], NONE)]
    parted = c.is_one_of(("which", "whom"), start - 1) & ~c.same_clause(start - 2, start)
    noun = parted | (c.kind_at(start - 2, start) == Kind.CONTENT)
    return (c.kind_at(start - 1, start) == Kind.RELATIVE) & noun


def verb_harms(c: Clauses, verbs: Verbs) -> Harms:
    """The harms that verbs of a batch tell of."""
    group = _group(c, verbs)
    first, last = verbs.hits.first, verbs.hits.last
    participle = verbs.are("either", "participle")
    kind = np.where(group.solid >= 0, c.kind[np.maximum(group.solid, 0)], NONE)
    has_object = group.object >= 0
    opens = group.solid < 0
    attributive = participle & has_object & ~group.be & ~group.have
    named = c.tokens.vocabulary.capitalised()[c.tokens.form[np.minimum(last + 1, len(c.kind) - 1)]]
    number = c.tokens.vocabulary.is_number()[c.tokens.term[np.maximum(first - 1, 0)]]
    adjective = attributive & (
        opens | (group.adjacent & (among(kind, (Kind.DETERMINER, Kind.PREPOSITION, Kind.OF)) | number))
    )
    attributive = adjective & (opens | (kind == Kind.DETERMINER)) & ~named
    finite = verbs.are("either") & (among(kind, (Kind.RELATIVE, Kind.PRONOUN)) | _in_relative(c, group.solid))
    reduced = participle & ~group.be & ~group.have & ~has_object & ~finite
    passive = (participle & group.be) | reduced | attributive
    subject = _subjects(c, verbs, group, passive)
    beside = np.where(group.solid >= 0, c.phrase[np.maximum(group.solid, 0)], NONE)
    subject = np.where(reduced & (beside >= 0) & c.same_clause(group.solid, first), beside, subject)
    agent = np.where(passive, agents(c, last), NONE)
    loss = verbs.are("loss")
    target = np.where(attributive, group.object, np.where(passive | loss, subject, group.object))
    agent = _shared_agents(c, verbs, agent, passive, kind == Kind.CONJUNCTION)
    actor = np.where(passive, agent, np.where(loss, NONE, subject))
    alone = ~passive & ~loss & ~has_object
    target = np.where(alone, _relative_targets(c, subject), target)
    construction = np.where(passive, np.where(agent >= 0, PASSIVE, AGENTLESS), ACTIVE)
    keep = asserted(c, verbs) & ((actor >= 0) | (target >= 0))
    keep &= ~adjective | attributive
    keep &= passive | loss | has_object | (actor >= 0)
    return Harms(first, last, *_span(c, actor), *_span(c, target), construction).take(keep)


def _span(c: Clauses, phrase: Ints) -> tuple[Ints, Ints]:
    """First and last word of some noun phrases, -1 for none."""
    return np.append(c.first, NONE)[phrase], np.append(c.last, NONE)[phrase]
