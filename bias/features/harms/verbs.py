"""Verbs of harm, active or passive, with their subjects and objects.

A verb's form and the words before it tell its construction. With *be* or *get* before it a participle is passive; one
without either and without an object is so too ("two men killed in", "Student hurt at protest dies"), and so is one
between a determiner and a noun ("the arrested men"). The actor of a passive stands behind ``by``. An active verb needs
an object, an auxiliary or a relative pronoun to count, or to be joined to a verb that has one. Of "fired eight rockets
at the town" the town is the target. "died" and "fled" are active verbs whose subject is the target.

What is not said to have happened is left out: verbs behind a modal, ``to``, ``not`` or ``without``, in a clause with
``if``, shortly behind "denied"; participles and base forms shortly behind "plans", "fears" and the like, and
participles without a subject.

Known errors: see ``kinds`` and ``clauses``; an active verb without an object can be taken for a passive one ("Russia
attacked at dawn"); the subject of a second verb is that of the first; what a pronoun stands for is not looked up;
infinitives of things done ("used batons to clear the square") are left out with those of things planned.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bias.features.harms.clauses import NONE, Clauses
from bias.features.harms.forms import Verbs, around
from bias.features.harms.kinds import Bools, Ints, Kind, among
from bias.features.harms.subjects import agents, in_relative, relative_targets, shared_agents, subjects

CONSTRUCTIONS = ("active", "passive", "agentless passive", "nominal")
ACTIVE, PASSIVE, AGENTLESS, NOMINAL = range(4)
#: How many words before a verb the word that denies it may stand.
DENIAL_REACH = 5
#: How many words on the next verb may begin that is joined to one.
JOINED_REACH = 3
_AIMED = frozenset(["at", "on", "upon"])
_AVERTED = frozenset(["from", "with", "against", "about", "into", "than", "toward", "towards", "like", "on"])


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


def asserted(c: Clauses, verbs: Verbs) -> Bools:
    """Which verbs are said to have happened; a base form needs a clause without a modal ("should it invade")."""
    first = verbs.hits.first
    solid, clause, sentence = c.before(first - 1), c.clause_start(first), c.sentence_start(first)
    bare = verbs.are("base", "base or noun")
    begin = np.where(bare, clause, np.where(solid >= 0, solid + 1, sentence))
    unreal = c.count(Kind.MODAL, Kind.TO, Kind.NEGATION)
    condition, denial = c.count(Kind.CONDITIONAL), c.count(Kind.DENIAL)
    near = np.maximum(first - DENIAL_REACH, sentence)
    ing, hoped = verbs.are("ing"), c.count(Kind.IRREALIS)
    averted = ing & c.is_one_of(_AVERTED, solid)
    averted |= (ing | bare) & (hoped[first] > hoped[np.maximum(near, clause)])
    averted |= c.kind_at(first - 1, first) == Kind.IRREALIS
    kept: Bools = ~averted & (unreal[first] == unreal[begin])
    kept &= (condition[first] == condition[clause]) & (denial[first] == denial[near])
    return kept


def verb_harms(c: Clauses, verbs: Verbs) -> Harms:
    """The harms that verbs of a batch tell of."""
    group = around(c, verbs)
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
    finite = verbs.are("either") & (among(kind, (Kind.RELATIVE, Kind.PRONOUN)) | in_relative(c, group.solid))
    finite |= _shares_object(c, verbs, has_object)
    reduced = participle & ~group.be & ~group.have & ~has_object & ~finite
    passive = (participle & group.be) | reduced | attributive
    subject = subjects(c, verbs, group, passive)
    beside = np.where(group.solid >= 0, c.phrase[np.maximum(group.solid, 0)], NONE)
    subject = np.where(reduced & (beside >= 0) & c.same_clause(group.solid, first), beside, subject)
    agent = np.where(passive, agents(c, last), NONE)
    loss = verbs.are("loss")
    target = np.where(attributive, group.object, np.where(passive | loss, subject, group.object))
    target = np.where(passive & has_object & c.is_one_of(_AIMED, last), group.object, target)
    agent = shared_agents(c, verbs, agent, passive, kind == Kind.CONJUNCTION)
    actor = np.where(passive, agent, np.where(loss, NONE, subject))
    alone = ~passive & ~loss & ~has_object
    target = np.where(alone, relative_targets(c, subject), target)
    construction = np.where(passive, np.where(agent >= 0, PASSIVE, AGENTLESS), ACTIVE)
    keep = asserted(c, verbs) & ((actor >= 0) | (target >= 0))
    keep &= ~adjective | attributive
    keep &= passive | loss | has_object | (actor >= 0)
    keep &= (has_object | ~verbs.are("throwing")) & ((actor >= 0) | ~verbs.are("ing"))
    return Harms(first, last, *_span(c, actor), *_span(c, target), construction).take(keep)


def _shares_object(c: Clauses, verbs: Verbs, has_object: Bools) -> Bools:
    """Which verbs are joined to the next one, whose object is theirs too: "invaded and occupied the valley"."""
    last, behind = verbs.hits.last, verbs.hits.first[1:]
    joined: Bools = (c.kind_at(last + 1, last) == Kind.CONJUNCTION) & verbs.are("either")
    joined[:-1] &= (behind - last[:-1] <= JOINED_REACH) & has_object[1:] & c.same_clause(behind, last[:-1])
    joined[-1:] = False
    return joined


def _span(c: Clauses, phrase: Ints) -> tuple[Ints, Ints]:
    """First and last word of some noun phrases, -1 for none."""
    return np.append(c.first, NONE)[phrase], np.append(c.last, NONE)[phrase]
