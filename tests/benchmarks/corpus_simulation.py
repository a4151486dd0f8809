"""Simulated features of articles, whose truth is known: what events add, and what one outlet has more of.

The features look like those that are measured: rates of words that stand twenty times or once in twenty articles in an
article of usual length (so with as many zeros), shares of what an article has none, few or many of (so often missing),
and levels with heavy tails. Features hang together in fives, and events make their articles alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: The feature in which one outlet may differ, and that outlet.
PLANTED, OUTLET = "rate.f000", "o0"
#: Median words of an article, the spread of their logarithm, and the fewest.
_WORDS, _WORDS_SPREAD, _FEWEST = 500, 0.4, 100
#: Of the variance of what lies behind a feature: the part of the event; what all features of an article share of the
#: rest, and what those of one block share.
_EVENT, _ALL, _BLOCK = 0.4, 0.05, 0.4
_BLOCK_SIZE = 5
#: Spread of the logarithm of a rate.
_RATE_SPREAD = 0.8
#: Hits an article of the rarest and the most frequent rate.
_RAREST, _MOST = 0.05, 20.0
#: Mean of what a share is taken of, in one of three ways.
_TRIALS = (1.0, 3.0, 10.0)


@dataclass(frozen=True)
class Design:
    """What a corpus is like.

    Attributes
    ----------
    n_events, n_features
        Their numbers.
    coverage
        For each outlet the chance that it reports an event.
    more
        Mean number of an outlet's further articles on an event that it reports: of all outlets, or one for each.
    alike
        Share of the variance within an event that the articles of one outlet have in common, 0 to 1: its way of
        telling this event, which says nothing of how it tells the next.
    hits
        How often the words of the planted feature stand in an article of usual length.
    """

    n_events: int = 50
    coverage: tuple[float, ...] = (1.0, 1.0, 1.0)
    n_features: int = 100
    more: float | tuple[float, ...] = 0.0
    alike: float = 0.0
    hits: float = 5.0


@dataclass(frozen=True)
class Corpus:
    """The tables that contrasts are made from."""

    features: pd.DataFrame
    articles: pd.DataFrame
    events: pd.DataFrame


@dataclass(frozen=True)
class Simulated(Corpus):
    """A corpus that was drawn: how often the words of the planted feature are expected to stand in each article."""

    expected: Floats


def simulated(design: Design, rng: np.random.Generator) -> Simulated:
    """One corpus of a design, in which outlets differ by chance alone."""
    event, outlet = _placed(design, rng)
    behind = _behind(design, event, outlet, rng)
    words = np.exp(rng.normal(np.log(_WORDS), _WORDS_SPREAD, len(event))).round().clip(_FEWEST)
    hits = np.geomspace(_RAREST, _MOST, max(design.n_features, 2))
    hits = hits[np.random.default_rng(0).permutation(len(hits))]
    hits[0] = design.hits
    expected = hits[: design.n_features] * np.exp(_RATE_SPREAD * behind - _RATE_SPREAD**2 / 2) * words[:, None] / _WORDS
    ids = np.array([f"a{row:05d}" for row in range(len(event))], dtype=object)
    outlets = pd.Series([f"o{number}" for number in outlet], dtype="str")
    events = pd.DataFrame({"article_id": ids, "event_id": [f"e{number:04d}" for number in event], "topic_id": "t0"})
    return Simulated(
        pd.DataFrame({"article_id": ids} | _values(behind, expected, words, rng)),
        pd.DataFrame({"article_id": ids, "outlet_id": outlets, "n_words": words.astype(np.int64)}),
        events.assign(copy_of=pd.Series([None] * len(ids), dtype="str")),
        expected[:, 0],
    )


def spread(design: Design) -> tuple[float, float]:
    """Mean and within-event standard deviation of the feature that is planted, before that, from 5,000 events."""
    plain = replace(design, n_events=5000, n_features=1)
    corpus = simulated(plain, np.random.default_rng(0))
    values = corpus.features[PLANTED]
    by_event = values.groupby(corpus.events.event_id)
    free = len(values) - by_event.ngroups
    return float(values.mean()), float(np.sqrt(((values - by_event.transform("mean")) ** 2).sum() / free))


def shifted(corpus: Simulated, shift: float) -> Floats:
    """The planted feature with `shift`, in its own unit, added to each article of the outlet."""
    return np.asarray(corpus.features[PLANTED].to_numpy() + shift * _own(corpus), dtype=np.float64)


def reworded(corpus: Simulated, factor: float, rng: np.random.Generator) -> Floats:
    """The planted feature where the outlet uses its words `factor` times as often: its articles differ more, too."""
    more = rng.poisson((factor - 1) * corpus.expected * _own(corpus))
    return np.asarray(corpus.features[PLANTED].to_numpy() + 1000 * more / corpus.articles.n_words, dtype=np.float64)


def _own(corpus: Simulated) -> NDArray[np.bool_]:
    return np.asarray(corpus.articles.outlet_id == OUTLET)


def _placed(design: Design, rng: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Event and outlet of each article."""
    reports = rng.random((design.n_events, len(design.coverage))) < design.coverage
    n = reports * (1 + rng.poisson(design.more, reports.shape))
    event, outlet = np.nonzero(n)
    return np.repeat(event, n[event, outlet]), np.repeat(outlet, n[event, outlet])


def _behind(design: Design, event: NDArray[np.int64], outlet: NDArray[np.int64], rng: np.random.Generator) -> Floats:
    """Articles × features, standard normal: what makes an article have more or less of a feature."""
    cells, cell = np.unique(np.column_stack([event, outlet]), axis=0, return_inverse=True)
    of_event, of_cell, of_article = (
        _correlated(n, design.n_features, rng) for n in (design.n_events, len(cells), len(event))
    )
    within = np.sqrt(design.alike) * of_cell[cell] + np.sqrt(1 - design.alike) * of_article
    return np.asarray(np.sqrt(_EVENT) * of_event[event] + np.sqrt(1 - _EVENT) * within)


def _correlated(n: int, n_features: int, rng: np.random.Generator) -> Floats:
    """Standard normal, n × features, alike in blocks of features and a little in all."""
    block = np.arange(n_features) // _BLOCK_SIZE
    blocks = rng.normal(size=(n, block[-1] + 1))[:, block]
    own = rng.normal(size=(n, n_features))
    whole = rng.normal(size=(n, 1))
    return np.asarray(np.sqrt(_ALL) * whole + np.sqrt(_BLOCK) * blocks + np.sqrt(1 - _ALL - _BLOCK) * own)


def _values(behind: Floats, expected: Floats, words: Floats, rng: np.random.Generator) -> dict[str, Floats]:
    """The features by name: of ten, seven are rates, two shares and one is a level."""
    trials = [rng.poisson(mean, len(words)) for mean in _TRIALS]
    values = {}
    for number, latent in enumerate(behind.T):
        kind = number % 10
        if kind < 7:
            values[f"rate.f{number:03d}"] = 1000 * rng.poisson(expected[:, number]) / words
        elif kind < 9:
            of = trials[number % len(trials)]
            hit = rng.binomial(of, 1 / (1 + np.exp(-latent)))
            values[f"share.f{number:03d}"] = np.divide(hit, of, out=np.full(len(of), np.nan), where=of > 0)
        else:
            values[f"level.f{number:03d}"] = latent * np.sqrt(3 / rng.chisquare(3, len(latent)))
    return values
