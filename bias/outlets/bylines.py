"""Names in the places of a raw text where outlets sign: datelines, by-lines, closing appeals.

A name in any other place is a citation: "according to the agency" says whom an article quotes, not who wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEAD_LINES = 12
_TAIL_LINES = 4
_OPENING = 120
_LONGEST_NAME = 6

#: "CITY, March 2. /AGENCY/.", "/AGENCY correspondent A. Writer/."
_SLASHES = re.compile(r"(?<![\w/:])/(\w[^/\n]{0,40})/(?=\s*(?:[.:–—-]|$))")
#: "CITY, March 2 (Agency) - "
_BRACKETS = re.compile(r"[^()]{0,60}\(([^()]{2,40})\)\s*[-–—]")
#: "City - AGENCY - "
_DASHES = re.compile(r"(?P<place>\w[^\n]{1,38}?)\s[-–—]\s(?P<name>\w[^\n]{0,38}?)\s[-–—]\s")
#: "By A. Writer, Outlet"
_BY = re.compile(r"by\s+(.{2,80})", re.IGNORECASE)
_BY_PARTS = re.compile(r"\s*[,|/]\s*|\s+[-–—]\s+|\s+(?:for|of)\s+", re.IGNORECASE)
_STAFF = re.compile(r"\s+(?:staff|newsroom|correspondents?|reporters?|writers?|desk|team)\b.*$", re.IGNORECASE)
#: "Headline | Outlet", as a browser's title has it
_PAGE_TITLE = re.compile(r".{3,200}\s\|\s([^|]{2,40})")
#: "Support the Outlet or become a patron"
_APPEAL = re.compile(
    r"(?:^|[.!?…]\s+)(?:support|follow|subscribe to|donate to|sign up (?:for|to)"
    r"|(?:or )?become an? (?:patron|member|supporter|subscriber|friend) of)\s+(\S.{1,80})",
    re.IGNORECASE,
)
#: "© 2022 Outlet. All rights reserved"
_COPYRIGHT = re.compile(r"^(?:©|\(c\)\s|copyright\b)(?:\s*©)?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,]*(\S.{1,80})", re.I)
_WORD_END = re.compile(r"(?:['’]s)?[.,;:!?…]*$")


def signatures(text: str) -> Iterator[str]:
    r"""What stands where an outlet would sign; most of it are no outlets, so look each up.

    Parameters
    ----------
    text
        The raw text, one paragraph or more a line.

    Examples
    --------
    >>> list(signatures("PORT ALDREN (Crossline) - Rain fell, according to NORTAG."))
    ['Crossline']
    >>> "the Osvyn Chronicle" in signatures("Rain fell.\n\nBecome a patron of the Osvyn Chronicle.")
    True
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return
    for line in lines[:_HEAD_LINES]:
        yield from _in_dateline(line[:_OPENING])
        yield from _in_byline(line)
    if title := _PAGE_TITLE.fullmatch(lines[0]):
        yield title[1]
    for line in lines[-_TAIL_LINES:]:
        yield from _in_byline(line)
        for pattern in (_APPEAL, _COPYRIGHT):
            for found in pattern.finditer(line):
                yield from _openings(found[1])


def _in_dateline(line: str) -> Iterator[str]:
    for found in _SLASHES.finditer(line):
        yield _STAFF.sub("", found[1])
    if (found_one := _BRACKETS.match(line)) and line[0].isupper():
        yield found_one[1]
    if (found_one := _DASHES.match(line)) and all(word[0].isupper() for word in re.findall(r"\w+", found_one["place"])):
        yield found_one["name"]


def _in_byline(line: str) -> Iterator[str]:
    found = _BY.fullmatch(line)
    if found and not line.endswith((".", "?", "!")):
        yield _STAFF.sub("", _BY_PARTS.split(found[1])[-1])


def _openings(words: str) -> Iterator[str]:
    """The first word, the first two, …: as far as a name can go on; it does where the next word has a capital."""
    parts = words.split()[: _LONGEST_NAME + 1]
    for n, word in enumerate(parts[:_LONGEST_NAME], start=1):
        ended = word != (bare := _WORD_END.sub("", word))
        if ended or n == len(parts) or not parts[n][0].isupper():
            yield " ".join([*parts[: n - 1], bare])
        if ended:
            return
