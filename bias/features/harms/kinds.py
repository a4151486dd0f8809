"""The class of each word of a clause, without a parser.

A word belongs to a closed class, is one of the common verbs and adverbs that are listed, or is taken for part of a noun
phrase; one behind an auxiliary, *to* or a subject pronoun, or right before an article, for a verb.

Known errors: a verb or adverb that is not listed is swallowed by the noun phrase beside it.

Source of the classes: Quirk, R., Greenbaum, S., Leech, G. and Svartvik, J. (1985). A Comprehensive Grammar of the
English Language. London: Longman.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bias.lexicon import embedded
from bias.tokens import Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
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


_SUBJECTS = frozenset(["i", "he", "she", "they", "we", "who", "which"])
_ARTICLES = frozenset(["a", "an", "the", "his", "her", "its", "their", "this"])
_COUNTRY, _ALL, _OUT, _AT = frozenset(["us"]), frozenset(["all"]), frozenset(["out"]), frozenset(["at"])
_LEAST = frozenset(["least", "most"])
_ROUGHLY = frozenset(["about", "around", "over", "nearly", "almost", "to", "up"])
_MAY, _LATER = frozenset(["may"]), frozenset(["later", "earlier", "ago", "before"])
_MINUTES = frozenset(["minute", "minutes", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"])
_WHICH_TIME = frozenset(["last", "next", "this", "that", "same", "every", "each", "earlier"])
_SPANS = frozenset(
    ["week", "month", "year", "night", "morning", "afternoon", "evening", "weekend", "day", "summer", "winter"]
)
#: What stands between the possessive of a plural and the next word.
_PLURAL_MARKS = ("' ", "’ ")


def among(values: NDArray[np.integer], kinds: tuple[Kind, ...]) -> Bools:
    """Whether each class is one of some."""
    chosen: Bools = _table(kinds)[values]
    return chosen


@cache
def _table(kinds: tuple[Kind, ...]) -> Bools:
    """For each class, and at last for -1, whether it is one of some."""
    return np.isin(np.append(np.arange(len(Kind)), -1), kinds)


def is_one_of(tokens: Tokens, words: frozenset[str]) -> Bools:
    """Which words of a batch are one of some."""
    found: Bools = tokens.vocabulary.is_one_of(words)[tokens.term]
    return found


def possessives(tokens: Tokens) -> Bools:
    """Which words are possessives, singular ("the army's") or plural ("the rebels' attack")."""
    return tokens.once(possessives, lambda: _possessives(tokens))


def _possessives(tokens: Tokens) -> Bools:
    vocabulary = tokens.vocabulary
    owns: Bools = vocabulary.is_possessive()[tokens.term]
    marks = np.array([vocabulary.gaps.get(gap, -1) for gap in _PLURAL_MARKS])
    plural = np.flatnonzero(np.isin(tokens.gap[:-1], marks[marks >= 0]))
    plural = plural[vocabulary.ends_in_s()[tokens.form[plural]] & (tokens.quote[plural] == tokens.quote[plural + 1])]
    owns[plural] = True
    return owns


@cache
def _classes() -> tuple[tuple[Kind, frozenset[str]], ...]:
    lexicon = embedded(WORDS)
    return tuple((Kind[name.upper()], frozenset(lexicon.terms(name))) for name in lexicon.categories)


def kinds(tokens: Tokens, is_noun: Bools) -> NDArray[np.int8]:
    """The class of each word, a listed verb behind a determiner taken for a noun ("the claims").

    Words that open a number ("at least 31", "about 400", "up to five") are determiners; a month behind a possessive
    ("the army's March attack") is part of the phrase.

    Parameters
    ----------
    tokens
        A batch.
    is_noun
        Words that are known to be nouns, or verbs of harm: never taken for other verbs.
    """
    vocabulary = tokens.vocabulary
    of_term = np.zeros(len(vocabulary.terms), np.int8)
    for of, words in _classes():
        of_term[vocabulary.is_one_of(words)] = of
    kind = of_term[tokens.term]
    capital, number = vocabulary.capitalised()[tokens.form], vocabulary.is_number()[tokens.term]
    joined = tokens.clause[1:] == tokens.clause[:-1]
    after_determiner = (kind[:-1] == Kind.DETERMINER) & joined
    kind[1:][after_determiner & among(kind[1:], (Kind.VERB, Kind.LIGHT))] = Kind.CONTENT
    kind[1:][is_one_of(tokens, _MAY)[1:] & capital[1:] & (kind[:-1] == Kind.PREPOSITION)] = Kind.TIME
    later = np.flatnonzero(is_one_of(tokens, _LATER)[1:] & is_one_of(tokens, _MINUTES)[:-1] & joined)
    kind[later], kind[np.maximum(later - 1, 0)] = Kind.TIME, Kind.TIME
    dated = np.flatnonzero(is_one_of(tokens, _WHICH_TIME)[:-1] & is_one_of(tokens, _SPANS)[1:] & joined)
    kind[dated], kind[dated + 1] = Kind.TIME, Kind.TIME
    kind[is_one_of(tokens, _COUNTRY) & capital] = Kind.CONTENT
    whole = np.flatnonzero(is_one_of(tokens, _ALL)[:-1] & is_one_of(tokens, _OUT)[1:])
    kind[whole], kind[whole + 1] = Kind.CONTENT, Kind.CONTENT
    _mark_verbs(tokens, kind, ~(capital | number), is_noun)
    owned = vocabulary.is_possessive()[tokens.term[:-1]] & joined
    kind[1:][owned & (kind[1:] == Kind.TIME)] = Kind.CONTENT
    least = is_one_of(tokens, _AT)[:-1] & is_one_of(tokens, _LEAST)[1:]
    roughly = is_one_of(tokens, _ROUGHLY)[:-1] & number[1:]
    kind[:-1][(least | roughly) & joined] = Kind.DETERMINER
    return kind


def _mark_verbs(tokens: Tokens, kind: NDArray[np.int8], plain: Bools, is_noun: Bools) -> None:
    """Takes unlisted words for verbs: behind an auxiliary, *to* or a subject pronoun, or between noun and article.

    "had awakened", "he saw", "aggression poses a threat".
    """
    joined = tokens.clause[1:] == tokens.clause[:-1]
    leads = among(kind, (Kind.BE, Kind.HAVE, Kind.DO, Kind.MODAL, Kind.TO)) | is_one_of(tokens, _SUBJECTS)
    adverb = kind == Kind.ADVERB
    near = leads[:-1].copy()
    near[1:] |= leads[:-2] & adverb[1:-1]
    near &= joined
    kind[1:][near & plain[1:] & (kind[1:] == Kind.CONTENT)] = Kind.VERB
    content = kind == Kind.CONTENT
    between = content[:-2] & content[1:-1] & joined[:-1] & joined[1:] & is_one_of(tokens, _ARTICLES)[2:]
    kind[1:-1][between & (plain & ~is_noun)[1:-1]] = Kind.VERB
