"""Every harm that a batch tells of: verbs and nouns together, a word that can be both taken for one of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from bias.features.finding import Finder, Found
from bias.features.harms.clauses import NONE, Words, clauses
from bias.features.harms.forms import Verbs, likely_verbs, sure_verbs
from bias.features.harms.kinds import Bools, Ints, Kind, kinds
from bias.features.harms.nouns import Nouns, noun_harms
from bias.features.harms.verbs import Harms, verb_harms
from bias.lexicon import embedded
from bias.tokens import Hits, Tokens

VERBS, NOUNS = "harm-verbs-en", "harm-nouns-en"


@cache
def _finder(name: str) -> Finder:
    return Finder(embedded(name))


@cache
def _without_aim() -> Bools:
    """For each noun whether *on* behind it says where and not against whom."""
    return np.array([entry.note in ("invasion", "annexation", "occupation") for entry in embedded(NOUNS).entries], bool)


def find_harms(tokens: Tokens) -> Harms:
    """The harms of a batch, in order of place.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> tokens = tokenise(["Norvani guns shelled Haldon. Two men were wounded."])
    >>> harms = find_harms(tokens)
    >>> harms.has_actor.tolist(), harms.construction.tolist()
    ([True, False], [0, 2])
    """
    return tokens.once(find_harms, lambda: _found(tokens))


def _found(tokens: Tokens) -> Harms:
    """Harms, looked for only in the sentences that hold a word of harm."""
    nouns, verbs = _finder(NOUNS).find(tokens), _finder(VERBS).find(tokens)
    holds = np.zeros(int(tokens.sentence.max(initial=-1)) + 1, bool)
    holds[tokens.sentence[np.concatenate([nouns.hits.first, verbs.hits.first])]] = True
    chosen = holds[tokens.sentence]
    place = np.cumsum(chosen) - 1
    few = _harms(tokens.some(chosen), _moved(nouns, place), _moved(verbs, place))
    where = np.append(np.flatnonzero(chosen), NONE)
    places = {name: where[at] for name, at in vars(few).items() if name != "construction"}
    return Harms(**places, construction=few.construction)


def _moved(found: Found, place: Ints) -> Found:
    hits = found.hits
    return replace(found, hits=Hits(hits.entry, place[hits.first], place[hits.last]))


def _harms(tokens: Tokens, nouns: Found, found: Found) -> Harms:
    """The harms that some nouns and verbs tell of."""
    verbs = Verbs(found.hits, found.category, _finder(VERBS).categories)
    is_noun = _flags(tokens, nouns.hits)
    kind = kinds(tokens, is_noun | _flags(tokens, found.hits))
    sure = sure_verbs(verbs, Words(tokens, kind))
    kind[_flags(tokens, found.hits.keep(sure))] = Kind.HARM
    chosen = sure | likely_verbs(verbs, Words(tokens, kind), is_noun)
    kind[_flags(tokens, found.hits.keep(chosen))] = Kind.HARM
    kept = nouns.keep(kind[nouns.hits.first] != Kind.HARM)
    closes = np.zeros(len(kind), bool)
    closes[kept.hits.last] = True
    c = clauses(tokens, kind, closes)
    by_verb = verb_harms(c, Verbs(found.hits.keep(chosen), found.category[chosen], verbs.categories))
    names = _finder(NOUNS).categories
    of = {name: kept.category == names.index(name) for name in names}
    aims = ~_without_aim()[kept.hits.entry]
    by_noun = noun_harms(c, Nouns(kept.hits, of["attack"], aims, of["undergone"], of["outcome"]))
    return by_verb.merged(by_noun.take(~_inside_actors(tokens, by_noun.first, by_verb)))


def _flags(tokens: Tokens, hits: Hits) -> Bools:
    """Whether each word belongs to a hit."""
    change = np.zeros(len(tokens.term) + 1, np.int64)
    np.add.at(change, hits.first, 1)
    np.add.at(change, hits.last + 1, -1)
    return np.cumsum(change)[:-1] > 0


def _inside_actors(tokens: Tokens, at: Ints, harms: Harms) -> Bools:
    """Which places lie in an actor ("Norvani shelling killed two"): the verb already tells of that harm."""
    named = harms.take(harms.has_actor)
    return _flags(tokens, Hits(named.first, named.actor_first, named.actor_last))[at]
