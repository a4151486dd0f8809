"""Steps within the body: the labels before paragraphs, an agency's sign-off, and what an editor put in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bias.clean.page import Page, Span
from bias.clean.patterns import one_of

_LABEL = re.compile(
    one_of(r"""
        Sources?|Details?|In detail|Background|Reminder|Previously|What happened|Verbatim|Literally
        Direct (?:quote|speech)|Quotes?(?: (?:from|by|of) [^:\"“”!?]{1,160})?
        Джерело|Деталі|Передісторія|Дослівно|Пряма мова(?: [^:]{1,100})?
        Источник|Подробности|Детали|Предыстория|Прямая речь(?: [^:]{1,100})?
    """)
    + r"\s?:(?:\s+|$)"
)
_SIGN_OFF = re.compile(
    r"(?<=[.!?]) [–—] [A-ZА-ЯЁІЇЄҐ]\w+\.$"
    r"|(?<=[.!?…”\"]) (?:View (?:news|article|gallery)|Read (?:more|the full story))\.?$"
)
_INSERT = re.compile(r"\[[^\[\]\n]{1,300}\]")
_LETTER = re.compile(r"[^\W\d_]")


def labels(page: Page) -> Iterable[Span]:
    """Fixed labels that open a paragraph: "Source:", "Details:", "Background:", "Quote from …:". Their text stays.

    Cutting any "Word:" would cut speakers of an interview and "Note:"; so the labels are a closed list. The name in
    "Quote from …:" goes with the label: who speaks is told in the text or is lost to both outlets alike.
    """
    for line in page.lines:
        if line.text[0].isupper() and (match := _LABEL.match(line.text[:240])):
            yield line.head(match.end())


def sign_offs(page: Page) -> Iterable[Span]:
    """The agency's name or a button after the last sentence ("… — Agency.").

    A dash and a name after quotation marks is the source of the quotation, and stays.
    """
    if page.lines and (match := _SIGN_OFF.search(page.lines[-1].text[-80:])):
        last = page.lines[-1]
        yield last.tail(max(len(last.text) - 80, 0) + match.start())


def editor_inserts(page: Page) -> Iterable[Span]:
    """What stands in square brackets: words of the outlet's inside words of another.

    Cutting them breaks sentences ("drafts prepared [by Norvane - ed.]"), so they stay and are noted, for the measures
    to count them as the outlet's. Footnote numbers and [...] hold no word and are not noted.
    """
    for line in page.lines:
        if "[" in line.text:
            for match in _INSERT.finditer(line.text):
                if _LETTER.search(match.group()):
                    yield Span(line.start + match.start(), line.start + match.end())
