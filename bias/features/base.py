"""What a feature group promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from bias.lexicon import embedded
from bias.tokens import Tokens, Vocabulary

#: Columns of what ``evidence`` gives; the article's id is known to the caller.
EVIDENCE = ["feature", "start", "end", "text", "weight", "voice"]


@dataclass(frozen=True)
class FeatureInfo:
    """What a feature means: a row of the table ``feature_info``.

    Attributes
    ----------
    feature
        ``group.name``.
    unit
        What a value counts: ``per 1,000 own words``, ``share``, ``words`` …
    higher_means
        How to read a higher value.
    formula, reference
        How it is computed, and where the measure comes from.
    low, high
        The least and the greatest possible value; None where there is none.
    min_words
        Articles with fewer words (of the voice that the unit names) have no value.
    lexicons
        Ids of the word lists it uses.
    """

    feature: str
    unit: str
    higher_means: str
    formula: str
    reference: str
    low: float | None = 0.0
    high: float | None = None
    min_words: int = 50
    lexicons: tuple[str, ...] = ()


class FeatureGroup(Protocol):
    """A family of measures over the same words.

    ``measure`` gives one row an article in the order of the batch, with exactly the columns of ``info``; NaN where a
    text is too short. ``evidence`` gives, for one article, a row for each place that a feature counted, with the
    columns of ``EVIDENCE``; the weights of a rate's rows add up to what it counted.
    """

    @property
    def name(self) -> str:
        """What the names of its features begin with."""
        ...

    @property
    def info(self) -> tuple[FeatureInfo, ...]:
        """What each of its features means, in the order of their columns."""
        ...

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """The group's features of each article."""
        ...

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The places that each feature counted in one article of the batch."""
        ...


def english_vocabulary() -> Vocabulary:
    """An empty vocabulary that knows the English abbreviations which end no sentence."""
    return Vocabulary(entry.term for entry in embedded("abbreviations-en").entries)
