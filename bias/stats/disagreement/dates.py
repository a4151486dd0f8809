"""When something happened: days and clock times in running English, set against the day of publication.

Own patterns, because what is listed as a disagreement must rather be missed than invented. A parser of dates reads as
much as it can; here days of speech, ends of stretches and vague words are to be left out, a weekday without a day of
publication is to stay one, and every day needs its place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_DAY = "(?:" + "|".join(DAYS) + ")"
_MONTH = "(?:" + "|".join([*MONTHS, "Sept", *(name[:3] for name in MONTHS)]) + r")\b\.?"
_NTH, _YEAR = r"(?:st|nd|rd|th)?", r"(?:19|20)\d\d"
_AGAINST_PUBLICATION = {
    "yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0,
    "this evening": 0, "tomorrow": 1,
}  # fmt: skip
_DATE = re.compile(
    rf"(?<![\w.:/-])(?:(?P<iso>{_YEAR}-\d\d-\d\d)"
    rf"|(?:(?P<with>{_DAY}),? )?(?:the )?(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}}){_NTH}(?!\d)(?:,? (?P<year>{_YEAR}))?"
    rf"|(?P<day2>\d{{1,2}}){_NTH} (?:of )?(?P<month2>{_MONTH})(?:,? (?P<year2>{_YEAR}))?)"
    rf"|(?P<weekday>{_DAY})|(?P<near>(?i:{'|'.join(_AGAINST_PUBLICATION)})))"
    r"(?!\w|[-–/]\d|, \d+ (?:and|to)\b| (?:to|and|or) (?:\d|[A-Z][a-z]+day))"
)
_ZONE = r"(?: ?\(?(?P<zone>GMT|UTC|BST|CET|CEST|EET|EEST|MSK|EST|EDT|ET|CT|PT|PST|PDT)\b\)?)?"
_TIME = re.compile(
    rf"(?<![\w.:/-])(?:(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])(?:m\b|\.m\.?)"
    rf"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)|(?P<word>noon|midday|midnight)\b)(?![\d:])"
    rf"{_ZONE}",
    re.IGNORECASE,
)
#: Words before a day or time that make it the end of a stretch, one of many, or the name of something.
_OPEN = re.compile(
    r"\b(?:since|until|till|by|before|after|from|between|through|past|every|each|last|most|previous|following"
    r"|to|or|and|dated|of|than|Black|Good|Bloody|Super|Palm|Easter|Ash|Cyber|Holy|Maundy)"
    r" (?:the |late |early |about |around )?$"
)
_ABOUT = re.compile(r"\b(?:about|around|roughly|approximately|some|(?:shortly|just|soon) (?:after|before)) $")
_AT = re.compile(r"\b(?:at|around|about|after|before) (?:about |around |exactly |precisely )?$")
_STAMP = re.compile(r"\d[./]\d\d? $")
_AHEAD = re.compile(
    r"\b(?:will|shall|next|coming|upcoming|tomorrow|plans? to|due|scheduled|expected to|set to|(?:is|are) to)\b|'ll\b"
)
_SAYING = (
    r"(?:said|says|told|announced|tweeted|wrote|stated|added|reported|statement|interview|posted?|warned|claimed"
    r"|briefing|comments?|remarks|speaking|spoke|confirmed|denied|acknowledged|quoted|published)"
)
_SAID_THEN = re.compile(rf"\b{_SAYING}(?: [\w'’-]+){{0,3}},? (?:(?:on|at|late|early|in) )*$")
_THEN_SAID = re.compile(rf"(?:[’']s)?,?(?: (?!that\b)[\w'’.-]+){{0,6}}? {_SAYING}\b")


@dataclass(frozen=True)
class Day:
    """A day as far as it is known; what is not known is 0, or empty.

    Attributes
    ----------
    year, month, day
        The date.
    weekday
        Its name in the text, also where the date is known by it.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    weekday: str = ""

    def __str__(self) -> str:
        if self.year:
            return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
        return f"{MONTHS[self.month - 1]} {self.day}" if self.month else self.weekday

    def agrees(self, other: Day) -> bool:
        """Whether both can be the same day.

        Examples
        --------
        >>> march = Day(2022, 3, 14)
        >>> march.agrees(Day(weekday="Monday")), march.agrees(Day(0, 3, 15))
        (True, False)
        """
        if self.month and other.month:
            years = not (self.year and other.year) or self.year == other.year
            return years and (self.month, self.day) == (other.month, other.day)
        names = self._name(), other._name()
        return "" in names or names[0] == names[1]

    def _name(self) -> str:
        return DAYS[date(self.year, self.month, self.day).weekday()] if self.year else self.weekday


@dataclass(frozen=True)
class Moment:
    """A day or a clock time in a text.

    Attributes
    ----------
    start, end
        Where it stands.
    when
        The day, or minutes after midnight.
    bound
        "about", or nothing.
    zone
        The time zone of a clock time, where it is named.
    """

    start: int
    end: int
    when: Day | int
    bound: str = ""
    zone: str = ""

    @property
    def value(self) -> str:
        """``2022-03-14``, ``March 14`` or ``Monday``; ``06:00`` or ``06:00 GMT``."""
        if isinstance(self.when, Day):
            return str(self.when)
        return f"{self.when // 60:02d}:{self.when % 60:02d} {self.zone}".rstrip()

    def agrees(self, other: Moment) -> bool:
        """Whether both can be the same; where one is told to the half hour, or as "about", half an hour is nothing."""
        if isinstance(self.when, Day) or isinstance(other.when, Day):
            return not (isinstance(self.when, Day) and isinstance(other.when, Day)) or self.when.agrees(other.when)
        loose = self.bound or other.bound or self.when % 30 == 0 or other.when % 30 == 0
        apart = abs(self.when - other.when)
        return self.zone != other.zone or min(apart, 1440 - apart) <= (30 if loose else 5)


def moments(sentence: str, published: date | None = None) -> list[Moment]:
    """The days and clock times of a sentence at which it says something happened, in their order.

    Left out are ends of stretches (since, until), days of saying something ("said on Monday"), days of each week, and
    what is vague (last week, at dawn). A weekday is the nearest at or before publication, or the next one where the
    sentence looks ahead; without a day of publication it stays a weekday.

    Examples
    --------
    >>> text = "The bridge fell on Monday at 6.15 a.m., and not on 12 March."
    >>> [moment.value for moment in moments(text, date(2022, 3, 16))]
    ['2022-03-14', '06:15', '2022-03-12']
    >>> [moment.value for moment in moments(text)]
    ['Monday', '06:15', 'March 12']
    """
    found = [*_days(sentence, published), *_times(sentence)]
    return sorted(found, key=lambda moment: moment.start)


def _days(sentence: str, published: date | None) -> Iterator[Moment]:
    for match in _DATE.finditer(sentence):
        before, behind = sentence[: match.start()], sentence[match.end() :]
        if _OPEN.search(before) or _SAID_THEN.search(before) or _THEN_SAID.match(behind):
            continue
        if match["near"] and _quoted(before):
            continue
        day = _dated(match, published, bool(_AHEAD.search(sentence)))
        if day:
            yield Moment(match.start(), match.end(), day)


def _dated(match: re.Match[str], published: date | None, ahead: bool) -> Day | None:
    if match["near"]:
        shift = _AGAINST_PUBLICATION[match["near"].lower()]
        return _day(published + timedelta(shift)) if published else None
    if match["weekday"]:
        return _of_week(match["weekday"], published, ahead)
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
    else:
        month = _SHORT[(match["month"] or match["month2"])[:3]]
        day, year = int(match["day"] or match["day2"]), int(match["year"] or match["year2"] or 0)
    if published and not year:
        year = _nearest_year(month, day, published, ahead)
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return Day(year, month, day, match["with"] or "")


def _day(known: date, weekday: str = "") -> Day:
    return Day(known.year, known.month, known.day, weekday)


def _of_week(name: str, published: date | None, ahead: bool) -> Day:
    if published is None:
        return Day(weekday=name)
    back = (published.weekday() - DAYS.index(name)) % 7
    return _day(published + timedelta(7 - back if ahead else -back), name)


def _nearest_year(month: int, day: int, published: date, ahead: bool) -> int:
    """The year in which a day lies nearest to publication; what lies ahead is twice as far, unless one looks ahead."""
    away = {}
    for year in (published.year - 1, published.year, published.year + 1):
        months = (year - published.year) * 12 + month - published.month + (day - published.day) / 31
        away[year] = months * (1 if ahead else 2) if months > 0 else -months
    return min(away, key=lambda year: away[year])


def _quoted(before: str) -> bool:
    """Whether a quotation is open: its "today" is the speaker's."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _times(sentence: str) -> Iterator[Moment]:
    for match in _TIME.finditer(sentence):
        before = sentence[: match.start()]
        about = bool(_ABOUT.search(before))
        if _STAMP.search(before) or (_OPEN.search(before) and not about):
            continue
        if not match["half"] and not match["zone"] and not _AT.search(before):
            continue
        minutes = _minutes(match)
        if minutes is not None:
            zone = (match["zone"] or "").upper()
            yield Moment(match.start(), match.end(), minutes, "about" if about else "", zone)


def _minutes(match: re.Match[str]) -> int | None:
    if match["word"]:
        return 0 if match["word"].lower() == "midnight" else 720
    if match["hour24"]:
        return int(match["hour24"]) * 60 + int(match["minute24"])
    hour = int(match["hour"])
    if not 1 <= hour <= 12:
        return None
    return (hour % 12 + (12 if match["half"].lower() == "p" else 0)) * 60 + int(match["minute"] or 0)
