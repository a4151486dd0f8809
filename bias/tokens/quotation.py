"""Which stretches of a text stand inside quotation marks.

Counting marks and taking every second one as closing fails on the first inch sign, on quotations that run over several
paragraphs (each opens anew, only the last closes) and on marks that are never closed. Here a mark's direction comes
from what stands beside it, and a quotation left open ends with its paragraph unless the next mark closes it. Marks of
another family inside a quotation (“ ” inside « ») belong to it. An apostrophe or an inch sign that looks like a closing
mark is none where a surer one follows.

Source of the paragraph convention: The Chicago Manual of Style, 17th ed. (2017), 13.30.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

_ANGLED = frozenset("«»")
_DOUBLE = frozenset('"“”„‟″') | _ANGLED
_SINGLE = frozenset("'‘’‚‹›")
_OPENERS = frozenset("“„«‘‚‹")
_UNDIRECTED = frozenset('"″‟')
_RUN = re.compile(f"[{''.join(sorted(_DOUBLE | _SINGLE))}]+")
#: Marks that are apostrophes, inches or seconds too, and what may stand beside these.
_SIGNS = "'’‘\"″"
_BESIDE_SIGNS = _SIGNS + " \n\xa0-"
_LEFT_EDGE = frozenset("([{–—-/=|•*")
_RIGHT_EDGE = frozenset(")]}–—-/,.;:!?…|")
#: A quotation may run over this many paragraph breaks without opening anew; then its closing mark was forgotten.
_MAX_PARAGRAPHS = 3
#: Longer single-quoted stretches, in words, are apostrophes that look like marks.
_MAX_SINGLE = 40
#: A surer mark is looked for among this many that follow a doubtful one; a quotation holds fewer.
_MAX_AHEAD = 40
#: What an apostrophe, not a mark, stands before: 'n', 'em, 'tis, the '90s, and endings parted from their word.
CLIPPED = (
    *("n", "em", "til", "tis", "twas", "cause", "bout", "round", "s", "t", "d", "m", "ll", "re", "ve"),
    *(f"{decade}0s" for decade in range(10)),
)


class Kind(IntEnum):
    """What a mark does, as far as the mark itself tells."""

    OPEN = 1
    CLOSE = 2
    EITHER = 3
    SINGLE_OPEN = 4
    SINGLE_CLOSE = 5
    BREAK = 6
    APOSTROPHE = 7


_INSIDE_DOUBLE = (Kind.SINGLE_OPEN, Kind.SINGLE_CLOSE, Kind.APOSTROPHE)


class Mark(NamedTuple):
    """A mark in a gap.

    Attributes
    ----------
    kind, offset
        What it does, and where in the gap it stands.
    angled
        Whether it is a guillemet, which pairs only with another.
    doubtful
        Whether it may as well be an apostrophe or an inch sign.
    """

    kind: Kind
    offset: int
    angled: bool = False
    doubtful: bool = False


class Quotation(NamedTuple):
    """A quotation: the gaps that hold its marks, and between which offsets of these its words lie."""

    first_gap: int
    start: int
    last_gap: int
    end: int


def _edges(gap: str) -> dict[int, tuple[bool, bool]]:
    """For each mark whether there is room before and behind the marks it stands among; a word stands beside the gap."""
    edges: dict[int, tuple[bool, bool]] = {}
    for run in _RUN.finditer(gap):
        left, right = gap[max(run.start() - 1, 0) : run.start()], gap[run.end() : run.end() + 1]
        room = left.isspace() or left in _LEFT_EDGE, right.isspace() or right in _RIGHT_EDGE
        edges |= dict.fromkeys(range(*run.span()), room)
    return edges


def _direction(mark: str, room: tuple[bool, bool]) -> Kind:
    """Whether a mark opens or closes."""
    if room[0] != room[1]:
        return Kind.OPEN if room[0] else Kind.CLOSE
    if mark in _UNDIRECTED:
        return Kind.EITHER
    return Kind.OPEN if mark in _OPENERS else Kind.CLOSE


def marks_of_gap(gap: str) -> tuple[Mark, ...]:
    """The marks and paragraph breaks of a gap between two words.

    Examples
    --------
    >>> [mark.kind.name for mark in marks_of_gap('." "')]
    ['CLOSE', 'OPEN']
    >>> marks_of_gap(", ")
    ()
    """
    found: list[Mark] = []
    bare, edges = not gap.strip(_BESIDE_SIGNS), _edges(gap)
    for at, character in enumerate(gap):
        if character == "\n":
            if not found or found[-1].kind is not Kind.BREAK:
                found.append(Mark(Kind.BREAK, at))
        elif character in _DOUBLE:
            kind = _direction(character, edges[at])
            found.append(Mark(kind, at, character in _ANGLED, doubtful=bare and kind is Kind.CLOSE))
        elif character in _SINGLE:
            opens = character != "’" and _direction(character, edges[at]) is Kind.OPEN
            found.append(Mark(Kind.SINGLE_OPEN if opens else Kind.SINGLE_CLOSE, at, doubtful=bare))
    return tuple(found)


def _goes_on(gaps: Sequence[int], marks: Sequence[Mark], at: int, angled: bool) -> bool:
    """Whether a quotation that is open at this break goes on after it."""
    breaks = 0
    for later in range(at + 1, len(marks)):
        mark = marks[later]
        if mark.kind is Kind.BREAK:
            breaks += 1
            if breaks == _MAX_PARAGRAPHS:
                return False
        elif mark.angled == angled and mark.kind in (Kind.OPEN, Kind.CLOSE, Kind.EITHER):
            return (mark.kind is Kind.OPEN) == (gaps[later] == gaps[at])
    return False


def _is_sign(marks: Sequence[Mark], at: int) -> bool:
    """Whether a doubtful closing mark is none: a surer one comes before any that opens, in the same paragraph."""
    kind = marks[at].kind
    for mark in marks[at + 1 : at + 1 + _MAX_AHEAD]:
        if mark.kind is kind and not mark.doubtful:
            return True
        if mark.kind in (Kind.BREAK, Kind.OPEN, Kind.EITHER, Kind.APOSTROPHE) or mark.kind == kind - 1:
            return False
    return False


def quotations(gaps: Sequence[int], marks: Sequence[Mark]) -> list[Quotation]:
    """The quotations of one article.

    Parameters
    ----------
    gaps
        For each mark the number of the gap that it stands in.
    marks
        The marks in order; the last is a break.

    Returns
    -------
    list of Quotation
        In order of their start, none inside another: a quotation within a quotation is part of the outer one.

    Examples
    --------
    >>> quotations([3, 5], marks_of_gap(' "') + marks_of_gap('." '))
    [Quotation(first_gap=3, start=2, last_gap=5, end=1)]
    """
    found: list[Quotation] = []
    opened: tuple[int, int] | None = None
    single: tuple[int, int] | None = None
    carried, angled = -1, False
    for at, (gap, mark) in enumerate(zip(gaps, marks, strict=True)):
        kind, here = mark.kind, (gap, mark.offset + 1)
        if kind is Kind.BREAK:
            single = None
            if opened is not None and _goes_on(gaps, marks, at, angled):
                carried = gap
            elif opened is not None:
                found.append(Quotation(*opened, gap, mark.offset))
                opened = None
        elif mark.doubtful and _is_sign(marks, at):
            continue
        elif opened is not None:
            if kind in _INSIDE_DOUBLE or mark.angled != angled or (kind is Kind.OPEN and carried == gap):
                continue
            found.append(Quotation(*opened, gap, mark.offset))
            opened = here if kind is Kind.OPEN else None
        elif kind in (Kind.OPEN, Kind.EITHER):
            opened, angled = here, mark.angled
        elif kind is Kind.SINGLE_OPEN:
            single = here
        elif kind is Kind.SINGLE_CLOSE and single is not None:
            if gap - single[0] <= _MAX_SINGLE:
                while found and found[-1][:2] > single:
                    found.pop()
                found.append(Quotation(*single, gap, mark.offset))
            single = None
    return found
