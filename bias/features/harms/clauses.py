"""Parts of a clause without a parser: runs of words that make a noun phrase, what stands before a verb.

A noun phrase is a run of words of no other class, with a determiner before it or none and ``of`` inside it; a pronoun
is one by itself. What stands between a subject and its verb (auxiliaries, adverbs, times) is stepped over.

Known errors: those of ``kinds``; of "people in Haldon" only the head is taken, rightly more often than not; a subject
parted from its verb by a long insertion is missed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bias.features.harms.kinds import Bools, Ints, Kind, among
from bias.tokens import Tokens

NONE = -1
_STEPPED_OVER = (Kind.ADVERB, Kind.BE, Kind.DO, Kind.HAVE, Kind.MODAL, Kind.NEGATION, Kind.TO, Kind.TIME)
_VERBAL = (Kind.BE, Kind.DO, Kind.HARM, Kind.HAVE, Kind.LIGHT, Kind.MODAL, Kind.VERB)
_THOSE = frozenset(["those"])
_PHRASE = (Kind.CONTENT, Kind.DETERMINER)


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a batch by class.

    Attributes
    ----------
    tokens
        The batch.
    kind
        Class of each word.
    """

    tokens: Tokens
    kind: NDArray[np.int8]
    _counts: dict[tuple[Kind, ...], Ints] = field(default_factory=dict, init=False)

    def count(self, *kinds: Kind) -> Ints:
        """Running number of words of some classes before each word; one entry more than words."""
        if kinds not in self._counts:
            self._counts[kinds] = np.concatenate([[0], np.cumsum(among(self.kind, kinds))])
        return self._counts[kinds]

    @cached_property
    def _solid(self) -> Ints:
        """The nearest word up to and with each that is no auxiliary, adverb or time."""
        solid = np.where(among(self.kind, _STEPPED_OVER), NONE, np.arange(len(self.kind)))
        return np.maximum.accumulate(solid)

    def before(self, at: Ints) -> Ints:
        """The nearest word up to and with each place that is no auxiliary, adverb or time, in the same sentence."""
        found = self._solid[np.maximum(at, 0)]
        behind = np.minimum(found + 1, len(self.kind) - 1)
        dated = (found >= 0) & (found < at) & (self.kind[found] == Kind.PREPOSITION) & (self.kind[behind] == Kind.TIME)
        found = np.where(dated, self._solid[np.maximum(found - 1, 0)], found)
        return np.where(self.same_sentence(found, at), found, NONE)

    def last_before(self, at: Ints, kind: Kind) -> Ints:
        """The nearest word of a class before each place in its clause, or -1."""
        places = np.flatnonzero(self.kind == kind)
        found = np.append(places, NONE)[np.searchsorted(places, at) - 1]
        return np.where(self.same_clause(found, at), found, NONE)

    def same_clause(self, one: Ints, other: Ints) -> Bools:
        """Whether two words exist and stand in the same clause."""
        return _same(self.tokens.clause, one, other)

    def same_sentence(self, one: Ints, other: Ints) -> Bools:
        """Whether two words exist and stand in the same sentence."""
        return _same(self.tokens.sentence, one, other)

    def kind_at(self, at: Ints, beside: Ints) -> Ints:
        """Class of some words, -1 where they do not stand in the clause of the words beside them."""
        return np.where(self.same_clause(at, beside), self.kind.take(at, mode="clip"), NONE)

    def clause_start(self, at: Ints) -> Ints:
        """First word of the clause of each place."""
        return np.searchsorted(self.tokens.clause, self.tokens.clause[at])

    def sentence_start(self, at: Ints) -> Ints:
        """First word of the sentence of each place."""
        return np.searchsorted(self.tokens.sentence, self.tokens.sentence[at])

    def is_one_of(self, words: frozenset[str], at: Ints) -> Bools:
        """Which of some places hold one of some words; a place outside the batch is that of the word next to it."""
        found: Bools = self.tokens.vocabulary.is_one_of(words)[self.tokens.term.take(at, mode="clip")]
        return found


def _same(number: Ints, one: Ints, other: Ints) -> Bools:
    same: Bools = number.take(one, mode="clip") == number.take(other, mode="clip")
    return same & (np.minimum(one, other) >= 0) & (np.maximum(one, other) < len(number))


@dataclass(frozen=True, eq=False)
class Clauses(Words):
    """The words of a batch by class, and its noun phrases.

    Attributes
    ----------
    phrase
        Number of the noun phrase that each word belongs to, or -1.
    first, last
        First and last word of each noun phrase.
    """

    phrase: Ints
    first: Ints
    last: Ints

    def phrase_at(self, at: Ints, beside: Ints) -> Ints:
        """Noun phrase of some words, -1 where there is none or they are not in the clause of the words beside them."""
        return np.where(self.same_clause(at, beside), self.phrase.take(at, mode="clip"), NONE)

    @cached_property
    def _head(self) -> Ints:
        """For each phrase the one that it is attached to by a preposition ("guns near Ketter": guns), or itself."""
        head = np.arange(len(self.first))
        led = np.flatnonzero(self.kind_at(self.first - 1, self.first) == Kind.PREPOSITION)
        led = led[~self.is_one_of(_THOSE, self.first[led])]
        joint = self.before(self.first[led] - 2)
        outer = self.phrase_at(joint, self.first[led])
        head[led] = np.where(outer >= 0, outer, led)
        return np.append(head[head], NONE)

    def ending_at(self, at: Ints) -> Ints:
        """The head of the noun phrase that ends at or last before each word of its sentence; an age is none."""
        ends = np.searchsorted(self.last, at, side="right") - 1
        last = _picked(self.last, ends)
        number = self.tokens.vocabulary.is_number()[self.tokens.term[last]]
        is_age = (ends > 0) & (last >= 0) & (_picked(self.first, ends) == last) & number
        is_age &= ~self.same_clause(last - 1, last) & self.same_sentence(last - 1, last)
        ends = np.where(is_age, ends - 1, ends)
        return self._head[np.where(self.same_sentence(_picked(self.last, ends), at), ends, NONE)]

    @cached_property
    def _verbs(self) -> Ints:
        """Places of verbs and auxiliaries."""
        return np.append(np.flatnonzero(among(self.kind, _VERBAL)), NONE)

    def opening(self, at: Ints) -> Ints:
        """The subject of the first verb in each word's sentence, if that verb stands before the word."""
        verb = self._verbs[np.searchsorted(self._verbs[:-1], self.sentence_start(at))]
        solid = self.before(verb - 1)
        subject = self.ending_at(np.maximum(solid, 0))
        return np.where((verb >= 0) & (verb < at) & self.same_sentence(solid, at), subject, NONE)


def _picked(values: Ints, rows: Ints) -> Ints:
    return np.append(values, NONE)[rows]


def clauses(tokens: Tokens, kind: NDArray[np.int8], closes: Bools) -> Clauses:
    """Noun phrases of a batch.

    Parameters
    ----------
    tokens
        The batch.
    kind
        The class of each word.
    closes
        Words behind which no ``of`` goes on: nouns of harm, so that "the shelling of Haldon" stays two phrases.
    """
    inside = among(kind, _PHRASE)
    joined = tokens.clause[1:] == tokens.clause[:-1]
    linked = np.zeros(len(kind), bool)
    linked[1:-1] = (kind[1:-1] == Kind.OF) & inside[:-2] & inside[2:] & joined[:-1] & joined[1:] & ~closes[:-2]
    member = inside | linked
    goes_on = np.zeros(len(kind), bool)
    anew = (kind[1:] == Kind.DETERMINER) & (kind[:-1] == Kind.CONTENT)
    goes_on[1:] = member[1:] & member[:-1] & joined & ~anew
    single = kind == Kind.PRONOUN
    begins = (member & ~goes_on) | single
    ends = (member | single) & ~np.append(goes_on[1:], False)
    phrase = np.where(member | single, np.cumsum(begins) - 1, NONE)
    return Clauses(tokens, kind, phrase, np.flatnonzero(begins), np.flatnonzero(ends))
