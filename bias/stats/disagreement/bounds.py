"""What a figure leaves open: bounds in words, rounding, and whether two figures can both be right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

from bias.stats.disagreement.numbers import Figure

AT_LEAST, AT_MOST, ABOUT = "at least", "at most", "about"
_BEFORE = {
    AT_LEAST: "at least|more than|over|upwards of|no fewer than|no less than|not less than|not fewer than|above|exceed"
    "|exceeds|exceeded|exceeding|topped|topping|surpassed|surpassing|passed|in excess of|a minimum of",
    AT_MOST: "at most|up to|no more than|not more than|fewer than|less than|under|below|as many as|a maximum of"
    "|does not exceed|did not exceed|not exceed|not exceeding|short of|not over",
    ABOUT: "about|around|some|roughly|approximately|nearly|almost|close to|an estimated|estimated|estimated at|circa"
    "|approaching|more or less|perhaps|just over|just under|just below|just above|just more than|a little over"
    "|a little under|slightly more than|slightly less than|slightly over|slightly under|in the region of|an average of",
}
_CUES = {phrase: bound for bound, phrases in _BEFORE.items() for phrase in phrases.split("|")}
_CUE = re.compile(
    r"(?<![\w-])("
    + "|".join(sorted(map(re.escape, _CUES), key=len, reverse=True))
    + r") (?:the |a |an )?(?:[\"“‘'] ?)?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?P<least>\+| or more\b| and counting\b| at least\b)|(?P<most> or (?:fewer|less)\b| at most\b)"
    r"|(?P<about> or so\b)"
)
#: "About 3,000" and 3,050 agree: a tenth of the figure either way.
_ABOUT = 0.1
#: A round figure stands for what rounds to it, but for a twentieth of it at most: 1,200 for 1,197, not 200 for 149.
_ROUNDED = 0.05
_ROUND_FROM = 100
#: From here on headlines cut as often as they round: "$43 million" for 43,885,310.
_CUT_FROM = 1_000_000
#: "At least 12" is beside the point where another says 31: a bound agrees with figures up to half as far again.
_FAR = 1.5


@dataclass(frozen=True)
class Amount:
    """A figure with what it leaves open.

    Attributes
    ----------
    low, high
        The figure; two where the text gives a range.
    bound
        "at least", "at most", "about" or nothing.
    """

    low: float
    high: float
    bound: str = ""

    @property
    def span(self) -> tuple[float, float]:
        """The least and the greatest number that the words allow, of those that a reader would take for the same.

        A bound says nothing false however far off the number is. Yet who reads "at least 412" in one paper and 760 in
        another wants to see them side by side. So a bound reaches half as far again, and no further.

        Examples
        --------
        >>> Amount(9, 9, "at least").span, Amount(3000, 3000, "about").span, Amount(1200, 1200).span
        ((9, 13.5), (2700.0, 3300.0), (1150.0, 1250.0))
        """
        share = _ABOUT if self.bound == ABOUT else 0.0
        low = self.low - max(share * self.low, _rounding(self.low))
        high = self.high + max(share * self.high, _rounding(self.high))
        if self.bound == AT_LEAST:
            return (self.low if self.low < _ROUND_FROM else low), self.high * _FAR
        return (self.low / _FAR, self.high) if self.bound == AT_MOST else (low, high)

    def agrees(self, other: Amount) -> bool:
        """Whether one number can be meant by both.

        Examples
        --------
        >>> Amount(9, 9, "at least").agrees(Amount(12, 12)), Amount(9, 9).agrees(Amount(12, 12))
        (True, False)
        """
        (low, high), (other_low, other_high) = self.span, other.span
        return max(low, other_low) <= min(high, other_high)


def bound_of(text: str, figure: Figure) -> str:
    """The bound that the words around a figure set.

    Examples
    --------
    >>> from bias.stats.disagreement.numbers import figures
    >>> [bound_of(text, figures(text)[0]) for text in ("no more than 12", "nearly 300", "20 or more", "12")]
    ['at most', 'about', 'at least', '']
    """
    before = _CUE.search(text[max(0, figure.start - 40) : figure.start])
    if before:
        return _CUES[before[1].lower()]
    behind = _BEHIND.match(text, figure.end)
    if behind is None:
        return ""
    return AT_LEAST if behind["least"] else AT_MOST if behind["most"] else ABOUT


def _rounding(value: float) -> float:
    """Half of the last place that is not rounded away."""
    if value <= 0 or value == inf:
        return 0.0
    if value < _ROUND_FROM:
        return 0.0 if value == int(value) else 0.05
    unit = 1.0
    while value % (unit * 10) == 0:
        unit *= 10
    half = 1.0 if value >= _CUT_FROM else 0.5
    return min(half * unit if unit > 1 else 0.0, _ROUNDED * value)
