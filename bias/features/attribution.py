"""Who says a quotation: the reporting verb beside it, and the name that the verb belongs to.

All quotations of a batch are looked at together: the words around each are a row of a matrix, and the nearest verb is
the least distance in that row. "…," said X: the name behind the verb; else the nearest person before it. "He said" and
"the minister said" go to the person last named; a quotation without a verb goes on from the one before it.

Known errors: of two names before one verb the nearer is taken; a name in a subordinate clause can be taken for the
subject; a speaker who is only described ("the mayor") has a type but no name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bias.features.names import Names, find_names
from bias.features.rates import Finder, Found
from bias.lexicon import embedded
from bias.tokens import Hits, Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
#: How many words before and behind a quotation may hold its verb, and a verb its subject.
REACH = 14
_NEAR = 8
_PRONOUNS = ("he", "she", "they", "it", "who")
_NONE = -1
_FAR = 1000


@dataclass(frozen=True, eq=False)
class Attribution:
    """Who says each quotation of a batch; -1 where that was not found.

    Attributes
    ----------
    verb
        The reporting verb: a row of ``verbs.hits``.
    name_first, name_last
        First and last word of the speaker's name.
    role
        The noun that says what the speaker is: a row of ``roles.hits``.
    verbs, roles
        The reporting verbs and role nouns found in the batch.
    """

    verb: Ints
    name_first: Ints
    name_last: Ints
    role: Ints
    verbs: Found
    roles: Found


class Attributor:
    """Finds verbs, names and roles; holds the lists it needs."""

    @cached_property
    def verbs(self) -> Finder:
        """Reporting verbs, categories are stances."""
        return Finder(embedded("reporting-verbs-en"))

    @cached_property
    def roles(self) -> Finder:
        """Nouns that say what a speaker is, categories are speaker types."""
        return Finder(embedded("speaker-roles-en"))

    @cached_property
    def _closed(self) -> dict[str, tuple[str, ...]]:
        lexicon = embedded("function-words-en")
        return {category: lexicon.terms(category) for category in lexicon.categories}

    def attribute(self, tokens: Tokens) -> Attribution:
        """The attribution of every quotation of the batch."""
        own = ~tokens.quoted
        verbs, roles = (
            found.keep(own[found.hits.first]) for found in (self.verbs.find(tokens), self.roles.find(tokens))
        )
        role_of_word = _row_of_word(tokens, roles.hits)
        names = find_names(tokens, own & (role_of_word < 0), self._closed)
        verb = _nearest_verb(tokens, _row_of_word(tokens, verbs.hits), own)
        run = self._speaker(tokens, verbs.hits, verb, names, role_of_word)
        role = _role(tokens, verbs.hits, verb, names, run, role_of_word)
        return Attribution(
            verb=verb,
            name_first=_picked(names.first, run),
            name_last=_picked(names.last, run),
            role=role,
            verbs=verbs,
            roles=roles,
        )

    def _speaker(self, tokens: Tokens, verbs: Hits, verb: Ints, names: Names, role_of_word: Ints) -> Ints:
        """The name run of each quotation's speaker, or -1."""
        run = np.full(len(verb), _NONE)
        at = np.flatnonzero(verb >= 0)
        if len(at) and len(names.first):
            begin, end = verbs.first[verb[at]], verbs.last[verb[at]]
            before = np.maximum(begin - 1, 0)
            refers = self._is_one_of(tokens, before, _PRONOUNS) | (role_of_word[before] >= 0)
            inverted = tokens.quoted[before] & (tokens.article[before] == tokens.article[begin])
            ahead_of_name = self._is_one_of(tokens, end, ("to", "by"))
            ahead = _nearest_name(tokens, begin, -1, names, names.is_person)
            beside = np.where(names.is_subject[names.run[before]], names.run[before], _NONE)
            ahead = np.where(ahead < 0, beside, ahead)
            behind = _nearest_name(tokens, end, 1, names, names.is_subject)
            last_person = _last_before(names, names.is_person, tokens, begin)
            named = np.where((inverted | ahead_of_name) & (behind >= 0), behind, ahead)
            said_by = np.where(refers & ~ahead_of_name, last_person, named)
            run[at] = np.where(said_by >= 0, names.fullest[said_by], said_by)
        return _carried(tokens, run, verb)

    def _is_one_of(self, tokens: Tokens, at: Ints, words: tuple[str, ...]) -> Bools:
        known = [tokens.vocabulary.terms.get(word, _NONE) for word in words]
        return np.isin(tokens.term[at], known)


def _picked(values: Ints, rows: Ints) -> Ints:
    """Values of some rows; -1 where the row is -1."""
    return np.append(values, _NONE)[rows]


def _row_of_word(tokens: Tokens, hits: Hits) -> Ints:
    """For each word the row of the hit that it belongs to, or -1."""
    rows = np.full(len(tokens.term), _NONE)
    sizes = hits.last - hits.first + 1
    begins = np.cumsum(sizes) - sizes
    words = np.repeat(hits.first - begins, sizes) + np.arange(sizes.sum())
    rows[words] = np.repeat(np.arange(len(hits)), sizes)
    return rows


def _around(at: Ints, steps: Ints, n_words: int) -> tuple[Ints, Bools]:
    """Indices of the words at some steps from each place, and which of them exist."""
    index = at[:, None] + steps
    exists = (index >= 0) & (index < n_words)
    return np.clip(index, 0, max(n_words - 1, 0)), exists


def _nearest_verb(tokens: Tokens, verb_of_word: Ints, own: Bools) -> Ints:
    """The reporting verb nearest to each quotation; one behind it wins a tie.

    A verb in the sentence that follows a quotation counts only right behind it: "Never!" Smith said.
    """
    n = len(tokens.term)
    first, behind = tokens.quotations[:, 1], tokens.quotations[:, 2]
    if not len(first):
        return first
    steps = np.arange(REACH)
    after, exists_after = _around(behind, steps, n)
    before, exists_before = _around(first - 1, -steps, n)
    sentence, paragraph = tokens.sentence, tokens.paragraph
    tail, last = np.minimum(behind, n - 1), behind - 1
    good_after = exists_after & own[after] & (sentence[after] == sentence[tail][:, None])
    good_after &= (paragraph[after] == paragraph[last][:, None]) & (
        (sentence[tail] == sentence[last])[:, None] | (steps < 4)
    )
    good_before = exists_before & own[before] & (sentence[before] == sentence[first][:, None])
    good = np.concatenate([good_after, good_before], axis=1)
    found = verb_of_word[np.concatenate([after, before], axis=1)]
    distance = np.where(good & (found >= 0), np.concatenate([2 * steps, 2 * steps + 1]), _FAR)
    column, rows = distance.argmin(axis=1), np.arange(len(first))
    verb: Ints = np.where(distance[rows, column] < _FAR, found[rows, column], _NONE)
    return verb


def _nearest_name(tokens: Tokens, at: Ints, step: int, names: Names, chosen: Bools) -> Ints:
    """The nearest chosen name before (step -1) or behind (step 1) each place, in its sentence, or -1."""
    reach = REACH if step < 0 else _NEAR
    around, exists = _around(at, step * np.arange(1, reach + 1), len(tokens.term))
    good = (
        exists & (tokens.sentence[around] == tokens.sentence[at][:, None]) & np.append(chosen, False)[names.run[around]]
    )
    nearest = around[np.arange(len(at)), good.argmax(axis=1)]
    return np.where(good.any(axis=1), names.run[nearest], _NONE)


def _last_before(names: Names, chosen: Bools, tokens: Tokens, at: Ints) -> Ints:
    """The last chosen name before each place in its article, or -1."""
    runs = np.flatnonzero(chosen)
    if not len(runs):
        return np.full(len(at), _NONE)
    place = np.searchsorted(names.first[runs], at) - 1
    run = runs[np.maximum(place, 0)]
    same = (place >= 0) & (tokens.article[names.first[run]] == tokens.article[at])
    return np.where(same, run, _NONE)


def _carried(tokens: Tokens, run: Ints, verb: Ints) -> Ints:
    """Quotations without a verb take the speaker of the quotation before them in the same paragraph."""
    if not len(run):
        return run
    paragraph = tokens.paragraph[tokens.quotations[:, 1]]
    rows = np.arange(len(run))
    last = np.maximum.accumulate(np.where(run >= 0, rows, _NONE))
    goes_on = (verb < 0) & (run < 0) & (last >= 0) & (paragraph[np.maximum(last, 0)] == paragraph)
    return np.where(goes_on, run[np.maximum(last, 0)], run)


def _role(tokens: Tokens, verbs: Hits, verb: Ints, names: Names, run: Ints, role_of_word: Ints) -> Ints:
    """The role noun nearest to the speaker's name, or to the verb where there is no name, in that sentence."""
    role = np.full(len(verb), _NONE)
    at = np.flatnonzero((verb >= 0) | (run >= 0))
    if not len(at):
        return role
    anchor = np.where(run[at] >= 0, _picked(names.first, run[at]), _picked(verbs.first, verb[at]))
    steps = np.arange(1, _NEAR + 1)
    around, exists = _around(anchor, np.stack([-steps, steps], axis=1).ravel(), len(tokens.term))
    good = exists & (tokens.sentence[around] == tokens.sentence[anchor][:, None]) & (role_of_word[around] >= 0)
    nearest = around[np.arange(len(at)), good.argmax(axis=1)]
    role[at] = np.where(good.any(axis=1), role_of_word[nearest], _NONE)
    return role
