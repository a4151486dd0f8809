"""Who does what a verb of harm says: its subject, the agent behind ``by``, and what relative clauses leave open.

The subject of a second verb is that of the first. A participle that hangs on no noun ("killing two") has the subject
that opens its sentence where at most one other verb stands between, else none; so has a verb whose own subject is
parted from it.
"""

from __future__ import annotations

import numpy as np

from bias.features.harms.clauses import NONE, Clauses
from bias.features.harms.forms import OBJECT, Around, Verbs
from bias.features.harms.kinds import Bools, Ints, Kind, among

#: How many words behind a participle its agent's ``by`` may stand.
AGENT_REACH = 8
_FOR, _WITHIN, _WHICH = frozenset(["for"]), frozenset(["in", "including"]), frozenset(["which", "whom"])
_CHARGES = frozenset(["charges", "charge", "suspicion", "accusations", "allegations", "accusation", "allegation"])
_PLACE = frozenset(["in", "near", "at", "from", "on", "outside", "inside", "around", "across"])


def agents(c: Clauses, last: Ints) -> Ints:
    """The noun phrase behind the next ``by`` of each word's clause, or -1."""
    places = np.append(np.flatnonzero(c.kind == Kind.BY), NONE)
    by = places[np.searchsorted(places[:-1], last)]
    stops = c.count(Kind.HARM, Kind.VERB, Kind.CONJUNCTION, Kind.RELATIVE)
    near = c.same_clause(by, last) & (by - last <= AGENT_REACH) & (stops[np.maximum(by, 0)] == stops[last + 1])
    return np.where(near, c.phrase_at(by + 1, by), NONE)


def subjects(c: Clauses, verbs: Verbs, group: Around, passive: Bools) -> Ints:
    """The noun phrase that is the subject of each verb, or -1."""
    first, solid = verbs.hits.first, group.solid
    kind = np.where(solid >= 0, c.kind[np.maximum(solid, 0)], NONE)
    ing = verbs.are("ing")
    loose = ing & ~group.be & (~c.same_clause(solid, first) | ~among(kind, (*OBJECT, Kind.OF)))
    opening = _opening(c, first)
    behind = c.ending_at(np.maximum(solid - 1, 0))
    subject = np.where(kind == Kind.RELATIVE, behind, _beside(c, first, solid, ing & ~group.be))
    subject = np.where(loose, np.where(c.is_one_of(_WITHIN, solid), NONE, opening), subject)
    charge = c.is_one_of(_CHARGES, np.append(c.last, NONE)[behind])
    subject = np.where(ing & ((kind == Kind.OF) | c.is_one_of(_FOR, solid)), np.where(charge, NONE, behind), subject)
    previous = np.maximum(np.arange(len(first)) - 1, 0)
    known = c.same_sentence(first[previous], first) & (previous < np.arange(len(first)))
    joined = kind == Kind.CONJUNCTION
    parted = ~c.same_clause(solid, first) & ~passive[previous]
    finite = ~passive & ~group.be & ~group.have & (kind != Kind.RELATIVE)
    shares = joined | (parted & (loose | finite))
    helper = c.last_before(first, Kind.BE)
    beyond = joined & ~known & verbs.are("either", "participle") & (helper >= 0)
    beyond &= c.kind_at(solid - 1, solid) == Kind.VERB
    subject = np.where(beyond, c.ending_at(np.maximum(c.before(helper - 1), 0)), subject)
    alone = joined & ~known & ~beyond & ~passive
    stranded = (group.be | group.have) & ~shares & (subject < 0)
    subject = np.where(alone | stranded, opening, subject)
    for _ in range(2):
        subject = np.where(shares & known, subject[previous], subject)
    return subject


def _opening(c: Clauses, first: Ints) -> Ints:
    """The phrase that opens the sentence of each verb, where at most one other verb stands between them."""
    found, verbs = c.opening(first), c.count(Kind.VERB, Kind.HARM, Kind.LIGHT, Kind.IRREALIS)
    between = verbs[first] - verbs[np.append(c.last, NONE)[found] + 1]
    return np.where(between <= 1, found, NONE)


def _beside(c: Clauses, first: Ints, solid: Ints, is_loose: Bools) -> Ints:
    """The phrase right before each verb, or what a preposition ties that to ("guns near Ketter": guns).

    Before a participle without an auxiliary only a place is tied so: "fears about Norvane invading" is of Norvane.
    """
    phrase = np.where(solid >= 0, c.phrase[np.maximum(solid, 0)], NONE)
    led_by_place = c.is_one_of(_PLACE, np.append(c.first, NONE)[phrase] - 1)
    whole = np.where(is_loose & ~led_by_place, phrase, c.ending_at(np.maximum(solid, 0)))
    inserted = _before_insertion(c, solid, first)
    return np.where(inserted >= 0, inserted, np.where(phrase >= 0, whole, NONE))


def _before_insertion(c: Clauses, solid: Ints, first: Ints) -> Ints:
    """The phrase before a relative clause that a comma parts from the verb: "Lind, who had spoken in court, was"."""
    begin = c.clause_start(np.maximum(solid, 0))
    relative = (solid >= 0) & ~c.same_clause(solid, first) & (c.kind[begin] == Kind.RELATIVE)
    return np.where(relative & (begin > 0), c.ending_at(np.maximum(begin - 1, 0)), NONE)


def shared_agents(c: Clauses, verbs: Verbs, agent: Ints, passive: Bools, joined: Bools) -> Ints:
    """Agents; a passive joined to another has that one's ("arrested by police and beaten")."""
    first = verbs.hits.first
    same = joined & passive & (agent < 0)
    same[1:] &= passive[:-1] & c.same_sentence(first[:-1], first[1:])
    same[:1] = False
    return np.where(same, np.concatenate([[NONE], agent])[: len(agent)], agent)


def relative_targets(c: Clauses, subject: Ints) -> Ints:
    """What a verb without an object is done to: "the peninsula which Russia annexed", "land it had occupied"."""
    start = np.where(subject >= 0, np.append(c.first, 0)[subject], 0)
    ahead = c.kind_at(start - 1, start)
    outer = c.phrase_at(start - 1, start)
    pronoun = c.kind[start] == Kind.PRONOUN
    behind_relative = c.ending_at(np.maximum(start - 2, 0))
    target = np.where(ahead == Kind.RELATIVE, behind_relative, np.where(pronoun, outer, NONE))
    return np.where((subject >= 0) & (start > 0), target, NONE)


def in_relative(c: Clauses, solid: Ints) -> Bools:
    """Which subjects stand behind a relative pronoun that stands for a noun: "the peninsula which Russia annexed"."""
    start = np.append(c.first, NONE)[np.where(solid >= 0, c.phrase[np.maximum(solid, 0)], NONE)]
    parted = c.is_one_of(_WHICH, start - 1) & ~c.same_clause(start - 2, start)
    noun = parted | (c.kind_at(start - 2, start) == Kind.CONTENT)
    found: Bools = (c.kind_at(start - 1, start) == Kind.RELATIVE) & noun
    return found
