"""Figures in running English: where they stand and which number they say.

Own code, because no library reads them with their places: text2num leaves "half a million" and "3.5 million" half read,
knows no dozens and rewrites the text instead of pointing into it; quantulum3 guesses units of physics and brings four
further packages; word2number has not been released since 2017 and reads one number a string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_ONES = dict(zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], range(1, 10), strict=True))
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_SMALL = {**_ONES, **dict(zip(_TEENS, range(10, 20), strict=True)), **_TENS}
_SCALES = {
    "dozen": 12, "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "bn": 10**9, "tn": 10**12, "mn": 10**6, "m": 10**6, "b": 10**9, "k": 10**3,
}  # fmt: skip


def _either(words: object) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"  # type: ignore[call-overload]


_BELOW_100 = rf"(?:{_either(_TENS)}(?:[- ]{_either(_ONES)})?|{_either([*_ONES, *_TEENS])})"
_BELOW_1000 = rf"(?:(?:{_BELOW_100}|a)[ -]hundred(?:(?: and)? {_BELOW_100})?|{_BELOW_100})"
_LARGE = "(?:thousand|million|billion|trillion)"
_WORDS = (
    rf"(?:half an? (?:{_LARGE}|dozen)|(?:{_BELOW_100} and a half|an?) (?:{_LARGE}|dozen)|{_BELOW_100} dozen"
    rf"|{_BELOW_1000}[ -]{_LARGE}(?: (?:and )?{_BELOW_1000}[ -]{_LARGE})*(?: (?:and )?{_BELOW_1000})?|{_BELOW_1000})"
)
#: What a figure in words begins or ends with, as alternatives of a pattern.
NUMBER_WORDS = "|".join([*_ONES, *_TEENS, *_TENS, *list(_SCALES)[:6]])
_BLANKS = "[\u00a0\u2009\u202f]"
_DIGITS = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:{_BLANKS}\d{{3}})+|\d{{1,3}}(?: \d00)+|\d+(?:\.\d+)?)"
_SCALE = rf"(?:[ \u00a0-](?P<scale>{_LARGE}|dozen|hundred|bn|mn)|(?P<short>bn|tn|mn|m|b|k))(?!\w)"
CURRENCIES = {
    "$": "dollars", "€": "euros", "£": "pounds", "¥": "yen",
    "₴": "hryvnias", "₽": "roubles", "₹": "rupees", "₪": "shekels",
}  # fmt: skip
#: Where a figure can begin: what cannot is passed over at once.
_SIGN = f"(?:US|A|C|NZ|HK)?[{''.join(CURRENCIES)}]"
_BEGIN = rf"(?=\d|{_SIGN}|(?:half|an?|{_either([*_ONES, *_TEENS, *_TENS])})\b)"
_FIGURE = re.compile(
    rf"(?<!\w){_BEGIN}(?P<currency>{_SIGN} ?)?(?<![\w.,])"
    rf"(?:(?P<digits>{_DIGITS})(?:{_SCALE})?|(?P<words>{_WORDS}))(?![\w])"
    r"(?P<percent> ?%|[ -]per ?cent\b)?",
    re.IGNORECASE,
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "june?", "july?", "aug", "sept?", "oct", "nov", "dec"]
_MONTH = rf"(?:(?:{'|'.join(_MONTHS)})\.?|january|february|march|april|august|september|october|november|december)"
_LABELS = [
    "no", "number", "numbers", "article", "articles", "section", "sections", "chapter", "page", "pages", "room",
    "route", "highway", "flight", "unit", "day", "phase", "level", "line", "item", "items", "paragraph",
    "amendment", "resolution", "protocol", "grade", "channel", "title", "proposition", "prop", "district", "age",
    "aged", "part", "episode", "season", "week", "rule", "order", "form", "boeing", "airbus", "version", "apollo",
    "formula", "top", "figure", "table", "gate", "zone", "tier", "type", "lot", "brigade", "platform", "verse",
    "psalm", "ward", "precinct", "building", "exit", "pier", "berth", "bus", "train", "schedule", "interstate",
    "image", "photo", "slide",
]  # fmt: skip
_SOMEBODY = "(?:boy|girl|man|woman|child|son|daughter|baby|infant)s?"
_LABELLED = re.compile(
    rf"(?:[A-Za-z]-|[/#@:_=&]|\b{_MONTH} |\b(?:{'|'.join(_LABELS)})\.? |\bworld war |\bage of |\b{_SOMEBODY} of "
    r"|\bsuper bowl |\d[-–])$",
    re.IGNORECASE,
)
_NAME_BEFORE_AGE = re.compile(r"(?:[A-Z][\w'’-]+|Jr\.|Sr\.), $")
_NO_COUNT_BEHIND = re.compile(
    r"[-–]?(?:year|month|week|day)s?[- ]old|-[A-Za-z]|[/:@(]\w|(?<=\d)\)|[.,]\d"
    rf"| ?(?:a\.?m|p\.?m|gmt|utc|o[’']clock|in the (?:morning|afternoon|evening)|at night)\b| (?:of )?{_MONTH}(?!\w)"
    r"|st\b|th\b| (?:thirds?|quarters?|fifths?|tenths?|percentage)\b|[–-]\d+[–-]\d",
    re.IGNORECASE,
)
_AGE_BEHIND = re.compile(r",|\)|\.(?:\s|$)")
_LISTED = re.compile(r"(?:^|\n)\s*$")
_BETWEEN = re.compile(r" (?:to|or) |[–-]| and | ")


@dataclass(frozen=True)
class Figure:
    """A number in a text.

    Attributes
    ----------
    start, end
        ``text[start:end]`` is the figure with its currency or per-cent sign.
    low, high
        The number; two where the text gives a range.
    unit
        ``"percent"``, a currency, or nothing.
    scale
        The number word that multiplies it: a million in "3 million"; 1 where there is none.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str = ""
    scale: int = 1


def spelled(words: str) -> float:
    """The number that number words say.

    Examples
    --------
    >>> spelled("two hundred and fifty-three thousand"), spelled("half a million"), spelled("two dozen")
    (253000.0, 500000.0, 24.0)
    """
    total, group, half = 0.0, 0.0, False
    parts = [part for part in re.split(r"[ -]", words.lower()) if part != "and"]
    for place, word in enumerate(parts):
        if word == "half":
            group, half = group + 0.5, True
        elif word in ("a", "an"):
            group += 0 if half or parts[place + 1] == "half" else 1
        elif word in _SMALL:
            group += _SMALL[word]
        elif word == "hundred":
            group *= 100
        else:
            total, group = total + group * _SCALES[word], 0.0
    return total + group


def figures(text: str, start: int = 0, end: int | None = None) -> list[Figure]:
    """The figures of a stretch of text in their order.

    Left out are what numbers without counting: years, days of the month, times, ages, ordinals, fractions, scores,
    labels (Article 5, flight 17, F-16, 9/11), parts of longer words, what a count rose from, and loose
    amounts such as "hundreds".
    ``1.200`` is left out too, for it may be either number.

    Examples
    --------
    >>> text = "On 7 May at least 250 to 300 people, two dozen of them aged 19, lost $1.2bn."
    >>> [(text[f.start : f.end], f.low, f.high) for f in figures(text)]
    [('250 to 300', 250.0, 300.0), ('two dozen', 24.0, 24.0), ('$1.2bn', 1200000000.0, 1200000000.0)]
    """
    found = [
        figure
        for match in _FIGURE.finditer(text, start, len(text) if end is None else end)
        if (figure := _read(text, match))
    ]
    return list(_ranges(text, found))


def _read(text: str, match: re.Match[str]) -> Figure | None:
    first, last = match.start("digits") if match["digits"] else match.start("words"), match.end()
    before = text[max(0, match.start() - 24) : match.start()]
    plain = not (match["currency"] or match["percent"])
    if plain and (_labels(text, before, match, first, last) or _is_year(match)):
        return None
    if match["short"] in ("m", "b", "k", "M", "B", "K") and not match["currency"]:
        return None
    if match["digits"] and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", match["digits"]):
        return None
    factor = _SCALES[(match["scale"] or match["short"] or "").lower()] if match["scale"] or match["short"] else 1
    if match["digits"]:
        value = float(re.sub(rf",|{_BLANKS}| ", "", match["digits"])) * factor
    else:
        value, factor = spelled(match["words"]), _largest(match["words"])
    unit = "percent" if match["percent"] else CURRENCIES.get((match["currency"] or "").strip()[-1:], "")
    return Figure(match.start(), last, round(value, 6), round(value, 6), unit, factor)


def _labels(text: str, before: str, match: re.Match[str], first: int, last: int) -> bool:
    """Whether the number is a label, a date, a time, an age or a part of something longer."""
    behind = text[last : last + 24]
    if _LABELLED.search(before) or _NO_COUNT_BEHIND.match(behind):
        return True
    if not match["digits"]:
        return False
    if _NAME_BEFORE_AGE.search(before) and _AGE_BEHIND.match(behind) and len(match["digits"]) <= 2:
        return True
    if before.endswith("(") and behind.startswith(")") and len(match["digits"]) <= 2:
        return True
    return bool(_LISTED.search(text[max(0, first - 3) : first]) and re.match(r"[.)] ", behind))


def _is_year(match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"1[5-9]\d\d|20\d\d", match["digits"] or "")) and not (match["scale"] or match["short"])


def _largest(words: str) -> int:
    return max([_SCALES.get(word, 1) for word in re.split("[ -]", words.lower())])


def _ranges(text: str, found: list[Figure]) -> Iterator[Figure]:
    """The figures, with two ends of a range as one; falling pairs (a score, a vote) are left out."""
    skip = -1
    for place, (one, other) in enumerate(pairwise([*found, None])):
        if place == skip or one is None:
            continue
        between = text[one.end : other.start] if other else ""
        before = text[max(0, one.start - 8) : one.start].lower()
        if other is None or not _BETWEEN.fullmatch(between) or (between == " and " and not before.endswith("between ")):
            yield one
            continue
        if between == " to " and before.endswith("from "):
            continue
        skip = place + 1
        low = one.low * other.scale if one.scale == 1 and other.scale > one.low else one.low
        if between != " " and low < other.high and (not one.unit or one.unit == other.unit or not other.unit):
            yield Figure(one.start, other.end, low, other.high, other.unit or one.unit, other.scale)
