"""Rates of counted places by voice, which most feature groups share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import itemgetter

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias.features.base import EVIDENCE, FeatureInfo
from bias.lexicon import IGNORE, Lexicon, embedded
from bias.tokens import Hits, Phrases, Tokens

#: Fewest words of a voice for a rate in it to mean something.
MIN_WORDS = {"own": 50, "quoted": 30}
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Found:
    """A lexicon's entries found in a batch: where, with what weight, in which category."""

    hits: Hits
    weight: Floats
    category: NDArray[np.int64]

    def of(self, categories: Iterable[int]) -> Found:
        """Only those of some categories."""
        return self.keep(np.isin(self.category, list(categories)))

    def keep(self, chosen: NDArray[np.bool_]) -> Found:
        """Only the chosen ones."""
        return Found(self.hits.keep(chosen), self.weight[chosen], self.category[chosen])


class Finder:
    """Finds the entries of a lexicon, phrases to ignore left out.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> finder = Finder(embedded("hedges-en"))
    >>> tokens = tokenise(["Perhaps they came."])
    >>> len(finder.find(tokens).hits)
    1
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.categories = lexicon.categories
        numbers = {name: number for number, name in enumerate(self.categories)} | {IGNORE: -1}
        self._category = np.array([numbers[entry.category] for entry in lexicon.entries], np.int64)
        self._weight = np.array([entry.weight for entry in lexicon.entries], np.float64)
        self._phrases = Phrases([e.term for e in lexicon.entries], stemmed=lexicon.match == "stem")

    def find(self, tokens: Tokens) -> Found:
        """Every entry in the batch that counts."""
        hits = self._phrases.find(tokens)
        hits = hits.keep(self._category[hits.entry] >= 0)
        return Found(hits, self._weight[hits.entry], self._category[hits.entry])


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


def stacked(places: Iterable[list[Place]]) -> pd.DataFrame:
    """Evidence of several features as one table, in order of place."""
    rows = sorted(chain.from_iterable(places), key=itemgetter(1, 0))
    frame = pd.DataFrame(rows, columns=EVIDENCE)
    return frame if rows else frame.astype({"start": int, "end": int, "weight": float})


@dataclass(frozen=True)
class Rate:
    """A measure of a lexicon group: entries of some categories, counted in each voice.

    ``lexicon`` is one of the package's by its id, or a user's own; no ``categories`` means all that it has.
    """

    name: str
    lexicon: str | Lexicon
    higher_means: str
    reference: str
    categories: tuple[str, ...] = ()


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
                lexicons=(_id(rate.lexicon),),
            )
            for rate in self._rates
            for voice in MIN_WORDS
        )

    @cached_property
    def _finders(self) -> dict[str, Finder]:
        lists = {_id(rate.lexicon): rate.lexicon for rate in self._rates}
        return {name: Finder(embedded(name) if isinstance(lx, str) else lx) for name, lx in lists.items()}

    def _found(self, tokens: Tokens) -> dict[str, Found]:
        """What each rate counts, both voices together."""
        all_found = {name: finder.find(tokens) for name, finder in self._finders.items()}
        chosen = {}
        for rate in self._rates:
            finder = self._finders[_id(rate.lexicon)]
            wanted = rate.categories or finder.categories
            numbers = [number for number, name in enumerate(finder.categories) if name in wanted]
            chosen[rate.name] = all_found[_id(rate.lexicon)].of(numbers)
        return chosen

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """The rates of each article."""
        words = {"own": tokens.n_own, "quoted": tokens.n_quoted}
        columns = {}
        for name, found in self._found(tokens).items():
            quoted = tokens.quoted[found.hits.first]
            for voice, of_voice in (("own", ~quoted), ("quoted", quoted)):
                amount = sums(tokens, found.hits.first[of_voice], found.weight[of_voice])
                columns[f"{self.name}.{name}_{voice}"] = per_thousand(amount, words[voice], MIN_WORDS[voice])
        return pd.DataFrame(columns)

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The entries that were counted."""
        one = tokens.only(article)
        frames = []
        for name, found in self._found(one).items():
            quoted = one.quoted[found.hits.first]
            for voice, of_voice in (("own", ~quoted), ("quoted", quoted)):
                part = found.keep(of_voice)
                frames.append(evidence_rows(one, f"{self.name}.{name}_{voice}", part.hits, part.weight))
        return stacked(frames)


def _id(lexicon: str | Lexicon) -> str:
    return lexicon if isinstance(lexicon, str) else lexicon.id
