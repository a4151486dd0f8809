"""Frozen settings, the one seed, and where the embedded corpora lie."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

VERSION = "0.1.0"
_PACKAGE = Path(__file__).parent
#: Folder of the embedded corpora: inside an installed wheel, or beside the package in a checkout.
CORPORA = next(
    (folder for folder in (_PACKAGE / "corpora", _PACKAGE.parent / "corpora") if folder.is_dir()),
    _PACKAGE / "corpora",
)


class Match(StrEnum):
    """How articles are put together for comparison."""

    EVENT = "event"
    """the same event: wording, and time where it is known"""
    TOPIC = "topic"
    """the same topic: wording alone, more loosely"""
    COLUMN = "column"
    """as the ``event_hint`` column says"""


class Words(StrEnum):
    """Which words keyness compares."""

    OWN = "own"
    """those outside quotation marks"""
    ALL = "all"
    """the quoted ones too"""


class Copies(StrEnum):
    """How often a text counts that several articles print."""

    ONCE = "once"
    """only its earliest article is compared"""
    EACH = "each"
    """each article that prints it is compared"""


@dataclass(frozen=True)
class Settings:
    """What a run depends on besides its sources.

    Attributes
    ----------
    seed
        The one seed; every random draw of a run comes from it.
    match
        How articles are grouped for comparison.
    batch_size
        Articles tokenised and measured at a time. No result depends on it.
    n_resamples
        Bootstrap resamples of events for each interval.
    confidence
        Coverage of the intervals, between 0 and 1.
    min_words
        Articles with fewer words are "too short to judge": they are listed and compared in nothing.
    words
        Which words keyness compares.
    copies
        How often a copied text counts in contrasts and keyness.
    """

    seed: int = 20261122
    match: Match = Match.EVENT
    batch_size: int = 512
    n_resamples: int = 2000
    confidence: float = 0.95
    min_words: int = 50
    words: Words = Words.OWN
    copies: Copies = Copies.ONCE

    def rng(self, stage: str) -> np.random.Generator:
        """A generator for one stage, the same for the same seed whatever ran before it.

        Examples
        --------
        >>> bool(Settings().rng("contrasts").integers(9) == Settings().rng("contrasts").integers(9))
        True
        """
        import numpy as np

        return np.random.default_rng([self.seed, *stage.encode()])
