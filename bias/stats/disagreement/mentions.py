"""Every figure of an article with what it counts, how firmly, and who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from bias.stats.disagreement.bounds import Amount, bound_of
from bias.stats.disagreement.context import Context, context, sentences
from bias.stats.disagreement.counted import Counted, counted, doers_behind
from bias.stats.disagreement.fates import FATES
from bias.stats.disagreement.numbers import Figure, figures

#: No sentence without these holds a number.
_ANY_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eigh|nine|ten|eleven|twe|thir|for|fif|dozen|hundred|thousand|million"
    r"|billion)",
    re.I,
)
#: What a figure without a noun leans on: "Oswin claims 31", "the ministry put it at 12".
_SAID = re.compile(
    r"\b(?:said|says|say|claim(?:s|ed|ing)?|put(?:s|ting)?|count(?:s|ed)?|sp(?:eaks|eak|oke) of|according to"
    r"|estimate[sd]?|report(?:s|ed)|insist(?:s|ed)|admit(?:s|ted)|acknowledge[sd]|confirm(?:s|ed)"
    r"|figure|number|total|toll|tally|it was|as many)\b",
    re.I,
)
#: A figure stands alone where no noun follows it.
_ALONE = re.compile(
    r"(?:[\"”’']?[.,;:)!?—–]|[\"”’']?$"
    r"|[\"”’']? (?:and|but|while|in|at|on|by|according|million|billion|per cent|percent)\b"
    r"|[\"”’']? (?:had|has|have|was|were|is|are)(?: been| done so| unchanged)?(?=[.,;]|$))"
)
#: What parts two figures of one sentence: a new clause.
_NEW_CLAUSE = re.compile(r"[,;:(–—]|\b(?:and|but|while|whereas|though|against)\b")
_GIVER = re.compile(
    r"(?:^|[,;:—–] |\b(?:and|while|but|whereas) )((?:[\w'’.-]+ ){0,6}?[\w'’.-]+) (?:has |have |had |only )?"
    r"(?:puts?\b[^.;:]{0,40} at|counts|counted|speaks of|spoke of|admits to|admitted to|claims|claimed"
    r"|estimates|estimated|confirmed)\b[^.;:]{0,60}$"
)
#: A figure that only says where, on which none leans: "530 arrests in Tessary and four other cities".
_WHERE = re.compile(r"\b(?:in|across)(?: [A-Z][\w'’-]+,?)*(?: and)? $")
_WHOLE_OF = re.compile(r" of (?:them|those|whom|which|these|the (?:dead|wounded|injured|total))\b")


_NO_NAME = frozenset([
    "it", "he", "she", "they", "we", "i", "who", "which", "that", "said", "says", "would", "had", "has", "have",
    "was", "were", "by", "in", "on", "at", "as", "with", "for",
])  # fmt: skip


class Speech(NamedTuple):
    """A stretch of an article and who says it."""

    start: int
    end: int
    speaker: str


@dataclass(frozen=True)
class Mention:
    """A figure in an article.

    Attributes
    ----------
    start, end
        Where it stands in the text.
    amount
        The number with its bound.
    counted
        What it counts.
    sentence
        Where its sentence starts and ends.
    words
        Its sentence.
    speeches
        Stretches of the article whose speaker is known.
    leans
        The figure before it, where it takes what it counts from that.
    """

    start: int
    end: int
    amount: Amount
    counted: Counted
    sentence: tuple[int, int]
    words: str
    speeches: Sequence[Speech] = ()
    leans: Mention | None = None

    @cached_property
    def context(self) -> Context:
        """Of its sentence; with that of the figure which it leans on, where it has no noun of its own."""
        around = context(self.words, self.start - self.sentence[0], self.end - self.sentence[0])
        if self.leans is None:
            return around
        before = self.leans.context
        return replace(before, stems=before.stems | around.stems, near=before.near | around.near)

    @cached_property
    def speaker(self) -> str:
        """Who gives it; empty where the outlet does."""
        return _giver(self.words[: self.start - self.sentence[0]]) or speaker_at(self.speeches, self.start)


class Earlier(NamedTuple):
    """The figure before, with the number of its sentence."""

    mention: Mention
    figure: Figure
    number: int


def mentions(
    text: str, speeches: Sequence[Speech] = (), spans: Sequence[tuple[int, int]] | None = None
) -> list[Mention]:
    """The figures of an article that count something, in their order.

    Parameters
    ----------
    text
        The cleaned text.
    speeches
        Its quotations and indirect speech whose speaker is known.
    spans
        Its sentences, where they are known already.

    Examples
    --------
    >>> text = "Seventeen people died, the army said. The town puts the toll at 31."
    >>> [(m.amount.low, m.counted.kind, m.leans is not None) for m in mentions(text)]
    [(17.0, 'dead', False), (31.0, 'dead', False)]
    """
    found: list[Mention] = []
    earlier: Earlier | None = None
    for number, (start, end) in enumerate(sentences(text) if spans is None else spans):
        sentence = text[start:end]
        if not _ANY_NUMBER.search(sentence):
            continue
        for figure in figures(sentence):
            before = earlier if earlier and number - earlier.number <= 1 else None
            mention = _mention(sentence, figure, before, number)
            if mention is None:
                continue
            first, last = start + figure.start, start + figure.end
            found.append(replace(mention, start=first, end=last, sentence=(start, end), speeches=speeches))
            if not mention.counted.kind.startswith("all ") and not _WHERE.search(sentence, 0, figure.start):
                earlier = Earlier(found[-1], figure, number)
    return found


def _mention(sentence: str, figure: Figure, earlier: Earlier | None, number: int) -> Mention | None:
    """The figure as it stands in its sentence."""
    amount = Amount(figure.low, figure.high, bound_of(sentence, figure))
    what = counted(sentence, figure)
    beside = earlier if earlier and earlier.number == number else None
    whole = (0, len(sentence))
    if what is not None:
        same_people = beside and not what.noun and what.kind in FATES and _joined(sentence, beside.figure, figure)
        if beside and same_people:
            what = replace(what, whom=beside.mention.counted.whom)
        return Mention(figure.start, figure.end, amount, what, whole, sentence)
    if earlier is None or not _leans(sentence, figure, beside.figure.end if beside else 0):
        return None
    before, its_figure, _ = earlier
    if bool(figure.unit) and figure.unit != its_figure.unit:
        return None
    if figure.scale == 1 and its_figure.scale >= 10**6 and figure.high < 1000:
        amount = Amount(amount.low * its_figure.scale, amount.high * its_figure.scale, amount.bound)
    doers = doers_behind(sentence[figure.end :]) or before.counted.doers
    what = replace(before.counted, doers=doers)
    return Mention(figure.start, figure.end, amount, what, whole, sentence, leans=before)


def _joined(sentence: str, one: Figure, other: Figure) -> bool:
    """Whether the second figure counts the same people: "nine soldiers were killed and 12 wounded"."""
    between = sentence[one.end : other.start]
    return one.end < other.start and len(between) < 60 and not re.search(r"[.;:]", between)


def _leans(sentence: str, figure: Figure, after: int) -> bool:
    """Whether a figure without a noun is another figure for what was counted before it, up to ``after``."""
    behind = sentence[figure.end :]
    if figure.high == 1 or _WHOLE_OF.match(behind) or not _ALONE.match(behind):
        return False
    before = sentence[after : figure.start]
    if after and not _NEW_CLAUSE.search(before):
        return False
    before = re.split("[;:]", before)[-1]
    return bool(_SAID.search(before) or (not after and _SAID.search(behind)))


def _giver(before: str) -> str:
    """Who puts the figure, where the words before it say so: "Norvane puts it at 3"."""
    match = _GIVER.search(before)
    name = re.sub(r"^(?:while|and|but|whereas) ", "", match[1]) if match else ""
    named = re.search(r"[A-Z]|\bthe ", name) and not _NO_NAME & set(name.lower().split())
    return name if named else ""


def speaker_at(speeches: Sequence[Speech], place: int) -> str:
    """Who speaks at a place, by the shortest stretch around it."""
    around = [speech for speech in speeches if speech.start <= place < speech.end]
    return min(around, key=lambda speech: speech.end - speech.start).speaker if around else ""
