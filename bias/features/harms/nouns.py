"""Harm as a noun: "the shelling of Haldon", "Norvani strikes on the town", "his arrest", "deaths".

The actor stands behind ``by``, or before the noun: a possessive ("the army's attack", "its invasion"), or an adjective
of a people or an abbreviation ("Norvani shelling", "NATO bombing"); of a verb that lends itself to a noun
("launched an invasion") it is the subject. Before nouns such as *arrest* a possessive is the target. The target stands
behind ``of``, ``on``, ``against`` or ``into``; but "an attack of" somebody is their deed. A noun that helps
to name something else ("attack helicopters") does not count, nor one that is not said to have happened ("a possible
attack", "plans of an invasion", "any strike", "to launch an attack", "an invasion would"). "An invasion" whose actor
stands at most in an adjective is taken for one talked of, "the invasion" for one that is.

What the lists of sides name is told by what they say it is: a people, a party, an army or a body stands before a noun
as the doer ("Democratic attacks" like "Republican attacks"); a country or a leader does not, for it may be the target.
A name that no list has is told by its ending.

Known errors: "Iran strike" has no actor, nor has "the Haldon shelling" a target; of two nouns joined by *and* a
possessive belongs to the one beside it; nouns such as *aggression* count only with a target or an agent.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from bias.features.harms.clauses import NONE, Clauses
from bias.features.harms.kinds import Bools, Ints, Kind, among, is_one_of, possessives
from bias.features.harms.subjects import agents
from bias.features.harms.verbs import NOMINAL, Harms
from bias.lexicon import available, embedded
from bias.tokens import Hits, Tokens

#: How many words before a noun may say that it did not happen.
REACH = 8
#: How many words behind it may do so ("an attack is imminent").
DOUBT_REACH = 4
_OF_PEOPLES = ("ian", "ean", "can", "man", "nan", "yan", "i", "ish", "ese", "ench", "zech", "eek")
#: What names of a list of sides have to be to stand as a doer right before a noun ("Norvani shelling").
_DOERS = ("people", "party", "armed group", "army", "organ")
#: From this length a word in capitals is shouted and no abbreviation.
_SHOUTED = 5
_OWNERS = frozenset(["its", "his", "her", "their", "our", "my", "your", "whose"])
_AT = frozenset(["on", "at", "upon"])
_TOWARDS = (_AT - {"at"}) | {"against", "into"}
_INVASION, _SUDDEN = frozenset(["invasion"]), frozenset(["invasion", "attack"])
#: Nouns that name a policy as often as a deed, and count only with what they are done to or by whom.
_ABSTRACT = frozenset(["aggression", "harassment", "intimidation", "oppression", "persecution", "repression"])
_INDEFINITE, _OUT = frozenset(["a", "an"]), frozenset(["out"])
_UNREAL = (Kind.IRREALIS, Kind.MODAL, Kind.NEGATION, Kind.CONDITIONAL, Kind.DENIAL)


@dataclass(frozen=True, eq=False)
class Nouns:
    """Nouns of harm that were found, and what their category says.

    Attributes
    ----------
    hits
        Their places.
    is_attack
        Whether *of* leads to the actor (an attack of the army).
    aims
        Whether *on* leads to the target (a strike on the town; but the invasion on land).
    is_undergone, is_outcome
        Whether a possessor is the target (his arrest), and whether there is no actor at all (deaths).
    """

    hits: Hits
    is_attack: Bools
    aims: Bools
    is_undergone: Bools
    is_outcome: Bools


def noun_harms(c: Clauses, nouns: Nouns) -> Harms:
    """The harms that nouns of a batch tell of."""
    first, last = nouns.hits.first, nouns.hits.last
    begin = np.append(c.first, NONE)[c.phrase_at(first, first)]
    begin = np.where(begin < 0, first, begin)
    owner = _last_at(_is_owner(c.tokens), first, begin)
    owner_first = _name_of(c, owner, begin)
    owns = (owner >= 0) & ~nouns.is_undergone & ~nouns.is_outcome
    people = np.where(nouns.is_outcome, NONE, _people_before(c, first, begin))
    doer = np.where(nouns.is_attack & (c.kind_at(last + 1, last) == Kind.OF), c.phrase_at(last + 2, last), NONE)
    lent = np.where(nouns.is_outcome, NONE, _lent_subject(c, begin))
    agent = agents(c, last)
    target = np.where(doer >= 0, NONE, _behind(c, last, agent, nouns.aims))
    actor_first, actor_last = np.where(owns, owner_first, people), np.where(owns, owner, people)
    for phrase in (doer, lent, agent):
        actor_first = np.where(phrase >= 0, np.append(c.first, NONE)[phrase], actor_first)
        actor_last = np.where(phrase >= 0, np.append(c.last, NONE)[phrase], actor_last)
    owned = (owner >= 0) & ~owns
    target_first = np.where(target >= 0, np.append(c.first, NONE)[target], np.where(owned, owner_first, NONE))
    target_last = np.where(target >= 0, np.append(c.last, NONE)[target], np.where(owned, owner, NONE))
    idle = c.is_one_of(_ABSTRACT, first) & (target < 0) & (agent < 0) & (lent < 0)
    keep = ~idle & _asserted(c, first, last) & ~_helps_to_name(c, last) & ~_only_talked_of(c, first, begin, (lent >= 0))
    nominal = np.full(len(first), NOMINAL)
    return Harms(first, last, actor_first, actor_last, target_first, target_last, nominal).take(keep)


def _behind(c: Clauses, last: Ints, agent: Ints, aims: Bools) -> Ints:
    """The noun phrase that stands behind a noun and its agent with a preposition that leads to a target."""
    target = np.full(len(last), NONE)
    for place in (last + 1, np.append(c.last, NONE - 1)[agent] + 1):
        leads = (c.kind_at(place, last) == Kind.OF) | (c.same_clause(place, last) & c.is_one_of(_TOWARDS, place))
        leads &= aims | ~c.is_one_of(_AT, place)
        target = np.where((target < 0) & leads, c.phrase_at(place + 1, last), target)
    return target


def _only_talked_of(c: Clauses, first: Ints, begin: Ints, is_lent: Bools) -> Bools:
    """Which nouns are "an invasion" that no verb says was launched, or stand behind "to launch" or "will launch"."""
    article = _last_at(is_one_of(c.tokens, _INDEFINITE), first, begin)
    vague: Bools = (article >= 0) & ~is_lent
    vague &= c.is_one_of(_INVASION, first) | (c.kind_at(article - 1, first) == Kind.OF)
    goes_on = (c.kind_at(first + 1, first) == Kind.OF) | (
        c.same_clause(first + 1, first) & c.is_one_of(_TOWARDS, first + 1)
    )
    vague |= c.is_one_of(_SUDDEN, first) & (begin == first) & ~goes_on & c.same_clause(first - 1, first)
    place = _lender(c, begin)
    solid, unreal = c.before(place - 1), c.count(Kind.MODAL, Kind.TO, Kind.NEGATION)
    vague |= (c.kind_at(place, begin) == Kind.LIGHT) & (unreal[place] > unreal[np.where(solid >= 0, solid, place)])
    return vague


def _is_owner(tokens: Tokens) -> Bools:
    return possessives(tokens) | is_one_of(tokens, _OWNERS)


def _last_at(flags: Bools, first: Ints, begin: Ints) -> Ints:
    """The last flagged word before each noun and not before its phrase, or -1."""
    places = np.append(np.flatnonzero(flags), NONE)
    found = places[np.searchsorted(places[:-1], first) - 1]
    return np.where(found >= begin, found, NONE)


def _name_of(c: Clauses, owner: Ints, begin: Ints) -> Ints:
    """First word of each owner: of a name the first of its capitals, else the first of its phrase."""
    capital = c.tokens.vocabulary.capitalised()[c.tokens.form]
    small = _last_at(~capital, owner, begin)
    name = np.where((owner >= 0) & capital[np.maximum(owner, 0)], np.maximum(small + 1, begin), begin)
    return np.where(c.is_one_of(_OWNERS, owner), owner, name)


def _people_before(c: Clauses, first: Ints, begin: Ints) -> Ints:
    """The last capital before each noun in its phrase, where it is an adjective of a people or an abbreviation."""
    tokens = c.tokens
    capital = tokens.vocabulary.capitalised()[tokens.form] & (c.kind == Kind.CONTENT)
    at = _last_at(capital, first, begin)
    rows = np.flatnonzero(at >= 0)
    doers = np.array([_is_doer(name) for name in tokens.vocabulary.forms.spelled(tokens.form[at[rows]])], bool)
    at[rows[~doers]] = NONE
    return at


def _is_doer(name: str) -> bool:
    """Whether a name right before a noun says who did it, by what it names; by its ending only where no list has it."""
    if 1 < len(name) < _SHOUTED and name.isupper():
        return True
    listed = _listed_names().get(name.lower())
    return name.lower().endswith(_OF_PEOPLES) if listed is None else listed


@cache
def _listed_names() -> dict[str, bool]:
    """Whether each name of one word in the lists of sides, or before "Party", stands before a noun as its doer."""
    lists = [embedded(name) for name in available() if name.startswith("sides-")]
    notes = {entry.term.lower(): entry.note for names in lists for entry in names.entries}
    parties = {term.removesuffix(" party"): "party" for term in notes if term.endswith(" party")}
    return {term: note in _DOERS for term, note in (parties | notes).items()}


def _lender(c: Clauses, begin: Ints) -> Ints:
    """The word before each phrase, a particle stepped over."""
    return np.maximum(np.where(c.is_one_of(_OUT, begin - 1), begin - 2, begin - 1), 0)


def _lent_subject(c: Clauses, begin: Ints) -> Ints:
    """The subject of a verb that lends itself to the phrase behind it: "launched an invasion", "carried out a raid"."""
    place = _lender(c, begin)
    light = c.kind_at(place, begin) == Kind.LIGHT
    solid = c.before(place - 1)
    kind = np.where(solid >= 0, c.kind[np.maximum(solid, 0)], NONE)
    beside = np.where(c.phrase[np.maximum(solid, 0)] >= 0, c.ending_at(np.maximum(solid, 0)), NONE)
    subject = np.where(kind == Kind.RELATIVE, c.ending_at(np.maximum(solid - 1, 0)), beside)
    return np.where(light & (solid >= 0), subject, NONE)


def _asserted(c: Clauses, first: Ints, last: Ints) -> Bools:
    """Which nouns are said to have happened."""
    begin = np.maximum(first - REACH, c.sentence_start(first))
    end = np.searchsorted(c.tokens.clause, c.tokens.clause[last], side="right")
    unreal, verb = c.count(*_UNREAL), c.count(Kind.VERB, Kind.HARM, Kind.BE, Kind.HAVE)
    modals = np.append(np.flatnonzero(c.kind == Kind.MODAL), len(c.kind))
    next_modal = np.minimum(modals[np.searchsorted(modals[:-1], last)], end)
    bound = (next_modal < end) & (verb[next_modal] == verb[last + 1])
    doubted = c.count(Kind.IRREALIS)
    near = np.minimum(last + DOUBT_REACH, end)
    said: Bools = (unreal[first] == unreal[begin]) & ~bound & (doubted[near] == doubted[np.minimum(last + 1, near)])
    return said


def _helps_to_name(c: Clauses, last: Ints) -> Bools:
    """Which nouns stand before another noun: "attack helicopters"."""
    return among(c.kind_at(last + 1, last), (Kind.CONTENT,))
