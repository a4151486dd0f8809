"""Cuts a text where what was counted begins and ends, so that words counted twice carry both marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """A place that was counted: characters ``start`` to ``end`` of the text, and the number of what counted it."""

    start: int
    end: int
    mark: int


@dataclass(frozen=True)
class Segment:
    """A piece of text that is marked alike from end to end; ``marks`` is empty where nothing was counted."""

    text: str
    marks: tuple[int, ...] = ()


def segments(text: str, spans: Iterable[Span]) -> list[Segment]:
    """The text in pieces, each with all marks that hold for it; together they are the text.

    Examples
    --------
    >>> segments("barbaric attack", [Span(0, 8, 1), Span(0, 15, 2)])
    [Segment(text='barbaric', marks=(1, 2)), Segment(text=' attack', marks=(2,))]
    """
    inside = [s for s in (_clipped(span, len(text)) for span in spans) if s.start < s.end]
    bounds = sorted({0, len(text), *(s.start for s in inside), *(s.end for s in inside)})
    marks: list[set[int]] = [set() for _ in bounds]
    for span in inside:
        for piece in range(bisect_left(bounds, span.start), bisect_left(bounds, span.end)):
            marks[piece].add(span.mark)
    pieces = zip(bounds, bounds[1:], marks, strict=False)
    return [Segment(text[begin:end], tuple(sorted(on))) for begin, end, on in pieces]


def _clipped(span: Span, length: int) -> Span:
    return Span(max(span.start, 0), min(span.end, length), span.mark)


def paragraphs(text: str, spans: Sequence[Span]) -> list[list[Segment]]:
    r"""The text's lines that are not blank, each in pieces; a mark that runs over a line's end goes on in the next.

    Examples
    --------
    >>> paragraphs("Perhaps.\n\nYes.", [Span(0, 7, 3)])
    [[Segment(text='Perhaps', marks=(3,)), Segment(text='.', marks=())], [Segment(text='Yes.', marks=())]]
    """
    found, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            inside = [Span(s.start - start, s.end - start, s.mark) for s in spans if s.start < end and s.end > start]
            found.append(segments(line, inside))
        start = end + 1
    return found
