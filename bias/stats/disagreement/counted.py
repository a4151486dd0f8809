"""What a figure counts: the noun behind it, or the harm around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from bias.lexicon import IGNORE, embedded
from bias.stats.disagreement.fates import BOUND, fate_of, terms
from bias.stats.disagreement.numbers import NUMBER_WORDS, Figure

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SUM_OF = re.compile(
    r"(?:number|figure|total|tally|count|estimate)s? (?:of|for) (?:the |its |his )?([\w'’-]+)[^.,;:]{0,50}$", re.I
)
_PUT_AT = re.compile(r"\bput(?:s|ting)? (?:the )?(?:[\w'’-]+ )??([\w'’-]+)(?: of [\w'’ -]+?)? at $", re.I)
_LEVEL = re.compile(
    r"([\w'’-]+) (?:(?:has|had|have|of|was|were|is|are|at|reached|reaching|stood|stands|hit|to|rose|fell|dropped"
    r"|rising|falling|put|by) )+$",
    re.I,
)
_SHARE_OF = re.compile(r" of (?:all |the |its |their |registered |those )*([\w'’-]+)")
_PART = re.compile(r" of (?:the |its |their |those |these |all )*", re.I)
#: What follows is some of a number given before.
_AMONG = re.compile(r"\b(?:including|among (?:them|whom)|of (?:them|whom)) (?:at least |about |more than )?$", re.I)
_WHOLE = re.compile(
    r"\d of (?:the |its |their |those |these |all )*$|"
    + rf"\b(?:{NUMBER_WORDS}) of (?:the |its |their |those |these |all )*$",
    re.I,
)
_IRREGULAR = {
    "people": "people", "men": "man", "women": "woman", "children": "child", "police": "police", "lives": "life",
    "servicemen": "serviceman", "policemen": "policeman", "policewomen": "policewoman", "gunmen": "gunman",
    "firemen": "fireman", "fishermen": "fisherman", "businessmen": "businessman", "congressmen": "congressman",
    "personnel": "personnel", "cattle": "cattle", "aircraft": "aircraft", "wives": "wife", "sheep": "sheep",
    "headquarters": "headquarters", "crew": "crew", "troops": "troops", "staff": "staff", "others": "others",
}  # fmt: skip
#: A listed noun in the singular before another noun only says of what kind that is: four missile attacks.
_HEAD_BEHIND = re.compile(r" [a-z]{3,}s\b(?<!ss)(?<!was)(?<!has)| [a-z]{3,} [a-z]{3,}s\b(?<!ss)(?<!was)(?<!has)")
_NO_PLURALS = re.compile(r"(?:ss|us|is|'s|’s)$")
_ADDED = frozenset({"more", "additional", "further", "extra", "another"})
_NOBODY = frozenset({"", "people"})


@dataclass(frozen=True)
class Counted:
    """What a figure counts.

    Attributes
    ----------
    kind
        A class of the list ``counted-en``, a currency, "percent", or the noun itself in the singular.
    whom
        To whom the fate befell ("soldier"), or what a share is of; empty where it is people at large.
    qualifiers
        The words between figure and noun, and behind "of".
    part
        Whether it counts some of a given number: "11 of 14 points".
    doers
        Whose the counted are, where "by" stands behind: breaches by the army.
    noun
        The noun as the text has it.
    """

    kind: str
    whom: str = ""
    qualifiers: frozenset[str] = frozenset()
    part: bool = False
    doers: frozenset[str] = frozenset()
    noun: str = field(default="", compare=False)


@cache
def _stops() -> frozenset[str]:
    return frozenset(entry.term for entry in embedded("function-words-en").entries) - {"more", "other", "others"}


def singular(noun: str) -> str:
    """The singular of a regular plural, in small letters.

    Examples
    --------
    >>> [singular(noun) for noun in ("Missiles", "cities", "churches", "women", "dead")]
    ['missile', 'city', 'church', 'woman', 'dead']
    """
    word = noun.lower().replace("’", "'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ch|sh|ss|x|zz)es$", word):
        return word[:-2]
    return word[:-1] if _is_plural(word) else word


def _is_plural(word: str) -> bool:
    low = word.lower()
    return low in _IRREGULAR or (
        len(low) > 3 and low.endswith("s") and not _NO_PLURALS.search(low) and low not in _stops()
    )


def counted(sentence: str, figure: Figure) -> Counted | None:
    """What a figure of a sentence counts; None where it stands alone or counts what is not compared.

    Parameters
    ----------
    sentence
        The sentence; the figure's offsets are within it.
    figure
        One of its figures.

    Examples
    --------
    >>> from bias.stats.disagreement.numbers import figures
    >>> for text in ("The shells killed at least 12.", "Nine soldiers were hurt.", "It cost 3 million crowns."):
    ...     found = counted(text, figures(text)[0])
    ...     print([found.kind, found.whom])
    ['dead', '']
    ['wounded', 'soldier']
    ['crown', '']
    """
    before, behind = sentence[: figure.start], sentence[figure.end :]
    if figure.unit == "percent":
        return _share(before, behind)
    if figure.unit:
        return Counted(singular(figure.unit), noun=figure.unit)
    noun, qualifiers, length = _noun(behind)
    part = bool(_PART.match(behind) or _AMONG.search(before))
    whole = bool(_WHOLE.search(before))
    fate = fate_of(before, behind, length, noun)
    kind, role = terms().get((noun or "").lower(), ("", ""))
    if kind == IGNORE or (figure.high == 1 and role != "noun" and not fate):
        return None
    whom = "" if kind == "people" else singular(noun or "")
    if kind == "money":
        return Counted(whom, noun=noun or "")
    if fate:
        return Counted(fate, "" if kind == fate else whom, qualifiers, part and noun is not None, noun=noun or "")
    if noun is None:
        return None if _PART.match(behind) else _named_before(before)
    doers = doers_behind(behind[length:])
    return Counted(f"all {kind or whom}" if whole else kind or whom, "", qualifiers, part, doers, noun)


def doers_behind(behind: str) -> frozenset[str]:
    """Who follows behind "by"."""
    match = re.match(r" (?:committed |carried out |made )?by (?:the |an? )?([\w'’-]+)", behind)
    return frozenset({match[1].lower()[:6]}) if match else frozenset()


def _noun(behind: str) -> tuple[str | None, frozenset[str], int]:
    """The noun behind a figure, the words between, and where it ends."""
    part = _PART.match(behind)
    place = part.end() if part else 0
    number = re.compile(r"\d+ ").match(behind, place)
    place = number.end() if number else place
    place += len((re.compile('["”’]').match(behind, place) and "q") or "")
    between: list[str] = []
    for _ in range(5):
        gap = "" if part and place in (part.end(), number.end() if number else -1) else " "
        match = _WORD.match(behind, place + len(gap)) if behind.startswith(gap, place) else None
        if match is None or match[0].lower() in _stops():
            break
        word, place = match[0], match.end()
        listed = terms().get(word.lower(), ("", ""))[1] == "noun"
        if word.endswith(("'s", "’s")) or (listed and not _is_plural(word) and _HEAD_BEHIND.match(behind, place)):
            between.append(word)
            continue
        if _is_plural(word) or listed:
            of = re.compile(r" of (?:the )?([a-z][\w-]+)").match(behind, place)
            words = [
                w.lower()[:6] for w in ([*between, of[1]] if of else between) if w.lower() not in _ADDED | {"other"}
            ]
            marks = ["+"] if _ADDED & {w.lower() for w in between} else []
            return word, frozenset(words + marks), place
        if re.search(r"[a-z]ed$", word) and not between and terms().get(word.lower()):
            between.append(word)
            continue
        between.append(word)
    return None, frozenset(), 0


def _share(before: str, behind: str) -> Counted | None:
    """A share of whom, or of what the sentence says it is."""
    of = _SHARE_OF.match(behind)
    if of and not of[1].endswith(("'s", "’s")):
        return Counted("percent", singular(of[1]))
    level = _LEVEL.search(re.sub(rf"{BOUND}$", "", before))
    put = _PUT_AT.search(re.sub(rf"{BOUND}$", "", before))
    match = put or level
    return Counted("percent", singular(match[1])) if match and match[1].lower() not in _stops() else None


def _named_before(before: str) -> Counted | None:
    """What is counted where the sentence names it first: "put the crowd at 1,500", "the number of arrests is 9"."""
    plain = re.sub(rf"{BOUND}$", "", before)
    match = _SUM_OF.search(plain, max(0, len(plain) - 120)) or _PUT_AT.search(plain, max(0, len(plain) - 120))
    if match is None or match[1].lower() in {
        "number",
        "figure",
        "total",
        "sum",
        "it",
        "toll",
        "tally",
        "count",
        "them",
        "losses",
    }:
        return None
    kind, _ = terms().get(match[1].lower(), ("", ""))
    return None if kind == IGNORE else Counted(kind or singular(match[1]), noun=match[1])
