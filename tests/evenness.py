"""Swaps two parties in a text, both ways at once, so that a measure that takes sides gives itself away.

``cases/swaps.json`` holds for each two parties: their ``sides`` as the lists of sides call them; ``pairs`` of words,
one for one, so that a text keeps its shape and a surname stays the end of its full name; ``stand_ins`` that replace,
before anything is swapped, the names that have no counterpart; ``others``, for a party the full name and the surname
that stand in for all persons whom the lists of sides count to it; and ``invented`` names, two of one shape for each
pair.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from bias.features.actors.sides import known_sides
from bias.lexicon import available, embedded
from bias.tokens import Tokens

_SWAPS = Path(__file__).parent / "cases" / "swaps.json"


def replaced(text: str, names: Mapping[str, str]) -> str:
    """The text with whole names replaced, all in one pass, so that what one puts in no other takes out.

    A name in capitals throughout stays so; one in small letters is another word ("democratic") and is left alone.
    Possessives, plurals that are not listed, and whatever stands around a name stay.

    >>> replaced("Norvane's men and ILMARK’S", {"Norvane": "Ilmark", "Ilmark": "Norvane"})
    "Ilmark's men and NORVANE’S"
    """
    written = dict(names) | {here.upper(): there.upper() for here, there in names.items()}
    longest_first = sorted(written, key=len, reverse=True)
    pattern = rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)"
    return re.sub(pattern, lambda match: written[match[0]], text) if names else text


@dataclass(frozen=True)
class Swap:
    """Two parties and what is swapped between them."""

    sides: Mapping[str, str]
    pairs: Mapping[str, str]
    stand_ins: Mapping[str, str]
    others: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    invented: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def between(cls, name: str) -> Swap:
        """The swap of this name in ``cases/swaps.json``."""
        return cls(**json.loads(_SWAPS.read_text("utf-8"))[name])

    def prepared(self, text: str) -> str:
        """The text with stand-ins for the names that have no counterpart."""
        return replaced(text, self._standing_in)

    @cached_property
    def _standing_in(self) -> dict[str, str]:
        paired = {word for pair in self.pairs.items() for word in pair}
        lists = [embedded(name) for name in available() if name.startswith("sides-")]
        names = {
            entry.term: self.others[entry.category][" " not in entry.term]
            for lexicon in lists
            for entry in lexicon.entries
            if entry.category in self.others and entry.note != "party" and paired.isdisjoint(entry.term.split())
        }
        return names | dict(self.stand_ins)

    def swapped(self, text: str) -> str:
        """A prepared text with the parties swapped; twice gives the text again."""
        return replaced(text, _both_ways(self.pairs))

    def renamed(self, text: str, which: int) -> str:
        """A prepared text in an invented world, whose names have one shape; ``which`` of the two parties is which."""
        here = {name: shapes[which] for name, shapes in self.invented.items()}
        there = {self.pairs[name]: shapes[1 - which] for name, shapes in self.invented.items()}
        return replaced(text, here | there)

    def mirrored(self, frame: pd.DataFrame) -> pd.DataFrame:
        """A table as it has to be after the swap: the other side, the other names, all else the same."""
        sides = _both_ways(self.sides)

        def mirror(value: Any) -> Any:
            return sides.get(value, self.swapped(value)) if isinstance(value, str) else value

        texts = frame.select_dtypes(include=["object", "str"]).columns
        return frame.assign(**{name: [mirror(value) for value in frame[name]] for name in texts})

    def covers(self, before: Tokens, after: Tokens) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which articles of a batch hold no name, known to the lists of sides, whose counterpart they do not know."""
        sides = known_sides()
        number = {name: at for at, name in enumerate(sides.names)}
        there = np.arange(-1, len(number))
        for here, opposite in _both_ways(self.sides).items():
            if here in number and opposite in number:
                there[number[here] + 1] = number[opposite]
        differs = there[sides.of_words(before) + 1] != sides.of_words(after)
        return before.per_article(differs) == 0


def _both_ways(pairs: Mapping[str, str]) -> dict[str, str]:
    both = dict(pairs) | {there: here for here, there in pairs.items()}
    if len(both) != 2 * len(pairs):
        raise ValueError("a name stands in two pairs, so the swap is none")
    return both
