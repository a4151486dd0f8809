"""Figures of an event that count the same thing, where outlets give different ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import isnan, log10
from typing import NamedTuple

from bias.stats.disagreement.context import likeness
from bias.stats.disagreement.fates import FATES
from bias.stats.disagreement.mentions import Mention

#: How like two sentences of different articles must be (cosine of their weighted stems) for their figures to count the
#: same, by what they count. An event has one toll, but many shares, sums and members.
_LIKE_FATE, _LIKE_OTHER, _LIKE_LOOSE = 0.12, 0.25, 0.35
_LIKE_EQUAL, _LIKE_PER_DECADE = 0.05, 0.3
#: Figures from which two outlets hardly give the same one by chance; characters within which two stand side by side.
#: Figures of one kind that are looked at in one article: further ones are lists, and pairs grow as their square.
_MOST = 40
_UNUSUAL, _SIDE_BY_SIDE = 20, 250
_LOOSE = frozenset({"people", "percent", "dollar", "votes", "member", "state"})


class Placed(NamedTuple):
    """A figure, its article, the day it was published (NaN where unknown), and its outlet."""

    outlet: str
    article: str
    day: float
    text: str
    mention: Mention


def quantities(found: list[Placed]) -> Iterator[list[Placed]]:
    """The figures of an event that count the same, where outlets disagree; in the order of what is counted."""
    by_kind: dict[tuple[str, str, bool], list[Placed]] = {}
    for placed in found:
        what = placed.mention.counted
        alike = by_kind.setdefault((what.kind, what.whom, what.part), [])
        if sum(other.article == placed.article for other in alike[-_MOST:]) < _MOST:
            alike.append(placed)
    for kind, alike in sorted(by_kind.items()):
        if _differ(alike):
            yield from filter(_differ, _groups(alike, kind[0]))


def _differ(group: Sequence[Placed]) -> bool:
    """Whether two outlets give figures of which both cannot be right, and not just because time went by.

    Two outlets that both give the same figures, each with who says so, do not disagree.
    """
    given: dict[str, set[tuple[float, float]]] = {}
    for placed in group:
        given.setdefault(placed.outlet, set()).add((placed.mention.amount.low, placed.mention.amount.high))
    pairs = combinations(group, 2)
    return any(given[one.outlet] != given[other.outlet] and _against(one, other) for one, other in pairs)


def _against(one: Placed, other: Placed) -> bool:
    """Whether two figures cannot both be right.

    A count rises as days go by, and the next day has its own. So figures of articles of different days are set against
    each other only where both name the day they are of, and the later is the lower.
    """
    if one.mention.amount.agrees(other.mention.amount):
        return False
    earlier, later = (one, other) if one.day <= other.day else (other, one)
    days = later.day - earlier.day
    if isnan(days) or days == 0:
        return True
    dated = one.mention.context.dates & other.mention.context.dates
    return bool(dated) and later.mention.amount.high < earlier.mention.amount.low


def _contrasted(one: Mention, other: Mention) -> bool:
    """Whether an article sets one figure against the other: two speakers, or the later one leans on the earlier."""
    return one.speaker != other.speaker or bool(other.leans or one.leans)


def _groups(alike: list[Placed], kind: str) -> list[list[Placed]]:
    """The figures of one kind parted into those that count the same.

    The likest pairs are joined first, and two groups never where something says of a pair of theirs that it is unlike.
    """
    like = likeness([placed.mention.context for placed in alike])
    least = _LIKE_FATE if kind in FATES else _LIKE_LOOSE if kind in _LOOSE else _LIKE_OTHER
    group = {i: [i] for i in range(len(alike))}
    pairs = sorted(combinations(range(len(alike)), 2), key=lambda pair: (-round(float(like[pair]), 9), pair))
    for i, j in pairs:
        if group[i] is group[j] or not _same_quantity(alike[i], alike[j], like[i, j], least):
            continue
        if not any(_unlike(alike[a], alike[b]) for a, b in product(group[i], group[j])):
            group[i] += group[j]
            group |= dict.fromkeys(group[j], group[i])
    return [[alike[i] for i in sorted(members)] for first, members in group.items() if first == min(members)]


def _same_quantity(one: Placed, other: Placed, like: float, least: float) -> bool:
    """Whether two figures count the same, by how like their sentences are.

    The further apart the figures, the more alike the sentences must be, but where an article sets them side by side;
    an unusual figure that both give needs little.
    """
    first, second = one.mention, other.mention
    if (first.amount.low, first.amount.high) == (
        second.amount.low,
        second.amount.high,
    ) and first.amount.low >= _UNUSUAL:
        return like >= _LIKE_EQUAL
    near = abs(first.start - second.start) <= _SIDE_BY_SIDE and one.article == other.article
    if first.leans or second.leans or (near and first.speaker != second.speaker):
        return like >= least
    ratio = max(first.amount.high, second.amount.high) / max(min(first.amount.low, second.amount.low), 1.0)
    return like >= least + _LIKE_PER_DECADE * max(log10(ratio) - log10(2), 0.0)


def _unlike(one: Placed, other: Placed) -> bool:
    """Whether something says that two figures count different things.

    Two figures of one article that it does not set against each other do; so do other places, times, qualities, doers.
    """
    first, second = one.mention, other.mention
    same = (first.amount.low, first.amount.high) == (second.amount.low, second.amount.high)
    if one.article == other.article and not first.amount.agrees(second.amount) and not _contrasted(first, second):
        return True
    return (
        (first.context.elsewhen != second.context.elsewhen and not same)
        or _apart(first.context.places, second.context.places)
        or _apart(first.context.dates, second.context.dates)
        or _apart(first.counted.qualifiers, second.counted.qualifiers)
        or first.counted.doers != second.counted.doers
        or ("+" in first.counted.qualifiers) != ("+" in second.counted.qualifiers)
    )


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)
