"""Who says what: the subject of each reporting verb, and the verb that each quotation belongs to.

All verbs of a batch are looked at together, and so are all quotations. A verb's subject is the actor behind it ("…,"
said X; according to X), the nearest one before it in its clause, or the nearest in its sentence that stands in no
relative clause. A pronoun is led back to the actor last spoken of as a speaker or as the first of a sentence; a
described person and a surname to the actor that names them best (see ``actors``). A quotation belongs to the verb
nearest to it (see ``quoting``).

Known errors: of two actors before one verb the nearer is taken; "he" is whoever was last the topic, whatever the sex.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bias.features.actors.names import flags, is_before
from bias.features.actors.phrases import picked, row_of_word
from bias.features.actors.referents import Actors
from bias.features.actors.sides import known_sides
from bias.features.finding import Finder, Found
from bias.features.voices.quoting import carried, nearest_verb
from bias.lexicon import embedded
from bias.tokens import Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
#: How many words before a verb may hold its subject, and behind it where that follows.
_BEFORE, _BEHIND = 25, 4
#: How many words behind its actor a pronoun may stand.
_RECALL = 100
_RELATIVE = ("who", "which", "whose", "whom", "where", "when")
_SINGULAR, _THING, _PLURAL = ("he", "she"), ("it",), ("they",)
_JOINS = ("and", "but", "or")
_TELL = ("told", "tell", "tells")
_NONE = -1


@dataclass(frozen=True, eq=False)
class Attribution:
    """The reporting verbs of a batch, who speaks, and which quotations they report; -1 where that was not found.

    Attributes
    ----------
    verbs
        The reporting verbs in the outlet's own words.
    subject
        For each verb the actor that is its subject.
    speaker
        For each verb the actor that speaks: what its subject refers to.
    is_inverted
        Whether a verb's subject stands behind it.
    verb
        For each quotation its reporting verb: a row of ``verbs``.
    quoted
        For each quotation the actor that speaks.
    actors
        The actors of the batch.
    """

    verbs: Found
    subject: Ints
    speaker: Ints
    is_inverted: Bools
    verb: Ints
    quoted: Ints
    actors: Actors


class Attributor:
    """Finds who says what; holds the lists it needs."""

    @cached_property
    def verbs(self) -> Finder:
        """Reporting verbs, categories are stances."""
        return Finder(embedded("reporting-verbs-en"))

    @cached_property
    def _is_participle(self) -> Bools:
        return np.array([entry.term.split()[0].endswith("ing") for entry in self.verbs.lexicon.entries])

    def attribute(self, tokens: Tokens) -> Attribution:
        """The attribution of every reporting verb and every quotation of the batch."""
        verbs = self.verbs.find(tokens)
        verbs = verbs.keep(~tokens.quoted[verbs.hits.first])
        actors = known_sides().actors(tokens)
        subject, is_inverted = self._subjects(tokens, verbs, actors)
        speaker = self._speakers(tokens, verbs, actors, subject)
        lead = np.where(is_inverted, verbs.hits.first, picked(actors.first, subject))
        verb = nearest_verb(tokens, row_of_word(tokens, verbs.hits), ~tokens.quoted, lead)
        quoted = carried(tokens, picked(speaker, verb), verb)
        return Attribution(verbs, subject, speaker, is_inverted, verb, quoted, actors)

    def _subjects(self, tokens: Tokens, verbs: Found, actors: Actors) -> tuple[Ints, Bools]:
        """Each verb's subject, and whether that stands behind it."""
        begin, end = verbs.hits.first, verbs.hits.last
        if not len(begin) or not len(actors):
            return np.full(len(begin), _NONE), np.zeros(len(begin), bool)
        own = ~tokens.quoted[actors.first]
        free = np.flatnonzero(own & ~actors.is_led & ~actors.is_owner)
        main = free[~_is_in_relative(tokens, actors.first[free])]
        apart = _last_at(actors.last[main], begin, main)
        before = _last_at(actors.last[free], begin, free)
        before = np.where(begin - picked(actors.last, before) <= 2, before, apart)
        near = _is_beside(tokens.clause, actors.last, before, begin)
        apart = np.where(_is_beside(tokens.sentence, actors.last, apart, begin), apart, _NONE)
        joined = self._first_if_joined(tokens, begin, actors, main)
        ahead = np.where(joined >= 0, joined, np.where(near, before, apart))
        every = np.flatnonzero(own)
        behind = _first_at(actors.first[every], end, every)
        good = (behind >= 0) & (picked(actors.first, behind) - end <= _BEHIND)
        good &= tokens.clause[picked(actors.first, behind)] == tokens.clause[end]
        inverted = good & self._may_invert(tokens, verbs, picked(actors.last, behind), picked(actors.last, ahead))
        return np.where(inverted, behind, ahead), inverted

    def _may_invert(self, tokens: Tokens, verbs: Found, behind: Ints, ahead: Ints) -> Bools:
        """Which verbs can have the actor behind them for a subject.

        After a quotation, or after a comma where that actor ends the clause and none stands right before the verb; and
        ``according to``.
        """
        begin, end = verbs.hits.first, verbs.hits.last
        before = np.maximum(begin - 1, 0)
        after_quotation = tokens.quoted[before] & (tokens.paragraph[before] == tokens.paragraph[begin])
        same = (tokens.sentence[before] == tokens.sentence[begin]) & (tokens.clause[before] < tokens.clause[begin])
        clause = np.append(tokens.clause, _NONE)
        closes = clause[np.maximum(behind, 0) + 1] != clause[behind]
        after_comma = same & closes & (ahead != before)
        plain = ~self._is_participle[verbs.hits.entry] & ~flags(tokens, _TELL)[tokens.term[begin]]
        found: Bools = flags(tokens, ("to", "by"))[tokens.term[end]] | (plain & (after_quotation | after_comma))
        return found

    def _first_if_joined(self, tokens: Tokens, begin: Ints, actors: Actors, main: Ints) -> Ints:
        """The first actor of the sentence for verbs right behind *and* ("… came and said"), else -1."""
        joined = flags(tokens, _JOINS)[tokens.term[np.maximum(begin - 1, 0)]]
        sentence = tokens.sentence[actors.first[main]]
        place = np.searchsorted(sentence, tokens.sentence[begin])
        row = picked(main, np.where(place < len(main), place, _NONE))
        good = joined & (row >= 0) & (tokens.sentence[picked(actors.first, row)] == tokens.sentence[begin])
        good &= picked(actors.last, row) < begin
        return np.where(good, row, _NONE)

    def _speakers(self, tokens: Tokens, verbs: Found, actors: Actors, subject: Ints) -> Ints:
        """What each subject refers to."""
        speaker = picked(actors.referent, subject)
        if not len(actors):
            return speaker
        said = np.zeros(len(actors), bool)
        said[subject[subject >= 0]] = True
        own = ~tokens.quoted[actors.first] & ~actors.is_pronoun
        by = is_before(tokens, actors.first, flags(tokens, ("by", "from")))
        topics = np.flatnonzero(own & ~by & ~actors.is_owner & (~actors.is_led | ~_has_before(tokens, actors)))
        _, at = np.unique(tokens.sentence[actors.first[topics]], return_index=True)
        topic = np.zeros(len(actors), bool)
        topic[topics[at]] = True
        known = own & (actors.is_person | (actors.role >= 0) | actors.has_name) & (topic | said)
        term = tokens.term[picked(actors.first, subject)]
        is_pronoun = picked(actors.is_pronoun, subject)
        for words, chosen in (
            (_SINGULAR, known & (actors.is_person | (said & ~actors.is_body))),
            (_THING, known & actors.is_body),
            (_PLURAL, known & ~actors.is_person),
        ):
            rows = np.flatnonzero(is_pronoun & flags(tokens, words)[term])
            speaker[rows] = picked(actors.referent, _last_in_article(tokens, actors, chosen, subject[rows]))
        return speaker


def _has_before(tokens: Tokens, actors: Actors) -> Bools:
    """Whether another word than a preposition and an article stands before an actor in its sentence."""
    at = np.maximum(actors.first - 3, 0)
    found: Bools = (tokens.sentence[at] == tokens.sentence[actors.first]) & (at < actors.first)
    return found


def _is_in_relative(tokens: Tokens, at: Ints) -> Bools:
    """Whether *who*, *which* … stands before each place in its clause."""
    n_before = np.concatenate([[0], np.cumsum(flags(tokens, _RELATIVE)[tokens.term])])
    found: Bools = n_before[at] > n_before[tokens.clause_bounds[tokens.clause[at]]]
    return found


def _last_at(place: Ints, before: Ints, rows: Ints) -> Ints:
    """The last of some rows, in order of place, whose place is before each given one; or -1."""
    return picked(rows, np.searchsorted(place, before) - 1)


def _first_at(place: Ints, behind: Ints, rows: Ints) -> Ints:
    """The first of some rows, in order of place, whose place is behind each given one; or -1."""
    at = np.searchsorted(place, behind, side="right")
    return picked(rows, np.where(at < len(rows), at, _NONE))


def _is_beside(numbers: Ints, last: Ints, row: Ints, at: Ints) -> Bools:
    """Whether a row ends not far before a place, under the same number (of clause or sentence)."""
    end = picked(last, row)
    found: Bools = (row >= 0) & (at - end <= _BEFORE) & (numbers[end] == numbers[at])
    return found


def _last_in_article(tokens: Tokens, actors: Actors, chosen: Bools, before: Ints) -> Ints:
    """The last chosen actor not far before each actor, in its article; or -1."""
    rows = np.flatnonzero(chosen)
    found = picked(rows, np.searchsorted(rows, before) - 1)
    at, here = picked(actors.first, found), actors.first[before]
    near = (tokens.article[at] == tokens.article[here]) & (here - at <= _RECALL)
    return np.where((found >= 0) & near, found, _NONE)
