"""Indirect speech: an outlet's own words that say what somebody said.

Three shapes are read. Behind the verb: X said [that …]; told Y that […]. Before it: […], X said; […], said X; […],
according to X. Around it: On Monday, X said, [… the longer part]. Quoted words are never part of a span, and a few
words that only lead to a quotation are none.

Known errors: where a report ends is guessed from clauses, and what goes on in the next sentence without a verb
("The mission, he said, was over. [It had begun in May.]") is missed; "X described the plan" counts like "X said that";
of two reports, one inside the other, only the outer is kept.

Source of the shapes: Pareti, S., O'Keefe, T., Konstas, I., Curran, J. R. and Koprinska, I. (2013). Automatically
detecting and attributing indirect quotations. Proceedings of EMNLP 2013, 989-999.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from bias.features.actors.names import flags
from bias.features.actors.phrases import picked
from bias.features.negation import denied
from bias.features.voices.attribution import Attribution
from bias.tokens import Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
#: Fewest words of a span, and of one that leads to a quotation.
_LEAST, _LEAST_LEAD = 3, 4
#: How many words behind a verb "that" may stand, and between a subject and its verb in one clause.
_THAT, _GAP = 7, 4
#: Most words behind a verb that can follow a report: "…, she told a briefing in Osvyn."
_TAIL = 9
_NO_VERB = ("is", "are", "was", "were", "be", "been", "being", "to", "a", "an", "the")
_TELL = ("told", "tell", "tells", "telling", "reminded", "informed", "assured")
_TURNS = ("while", "whereas", "but", "calling", "adding", "citing", "pointing")
#: Verbs behind which a report needs neither "that" nor an auxiliary: "Norvane says Ilmarki guns fired".
_SAY = ("said", "say", "says", "told", "claim", "claimed", "claims", "alleged", "insists", "insisted", "to")
_FINITE = (
    *("is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must"),
    *("should", "shall", "does", "do", "did", "isn't", "wasn't", "won't", "can't", "couldn't", "wouldn't", "cannot"),
)
_TAILS = ("on", "in", "at", "by", "during", "after", "before", "late", "early", "this", "last", "from", "yesterday")
_JOINS = ("and", "but")
_NONE = -1


@dataclass(frozen=True, eq=False)
class Reports:
    """Indirect speech of a batch: for each span its verb (a row of ``Attribution.verbs``), first and last word."""

    verb: Ints
    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.verb)

    @property
    def n_words(self) -> Ints:
        """Words in each span."""
        return self.last - self.first + 1

    def keep(self, chosen: Bools) -> Reports:
        """Only the chosen ones."""
        return Reports(self.verb[chosen], self.first[chosen], self.last[chosen])


@dataclass(frozen=True, eq=False)
class _Verbs:
    """Reporting verbs: row, first and last word, their subject's, and the bounds of their sentence and clause."""

    row: Ints
    begin: Ints
    end: Ints
    lead: Ints
    subject_end: Ints
    sentence_begin: Ints
    sentence_end: Ints
    clause_begin: Ints
    clause_end: Ints
    is_inverted: Bools

    def keep(self, chosen: Bools) -> _Verbs:
        return _Verbs(*(getattr(self, field.name)[chosen] for field in fields(self)))


def find_reports(tokens: Tokens, found: Attribution) -> Reports:
    """The indirect speech of a batch, in order of place, no span overlapping another."""
    verbs = _reporting(tokens, found)
    if not len(verbs.row):
        return Reports(verbs.row, verbs.row, verbs.row)
    before, behind = _before(tokens, verbs), _behind(tokens, verbs)
    led = _up_to_quotation(tokens, *behind)
    rest = _past_quotation(tokens, *behind)
    next_quoted = _before_quoted(tokens, verbs.end)
    takes_before = (_size(before) >= _LEAST) & ~next_quoted & (_follows(tokens, verbs) | verbs.is_inverted)
    takes_before &= (_size(before) >= _size(led)) | (verbs.clause_end != verbs.end)
    main = np.where(takes_before, before, led)
    rest = np.where(takes_before, np.array([[0], [_NONE]]), rest)
    first, last = np.concatenate([main, rest], axis=1)
    good = last - first + 1 >= np.where(_before_quoted(tokens, last), _LEAST_LEAD, _LEAST)
    return _apart(Reports(np.tile(verbs.row, 2), first, last).keep(good))


def _before_quoted(tokens: Tokens, at: Ints) -> Bools:
    """Whether the next word of the sentence is quoted."""
    quoted, sentence = np.append(tokens.quoted, False), np.append(tokens.sentence, _NONE)
    found: Bools = quoted[at + 1] & (sentence[at + 1] == sentence[at])
    return found


def _reporting(tokens: Tokens, found: Attribution) -> _Verbs:
    """The verbs that have a subject, not denied, not passive, and not far from it."""
    row = np.flatnonzero(found.subject >= 0)
    begin, end = found.verbs.hits.first[row], found.verbs.hits.last[row]
    first, last = found.actors.first[found.subject[row]], found.actors.last[found.subject[row]]
    clause, sentence = tokens.clause, tokens.sentence
    determiner = flags(tokens, ("the", "a", "an", "its", "his", "her", "their", "two", "three", "four", "some"))
    lead = first - (determiner[tokens.term[first - 1]] & (clause[first - 1] == clause[first]) & (first > 0))
    verbs = _Verbs(
        row=row,
        begin=begin,
        end=end,
        lead=lead,
        subject_end=last,
        sentence_begin=tokens.sentence_bounds[sentence[begin]],
        sentence_end=tokens.sentence_bounds[sentence[begin] + 1] - 1,
        clause_begin=tokens.clause_bounds[clause[begin]],
        clause_end=tokens.clause_bounds[clause[end] + 1] - 1,
        is_inverted=found.is_inverted[row],
    )
    near = (begin - last <= _GAP) | (verbs.clause_begin >= begin - 1) | flags(tokens, _JOINS)[tokens.term[begin - 1]]
    bare = flags(tokens, _NO_VERB)[tokens.term[begin - 1]] & (begin > verbs.clause_begin)
    return verbs.keep((near | verbs.is_inverted) & ~bare & ~denied(tokens)[begin])


def _follows(tokens: Tokens, verbs: _Verbs) -> Bools:
    """Which verbs can follow a report: subject and verb open a clause and close it, or only a short tail is behind."""
    that = flags(tokens, ("that",))[tokens.term]
    n_that = np.concatenate([[0], np.cumsum(that)])
    has_that = n_that[verbs.clause_end + 1] > n_that[verbs.end + 1]
    opens = verbs.lead == tokens.clause_bounds[tokens.clause[verbs.lead]]
    next_word = tokens.term[np.minimum(verbs.end + 1, len(tokens.term) - 1)]
    tells = flags(tokens, _TELL)[tokens.term[verbs.end]]
    short = verbs.clause_end - verbs.end <= _TAIL
    tail = short & ~has_that & (flags(tokens, _TAILS)[next_word] | tells)
    follows: Bools = opens & (verbs.lead > verbs.sentence_begin) & ((verbs.clause_end == verbs.end) | tail)
    return follows


def _before(tokens: Tokens, verbs: _Verbs) -> Ints:
    """First and last words of what stands before each verb, or before its subject, in its sentence and unquoted."""
    last = np.where(verbs.is_inverted, verbs.begin, verbs.lead) - 1
    quoted = np.flatnonzero(tokens.quoted)
    latest = picked(quoted, np.searchsorted(quoted, last, side="right") - 1)
    return np.stack([np.maximum(verbs.sentence_begin, latest + 1), last])


def _behind(tokens: Tokens, verbs: _Verbs) -> Ints:
    """First and last words of what stands behind each verb, quoted or not, as far as it may be the report."""
    n = len(tokens.term)
    term, clause = tokens.term, tokens.clause
    steps = np.arange(1, _THAT + 1)
    around = np.minimum(verbs.end[:, None] + steps, n - 1)
    that = flags(tokens, ("that",))[term[around]] & (clause[around] == clause[verbs.end][:, None])
    that &= ~tokens.quoted[around]
    start = np.where(that.any(axis=1), verbs.end + 2 + that.argmax(axis=1), verbs.end + 1)
    start = np.where(verbs.is_inverted, tokens.clause_bounds[clause[verbs.subject_end] + 1], start)
    opens = tokens.clause_bounds[:-1]
    turns = opens[flags(tokens, _TURNS)[term[opens]] & ~tokens.quoted[opens]]
    starts_own = verbs.clause_begin[(verbs.lead == verbs.clause_begin) & ~verbs.is_inverted]
    joined = verbs.begin[flags(tokens, _JOINS)[term[verbs.begin - 1]]] - 1
    stops = np.unique(np.concatenate([turns, starts_own, joined, [n]]))
    stop = stops[np.searchsorted(stops, np.minimum(start, n - 1), side="right")]
    last = np.minimum(verbs.sentence_end, stop - 1)
    return np.stack([start, np.where(_is_clause(tokens, verbs, that.any(axis=1), start, last), last, start - 1)])


def _is_clause(tokens: Tokens, verbs: _Verbs, has_that: Bools, first: Ints, last: Ints) -> Bools:
    """Whether what stands behind a verb can be a report: it says "that", or has a finite verb, or the verb is *say*.

    Behind a verb that follows a quotation ("…," she said in a statement) only "that" begins a report.
    """
    lead = np.where(verbs.is_inverted, verbs.begin, verbs.lead)
    after_quotation = tokens.quoted[lead - 1] & (lead > verbs.sentence_begin)
    n_finite = np.concatenate([[0], np.cumsum(flags(tokens, _FINITE)[tokens.term])])
    finite = n_finite[np.maximum(last + 1, 0)] > n_finite[np.minimum(first, len(tokens.term))]
    says = flags(tokens, _SAY)[tokens.term[verbs.end]]
    is_clause: Bools = has_that | (~after_quotation & (finite | says))
    return is_clause


def _up_to_quotation(tokens: Tokens, first: Ints, last: Ints) -> Ints:
    """Each span up to the word before the first quoted one."""
    quoted = np.append(np.flatnonzero(tokens.quoted), len(tokens.term))
    return np.stack([first, np.minimum(last, quoted[np.searchsorted(quoted[:-1], first)] - 1)])


def _past_quotation(tokens: Tokens, first: Ints, last: Ints) -> Ints:
    """What goes on with *and* behind the first quotation of each span; none where there is no such thing."""
    n = len(tokens.term)
    quoted = np.flatnonzero(tokens.quoted)
    at = picked(quoted, np.where((place := np.searchsorted(quoted, first)) < len(quoted), place, _NONE))
    start = np.minimum(picked(tokens.quotations[:, 2], picked(tokens.quote, at)), n - 1)
    joined = (at >= 0) & (at <= last) & flags(tokens, _JOINS)[tokens.term[start]]
    start += 1 + flags(tokens, ("that",))[tokens.term[np.minimum(start + 1, n - 1)]]
    return np.where(joined & (start <= last), _up_to_quotation(tokens, start, last), np.array([[0], [_NONE]]))


def _size(span: Ints) -> Ints:
    """Words in each span."""
    words: Ints = np.maximum(span[1] - span[0] + 1, 0)
    return words


def _apart(spans: Reports) -> Reports:
    """The spans in order, those that begin inside another left out."""
    order = np.lexsort((-spans.last, spans.first))
    spans = Reports(spans.verb[order], spans.first[order], spans.last[order])
    reach = np.concatenate([[_NONE], np.maximum.accumulate(spans.last)[:-1]]) if len(spans) else spans.last
    return spans.keep(spans.first > reach)
