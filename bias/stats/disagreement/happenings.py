"""The same happening dated differently: which days and times of two outlets are of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

from bias.stats.disagreement.context import CALENDAR, Context, context
from bias.stats.disagreement.dates import DAYS, Day, Moment, moments
from bias.stats.disagreement.fates import terms
from bias.stats.disagreement.numbers import figures

#: Stems that two clauses must share, and the share of the shorter clause's: strongly alike, for any word can be dated.
_LEAST_SHARED, _LEAST_SHARE = 3, 0.7
#: Days within which two articles that name the same weekday mean the same one.
_WEEK = 6
#: No sentence without these, or a digit, holds a day or a time.
_WORDS = ("day", "noon", "night", "this ", "This ", "tomorrow", "Tomorrow")
_DIGIT = re.compile(r"\d")
_CLAUSE = re.compile(
    r"[;:—–“”\"(]|, (?:and|but|while|which|who|where|after|before|as|when|then|though|although|said)\b"
    r"|\b(?:but|while|whereas|after|before|when|because|until|since|although)\b"
)
_NIGHT = re.compile(r"\b(?:night|overnight|midnight|late|early|hours of|dawn)\b", re.IGNORECASE)
#: Past forms that do not end in -ed. What is done stands in them or in a form in -ed.
_IRREGULAR = [
    "began", "begun", "blew", "blown", "bought", "broke", "broken", "brought", "built", "burnt", "burst", "came",
    "caught", "cut", "died", "fell", "fallen", "fled", "fought", "found", "gave", "given", "held", "hit", "hurt",
    "killed", "laid", "led", "left", "lost", "met", "paid", "put", "ran", "rose", "sank", "sent", "set", "shot",
    "shut", "slain", "sold", "spoke", "split", "stole", "stood", "struck", "sunk", "swept", "swore", "taken",
    "threw", "took", "tore", "torn", "voted", "went", "withdrew", "won", "wounded",
]  # fmt: skip
_VERB = re.compile(rf"\b(?:[a-z]{{2,}}ed|{'|'.join(_IRREGULAR)})\b")
_MODIFIER = frozenset([
    "united", "armed", "led", "based", "unmanned", "embattled", "disputed", "occupied", "annexed", "red",
])  # fmt: skip
_CALENDAR_STEMS = frozenset(name.lower()[:6] for name in CALENDAR) | {
    "today", "yester", "tomorr", "tonigh", "mornin", "evenin", "aftern", "night", "overni", "early", "noon", "midday",
    "midnig", "time", "local", "around", "shortl", "sept",
}  # fmt: skip


@dataclass(frozen=True)
class Dated:
    """A day or clock time in an article, with the clause it stands in.

    Attributes
    ----------
    moment
        Offsets are those of the text.
    sentence
        Where its sentence starts and ends.
    words
        The clause.
    place
        Where the moment stands in the clause.
    published
        The day the article was published.
    """

    moment: Moment
    sentence: tuple[int, int]
    words: str
    place: tuple[int, int]
    published: date | None

    @cached_property
    def context(self) -> Context:
        """Of the clause."""
        return context(self.words, *self.place)

    @cached_property
    def stems(self) -> frozenset[str]:
        """What happened, in stems; without the words for days and times."""
        return self.context.stems - _CALENDAR_STEMS

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The figures of the clause; days and times are none."""
        return frozenset(str(figure.low) for figure in figures(self.words))

    @cached_property
    def deed(self) -> str:
        """The class of harm, or the stem, of the verb that is dated: the last before, else the first behind."""
        verbs = [match for match in _VERB.finditer(self.words) if match[0] not in _MODIFIER]
        before = [match[0] for match in verbs if match.start() < self.place[0]]
        verb = before[-1] if before else verbs[0][0] if verbs else ""
        return terms().get(verb, (verb[:6], ""))[0]


def dated(text: str, spans: Sequence[tuple[int, int]], published: date | None) -> list[Dated]:
    """The days and times of an article at which it says something happened.

    Parameters
    ----------
    text
        The cleaned text.
    spans
        Its sentences.
    published
        The day of publication, if known.

    Examples
    --------
    >>> text = "Officials met. The dam broke on Monday, and the mayor fled."
    >>> [(found.moment.value, found.words) for found in dated(text, [(0, 14), (15, 59)], date(2022, 3, 16))]
    [('2022-03-14', 'The dam broke on Monday')]
    """
    rows = []
    for start, end in spans:
        sentence = text[start:end]
        if not (_DIGIT.search(sentence) or any(word in sentence for word in _WORDS)):
            continue
        for found in moments(sentence, published):
            first, last = _clause(sentence, found)
            moment = Moment(start + found.start, start + found.end, found.when, found.bound, found.zone)
            place = (found.start - first, found.end - first)
            rows.append(Dated(moment, (start, end), sentence[first:last], place, published))
    return rows


def same_happening(one: Dated, other: Dated) -> bool:
    """Whether two clauses tell of the same: what is done, most of the words, and nothing that parts them.

    Numbers, places and words for another time part them, and days that one of the articles was published before.

    Examples
    --------
    >>> first, second, third = (
    ...     dated(text, [(0, len(text))], None)[0]
    ...     for text in (
    ...         "The Brey dam broke on Monday.",
    ...         "The Brey dam broke on Tuesday.",
    ...         "The Brey dam was built on Friday.",
    ...     )
    ... )
    >>> same_happening(first, second), same_happening(first, third)
    (True, False)
    """
    if not one.deed or one.deed != other.deed:
        return False
    shared = len(one.stems & other.stems)
    if shared < _LEAST_SHARED or shared < _LEAST_SHARE * min(len(one.stems), len(other.stems)):
        return False
    if isinstance(one.moment.when, Day) != isinstance(other.moment.when, Day):
        return False
    return not (
        _other_news(one, other)
        or one.context.elsewhen != other.context.elsewhen
        or _apart(one.context.places, other.context.places)
        or not (one.numbers <= other.numbers or other.numbers <= one.numbers)
        or (not isinstance(one.moment.when, Day) and _apart(one.context.dates, other.context.dates))
    )


def agree(one: Dated, other: Dated) -> bool:
    """Whether both can be right: one day, one weekday of one week, or a night between two days."""
    first, second = one.moment, other.moment
    if first.agrees(second):
        return True
    if not (isinstance(first.when, Day) and isinstance(second.when, Day)):
        return False
    if first.when.weekday and first.when.weekday == second.when.weekday and one.published and other.published:
        return abs((one.published - other.published).days) <= _WEEK
    return bool(_NIGHT.search(one.words) or _NIGHT.search(other.words)) and _next_to(first.when, second.when)


def happenings(found: Sequence[tuple[str, str, Dated]]) -> Iterator[list[int]]:
    """Places of the moments of one event that date one happening, where outlets disagree.

    Left out is what an article dates more than once: a series.

    Parameters
    ----------
    found
        Outlet, article and moment.
    """
    group = {i: [i] for i in range(len(found))}
    for i, j in combinations(range(len(found)), 2):
        if group[i] is not group[j] and all(
            same_happening(found[a][2], found[b][2]) for a in group[i] for b in group[j]
        ):
            group[i] += group[j]
            group |= dict.fromkeys(group[j], group[i])
    for first, members in group.items():
        if first == min(members) and not _series(found, members) and _differ(found, members):
            yield sorted(members)


def _clause(sentence: str, moment: Moment) -> tuple[int, int]:
    """Where the clause around a moment starts and ends."""
    breaks = [match.start() for match in _CLAUSE.finditer(sentence) if not moment.start <= match.start() < moment.end]
    first = max([place for place in breaks if place < moment.start], default=0)
    return first, min([place for place in breaks if place >= moment.end], default=len(sentence.rstrip(".!?")))


def _series(found: Sequence[tuple[str, str, Dated]], members: list[int]) -> bool:
    pairs = combinations((found[i] for i in members), 2)
    return any(one[1] == other[1] and not agree(one[2], other[2]) for one, other in pairs)


def _differ(found: Sequence[tuple[str, str, Dated]], members: list[int]) -> bool:
    pairs = combinations((found[i] for i in members), 2)
    return any(one[0] != other[0] and not agree(one[2], other[2]) for one, other in pairs)


def _other_news(one: Dated, other: Dated) -> bool:
    """Whether the two are the news of different days.

    So it is where one was published before the day that the other looks back on, and where days as far apart as the
    articles stand each as long before its own: yesterday in both.
    """
    days = [found.moment.when for found in (one, other)]
    if one.published is None or other.published is None or one.published == other.published:
        return False
    first, second = (date(day.year, day.month, day.day) if isinstance(day, Day) and day.year else None for day in days)
    if first is None or second is None:
        return False
    if first != second and one.published - first == other.published - second:
        return True
    return one.published < second <= other.published or other.published < first <= one.published


def _next_to(one: Day, other: Day) -> bool:
    if one.year and other.year:
        return abs((date(one.year, one.month, one.day) - date(other.year, other.month, other.day)).days) == 1
    if one.weekday and other.weekday:
        return (DAYS.index(one.weekday) - DAYS.index(other.weekday)) % 7 in (1, 6)
    return one.month == other.month and abs(one.day - other.day) == 1


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)
