"""Steps for the date of publication and the dateline, and the reading of a date in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from bias.clean.furniture import HEAD, TAIL
from bias.clean.page import Page, Span
from bias.clean.patterns import anycase, one_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\b\.?,? )?"
_WHEN = _WEEKDAY + one_of(rf"""
    {_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}}\b)?
    \d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}}\b)?
    \d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)
    \d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|\d{{2}})(?!\d)
""")
_TIME = (
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?\s?(?:[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?)"
    r"(?:\s?(?:[A-Z]{2,4}|Z|[+-]\d{2}:?\d{2}|\([A-Z+0-9: ]{1,12}\)|Eastern(?: Time)?|local time|GMT ?[+-]\d{1,2}))?"
)
_STAMP = rf"(?:{_WHEN}(?:(?:,| at| \||T| -| –| —|,? \|)?\s?{_TIME})?|{_TIME}(?:,| \||,? on)?\s{_WHEN})"
_SAYS = (
    one_of("""
        (?:first |originally |last )?(?:published|posted|created|issued|date|released)
        (?:last |story |article )?(?:updated|modified|edited)|last update
        this (?:story|report|article|post) (?:was|has been) (?:last )?(?:updated|published)
    """)
    + r"(?: on| at)?\s?[:|-]?"
)
_DATE_LINE = anycase(rf"[\W_]{{0,3}}(?:{_SAYS}\s)?{_STAMP}(?:[\s|,;•·/-]{{1,3}}(?:{_SAYS}\s)?{_STAMP})?\W{{0,3}}$")
_SAID = anycase(rf"[\W_]{{0,3}}{_SAYS}")
_DIGIT = re.compile(r"\d")
_YEAR_OR_TIME = re.compile(r"\d{4}|\d[:h]\d|\d[-/.]\d")
_STAMPED = re.compile(r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{2,4})(?:,? \d{1,2}:\d{2})? [-–—] (?=\S)")
_UPDATED = anycase(r"\b(?:updated|modified|edited|last update)\b")
_MOST_BARE = 2

_DATE = anycase(
    one_of(rf"""
        (?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)
        (?P<d2>\d{{1,2}})\.(?P<m2>\d{{1,2}})\.(?P<y2>\d{{4}}|\d{{2}})(?!\d)
        (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m3>{_MONTH}),? (?P<y3>\d{{4}})\b
        (?P<m4>{_MONTH}) (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y4>\d{{4}})\b
        (?P<a5>\d{{1,2}})[/-](?P<b5>\d{{1,2}})[/-](?P<y5>\d{{4}})(?!\d)
    """)
)


def publication_dates(page: Page) -> Iterable[Span]:
    """Lines that hold only the date of publication or of an update, and a stamp before the first sentence.

    Sentences hold dates too ("On 3 May 2021 the bridge opened"): only a line that is a date and nothing else, but
    for "Published" and its like, a time and a zone, is cut, and only near the top or the end. Many such lines without
    "Published" are the subheadings of a chronicle, and stay.
    """
    tail = len(page.lines) - TAIL
    near = [line for index, line in enumerate(page.lines) if index < HEAD or index >= tail]
    dated = [line for line in near if len(line.text) <= 120 and _is_date_line(line.text)]
    n_bare = sum(not _SAID.match(line.text) for line in dated)
    spans = [line.span for line in dated if n_bare <= _MOST_BARE or _SAID.match(line.text)]
    stamped = ((line, _STAMPED.match(line.text)) for line in page.lines[:2] if line not in dated)
    return spans + [line.head(match.end()) for line, match in stamped if match]


def _is_date_line(text: str) -> bool:
    return bool(_DIGIT.search(text) and _DATE_LINE.match(text) and (_SAID.match(text) or _YEAR_OR_TIME.search(text)))


def read_date(text: str) -> date | None:
    """The day that a text names with its year, or None.

    An update's date is not the publication's; a day without its year is no date; 03/04/2021 is one only where
    either number is above 12, for countries differ on which is the month.

    Examples
    --------
    >>> read_date("Published 23 September 2022"), read_date("MOSCOW, December 22. /TASS/. ")
    (datetime.date(2022, 9, 23), None)
    """
    match = _DATE.search(text)
    if match is None or _UPDATED.search(text[: match.start()]):
        return None
    parts = {name[0]: value for name, value in match.groupdict().items() if value is not None}
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if (first > 12) == (second > 12) and first != second:
            return None
        day, month = (first, second) if first > 12 else (second, first)
    else:
        day, month = int(parts["d"]), _month(parts["m"])
    year = int(parts["y"])
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTHS.index(text[:3].lower()) + 1
