"""The rules of ``bias.tokens`` once more: one article, one character and one word at a time.

No arrays, no numbers for strings, no regular expressions: slow and plain. The tests compare the fast code with it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CLOSERS = "\"'“”‘’«»‹›)]"
CLAUSE_BREAKS = ",;:()[]–—|•\n"
DOUBLE, SINGLE, ANGLED = '"“”„‟″«»', "'‘’‚‹›", "«»"
CLIPPED = ["n", "em", "til", "tis", "twas", "cause", "bout", "round", *[f"{n}0s" for n in range(10)]]
ENDINGS = ["s", "t", "d", "m", "ll", "re", "ve"]


@dataclass(frozen=True)
class Word:
    """A word of an article, with the numbers of what it stands in, each from 0 in its article."""

    text: str
    start: int
    end: int
    sentence: int
    clause: int
    paragraph: int
    quote: int


@dataclass(frozen=True)
class Sign:
    """A quotation mark or a line break, how many words stand before it, and the words beside it."""

    kind: str
    at: int
    words_before: int
    angled: bool = False
    doubtful: bool = False


def spans(text: str) -> list[tuple[int, int]]:
    """Where the words are."""
    found, at = [], 0
    while at < len(text):
        end = _initials(text, at) or _word(text, at)
        if end > at:
            found.append((at, end))
        at = max(end, at + 1)
    return found


def _initials(text: str, at: int) -> int:
    end = at
    while text[end : end + 1] and text[end] in CAPITALS and text[end + 1 : end + 2] == ".":
        end += 2
    return end if end - at >= 4 else 0


def _word(text: str, at: int) -> int:
    while True:
        while at < len(text) and text[at].isalnum():
            at += 1
        joins = text[at : at + 1] in ("'", "’") and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
        in_number = (
            text[at : at + 1] in (".", ",") and text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal()
        )
        if at == 0 or not (joins or in_number):
            return at
        at += 1


def ends_sentence(gap: str) -> bool:
    """Whether the gap holds an end mark, closing marks if any, and white space in a row."""
    for at, character in enumerate(gap):
        if character in ".!?…":
            rest = gap[at + 1 :].lstrip(CLOSERS)
            if rest[:1].isspace():
                return True
    return False


def _breaks_clause(gap: str) -> bool:
    dashes = any(gap[at - 1].isspace() and gap[at + 1].isspace() for at in range(1, len(gap) - 1) if gap[at] == "-")
    return dashes or any(character in CLAUSE_BREAKS for character in gap)


def article(text: str, abbreviations: Collection[str] = ()) -> list[Word]:
    """The words of one article."""
    places = spans(text)
    quotes = quotations(text)
    words: list[Word] = []
    sentence = clause = paragraph = 0
    for number, (start, end) in enumerate(places):
        form = text[start:end]
        quote = next((n for n, (left, right) in enumerate(quotes) if left <= start and end <= right), -1)
        words.append(Word(form, start, end, sentence, clause, paragraph, quote))
        if number + 1 == len(places):
            break
        gap = text[end : places[number + 1][0]]
        abbreviated = form.lower() in abbreviations or (len(form) == 1 and form.isupper()) or form.endswith(".")
        stopped = abbreviated and not ("!" in gap or "?" in gap)
        new_paragraph = "\n" in gap
        next_letter = text[places[number + 1][0]]
        new_sentence = new_paragraph or (ends_sentence(gap) and not next_letter.islower() and not stopped)
        paragraph += new_paragraph
        sentence += new_sentence
        clause += new_sentence or _breaks_clause(gap)
    return words


def quotations(text: str) -> list[tuple[int, int]]:
    """Offsets of what stands inside quotation marks and holds a word."""
    signs, places = _signs(text), spans(text)
    found: list[tuple[int, int]] = []
    opened = single = carried = None
    for number, sign in enumerate(signs):
        later = signs[number + 1 :]
        if sign.kind == "break":
            single = None
            if opened and _goes_on(sign, opened, later):
                carried = sign.words_before
            elif opened:
                found.append((opened.at + 1, sign.at))
                opened = None
        elif sign.doubtful and _is_no_mark(sign, later):
            continue
        elif opened:
            if sign.kind in ("open", "close", "either") and sign.angled == opened.angled:
                if sign.kind == "open" and carried == sign.words_before:
                    continue
                found.append((opened.at + 1, sign.at))
                opened = sign if sign.kind == "open" else None
        elif sign.kind in ("open", "either"):
            opened = sign
        elif sign.kind == "single open":
            single = sign
        elif sign.kind == "single close" and single:
            if sign.words_before - single.words_before <= 40:
                found = [(left, right) for left, right in found if left < single.at]
                found.append((single.at + 1, sign.at))
            single = None
    return [(left, right) for left, right in found if any(left <= start and end <= right for start, end in places)]


def _goes_on(sign: Sign, opened: Sign, later: Sequence[Sign]) -> bool:
    breaks = 0
    for other in later:
        breaks += other.kind == "break"
        if breaks == 3:
            return False
        if other.kind in ("open", "close", "either") and other.angled == opened.angled:
            return (other.kind == "open") == (other.words_before == sign.words_before)
    return False


def _is_no_mark(sign: Sign, later: Sequence[Sign]) -> bool:
    opening = "open" if sign.kind == "close" else "single open"
    for other in later[:40]:
        if other.kind == sign.kind and not other.doubtful:
            return True
        if other.kind in ("break", "open", "either", "apostrophe", opening):
            return False
    return False


def _signs(text: str) -> list[Sign]:
    """Marks and breaks; of the breaks that stand in a row between two words only the first, and one behind the text."""
    places = spans(text)
    signs: list[Sign] = []
    gaps = zip([0, *(end for _, end in places)], [*(start for start, _ in places), len(text)], strict=True)
    for before, (left, right) in enumerate(gaps):
        prior = text[slice(*places[before - 1])] if before else ""
        after = text[slice(*places[before])] if before < len(places) else ""
        gap = ("" if before else "\n") + text[left:right] + ("" if after else "\n")
        shift = left - (not before)
        of_gap: list[Sign] = []
        for at, character in enumerate(gap):
            if character == "\n":
                if not of_gap or of_gap[-1].kind != "break":
                    of_gap.append(Sign("break", at + shift, before))
            elif character in DOUBLE + SINGLE:
                of_gap.append(_sign(gap, at, shift, before, (prior, after)))
        signs += of_gap
    return signs


def _sign(gap: str, at: int, shift: int, before: int, beside: tuple[str, str]) -> Sign:
    character, kind = gap[at], _direction(gap, at)
    bare = all(other in " \n\xa0-'’‘\"″" for other in gap)
    if character in DOUBLE:
        doubtful = bare and kind == "close" and beside[0][-1:].isdigit()
        return Sign(kind, at + shift, before, character in ANGLED, doubtful)
    if kind == "open" and character != "’":
        clipped = bare and beside[1].lower() in CLIPPED + ENDINGS
        return Sign("apostrophe" if clipped else "single open", at + shift, before)
    return Sign("single close", at + shift, before, doubtful=bare and beside[0][-1:] in ("s", "S"))


def _direction(gap: str, at: int) -> str:
    marks = DOUBLE + SINGLE
    left, right = gap[:at].rstrip(marks)[-1:], gap[at + 1 :].lstrip(marks)[:1]
    free_left = left != "" and (left.isspace() or left in "([{–—-/=|•*")
    free_right = right != "" and (right.isspace() or right in ")]}–—-/,.;:!?…|")
    if free_left != free_right:
        return "open" if free_left else "close"
    if gap[at] in '"″‟':
        return "either"
    return "open" if gap[at] in "“„«‘‚‹" else "close"


def find(
    words: Sequence[Word], entries: Sequence[Sequence[str]], key: Callable[[str], str]
) -> list[tuple[int, int, int]]:
    """Entry, first and last word of each occurrence: longer entries go first, then earlier places, earlier entries."""
    taken: set[int] = set()
    hits = []
    for size in sorted({len(entry) for entry in entries} - {0}, reverse=True):
        for first in range(len(words) - size + 1):
            run = words[first : first + size]
            places = set(range(first, first + size))
            if places & taken or run[0].clause != run[-1].clause:
                continue
            for number, entry in enumerate(entries):
                if len(entry) == size and all(map(_fits, entry, run, [key] * size)):
                    hits.append((number, first, first + size - 1))
                    taken |= places
                    break
    return sorted(hits, key=lambda hit: hit[1])


def _fits(entry: str, word: Word, key: Callable[[str], str]) -> bool:
    entry, form = (string.replace("’", "'").replace("‘", "'") for string in (entry, word.text))
    if key(entry.lower()) != key(form.lower()):
        return False
    noun, written = (string[:-2] if string.lower().endswith("'s") else string for string in (entry, form))
    return entry == entry.lower() or written in (noun, noun.upper())
