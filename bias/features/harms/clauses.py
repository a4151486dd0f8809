"""Parts of a clause without a parser: the class of each word, runs of words that make a noun phrase, subjects.

A word belongs to a closed class, is one of the common verbs and adverbs that are listed, or is taken for part of a noun
phrase. A noun phrase is a run of such words, with a determiner before it or none and ``of`` inside it; a pronoun is one
by itself. What stands between a subject and its verb (auxiliaries, adverbs, times) is stepped over.

Known errors: a verb or adverb that is not listed is swallowed by the noun phrase beside it; of "people in Haldon" only
the head is taken, rightly more often than not; a subject parted from its verb by a long insertion is missed.

Source of the classes: Quirk, R., Greenbaum, S., Leech, G. and Svartvik, J. (1985). A Comprehensive Grammar of the
English Language. London: Longman.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from bias.lexicon import embedded
from bias.tokens import Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
NONE = -1
WORDS = "clause-words-en"


class Kind(IntEnum):
    """Class of a word; all but the first and the last are categories of ``clause-words-en``."""

    CONTENT = 0
    ADVERB = 1
    BE = 2
    BY = 3
    CONDITIONAL = 4
    CONJUNCTION = 5
    DENIAL = 6
    DETERMINER = 7
    DO = 8
    HAVE = 9
    IRREALIS = 10
    LIGHT = 11
    MODAL = 12
    NEGATION = 13
    OF = 14
    PREPOSITION = 15
    PRONOUN = 16
    RELATIVE = 17
    TIME = 18
    TO = 19
    VERB = 20
    HARM = 21


_STEPPED_OVER = (Kind.ADVERB, Kind.BE, Kind.DO, Kind.HAVE, Kind.MODAL, Kind.NEGATION, Kind.TO, Kind.TIME)
_SUBJECTS = ("i", "he", "she", "they", "we", "who", "which")
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
        return np.where(self.same_clause(at, beside), self.kind[_within(at, len(self.kind))], NONE)

    def clause_start(self, at: Ints) -> Ints:
        """First word of the clause of each place."""
        return np.searchsorted(self.tokens.clause, self.tokens.clause[at])

    def sentence_start(self, at: Ints) -> Ints:
        """First word of the sentence of each place."""
        return np.searchsorted(self.tokens.sentence, self.tokens.sentence[at])

    def is_one_of(self, words: tuple[str, ...], at: Ints) -> Bools:
        """Which of some places hold one of some words; a place outside the batch is that of the word next to it."""
        flags = self.tokens.vocabulary.is_one_of(frozenset(words))
        return flags[self.tokens.term[_within(at, len(self.kind))]]


def _within(at: Ints, n: int) -> Ints:
    return np.minimum(np.maximum(at, 0), n - 1)


def _same(number: Ints, one: Ints, other: Ints) -> Bools:
    n = len(number)
    exist = (np.minimum(one, other) >= 0) & (np.maximum(one, other) < n)
    return exist & (number[_within(one, n)] == number[_within(other, n)])


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
        return np.where(self.same_clause(at, beside), self.phrase[_within(at, len(self.phrase))], NONE)

    def head(self, phrase: Ints) -> Ints:
        """The phrase that each one is attached to by a preposition ("guns near Ketter": guns), or itself."""
        for _ in range(2):
            first = _picked(self.first, phrase)
            joint = self.kind_at(first - 1, first)
            outer = self.phrase_at(first - 2, first)
            phrase = np.where((phrase >= 0) & (joint == Kind.PREPOSITION) & (outer >= 0), outer, phrase)
        return phrase

    def ending_at(self, at: Ints) -> Ints:
        """The head of the noun phrase that ends at or last before each word of its sentence; an age is none."""
        ends = np.searchsorted(self.last, at, side="right") - 1
        last = _picked(self.last, ends)
        number = self.tokens.vocabulary.is_number()[self.tokens.term[last]]
        is_age = (ends > 0) & (last >= 0) & (_picked(self.first, ends) == last) & number
        is_age &= ~self.same_clause(last - 1, last) & self.same_sentence(last - 1, last)
        ends = np.where(is_age, ends - 1, ends)
        return self.head(np.where(self.same_sentence(_picked(self.last, ends), at), ends, NONE))

    @cached_property
    def _free(self) -> Ints:
        """Noun phrases without a preposition before them."""
        ahead = self.kind_at(self.first - 1, self.first)
        return np.flatnonzero(~among(ahead, (Kind.PREPOSITION, Kind.BY, Kind.OF, Kind.TO)))

    def opening(self, at: Ints) -> Ints:
        """The first noun phrase without a preposition in each word's sentence, if it lies before the word."""
        found = np.append(self._free, NONE)[np.searchsorted(self.first[self._free], self.sentence_start(at))]
        return np.where((found >= 0) & (_picked(self.last, found) < at), found, NONE)


def among(values: NDArray[np.integer], kinds: tuple[Kind, ...]) -> Bools:
    """Whether each class is one of some."""
    table = np.zeros(len(Kind) + 1, bool)
    table[[int(kind) for kind in kinds]] = True
    return table[values]


def _picked(values: Ints, rows: Ints) -> Ints:
    return np.append(values, NONE)[rows]


def is_one_of(tokens: Tokens, words: tuple[str, ...]) -> Bools:
    """Which words of a batch are one of some."""
    return tokens.vocabulary.is_one_of(frozenset(words))[tokens.term]


@cache
def _classes() -> tuple[tuple[Kind, frozenset[str]], ...]:
    lexicon = embedded(WORDS)
    return tuple((Kind[name.upper()], frozenset(lexicon.terms(name))) for name in lexicon.categories)


def kinds(tokens: Tokens) -> NDArray[np.int8]:
    """The class of each word, a listed verb behind a determiner taken for a noun ("the claims").

    Words that open a number ("at least 31", "about 400", "up to five") are determiners; a month behind a possessive
    ("the army's March attack") is part of the phrase.
    """
    of_term = np.zeros(len(tokens.vocabulary.terms), np.int8)
    for number, words in _classes():
        of_term[tokens.vocabulary.is_one_of(words)] = number
    kind = of_term[tokens.term]
    after_determiner = (kind[:-1] == Kind.DETERMINER) & (tokens.clause[1:] == tokens.clause[:-1])
    kind[1:][after_determiner & among(kind[1:], (Kind.VERB, Kind.LIGHT))] = Kind.CONTENT
    capital = tokens.vocabulary.capitalised()[tokens.form]
    kind[is_one_of(tokens, ("us",)) & capital] = Kind.CONTENT
    whole = np.flatnonzero(is_one_of(tokens, ("all",))[:-1] & is_one_of(tokens, ("out",))[1:])
    kind[whole], kind[whole + 1] = Kind.CONTENT, Kind.CONTENT
    _mark_verbs(tokens, kind, capital)
    owned = tokens.vocabulary.is_possessive()[tokens.term[:-1]] & (tokens.clause[1:] == tokens.clause[:-1])
    kind[1:][owned & (kind[1:] == Kind.TIME)] = Kind.CONTENT
    number = tokens.vocabulary.is_number()[tokens.term]
    least = is_one_of(tokens, ("at",))[:-1] & is_one_of(tokens, ("least", "most"))[1:]
    roughly = is_one_of(tokens, ("about", "around", "over", "nearly", "almost", "to", "up"))[:-1] & number[1:]
    kind[:-1][(least | roughly) & (tokens.clause[1:] == tokens.clause[:-1])] = Kind.DETERMINER
    return kind


def _mark_verbs(tokens: Tokens, kind: NDArray[np.int8], capital: Bools) -> None:
    """Takes unlisted words behind an auxiliary, *to* or a subject pronoun for verbs ("had awakened", "he saw")."""
    leads = among(kind, (Kind.BE, Kind.HAVE, Kind.DO, Kind.MODAL, Kind.TO)) | is_one_of(tokens, _SUBJECTS)
    adverb = kind == Kind.ADVERB
    near = leads[:-1].copy()
    near[1:] |= leads[:-2] & adverb[1:-1]
    near &= tokens.clause[1:] == tokens.clause[:-1]
    plain = ~capital[1:] & ~tokens.vocabulary.is_number()[tokens.term[1:]]
    kind[1:][near & plain & (kind[1:] == Kind.CONTENT)] = Kind.VERB


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
