"""The step for the dateline: the place, day and agency that open a report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bias.clean.page import Page, Span
from bias.clean.patterns import one_of

_UP = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ"
_WORD = rf"[{_UP}][\w'’.-]*"
_CAPITALS = rf"[{_UP}][{_UP}'’.&-]+"
_PLACE = rf"{_WORD}(?:(?: |/|, )(?:{_WORD}|de|del|la|el|al|of|upon|on)){{0,5}}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}},? )?(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_DASH = r"(?:\s[-–—]{1,3}(?:\s|$)|\s?[–—]{1,2}-?(?:\s|(?=\S)|$)|\s?-{1,3} )"
_OPENS = rf"(?=[{_UP}\d\"“‘'«„\[(]|$)"
_WIRES = one_of(r"""
    AP|AFP|CNN|CNN Business|CNNMoney|CNSNews\.com|Reuters|REUTERS|UPI|DPA|dpa|EFE|ANSA|Xinhua|TASS|BelTA|Sputnik
    Interfax|Interfax-Ukraine|RIA Novosti|Ukrinform|Bloomberg|Kyodo|Yonhap|PTI|ANI|IRNA|SANA|Anadolu|Tanjug|PAP|KUNA
    WAM|Prensa Latina|Thomson Reuters Foundation
""")
_WHERE = rf"{_PLACE}(?:[,.]? {_DAY})?[,.]? ?"
_SHORT_PLACE = rf"{_WORD}(?: {_WORD}){{0,2}}"
_BETWEEN = r"\s[-–—]{1,2}\s"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # MOSCOW, December 22. /TASS/.   IGORA /Leningrad Region/, December 26. /TASS/.
        rf"{_PLACE}(?: /[^/\n]{{2,30}}/)?(?:, {_DAY})?[.,]? ?/[{_UP}][^/\n]{{1,30}}/"
        rf"(?:\.? ?[-–—]{{1,2}}|\.|(?=\s))\s*{_OPENS}",
        # KYIV, Feb 3 (Reuters) -   (CNN) —
        rf"(?:{_WHERE})?[(\[]{_WIRES}[)\]]{_DASH}",
        # PORT ALDREN (Crossline) -   but not a politician: Jane Doe (D-Ohio) -
        rf"{_WHERE}[(\[](?![RDI](?:-|[)\]]))[{_UP}][\w.&’' /-]{{1,24}}[)\]]{_DASH}{_OPENS}",
        # Washington (CNN) President …
        rf"(?:{_WHERE})?\({_WIRES}\)\s?(?=[{_UP}\"“])",
        # Tehran - BORNA -   Damascus, SANA -
        rf"{_SHORT_PLACE}(?:, {_DAY})?(?:{_BETWEEN}|, )"
        rf"(?:{_CAPITALS}(?: {_CAPITALS}){{0,2}}|{_WIRES}){_BETWEEN}{_OPENS}",
        # Moscow. October 5. INTERFAX.COM -
        rf"{_SHORT_PLACE}\. {_DAY}\. {_CAPITALS}[\w.-]*{_BETWEEN}",
        # Hong Kong CNN —
        rf"(?:{_PLACE} )?(?:CNN(?: Business)? —\s|{_CAPITALS}(?: Business)? —$)",
    )
)
_PLACE_ALONE = re.compile(
    rf"(?P<place>{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}})(?:, {_SHORT_PLACE})?(?:, {_DAY})?"
    rf"(?:\s[-–—]{{1,3}}\s|\s?—\s?){_OPENS}"
)
_NOT_PLACES = re.compile(
    one_of("""
        NATO|NASA|FBI|CIA|GOP|IMF|DNC|RNC|WHO|COVID
        BREAKING|UPDATED?|EXCLUSIVE|ANALYSIS|OPINION|WATCH|VIDEO|PHOTOS?|LIVE|CORRECTION
        NOTE|FACT|CLAIM|QUESTION|ANSWER|THE
    """)
    + r"\b"
)
_REACH, _MARK_REACH = 160, 70
_MARKS = frozenset("-–—/([")


def datelines(page: Page) -> Iterable[Span]:
    """The dateline or agency mark that opens a report: "PLACE, Month D (Agency) - ", "PLACE. /AGENCY/.".

    It gives the outlet away and counts as naming the place. "Word – Word" opens sentences as well, so the agency
    must stand in brackets, slashes or between dashes; a place alone must be in capitals, open one of the first three
    lines, and be the only line in that form. Later lines of the text are never looked at.
    """
    for line in page.lines[:4]:
        opening = line.text[:_REACH]
        if _MARKS.isdisjoint(opening[:_MARK_REACH]):
            continue
        for form in _FORMS:
            if match := form.match(opening):
                return [line.head(match.end())]
    return _capital_places(page)


def _capital_places(page: Page) -> list[Span]:
    found: list[Span] = []
    for index, line in enumerate(page.lines[:30]):
        if line.text[:2].isupper() and (match := _PLACE_ALONE.match(line.text[:_REACH])):
            if index > 2 or found or len(match["place"]) < 4 or _NOT_PLACES.match(match["place"]):
                return []
            found.append(line.head(match.end()))
    return found
