"""The step for the headline: where the text holds it, so that it stands once, at the top."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bias.clean.furniture import HEAD
from bias.clean.page import Line, Page, Span

_SHORTEST, _LONGEST, _LONGEST_QUESTION = 3, 34, 16
_SHORTEST_HEADLINE = 20
_LONGEST_LINE, _LONGEST_CAPTION, _LONGEST_SITE = 3000, 60, 4
_PROSE_WORDS = 8
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.,;:…—–-][\"”’')»]*$|[!?][\"”’'»]+$")
_SENTENCE_WITHIN = re.compile(r"[a-z]{3}\.[\"”)]? ?[A-Z(\"“]")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}[\"”’']?$")
_AFTER_TITLE = re.compile(r"[\"”’')]*(?:[.!?]|\s?[:|]|\s[–—-])\s+|\s+listen · [\d: ]+", re.IGNORECASE)
_CAPTION_ENDS = (".", "!", "?", "|", "”", '"', "Photos", "Photo")
_ADDED = re.compile(r"\s+(?:« [^«]{2,80}|\| [^|]{2,40}|\(\d{2}\.\d{2}\.\d{2,4} \d{1,2}:\d{2}\))$")


def headlines(page: Page) -> Iterable[Span]:
    """The headline: where the first lines repeat the known one, or, if none is known, the line that looks like one.

    Taking the first line for the title turns the lead of a text without a headline into one. A headline has no final
    full stop, is of a headline's length, and has text below it. A summary without a full stop that stands alone on
    top is the only headline the text has, and is taken.
    """
    if page.title is not None:
        words = [word.lower() for word in _WORD.findall(page.title)]
        repeats = (_repeated(line, page.title, words) for line in page.lines[:HEAD])
        return [span for span in repeats if span]
    if not page.lines or not _is_headline(page.lines):
        return []
    return [page.lines[0].span]


def tidy(title: str) -> str:
    """A title without what a page's title adds: the section and site behind « or |, and a stamp.

    A title column is not part of the raw text, so that this has no row in the cleaning table. What stands before the
    mark must itself be as long as a headline: "Opinion | Who keeps the bridge" stays.

    Examples
    --------
    >>> tidy("Bridge opens to traffic (03.05.21 10:00) « News | Example")
    'Bridge opens to traffic'
    """
    shorter = title
    while (match := _ADDED.search(shorter)) and match.start() >= _SHORTEST_HEADLINE:
        shorter = shorter[: match.start()]
    return shorter


def _is_headline(lines: tuple[Line, ...]) -> bool:
    first = lines[0]
    if not _SHORTEST <= first.n_words <= _LONGEST or len(first.text) > 240 or not _opens(first.text):
        return False
    if _SENTENCE_END.search(first.text) and not _ABBREVIATED.search(first.text):
        return False
    if _SENTENCE_WITHIN.search(first.text) or (first.text[-1] in "!?" and first.n_words > _LONGEST_QUESTION):
        return False
    return any(line.n_words >= _PROSE_WORDS for line in lines[1:HEAD])


def _opens(text: str) -> bool:
    first = text[0]
    return first in "\"“‘'«„" or first.isdigit() or (first.isalpha() and not first.islower())


def _repeated(line: Line, title: str, words: list[str]) -> Span | None:
    """The part of a line that is the title: all of it, a beginning that ends like one, or the end of a caption."""
    if line.text == title:
        return line.span
    short = line.n_words <= _LONGEST_CAPTION
    lowered = (line.text if short else line.text[: 2 * len(title)]).lower()
    if not words or words[0] not in lowered or len(line.text) > _LONGEST_LINE:
        return None
    if not all(map(lowered.__contains__, words)):
        return None
    if tidy(line.text) == title:
        return line.span
    spoken = list(_WORD.finditer(line.text))
    if _are(spoken[: len(words)], words):
        return _opening(line, spoken, len(words))
    if len(words) > 2 and short and _are(spoken[-len(words) :], words):
        before = line.text[: spoken[-len(words)].start()].rstrip("\"“‘'(")
        return line.tail(len(before)) if before.rstrip().endswith(_CAPTION_ENDS) else None
    return None


def _are(spoken: list[re.Match[str]], words: list[str]) -> bool:
    return [match.group().lower() for match in spoken] == words


def _opening(line: Line, spoken: list[re.Match[str]], n_words: int) -> Span | None:
    """The title at the start of a line; the whole line if all but nothing follows it."""
    end = spoken[n_words - 1].end()
    if len(spoken) == n_words:
        return line.span
    mark = _AFTER_TITLE.match(line.text, end)
    if mark is None or n_words < _SHORTEST:
        return None
    return line.head(mark.end()) if len(spoken) - n_words > _LONGEST_SITE else line.span
