"""Characters and line ends as one would type them, with the way back to the raw text.

The naive way, a chain of ``str.replace``, moves every later character, so that a cut can no longer be shown in the
raw text. Here each character of the result knows where it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_BLANKS = r" \t\x0b\x0c\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Zero-width non-joiner and joiner stay: Persian words and emoji need them.
_UNSEEN = r"\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_BREAKS = r"\x1c-\x1f\x85\u2028\u2029"
_RUN = re.compile(rf"\r\n?|[{_BREAKS}]|[{_BLANKS[1:]}{_UNSEEN}][{_BLANKS}{_UNSEEN}]*| [{_BLANKS}{_UNSEEN}]+")
_BLANK = re.compile(rf"[{_BLANKS}]")
_WORD = re.compile(r"[^ \n]+")


@dataclass(frozen=True)
class Normalised:
    r"""A text in its normal form.

    Attributes
    ----------
    text
        In NFC, with ``\n`` as the only line end and single plain blanks; no byte-order mark, no soft hyphen and no
        unseen control or zero-width character but the two joiners.
    origin
        For each character of ``text``, and for its end, the position in the raw text; None where they are the same.
    """

    text: str
    origin: Sequence[int] | None = None

    def raw(self, position: int) -> int:
        """Where a position of ``text`` stands in the raw text."""
        return position if self.origin is None else self.origin[position]


def normalise(raw: str) -> Normalised:
    r"""The normal form of a text, and where each of its characters came from.

    These changes are of form alone and have no row in the cleaning table.

    Examples
    --------
    >>> form = normalise("\ufeffLe\u00a0 pont\r\nouvre")
    >>> form.text, form.raw(3)
    ('Le pont\nouvre', 5)
    """
    text, origin = raw, None
    if "  " in raw or not raw.replace("\n", "").isprintable():
        text, origin = _plain(raw)
    if not unicodedata.is_normalized("NFC", text):
        text, origin = _composed(text, range(len(text) + 1) if origin is None else origin)
    return Normalised(text, origin)


def _plain(raw: str) -> tuple[str, Sequence[int]]:
    pieces: list[str] = []
    origin: list[int] = []
    done = 0
    for match in _RUN.finditer(raw):
        start, end = match.span()
        run = match.group()
        pieces.append(raw[done:start])
        origin.extend(range(done, start))
        shown = "\n" if run[0] in "\r\x1c\x1d\x1e\x1f\x85\u2028\u2029" else " " if _BLANK.search(run) else ""
        if shown:
            pieces.append(shown)
            origin.append(start)
        done = end
    pieces.append(raw[done:])
    origin.extend(range(done, len(raw) + 1))
    return "".join(pieces), origin


def _composed(text: str, before: Sequence[int]) -> tuple[str, Sequence[int]]:
    """NFC word by word: nothing composes across a blank or a line end."""
    pieces: list[str] = []
    origin: list[int] = []
    done = 0
    for match in _WORD.finditer(text):
        word = match.group()
        composed = unicodedata.normalize("NFC", word)
        if composed == word:
            continue
        start, end = match.span()
        pieces += text[done:start], composed
        origin.extend(before[done:start])
        origin.extend(before[min(start + i, end - 1)] for i in range(len(composed)))
        done = end
    pieces.append(text[done:])
    origin.extend(before[done:])
    return "".join(pieces), origin
