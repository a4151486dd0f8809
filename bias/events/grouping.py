"""The events table: which articles report the same event, and which events can be compared."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from bias import schema
from bias.events.copies import copy_of
from bias.events.linkage import average_linkage
from bias.events.pairs import Pairs, likely_pairs
from bias.events.weights import event_weights, prior_share, topic_weights
from bias.settings import Match, Settings

#: Articles are joined into an event at this mean cosine, and at this share of the cosine within either group.
#: A plateau: 0.14 to 0.17 with 0.5 to 0.53 serve alike on BASIL, its halves and its events a few at a time. Lower, and
#: single undated articles of different events of one story are joined; higher, and short reports of one are parted.
EVENT_CUT = (0.16, 0.5)
#: Events are joined into a topic at this mean cosine of topic weights; random news articles have 0.10.
TOPIC_CUT = (0.15, 0.0)
#: Cosines above this count as this: copies say nothing of how alike independent reports of one event are.
_COPY_COSINE = 0.4
#: Two articles of the same day: their cosine is multiplied by this; it falls as a normal curve of the days between.
#: An unknown date counts as if three days lay between.
_SAME_DAY = 1.4
_SPREAD_DAYS = 4.0
#: Further apart than this, no cosine suffices.
WINDOW_DAYS = float(_SPREAD_DAYS * np.sqrt(2 * np.log(_SAME_DAY * _COPY_COSINE / EVENT_CUT[0])))


def group(articles: pd.DataFrame, counts: sparse.csr_array, terms: Sequence[str], settings: Settings) -> pd.DataFrame:
    """The events table of a corpus.

    Articles are compared by their weighted words (`weights.event_weights`) and, where both dates are known, by the
    days between them; average linkage with a cut that follows each group joins them. Topics join whole events, by
    words alone and more loosely. With ``Match.TOPIC`` the topics take the place of the events; with ``Match.COLUMN``
    the ``event_hint`` column says the events, and an article without one is an event of its own.

    Parameters
    ----------
    articles
        The articles table, in the order of the rows of `counts`.
    counts
        Articles × terms: how often each term stands in the cleaned text.
    terms
        The lower-cased terms, in any order.
    settings
        For ``match``.

    Returns
    -------
    The ``events`` table, one row an article, in the order of `articles`. Ids follow the date of an event's first
    article, then its row: ``e001``, ``t001``.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "outlet_id": ["x", "y", "x"], "published": pd.NaT})
    >>> counts = sparse.csr_array([[2, 1, 1, 0, 0], [1, 1, 1, 0, 0], [0, 0, 0, 3, 2]])
    >>> group(articles, counts, ["bridge", "collapsed", "sarn", "football", "referee"], Settings()).event_id.tolist()
    ['e001', 'e001', 'e002']
    """
    if articles.empty:
        return schema.empty("events")
    counts = _tidy(counts)
    prior = prior_share(terms)
    days = _days(articles)
    rows = event_weights(counts, prior, _known(articles.outlet_id))
    timed = settings.match is Match.EVENT
    pairs = likely_pairs(rows, EVENT_CUT[0] / 2, days, WINDOW_DAYS if timed else np.inf)
    rank = np.lexsort((np.arange(len(days)), days)).argsort()
    events = _events(articles, pairs, days, settings.match)
    about = topic_weights(counts, prior)
    topics = _topics(about, events)
    if settings.match is Match.TOPIC:
        events = topics
    originals = copy_of(counts, pairs, rank)
    article_id = articles.article_id.to_numpy()
    frame = pd.DataFrame(
        {
            "article_id": article_id,
            "event_id": _ids(events, rank, "e"),
            "topic_id": _ids(topics, rank, "t"),
            "similarity": _nearest(rows, events),
            "n_outlets": _known(articles.outlet_id).groupby(events).transform("nunique").to_numpy(dtype=np.int64),
            "copy_of": pd.Series(article_id[originals], dtype="str").where(originals >= 0),
            "method": _method(settings.match, days),
        }
    )
    return schema.check(frame, "events")


def _tidy(counts: sparse.csr_array) -> sparse.csr_array:
    tidy = sparse.csr_array(counts).astype(np.int64)
    tidy.sum_duplicates()
    tidy.eliminate_zeros()
    return tidy


def shared(events: pd.DataFrame) -> bool:
    """Whether any event is reported by two outlets or more, so that outlets can be compared within it.

    Examples
    --------
    >>> shared(schema.empty("events"))
    False
    """
    return bool((events.n_outlets >= 2).any())


def _events(articles: pd.DataFrame, pairs: Pairs, days: NDArray[np.float64], match: Match) -> NDArray[np.int64]:
    """For each article the number of its event; each its own where topics will take the place of events."""
    if match is Match.TOPIC:
        return np.arange(pairs.n)
    if match is Match.COLUMN:
        hint = articles.event_hint.reset_index(drop=True)
        alone = "\0" + hint.index.to_series().astype(str)
        return hint.where(hint.notna(), alone).factorize()[0].astype(np.int64)
    apart = np.abs(days[pairs.first] - days[pairs.second])
    nearness = np.where(np.isnan(apart), 1.0, _SAME_DAY * np.exp(-(apart**2) / (2 * _SPREAD_DAYS**2)))
    score = np.minimum(pairs.cosine, _COPY_COSINE) * nearness
    return average_linkage(pairs.first, pairs.second, score, pairs.n, EVENT_CUT)


def _topics(about: sparse.csr_array, events: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each article the number of its event's topic.

    The mean cosine between two groups is the dot product of their mean rows. So whole groups are compared at once,
    and again until none can be joined: a topic may have far more articles than one article has likely pairs.
    """
    groups, n_before = events, -1
    while groups.max() + 1 != n_before:
        n_before = int(groups.max()) + 1
        member = sparse.csr_array((np.ones(len(groups)), (groups, np.arange(len(groups)))))
        mean_rows = sparse.csr_array(sparse.diags_array(1 / member.sum(axis=1)) @ (member @ about))
        pairs = likely_pairs(mean_rows, TOPIC_CUT[0] / 2, np.full(n_before, np.nan), np.inf)
        groups = average_linkage(pairs.first, pairs.second, pairs.cosine, pairs.n, TOPIC_CUT)[groups]
    return groups


def _nearest(rows: sparse.csr_array, events: NDArray[np.int64]) -> NDArray[np.float64]:
    """Cosine of each article to the nearest other of its event; NaN where it is alone."""
    nearest = np.full(len(events), np.nan)
    order = np.argsort(events, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(events[order])) + 1):
        for start in range(0, len(members) if len(members) > 1 else 0, 1024):
            part = members[start : start + 1024]
            cosine = (rows[part] @ rows[members].T).toarray()
            cosine[np.arange(len(part)), np.arange(start, start + len(part))] = -1.0
            nearest[part] = cosine.max(axis=1)
    return np.asarray(np.minimum(nearest, 1.0).round(9))


def _ids(groups: NDArray[np.int64], rank: NDArray[np.int64], letter: str) -> NDArray[np.object_]:
    """Names in the order of each group's earliest article."""
    earliest = pd.Series(rank).groupby(groups).min()
    place = earliest.rank(method="first").to_numpy(dtype=np.int64)
    width = max(3, len(str(len(place))))
    names = np.array([f"{letter}{number:0{width}d}" for number in place], dtype=object)
    return names[np.unique(groups, return_inverse=True)[1]]


def _days(articles: pd.DataFrame) -> NDArray[np.float64]:
    seconds = pd.to_datetime(articles.published, utc=True).astype("datetime64[s, UTC]")
    days = seconds.astype("int64").to_numpy() / 86_400
    return np.where(articles.published.isna(), np.nan, days)


def _known(outlets: pd.Series) -> pd.Series:
    return outlets.where(outlets != "unknown").reset_index(drop=True)


def _method(match: Match, days: NDArray[np.float64]) -> NDArray[np.object_] | str:
    if match is Match.EVENT:
        return np.where(np.isnan(days), "wording", "wording and time").astype(object)
    return "column" if match is Match.COLUMN else "wording"
