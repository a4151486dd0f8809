"""Steps for who made it: picture credits and doubled captions, by-lines and contributors."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bias.clean.furniture import TAIL
from bias.clean.page import Line, Page, Span
from bias.clean.patterns import anycase, one_of

_LONGEST_CREDITED, _SHORTEST_CAPTION, _LONGEST_DOUBLED = 60, 9, 12
_REACH = 100
_AGENCY = one_of(r"""
    AP|AFP|EPA|EPA-EFE|EFE|PAP|UPI|TASS|Reuters|REUTERS|Getty(?: Images)?|Bloomberg|Xinhua|Anadolu(?: Agency)?|Landov
    NurPhoto|Sipa(?: USA)?|Shutterstock|iStock(?:photo)?|Corbis|Alamy|Zuma(?: Press)?|DPA|dpa|PA|Sputnik|Ukrinform|Redux
    Polaris|Associated Press|AP Photos?|POLITICO|Pool|NPR|Twitter|Facebook|Telegram|Instagram|Flickr
    Wikimedia(?: Commons)?|Pixabay
""")
_OPENING = anycase(
    r"(?![(\[]\s?photos)[\W_]{0,4}"
    + one_of(r"""
        (?:file |cover |stock |lead |buy )?(?:photos?|photograph|picture|image|illustration|graphic)\s?[:©|]
        (?:file |cover |stock |lead |buy )?(?:photo|picture|image)s? (?:credits?|courtesy|copyright|source|by)\s?[:©|]
        image (?:copyright|source)\b.{0,60}?\bimage caption\b|image (?:copyright|source|caption)\b|photos? courtesy of\b
        enlarge this image(?: toggle caption)?\b|(?:hide|toggle|media) caption\b|view image in fullscreen\b
        media playback is unsupported on your device(?: media caption)?\b
        video ad feedback\b|facebook twitter pinterest\b
        (?:\w+ ){0,3}getty images$
    """)
    + r"\s*"
)
_PERSON = r"(?:(?:[A-Z][\w’'-]+|[A-Z]\.) ){0,3}[A-Z][\w’'-]+(?: Jr\.)?"
_CREDIT = re.compile(
    one_of(rf"""
        \s?\|\s?(?:Photos?|Photograph|Image|Picture)\s?:\s?.{{1,60}}
        \s?\|\s?(?:[\w./ ]{{0,30}}[ /])?{_AGENCY}(?: [Pp]hotos?)?(?: \|.{{0,20}})?
        \s?\((?:[Pp]hotos?|[Ii]mage|[Pp]icture|[Cc]redit|[Pp]hotograph)\s?(?:by|:|[Cc]redit:|courtesy of)[^()]{{1,80}}\)
        \s?\b(?:Photograph|Photo|Photo credit|Credit)\s?:\s?[^.!?]{{1,60}}
        \s?\([^()]{{2,60}}\s?/\s?{_AGENCY}(?:/[\w ]{{1,30}})?(?: via [\w ]{{1,30}})?\)
        \s?\(AP Photo[^()]{{0,60}}\)|\s?\bAP Photo/[\w .’'-]{{2,60}}
        \s?\b{_PERSON}\s?/\s?{_AGENCY}(?:/[\w ]{{1,30}})?(?: (?:via|for) [\w ]{{1,30}})?
        \s?\bREUTERS/[\w .’'-]{{2,60}}(?:/[\w ]{{1,30}})?
    """)
    + r"\W{0,2}$"
)
_UP = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ"
_NAME = rf"[{_UP}][\w.'’-]*(?: (?:[{_UP}][\w.'’-]*|de|da|di|la|le|van|von|der|den|bin|al|el|y)){{1,4}}"
_BYLINE = re.compile(
    rf"[\W_]{{0,3}}(?i:by|(?:written|words|text|story|compiled) by|author)\s?:?\s{_NAME}"
    rf"(?:(?:, | and | & |, and | with ){_NAME}){{0,5}}"
    r"(?:(?:,| [|–—-]| for| in)\s?[^.!?]{1,80}|\s?\([^)]{1,40}\))?$"
)
_CREW = anycase(
    r"[\W_]{0,3}"
    + one_of(r"""
        (?:additional |further )?(?:reporting|writing|editing) by .{3,250}
        (?:authors?/author|authors?)\s?: .{2,60}
    """)
    + "$"
)
_NAME_ALONE = re.compile(rf"{_NAME}$")
_ROLE = anycase(
    one_of("""
        USA ?TODAY(?: NETWORK)?|(?:the )?associated press|reuters|AFP
        opinion (?:contributor|columnist)|staff (?:writer|reporter)|correspondent|contributor|special (?:to|for) .{2,40}
        (?:political|foreign|news|managing) (?:editor|correspondent|reporter)
    """)
    + "$"
)
#: Lower-case strings without one of which no line is a by-line.
BYLINE_CUES = ("by ", "author", "usa", "associated", "staff", "editor")


def captions(page: Page) -> Iterable[Span]:
    """Picture credits, and captions that stand twice.

    A caption that stands once is the outlet's own words and stays; of a long one that stands twice, one copy stays.
    News agencies are named in sentences too. So a credit must open its line with a label, or close it in a form that
    no sentence has ("| Photo: …", "(Name/Agency)", "(Photo: …)").
    """
    for index, line in enumerate(page.lines):
        if line.n_words > _LONGEST_CREDITED or not (credit := _credit(line)):
            continue
        doubled = [other for other in page.lines[max(index - 1, 0) : index + 2] if _is_told_again(other, line, page)]
        yield line.span if doubled else credit
        yield from (other.span for other in doubled if other.n_words <= _LONGEST_DOUBLED)


def _credit(line: Line) -> Span | None:
    """The credit in a line: all of it where no caption stands there with it."""
    if match := _OPENING.match(line.text):
        rest = line.text[match.end() :]
        shortest = _SHORTEST_CAPTION if "/" in rest or not match.group().lower().rstrip().endswith("caption") else 3
        return line.head(match.end()) if rest.count(" ") + 1 >= shortest else line.span
    if not ("/" in line.text or "|" in line.text or "Photo" in line.text):
        return None
    match = _CREDIT.search(line.text, max(len(line.text) - _REACH, 0))
    if match is None:
        return None
    caption = line.text.count(" ", 0, match.start()) + 1
    return line.tail(match.start()) if caption >= _SHORTEST_CAPTION else line.span


def _is_told_again(other: Line, line: Line, page: Page) -> bool:
    if other is line or len(other.text) < 16 or (other is page.lines[0] and other.text[0].isalnum()):
        return False
    return line.bare.startswith(other.bare)


def bylines(page: Page) -> Iterable[Span]:
    """By-lines below the title or at the end, and an agency's list of its reporters and editors.

    Names alone cannot be told from names in a list, and "By Monday" opens sentences: so a by-line is a whole line
    of capitalised names after "By", or a name above a known role. "… contributed to this report" is a sentence, and
    stays.
    """
    near = page.lines if len(page.lines) <= 6 + TAIL else page.lines[:6] + page.lines[-TAIL:]
    for line in near:
        if len(line.text) <= 260 and (_BYLINE.match(line.text) or _CREW.match(line.text)):
            yield line.span
    for line, below in zip(page.lines[:6], page.lines[1:7], strict=False):
        if line.n_words <= 4 and _ROLE.match(below.text) and _NAME_ALONE.match(line.text):
            yield from (line.span, below.span)
