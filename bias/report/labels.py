"""Names that people read: of features, and of outlets and headlines in letters that the bundled fonts have."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import matplotlib
from matplotlib.ft2font import FT2Font

from bias.report.messages import said, term

#: Stands for a letter that the bundled fonts do not have.
UNDRAWABLE = "\ufffd"
#: Invisible; before a label it keeps the order of its parts where one of them is written from right to left.
LEFT_TO_RIGHT = "\u200e"
#: Languages written from right to left, by ISO 639 code.
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_KEPT_SPACE = "\n "
_ZERO_WIDTH_SPACE = "\u200b"
_LONGEST_WORD = 40


def font_folder() -> Path:
    """The folder of the fonts that come with matplotlib; DejaVu Sans has Latin, Greek, Cyrillic, Arabic and Hebrew."""
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


@cache
def _letters() -> frozenset[str]:
    faces = (FT2Font(font_folder() / name) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"))
    return frozenset.intersection(*(frozenset(map(chr, face.get_charmap())) for face in faces))


def drawable(text: str) -> str:
    r"""The text in letters that can be drawn everywhere.

    Letters that the bundled fonts lack become ``UNDRAWABLE``; control characters go, and so do invisible ones that
    the fonts lack; every other white space becomes a space, and line ends stay.

    Examples
    --------
    >>> drawable("Правда\t\x07 خبر"), drawable("新华")
    ('Правда  خبر', '��')
    """
    known = _letters()
    return "".join(_drawn(letter, known) for letter in text.replace("\r\n", "\n"))


def _drawn(letter: str, known: frozenset[str]) -> str:
    kind = unicodedata.category(letter)
    if letter in _KEPT_SPACE or (letter in known and kind != "Cc"):
        return letter
    if kind in {"Zs", "Zl", "Zp"} or letter in "\t\v\f\r":
        return " "
    return "" if kind in {"Cc", "Cf", "Cs"} else UNDRAWABLE


def breakable(text: str) -> str:
    """The text with places to break a line inside words that are too long for one.

    Examples
    --------
    >>> len(breakable("x" * 100)) - 100
    2
    """
    return " ".join(_ZERO_WIDTH_SPACE.join(_chunks(word)) for word in text.split(" "))


def cell(text: str) -> str:
    """The text as it stands in a table: drawable and breakable."""
    return breakable(drawable(text))


def _chunks(word: str) -> list[str]:
    return [word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD)] or [""]


def shortened(text: str, width: int) -> str:
    """One line of at most ``width`` letters; three dots where more was cut.

    Examples
    --------
    >>> shortened("Talks resume in the valley", 16)
    'Talks resume in…'
    """
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    whole = cut.rsplit(" ", 1)[0] if " " in cut[width // 2 :] and line[width - 1] != " " else cut
    return whole.rstrip(" ,;:–-") + "…"


def wrapped(text: str, width: int, lines: int = 2) -> str:
    r"""A label over a few lines; three dots where it would need more.

    Examples
    --------
    >>> wrapped("The Very Long Name of a Newspaper", 18)
    'The Very Long Name\nof a Newspaper'
    """
    return "\n".join(textwrap.wrap(drawable(text), width, max_lines=lines, placeholder="…") or [""])


def wrapped_lines(text: str, width: int) -> list[str]:
    """A text as lines of at most so many letters, its own line ends kept.

    Examples
    --------
    >>> wrapped_lines("A mark: the outlet reported it.", 16)
    ['A mark: the', 'outlet reported', 'it.']
    """
    return [line for part in text.split("\n") for line in textwrap.wrap(part, width) or [""]]


def group_of(feature: str) -> str:
    """The group of a feature: what stands before the point of its name."""
    return feature.split(".", 1)[0]


def feature_label(feature: str) -> str:
    """A feature's name as people read it.

    Examples
    --------
    >>> feature_label("epistemic.hedges_own"), feature_label("style.sentence_length")
    ('Epistemic: hedges (perhaps), own words', 'Style: sentence length')
    """
    if feature in said("features"):
        return term("features", feature)
    stem, _, last = feature.rpartition("_")
    measure, voice = (stem, f", {said('voice_words')[last]}") if last in said("voice_words") else (feature, "")
    group, _, name = measure.replace("_", " ").partition(".")
    return term("features", measure).replace(measure, f"{group.capitalize()}: {name}") + voice


def concept_label(concept: str) -> str:
    """What a naming pack calls a thing, as people read it.

    Examples
    --------
    >>> concept_label("teaching/what-is-going-on"), concept_label("russia-ukraine/president-of-russia")
    ('What is going on', 'President of Russia')
    """
    name = concept.rpartition("/")[2]
    plain = name.replace("-", " ").replace("_", " ")
    return drawable(said("concepts").get(name, plain[:1].upper() + plain[1:]))


def pack_labels(concepts: Iterable[str]) -> str:
    """The naming packs that some concepts come from, each once.

    Examples
    --------
    >>> pack_labels(["teaching/vote", "russia-ukraine/kyiv", "teaching/arms"])
    'russia-ukraine, teaching'
    """
    packs = {concept.rpartition("/")[0] for concept in concepts}
    return ", ".join(drawable(pack) for pack in sorted(packs) if pack)


def quoted(name: str) -> str:
    """A name as somebody uses it, in quotation marks.

    Examples
    --------
    >>> quoted("special military operation")
    '“special military operation”'
    """
    return f"“{name}”"


def direction(language: str) -> str:
    """``"rtl"`` for languages written from right to left, else ``"ltr"``.

    Examples
    --------
    >>> direction("fa"), direction("uk-UA")
    ('rtl', 'ltr')
    """
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
