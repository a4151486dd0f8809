"""The events table: which articles report the same event, and which events can be compared."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from bias import schema
from bias.events.corrections import Corrections, corrected
from bias.events.linkage import average_linkage, connected
from bias.events.pairs import Pairs, likely_pairs, nearest
from bias.events.time import order_in_time, published_days
from bias.events.weights import event_weights, prior_share, topic_weights
from bias.settings import Match, Settings

#: Articles are joined into an event at this mean cosine, and at this share of the cosine within either group.
#: A plateau: 0.15 to 0.16 with 0.54 to 0.55 serve alike on BASIL, its halves and its events a few at a time. Lower, and
#: single undated articles of different events of one story are joined; higher, and reports of one event that most of a
#: corpus is about are parted.
EVENT_CUT = (0.15, 0.54)
#: Events are joined into a topic at this mean cosine of topic weights; random news articles have 0.10.
TOPIC_CUT = (0.15, 0.0)
#: Share of the topics that a further round must join for one more to be worth its time.
_LEAST_JOINED = 0.01
#: Cosines above this count as this: copies say nothing of how alike independent reports of one event are.
_COPY_COSINE = 0.4
#: Two articles of the same day: their cosine is multiplied by this; it falls as a normal curve of the days between.
#: An unknown date counts as if three days lay between.
_SAME_DAY = 1.4
_SPREAD_DAYS = 4.0
#: Share of its runs of words that a copy must have of its original to be the same report however late it is printed.
REPRINTED_SHARE = 0.9
#: Further apart than this, no cosine suffices.
WINDOW_DAYS = float(_SPREAD_DAYS * np.sqrt(2 * np.log(_SAME_DAY * _COPY_COSINE / EVENT_CUT[0])))


def group(
    articles: pd.DataFrame,
    counts: sparse.csr_array,
    terms: Sequence[str],
    settings: Settings,
    *,
    copies: pd.DataFrame | None = None,
    corrections: Corrections | None = None,
) -> pd.DataFrame:
    """The events table of a corpus.

    Likeness of wording and nearness in time join articles by average linkage; topics join whole events by words alone.
    A copy goes where its original goes. ``Match.TOPIC`` puts topics in the place of events; with ``Match.COLUMN`` the
    ``event_hint`` column says them, and an article without one is alone. Corrections outrank all that: an article that
    they do not name follows the one nearest to it, of those of its event that they do name.

    Parameters
    ----------
    articles, counts, terms
        The articles table; articles × terms, how often each stands in the cleaned text; the terms, in any order.
    settings
        For ``match``.
    copies, corrections
        The copies table, made from the counts where it is not given; what `corrections.load_corrections` gives.

    Returns
    -------
    The ``events`` table, in the order of `articles`. Ids follow the date of an event's first article, then its row:
    ``e001``, ``t001``; an event that was corrected has the name that it was given.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "outlet_id": ["x", "y", "x"], "published": pd.NaT})
    >>> counts = sparse.csr_array([[2, 1, 1, 0, 0], [1, 1, 1, 0, 0], [0, 0, 0, 3, 2]])
    >>> group(articles, counts, ["bridge", "collapsed", "sarn", "football", "referee"], Settings()).event_id.tolist()
    ['e001', 'e001', 'e002']
    """
    if articles.empty:
        return schema.empty("events")
    counts, prior, days = _tidy(counts), prior_share(terms), published_days(articles)
    rows, about = event_weights(counts, prior, _known(articles.outlet_id)), topic_weights(counts, prior)
    pairs = likely_pairs(rows, EVENT_CUT[0] / 2, days, WINDOW_DAYS if settings.match is Match.EVENT else np.inf)
    rank = order_in_time(articles)
    copies = schema.empty("copies") if copies is None else copies
    originals = _originals(copies, articles.article_id)
    events = _events(articles, pairs, days, _reports(copies, articles.article_id, days, rank), settings.match)
    events = topics = _topics(about, events) if settings.match is Match.TOPIC else events
    ids, method = _ids(events, rank, "e"), _method(settings.match, days)
    if corrections is not None:
        names = _followed(corrections.names(articles.article_id), pairs, rows, events)
        events, ids = corrected(events, ids, names)
        method[pd.notna(names)] = "as corrected"
    if settings.match is not Match.TOPIC or corrections is not None:
        topics = _topics(about, events)
    found = {"event_id": ids, "topic_id": _ids(topics, rank, "t"), "method": method}
    return _table(articles, events, originals, _similarity(pairs, rows, events), found)


def _table(
    articles: pd.DataFrame,
    events: NDArray[np.int64],
    originals: NDArray[np.int64],
    similarity: NDArray[np.float64],
    found: dict[str, NDArray[np.object_]],
) -> pd.DataFrame:
    article_id = articles.article_id.to_numpy()
    frame = pd.DataFrame({"article_id": article_id, "similarity": similarity, **found})
    outlets = _known(articles.outlet_id).groupby(events).transform("nunique").to_numpy(dtype=np.int64)
    copied = pd.Series(article_id[originals], dtype="str").where(originals >= 0)
    return schema.check(frame.assign(n_outlets=outlets, copy_of=copied), "events")


def _similarity(pairs: Pairs, rows: sparse.csr_array, events: NDArray[np.int64]) -> NDArray[np.float64]:
    """Cosine of each article to the nearest other of its event; NaN where it is alone."""
    row, _, cosine = nearest(pairs, rows, events, np.ones(len(events), dtype=bool))
    similarity = np.full(len(events), np.nan)
    similarity[row] = np.minimum(cosine, 1.0)
    return similarity


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


def _originals(copies: pd.DataFrame, article_ids: pd.Series) -> NDArray[np.int64]:
    """For each article the row of the article that the copies table says it repeats, −1 where it repeats none."""
    row_of = pd.Index(article_ids)
    copy, original = row_of.get_indexer(copies.article_id), row_of.get_indexer(copies.copy_of)
    here = (copy >= 0) & (original >= 0)
    originals = np.full(len(row_of), -1)
    originals[copy[here]] = original[here]
    return originals


def _reports(
    copies: pd.DataFrame, article_ids: pd.Series, days: NDArray[np.float64], rank: NDArray[np.int64]
) -> NDArray[np.int64]:
    """For each article the row of the report that it prints: the earliest of its copies, or itself.

    A text that is reprinted weeks later, all but word for word, is still the same report. One that shares less is, so
    late, more likely a form that is filled in anew each time, such as a weekly list of losses, and stands for itself.
    """
    originals = _originals(copies, article_ids)
    shared = pd.Series(copies.shared.to_numpy(), index=copies.article_id).reindex(article_ids).to_numpy()
    near = ~(np.abs(days - days[originals]) > WINDOW_DAYS) | (shared >= REPRINTED_SHARE)
    copy = np.flatnonzero((originals >= 0) & near)
    sets = connected(copy, originals[copy], len(days))
    return pd.Series(rank).groupby(sets).transform("idxmin").to_numpy()


def _events(
    articles: pd.DataFrame, pairs: Pairs, days: NDArray[np.float64], reports: NDArray[np.int64], match: Match
) -> NDArray[np.int64]:
    """For each article the number of its event; each its own where topics will take the place of events."""
    if match is Match.COLUMN:
        hint = articles.event_hint.reset_index(drop=True)
        alone = "\0" + hint.index.to_series().astype(str)
        return hint.where(hint.notna(), alone).factorize()[0].astype(np.int64)
    if match is Match.TOPIC:
        return np.unique(reports, return_inverse=True)[1]
    own = reports == np.arange(pairs.n)
    both = own[pairs.first] & own[pairs.second]
    first, second, cosine = pairs.first[both], pairs.second[both], pairs.cosine[both]
    apart = np.abs(days[first] - days[second])
    nearness = np.where(np.isnan(apart), 1.0, _SAME_DAY * np.exp(-(apart**2) / (2 * _SPREAD_DAYS**2)))
    score = np.minimum(cosine, _COPY_COSINE) * nearness
    return np.unique(average_linkage(first, second, score, pairs.n, EVENT_CUT)[reports], return_inverse=True)[1]


def _followed(
    names: NDArray[np.object_], pairs: Pairs, rows: sparse.csr_array, events: NDArray[np.int64]
) -> NDArray[np.object_]:
    """The names, and for an article without one that of the nearest article of its event that has one."""
    given = pd.notna(names)
    row, near, _ = nearest(pairs, rows, events, given)
    followed = names.copy()
    followed[row[~given[row]]] = names[near[~given[row]]]
    return followed


def _topics(about: sparse.csr_array, events: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each article the number of its event's topic.

    The mean cosine between two groups is the dot product of their mean rows. So whole groups are compared at once,
    and again until hardly any are joined: a topic may have far more articles than one article has likely pairs.
    """
    groups, n_before = events, np.inf
    while (n := int(groups.max()) + 1) < (1 - _LEAST_JOINED) * n_before:
        member = sparse.csr_array((np.ones(len(groups)), (groups, np.arange(len(groups)))))
        mean_rows = sparse.csr_array(sparse.diags_array(1 / member.sum(axis=1)) @ (member @ about))
        pairs = likely_pairs(mean_rows, TOPIC_CUT[0] / 2, np.full(n, np.nan), np.inf)
        n_before, groups = n, average_linkage(pairs.first, pairs.second, pairs.cosine, n, TOPIC_CUT)[groups]
    return groups


def _ids(groups: NDArray[np.int64], rank: NDArray[np.int64], letter: str) -> NDArray[np.object_]:
    """Names in the order of each group's earliest article."""
    earliest = pd.Series(rank).groupby(groups).min()
    place = earliest.rank(method="first").to_numpy(dtype=np.int64)
    width = max(3, len(str(len(place))))
    names = np.array([f"{letter}{number:0{width}d}" for number in place], dtype=object)
    return names[np.unique(groups, return_inverse=True)[1]]


def _known(outlets: pd.Series) -> pd.Series:
    return outlets.where(outlets != schema.UNKNOWN).reset_index(drop=True)


def _method(match: Match, days: NDArray[np.float64]) -> NDArray[np.object_]:
    if match is Match.EVENT:
        return np.where(np.isnan(days), "wording", "wording and time").astype(object)
    return np.full(len(days), "column" if match is Match.COLUMN else "wording", dtype=object)
