"""What the steps work on: the lines of one article, and spans of them to cut or to mark.

A line is what stands between two line breaks, without the blanks at its ends; blank lines are none. Pasted articles
break their paragraphs with one line break or with two, so the line, and not the blank line, is the paragraph here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

_LINE = re.compile(r"\S[^\n]*")
_BULLETS = " \t•·*>|»«‣▪●-–—"


class Span(NamedTuple):
    """Characters ``start`` to ``end`` of the normalised text."""

    start: int
    end: int


class Line(NamedTuple):
    """A line, or what the cuts have left of it.

    ``text`` stands at ``start`` to ``end`` of the normalised text; ``n_words`` counts what single blanks part.
    """

    start: int
    end: int
    text: str
    n_words: int

    @classmethod
    def at(cls, start: int, text: str) -> Line:
        """The line of a text without blanks at its ends."""
        return cls(start, start + len(text), text, text.count(" ") + 1)

    @property
    def span(self) -> Span:
        """The whole line."""
        return Span(self.start, self.end)

    @property
    def bare(self) -> str:
        """The line without bullets and closing marks, in lower case: how menu items are compared."""
        return self.text.strip(_BULLETS).rstrip(" .:!…").lower()

    def head(self, length: int) -> Span:
        """The first ``length`` characters."""
        return Span(self.start, self.start + length)

    def tail(self, position: int) -> Span:
        """The characters from ``position`` on."""
        return Span(self.start + position, self.end)


@dataclass(frozen=True)
class Page:
    """The lines that are still there, and the title if it is known."""

    lines: tuple[Line, ...]
    title: str | None = None

    @classmethod
    def of(cls, text: str, title: str | None = None) -> Page:
        r"""The page of a normalised text.

        Examples
        --------
        >>> [line.text for line in Page.of(" A bridge opened \n\n\nIt is long.").lines]
        ['A bridge opened', 'It is long.']
        """
        return cls(tuple(Line.at(match.start(), match.group().rstrip()) for match in _LINE.finditer(text)), title)

    def without(self, spans: Iterable[Span]) -> Page:
        """The page after cuts, each of which takes a whole line, its beginning or its end.

        Examples
        --------
        >>> page = Page.of("KYIV (AP) — Rain fell.")
        >>> [line.text for line in page.without([Span(0, 12)]).lines]
        ['Rain fell.']
        """
        cuts = {position: span for span in spans for position in span}
        lines: list[Line] = []
        for line in self.lines:
            span = cuts.get(line.start) or cuts.get(line.end)
            if span is None:
                lines.append(line)
            elif span.start == line.start:
                lines += _stripped(line.text[span.end - line.start :], span.end)
            else:
                lines += _stripped(line.text[: span.start - line.start], line.start)
        return replace(self, lines=tuple(lines))


def _stripped(text: str, start: int) -> list[Line]:
    words = text.strip()
    start += len(text) - len(text.lstrip())
    return [Line.at(start, words)] if words else []


class Effect(StrEnum):
    """What becomes of the spans that a step finds."""

    CUT = "cut"
    """They leave the text."""
    TITLE = "title"
    """They leave the body: the first is moved to the top, further ones are cut."""
    MARK = "mark"
    """They stay, and are only noted."""


@dataclass(frozen=True)
class Step:
    """A named step of cleaning.

    Attributes
    ----------
    name
        Its name in the column ``step`` of the cleaning table.
    find
        From a page to the spans that the step is about. A cut is a whole line, its beginning or its end.
    cues
        Lower-case strings one of which a text must hold for the step to find anything; looking for them is much
        cheaper than the step. Empty: the step always runs.
    effect
        What becomes of the spans.
    """

    name: str
    find: Callable[[Page], Iterable[Span]]
    cues: tuple[str, ...] = ()
    effect: Effect = Effect.CUT

    def may_find(self, lowered: str) -> bool:
        """Whether a text, given in lower case, holds a cue."""
        return not self.cues or any(map(lowered.__contains__, self.cues))
