"""Terms that are an outlet's own name: its names, its aliases, its addresses.

The words of a name are often words of the language too: "Time", "The Independent", "Kyiv" in "The Kyiv Independent",
"Russia" in "Russia Today". Hiding those would hide framing (Kyiv or Kiev is the oldest example of it). So a term is
taken for a name only where the corpus uses it as one: at least half of its occurrences stand inside one of the
outlet's names, written as the outlet writes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from bias.tokens.vocabulary import CURLY, WORD

#: Share of a term's occurrences that must stand inside the name.
AS_NAME = 0.5


def words(text: str) -> list[str]:
    """The terms of a text: its words in small letters with straight apostrophes.

    Examples
    --------
    >>> words("Reuters’ man")
    ['reuters', 'man']
    """
    return [word.lower().translate(CURLY) for word in WORD.findall(text)]


def spellings(outlet: Mapping[Any, Any]) -> list[str]:
    """The names, aliases and domains of a row of the outlets table, longest first."""
    cells = (outlet.get(column) for column in ("name", "aliases", "domains"))
    found = {part.strip() for cell in cells if isinstance(cell, str) for part in cell.split(";")}
    return sorted(found - {""}, key=lambda spelling: (-len(spelling), spelling))


def pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the names as written or in capitals, and its possessive; domains in any case.

    Examples
    --------
    >>> pattern(["The Hill", "thehill.com"]).findall("The Hill's view, up the hill: TheHill.com")
    ["The Hill's", 'TheHill.com']
    """

    def one(name: str) -> str:
        if re.fullmatch(r"[\w-]+(\.[\w-]+)+", name):
            return f"(?i:{re.escape(name)})"
        return "|".join(re.escape(form) for form in dict.fromkeys([name, name.upper()]))

    return re.compile(rf"(?<!\w)(?:{'|'.join(map(one, names))})(?:['’]s)?(?!\w)")


def name_terms(texts: Iterable[str], outlet: Mapping[Any, Any], uses: Mapping[str, int]) -> list[str]:
    """Words and word pairs that name the outlet.

    Parameters
    ----------
    texts
        All texts of the corpus, of this outlet and of the others.
    outlet
        A row of the outlets table.
    uses
        How often each term occurs in those texts.

    Examples
    --------
    >>> outlet = {"name": "The Harbour Independent"}
    >>> text = "The Harbour Independent learnt of an independent inquiry into the harbour and its harbour master."
    >>> name_terms([text], outlet, {"the": 9, "harbour": 3, "independent": 2, "harbour independent": 1})
    ['harbour independent', 'independent']
    """
    names = spellings(outlet)
    if not names:
        return []
    match = pattern(names)
    inside = Counter(term for text in texts for found in match.findall(text) for term in _terms(words(found)))
    return sorted(term for term, n in inside.items() if uses.get(term, 0) and n >= AS_NAME * uses[term])


def _terms(name: Sequence[str]) -> Iterator[str]:
    yield from name
    yield from (f"{first} {second}" for first, second in pairwise(name))
