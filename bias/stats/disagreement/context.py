"""The sentence around a figure: its words, the places it names, and whether it tells of another time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from bias.lexicon import embedded

_BREAK = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")
_LAST = re.compile(r"([A-Za-z]+|[A-Z](?:\.[A-Z])+)$")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LANDMARK = "(?:northern|southern|eastern|western|central|city|town|village|region|province|station|port)"
_STRUCK = "(?:shelling|bombing|bombardment|siege|district|city|town|village)"
_PLACE = re.compile(
    rf"\b(?:(?:in|at|near|around|outside|inside|across|on|over|from)\s+(?:the\s+)?(?:{_LANDMARK} (?:of )?)*"
    rf"|{_STRUCK} of (?:the )?)([A-Z][\w’'-]+)"
    r"|([A-Z][\w’'-]+) (?:region|district|city|oblast|province|village|town|county)\b"
)
_DEMONYM = re.compile("(?:ian|ish|ese|ean)s?$")
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
_MONTH = "(?:" + "|".join([*_MONTHS, *(rf"{month[:3]}\.?" for month in _MONTHS), r"Sept\.?"]) + ")"
_DATE = re.compile(rf"\b({'|'.join(_DAYS)})\b|\b({_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?!\w)")
#: Names of days and months, which are no places.
CALENDAR = frozenset([*_DAYS, *_MONTHS, *(month[:3] for month in _MONTHS), "Sept"])
#: Words that set a figure apart from the event's own: another time, another attack, a rate, an increment.
_ELSEWHEN = re.compile(
    r"\b(since|(?:so far |during )?this (?:week|month|year)"
    r"|last (?:year|month|week|spring|summer|autumn|fall|winter|\w+day)"
    r"|earlier (?:this|in|attack)|previous\w*|had (?:earlier|previously)|ago|at the time"
    r"|years? (?:before|earlier)|the day before|decade|history|first (?:quarter|half)|(?:past|last|in) (?:day|24 hours)"
    r"|next|by the end|until|(?:in|of|by|from|until|through|between) (?:early |late |mid-?)?(?:19|20)\d\d"
    r"|another|separate\w*|each|every|average|annual\w*|yearly|monthly|weekly|daily"
    r"|a (?:day|week|month|year)|per (?!cent)\w+|would|could|might|if|poll|survey)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Context:
    """What a sentence says besides its figures.

    Attributes
    ----------
    stems
        The first six letters of its content words, a plain stem.
    near
        Those that stand near the figure.
    places
        Names behind a preposition of place.
    dates
        Days of the week and of the month.
    elsewhen
        Words that set it apart in time or kind: since, last year, another, a day.
    """

    stems: frozenset[str]
    near: frozenset[str]
    places: frozenset[str]
    dates: frozenset[str]
    elsewhen: frozenset[str]


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(entry.term for entry in embedded("abbreviations-en").entries)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(entry.term for entry in embedded("function-words-en").entries)


def sentences(text: str) -> list[tuple[int, int]]:
    r"""Where the sentences of a text start and end.

    This is no second pass over the words: only marks that can end a sentence are looked at.

    Examples
    --------
    >>> text = "Two were hurt. Maj. Roe said so.\nNobody died."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Two were hurt.', 'Maj. Roe said so.', 'Nobody died.']
    """
    spans, start = [], 0
    for match in _BREAK.finditer(text):
        last = _LAST.search(text, max(0, match.start() - 16), match.start())
        if (
            match[0][0] == "."
            and last
            and (len(last[1]) == 1 or "." in last[1] or {last[1], last[1].lower()} & _abbreviations())
        ):
            continue
        end = match.start() + len(match[0].rstrip())
        if end > start:
            spans.append((start, end))
        start = match.end()
    end = len(text.rstrip())
    return [*spans, (start, end)] if end > start else spans


def context(sentence: str, start: int, end: int) -> Context:
    """What a sentence says around a figure that stands from ``start`` to ``end`` in it.

    Examples
    --------
    >>> found = context("Shells killed nine people in Haldon last week.", 14, 18)
    >>> sorted(found.stems), sorted(found.places), sorted(found.elsewhen)
    (['haldon', 'killed', 'people', 'shells', 'week'], ['Haldon'], ['last week'])
    """
    near = (max(0, start - _NEAR), min(len(sentence), end + _NEAR))
    stems = _stems(sentence)
    names = {(one or other).removesuffix("'s").removesuffix("’s") for one, other in _PLACE.findall(sentence)}
    places = {name for name in names - CALENDAR if not _DEMONYM.search(name)}
    dates = {one or " ".join(sorted(other.split())) for one, other in _DATE.findall(sentence)}
    return Context(
        stems,
        _stems(sentence[slice(*near)]),
        frozenset(places),
        frozenset(dates),
        frozenset(m.lower() for m in _ELSEWHEN.findall(sentence)),
    )


def _stems(text: str) -> frozenset[str]:
    words = {word.lower() for word in _WORD.findall(text)}
    return frozenset(word[:6] for word in words - _function_words() - _NUMBER_WORDS)


#: Characters either side of a figure whose words weigh double: about six words.
_NEAR, _NEAR_WEIGHT = 40, 2.0
_NUMBER_WORDS = frozenset([
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen",
    "hundred", "thousand", "million", "billion", "percent", "cent", "per",
])  # fmt: skip


def likeness(contexts: list[Context]) -> np.ndarray:
    """Cosine of every two sentences' stems, 0 to 1.

    A stem weighs more the fewer of the sentences have it, and double near the figure.
    """
    terms = {stem: column for column, stem in enumerate(sorted(set().union(*(c.stems for c in contexts))))}
    rows = np.zeros((len(contexts), len(terms)))
    for row, found in enumerate(contexts):
        rows[row, [terms[stem] for stem in sorted(found.stems)]] = 1.0
        rows[row, [terms[stem] for stem in sorted(found.near & found.stems)]] = _NEAR_WEIGHT
    rows *= np.log1p(len(rows) / np.maximum((rows > 0).sum(axis=0), 1))
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 0)
    return np.asarray(rows @ rows.T)
