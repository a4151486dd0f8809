"""What befell those counted: killed, wounded, held; by the list ``counted-en`` and the words around a figure."""

from __future__ import annotations

import re
from functools import cache

from bias.lexicon import IGNORE, embedded
from bias.stats.disagreement.numbers import figures

#: Classes told by what befell those counted; whom it befell stands apart.
FATES = frozenset({"dead", "wounded", "missing", "detained", "displaced", "hostages", "crowd"})
_AUXILIARY = (
    r"(?:\W*\b(?:who|that|were|was|are|is|have|has|had|been|be|being|got|also|now|still|already|confirmed|reported"
    r"|reportedly|said|feared|known|officially|to|as|more|others?|later|subsequently|only)\b)"
)
_PLACE = (
    r"(?:,? including [^,;.]{1,50},?)?"
    r"(?: (?:in|at|from|of|on|near|inside|outside|aboard)(?: [\w'’-]+){1,5}?)?"
)
#: Behind a verb it makes the counted ones doers: "two men killed a guard".
_OBJECT = re.compile(r" (?:an?|the|at least|more than|about|some|him|her|them|it|his|their|its|[A-Z][a-z]+)\b")
BOUND = (
    r"(?:(?<![\w-])(?:at least|at most|as many as|up to|more than|no more than|not more than|no fewer than|no less than"
    r"|fewer than|less than"
    r"|over|under|below|above|about|around|some|nearly|almost|roughly|approximately|an estimated|estimated"
    r"|close to|exactly|only|just|another|between|well over|the|all|as|a total of|a further|the other|already)"
    r"(?![\w-]) ?)*"
)
_TOLL = re.compile(r"(?:toll|number of (?:dead|deaths|victims|fatalities))(?: [\w'’-]+){0,6} $", re.IGNORECASE)


@cache
def terms() -> dict[str, tuple[str, str]]:
    """By term its class and role."""
    rows = ((entry.term.lower(), entry.category) for entry in embedded("counted-en").entries)
    return {
        term: (IGNORE, "") if category == IGNORE else (category.split("/")[0], category.split("/")[1])
        for term, category in rows
    }


def classes() -> frozenset[str]:
    """The classes of the list, and "percent"."""
    return frozenset(kind for kind, _ in terms().values()) | {"percent"}


@cache
def _fate(roles: tuple[str, ...]) -> str:
    chosen = (term for term, (_, role) in terms().items() if role in roles)
    return "(?P<fate>" + "|".join(map(re.escape, sorted(chosen, key=len, reverse=True))) + ")"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The fate that follows at once, that follows a verb of being, that stands before."""
    state, act = _fate(("state",)), _fate(("state", "act"))
    return (
        re.compile(rf" (?:(?:reported|confirmed|more|others?) )*{state}(?![\w-])", re.I),
        re.compile(
            rf"{_PLACE},?{_AUXILIARY}+ ?{state}(?![\w-])|{_PLACE} {_fate(('state',)).replace('fate', 'bare')}(?![\w-])",
            re.I,
        ),
        re.compile(rf"(?<![\w-]){act} (?:to )?(?:[A-Z][a-z]+ and )?{BOUND}$", re.I),
    )


def fate_of(before: str, behind: str, length: int, noun: str | None) -> str:
    """The class of what befell those counted, or nothing."""
    at_once, after, ahead = _patterns()
    match = at_once.match(behind)
    if match is None or (noun is None and _has_object(behind, match.end())):
        match = None
    if match is None:
        match = after.match(behind, length)
        if match and match["bare"] and _has_object(behind, match.end()):
            match = None
    if match:
        return terms()[(match["fate"] or match["bare"] if "bare" in match.re.groupindex else match["fate"]).lower()][0]
    match = ahead.search(before[-90:])
    if match:
        return terms()[match["fate"].lower()][0]
    if _TOLL.search(before) and noun in (None, "people"):
        return "dead"
    left = re.search(rf"\b(?:left|leaving|leaves) {BOUND}$", before)
    match = left and re.compile(rf"(?: [\w'’-]+){{0,3}}? {_fate(('state',))}(?![\w-])", re.I).match(behind)
    return terms()[match["fate"].lower()][0] if match else ""


def _has_object(behind: str, place: int) -> bool:
    """Whether somebody follows to whom it was done."""
    following = figures(behind, place, place + 24)
    return bool(_OBJECT.match(behind, place) or (following and following[0].start == place + 1))
