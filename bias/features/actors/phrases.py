"""Noun phrases that can stand for somebody: names, role nouns and pronouns, and which of them belong together.

Words that are names or role nouns and stand together are a chunk ("Norvani Foreign Minister Rurik Amsel"). Chunks that
a preposition ("spokeswoman of the Norvani presidency") or an apposition ("Ines Tolland, spokeswoman …") ties together
are one phrase.

Known errors: a list of a name and a described person looks like an apposition; an adjective between a name and its
role noun parts them, but for possessives ("Norvane's central bank").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bias.features.actors.names import Names, continued, flags, run_of_word
from bias.tokens import Hits, Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
PRONOUNS = ("he", "she", "they", "it")
DEFINITE = ("the", "this", "that", "these", "those", "his", "her", "its", "their")
_TIES = ("of", "at", "for", "from", "in")
_NONE = -1
Value = TypeVar("Value", np.int64, np.bool_)


@dataclass(frozen=True, eq=False)
class Chunks:
    """Chunks in order of place.

    Attributes
    ----------
    of_word
        For each word its chunk, or -1.
    first, last
        First and last word.
    run, role
        Its last name (a run of ``Names``) and its last role noun (a row of the hits), or -1.
    is_person
        Whether it ends in a person's name.
    is_pronoun
        Whether it is a pronoun.
    """

    of_word: Ints
    first: Ints
    last: Ints
    run: Ints
    role: Ints
    is_person: Bools
    is_pronoun: Bools


def find_chunks(tokens: Tokens, names: Names, roles: Hits, role_of_word: Ints, closed: Bools) -> Chunks:
    """The chunks of a batch; ``closed`` flags the terms that are function words."""
    is_role = role_of_word >= 0
    member = (names.run >= 0) | is_role
    member[_owned(tokens, member, roles.first, closed)] = True
    is_pronoun = flags(tokens, PRONOUNS)[tokens.term]
    begins = (member & ~continued(tokens, member)) | is_pronoun
    member |= is_pronoun
    ends = member.copy()
    ends[:-1] &= ~member[1:] | begins[1:]
    first, last = np.flatnonzero(begins), np.flatnonzero(ends)
    of_word = run_of_word(member, begins)
    run, role = np.full(len(first), _NONE), np.full(len(first), _NONE)
    run[of_word[names.first]] = np.arange(len(names.first))
    role[of_word[roles.first]] = np.arange(len(roles))
    last_name = picked(names.last, run)
    before = np.maximum(picked(names.first, run) - 1, 0)
    titled = (
        (role >= 0) & is_role[before] & (of_word[before] == np.arange(len(first))) if len(first) else is_pronoun[:0]
    )
    is_person = (run >= 0) & (last_name == last) & (titled | picked(names.is_person, run))
    is_person |= (run >= 0) & (role < 0) & _apposed(tokens, is_role, first, last)
    is_person &= ~picked(names.is_possessive, run)
    return Chunks(of_word, first, last, run, role, is_person, is_pronoun[first])


def _apposed(tokens: Tokens, is_role: Bools, first: Ints, last: Ints) -> Bools:
    """Whether a chunk stands between commas right behind a role noun: her husband, *Marek*, found it."""
    before = np.maximum(first - 1, 0)
    found: Bools = is_role[before] & (tokens.sentence[before] == tokens.sentence[first]) & (first > 0)
    rows = np.flatnonzero(found)
    comma = tokens.vocabulary.commas() > 0
    behind = np.minimum(last[rows] + 1, len(tokens.sentence) - 1)
    closes = (behind == last[rows]) | (tokens.sentence[behind] != tokens.sentence[last[rows]])
    found[rows] = comma[tokens.gap[before[rows]]] & (comma[tokens.gap[last[rows]]] | closes)
    return found


def _owned(tokens: Tokens, member: Bools, roles: Ints, closed: Bools) -> Ints:
    """Words between a possessive of a chunk and a role noun: Ilmark's *audit* office."""
    at = roles[roles > 1]
    owner = tokens.vocabulary.is_possessive()[tokens.term[at - 2]] & member[at - 2]
    same = tokens.clause[at] == tokens.clause[at - 2]
    between: Ints = at[owner & same & ~closed[tokens.term[at - 1]]] - 1
    return between


def ties(tokens: Tokens, chunks: Chunks, names: Names, determiner: Bools, is_body: Bools) -> Bools:
    """For each chunk whether it belongs to the chunk before it; ``is_body`` flags the roles that are no persons'."""
    tied = np.zeros(len(chunks.first), bool)
    if len(tied) < 2:
        return tied
    left, right = chunks.last[:-1], chunks.first[1:]
    between = right - left - 1
    next_word = np.minimum(left + 1, len(tokens.term) - 1)
    human = (chunks.role >= 0) & ~picked(is_body, chunks.role)
    noun = ~(chunks.is_pronoun[1:] | chunks.is_pronoun[:-1])
    noun &= (tokens.sentence[left] == tokens.sentence[right]) & (tokens.quote[left] == tokens.quote[right])
    led = (between == 0) | ((between == 1) & determiner[tokens.term[right - 1]])
    led_in = (between == 1) | ((between == 2) & determiner[tokens.term[right - 1]])
    by_preposition = flags(tokens, _TIES)[tokens.term[next_word]] & led_in
    by_preposition &= tokens.clause[left] == tokens.clause[right]
    by_preposition &= (
        (chunks.role[:-1] >= 0) | (chunks.is_person[:-1] & (chunks.role[1:] >= 0)) | names_body(chunks)[:-1]
    )
    second = np.minimum(left + 2, len(tokens.term) - 1)
    aged = picked(names.has_age, chunks.run[:-1]) & (between <= 3) & ((between == 1) | determiner[tokens.term[second]])
    apart = np.where(aged, tokens.clause[right] > tokens.clause[left], tokens.clause[right] == tokens.clause[left] + 1)
    described = chunks.is_person[:-1] & ~chunks.is_person[1:] & human[1:]
    named_behind = human[:-1].copy()
    named_behind[1:] |= by_preposition[:-1] & human[:-2]
    introduced = chunks.is_person[1:] & named_behind & ~chunks.is_person[:-1]
    by_comma = apart & (led | aged) & (described | introduced) & (tokens.vocabulary.commas()[tokens.gap[left]] > 0)
    tied[1:] = noun & (by_preposition | by_comma)
    return tied


def names_body(chunks: Chunks) -> Bools:
    """Which chunks are a name that is no person's: the Assembly (of Nations)."""
    body: Bools = (chunks.run >= 0) & ~chunks.is_person
    return body


def picked(values: NDArray[Value], rows: Ints) -> NDArray[Value]:
    """Values of some rows; -1, or False, where the row is -1."""
    missing = np.array([_NONE if values.dtype != bool else False]).astype(values.dtype)
    return np.concatenate([values, missing])[rows]


def row_of_word(tokens: Tokens, hits: Hits) -> Ints:
    """For each word the row of the hit that it belongs to, or -1."""
    rows = np.full(len(tokens.term), _NONE)
    sizes = hits.last - hits.first + 1
    begins = np.cumsum(sizes) - sizes
    words = np.repeat(hits.first - begins, sizes) + np.arange(sizes.sum())
    rows[words] = np.repeat(np.arange(len(hits)), sizes)
    return rows
