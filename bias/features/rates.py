"""Rates of counted places by voice, which most feature groups share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from operator import itemgetter

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias.features.base import EVIDENCE, FeatureInfo
from bias.features.finding import Finder, Floats, Found
from bias.features.negation import denied
from bias.lexicon import Lexicon, embedded
from bias.tokens import Hits, Tokens

#: Fewest words of a voice for a rate in it to mean something.
MIN_WORDS = {"own": 50, "quoted": 30}


def columns_of(values: Mapping[str, Floats]) -> pd.DataFrame:
    """A table of floats from its columns; many times as fast as pandas finds the kind of each for itself."""
    return pd.DataFrame(np.array(list(values.values())).T, columns=_index(tuple(values)), copy=False)


@cache
def _index(names: tuple[str, ...]) -> pd.Index[str]:
    return pd.Index(names)


def sums(tokens: Tokens, at: NDArray[np.int64], weight: Floats | None = None) -> Floats:
    """Sum of weights over each article, of places given by a word's index; a count where no weight is given."""
    return np.bincount(tokens.article[at], weight, tokens.n_articles).astype(np.float64)


def per_thousand(amount: Floats, words: NDArray[np.int64], at_least: int) -> Floats:
    """Amount per 1,000 words; NaN where there are fewer words than ``at_least``."""
    return share(amount * 1000.0, words, at_least)


def share(part: Floats, whole: NDArray[np.int64] | Floats, at_least: float = 1) -> Floats:
    """``part / whole``, NaN where the whole is less than ``at_least``."""
    enough = whole >= max(at_least, 1)
    ratio: Floats = np.divide(part, whole, out=np.full(len(part), np.nan), where=enough)
    return ratio


#: A place that a feature counted: the columns of ``EVIDENCE`` in their order.
Place = tuple[str, int, int, str, float, str]


def evidence_rows(tokens: Tokens, feature: str, hits: Hits, weight: Floats | None = None) -> list[Place]:
    """Evidence of one feature for the first article of a batch of one."""
    weights = [1.0] * len(hits) if weight is None else weight.tolist()
    starts, ends = tokens.start[hits.first].tolist(), tokens.end[hits.last].tolist()
    quoted = tokens.quoted[hits.first].tolist()
    text = tokens.texts[0]
    return [
        (feature, start, end, text[start:end], amount, "quoted" if inside else "own")
        for start, end, amount, inside in zip(starts, ends, weights, quoted, strict=True)
    ]


def texts_of(tokens: Tokens, first: NDArray[np.int64], last: NDArray[np.int64]) -> list[str | None]:
    """The words from each first to each last; None where they are -1."""
    article = tokens.article
    pairs = zip(first.tolist(), last.tolist(), strict=True)
    return [tokens.slice(int(article[f]), f, b) if f >= 0 else None for f, b in pairs]


def stacked(places: Iterable[list[Place]]) -> pd.DataFrame:
    """Evidence of several features as one table, in order of place."""
    rows = sorted(chain.from_iterable(places), key=itemgetter(1, 0))
    return pd.DataFrame(rows, columns=EVIDENCE) if rows else _no_evidence().copy()


@cache
def _no_evidence() -> pd.DataFrame:
    return pd.DataFrame(columns=EVIDENCE).astype({"start": int, "end": int, "weight": float})


@dataclass(frozen=True)
class Rate:
    """A measure of a lexicon group: entries of some categories, counted in each voice.

    ``lexicon`` is one of the package's by its id, or a user's own; no ``categories`` means all that it has.
    ``affirmed`` means that entries which are denied ("not brutal") are left out. ``voices`` are those that are
    measured: quoted words are often too few.
    """

    name: str
    lexicon: str | Lexicon
    higher_means: str
    reference: str
    categories: tuple[str, ...] = ()
    affirmed: bool = False
    voices: tuple[str, ...] = tuple(MIN_WORDS)


class LexiconGroup:
    """A feature group whose measures are rates of lexicon entries, the outlet's own voice and quoted words apart.

    Each rate gives two features, ``group.name_own`` and ``group.name_quoted``: the sum of the weights of the entries
    found in that voice per 1,000 words of that voice.
    """

    def __init__(self, name: str, rates: tuple[Rate, ...]) -> None:
        self.name = name
        self._rates = rates

    @cached_property
    def info(self) -> tuple[FeatureInfo, ...]:
        """What each feature means."""
        return tuple(
            FeatureInfo(
                feature=f"{self.name}.{rate.name}_{voice}",
                unit=f"per 1,000 {voice} words",
                higher_means=rate.higher_means,
                formula=f"1000 × sum of weights of {rate.name} in {voice} words / {voice} words",
                reference=rate.reference,
                high=1000.0,
                min_words=MIN_WORDS[voice],
                lexicons=(_id(rate.lexicon), *(("negators-en",) if rate.affirmed else ())),
            )
            for rate in self._rates
            for voice in rate.voices
        )

    @cached_property
    def _finders(self) -> dict[str, Finder]:
        lists = {_id(rate.lexicon): rate.lexicon for rate in self._rates}
        return {name: Finder(embedded(name) if isinstance(lx, str) else lx) for name, lx in lists.items()}

    def _categories(self, rate: Rate) -> list[int]:
        known = self._finders[_id(rate.lexicon)].categories
        return [number for number, name in enumerate(known) if name in (rate.categories or known)]

    def _found(self, tokens: Tokens) -> dict[tuple[str, bool], Found]:
        """What each lexicon's rates count in both voices, without what is denied where a rate says so."""
        found: dict[tuple[str, bool], Found] = {}
        for rate in self._rates:
            key = (_id(rate.lexicon), rate.affirmed)
            if key not in found:
                every = self._finders[key[0]].find(tokens)
                found[key] = every.keep(~denied(tokens)[every.hits.first]) if rate.affirmed else every
        return found

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """The rates of each article."""
        words = {"own": tokens.n_own, "quoted": tokens.n_quoted}
        amounts = {
            key: _amounts(tokens, found, len(self._finders[key[0]].categories))
            for key, found in self._found(tokens).items()
        }
        columns = {}
        for rate in self._rates:
            of_rate = amounts[_id(rate.lexicon), rate.affirmed][self._categories(rate)].sum(axis=0)
            for amount, voice in zip(of_rate, MIN_WORDS, strict=True):
                if voice in rate.voices:
                    name = f"{self.name}.{rate.name}_{voice}"
                    columns[name] = per_thousand(amount, words[voice], MIN_WORDS[voice])
        return columns_of(columns)

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The entries that were counted."""
        one = tokens.only(article)
        frames = []
        found = self._found(one)
        for rate in self._rates:
            of_rate = found[_id(rate.lexicon), rate.affirmed].of(self._categories(rate))
            quoted = one.quoted[of_rate.hits.first]
            for voice in rate.voices:
                part = of_rate.keep(quoted == (voice == "quoted"))
                frames.append(evidence_rows(one, f"{self.name}.{rate.name}_{voice}", part.hits, part.weight))
        return stacked(frames)


def _amounts(tokens: Tokens, found: Found, n_categories: int) -> Floats:
    """Sums of weights, shape (categories, 2 voices, articles)."""
    shape = (n_categories, len(MIN_WORDS), tokens.n_articles)
    first = found.hits.first
    cell = (found.category * len(MIN_WORDS) + tokens.quoted[first]) * tokens.n_articles + tokens.article[first]
    return np.bincount(cell, found.weight, int(np.prod(shape))).reshape(shape).astype(np.float64)


def _id(lexicon: str | Lexicon) -> str:
    return lexicon if isinstance(lexicon, str) else lexicon.id
