"""The table of copies: which articles repeat an earlier one, and what.

An article repeats another if most of the words of *each* stand in runs of four words that the other has too, wherever,
and so do most of the words outside quotation marks. So a new headline, a lead of its own, a cut paragraph, names in
another style and one changed word in four leave a copy a copy, while independent reports that quote the same statement
are none: they share up to half of their words, but under a quarter of those that are their own. A short item inside an
article of more than twice its length makes that no copy, since most of it is its own.

A form that is filled anew (so many tanks, so many attacks, on such a day) repeats its wording and not its figures. So
most of the numbers of the article that has fewer of them must stand in the other too, where it has three or more. And
nearly all of the words must be the same after more than a week, or between two days of one outlet, which brings its
own background and forms again.

Of two short texts the shorter must stand whole in the longer, and the longer have little else: headlines that differ
in one place name different things. They must be of the same day too, where that is known: "Shares fall at the close"
is a headline that comes back. A text of fewer than four words repeats nothing.

Fingerprints say which pairs to look at (``candidates``); those are then compared word by word (``passages``), so no
figure in the table is an estimate.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias import schema
from bias.events.copies.candidates import candidates
from bias.events.copies.passages import Side, compared, longest_passages
from bias.events.linkage import connected
from bias.events.time import order_in_time, published_days
from bias.tokens import Tokens, Vocabulary, tokenise
from bias.tokens.shingles import Sketches

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
#: Least share of the words of either article, of all and of those outside quotation marks, that the other has too.
COPIED_SHARE = 0.5
#: Articles with fewer words than this outside quotation marks are judged by all their words alone.
LEAST_OWN = 25
#: Least share of the distinct numbers of the article that has fewer of them that stand in the other too, …
COPIED_FIGURES = 2 / 3
#: … where it has as many as these.
LEAST_FIGURES = 3
#: Texts with fewer words than this are short: the shorter must stand whole in the longer, …
SHORT = 50
#: … and this share of the longer in the shorter.
SHORT_SHARE = 0.8
#: Days apart at which a short text, and any text of the same outlet, is of another day.
OTHER_DAY = 1.0
#: Days apart at which articles of two outlets are no longer near in time.
NEAR_DAYS = 7.0
#: Least share of the words of either article where they are not near in time.
LATER_SHARE = 0.9
_PAIRS = 512


def find_copies(articles: pd.DataFrame, sketches: Sketches) -> pd.DataFrame:
    """Every article that repeats an earlier one, across outlets and within one.

    Articles of which each repeats another of them are a set, and all repeat its earliest. Articles of the same time
    are taken in the order of their ids, a shorter one first (a9, a10), so that it is all the same how the rows came,
    and those without a date come last.

    Parameters
    ----------
    articles
        The articles table, cleaned.
    sketches
        Their fingerprints, in the same order.

    Returns
    -------
    The table ``copies``, in the order of `articles`.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> from bias.tokens.shingles import Sketcher
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet_id": ["x", "y"], "published": pd.NaT, "n_words": 8})
    >>> articles["text"] = ["The bridge over the Sarn fell at dawn.", "The bridge over the Sarn fell at dawn"]
    >>> sketcher = Sketcher()
    >>> sketcher.add(tokenise(articles.text.tolist()))
    >>> find_copies(articles, sketcher.sketches())[["article_id", "copy_of", "shared"]].values.tolist()
    [['b', 'a', 1.0]]
    """
    if not len(articles):
        return schema.empty("copies")
    days, rank = published_days(articles), order_in_time(articles)
    earlier, later = candidates(sketches, rank)
    repeated = _repeated(articles, earlier, later, days)
    sets = connected(earlier[repeated], later[repeated], len(rank))
    original = pd.Series(rank).groupby(sets).transform("idxmin").to_numpy()
    copies = np.flatnonzero(original != np.arange(len(rank)))
    return _table(articles, original[copies], copies, days)


def is_copy(one: Side, other: Side, apart: NDArray[np.float64], same_outlet: Bools) -> Bools:
    """For each pair of articles whether they repeat each other.

    Parameters
    ----------
    one, other
        What the two share, from either side.
    apart
        Days between them; NaN where that is not known.
    same_outlet
        Whether both are of one outlet, and it is known.
    """
    short = np.minimum(one.words, other.words) < SHORT
    later = apart >= np.where(same_outlet, OTHER_DAY, NEAR_DAYS)
    least = np.where(later, LATER_SHARE, COPIED_SHARE)
    found: Bools = np.where(short, _short_copy(one, other) & ~(apart >= OTHER_DAY), _long_copy(one, other, least))
    return found


def _long_copy(one: Side, other: Side, least: NDArray[np.float64]) -> Bools:
    fewer = np.minimum(one.figures, other.figures)
    copied: Bools = (one.shared_figures >= COPIED_FIGURES * fewer) | (fewer < LEAST_FIGURES)
    for side in (one, other):
        copied &= side.share >= least
        copied &= (side.own_share >= COPIED_SHARE) | (side.own < LEAST_OWN)
    return copied


def _short_copy(one: Side, other: Side) -> Bools:
    shorter = np.minimum(one.words, other.words)
    whole, copied = np.zeros(len(shorter), np.bool_), np.ones(len(shorter), np.bool_)
    for side in (one, other):
        copied &= side.share >= SHORT_SHARE
        whole |= (side.words == shorter) & (side.shared == shorter)
    found: Bools = copied & whole
    return found


def _repeated(articles: pd.DataFrame, earlier: Ints, later: Ints, days: NDArray[np.float64]) -> Bools:
    repeated = np.zeros(len(earlier), np.bool_)
    outlet = articles.outlet_id.where(articles.outlet_id != schema.UNKNOWN).factorize()[0]
    for (tokens, one, other), part in _batches(articles, earlier, later):
        apart = np.abs(days[later[part]] - days[earlier[part]])
        same_outlet = (outlet[later[part]] == outlet[earlier[part]]) & (outlet[later[part]] >= 0)
        repeated[part] = is_copy(*compared(tokens, one, other), apart, same_outlet)
    return repeated


def _batches(articles: pd.DataFrame, first: Ints, second: Ints) -> Iterator[tuple[tuple[Tokens, Ints, Ints], slice]]:
    """Some pairs at a time: the tokens of their articles, the rows of these among them, and which pairs they are."""
    vocabulary, texts = Vocabulary(), articles.text.to_numpy()
    for begin in range(0, len(first), _PAIRS):
        part = slice(begin, begin + _PAIRS)
        rows, places = np.unique(np.stack([first[part], second[part]]), return_inverse=True)
        one, other = places.reshape(2, -1)
        yield (tokenise(texts[rows].tolist(), vocabulary), one, other), part


def _table(articles: pd.DataFrame, original: Ints, copy: Ints, days: NDArray[np.float64]) -> pd.DataFrame:
    shared, start, end = np.zeros(len(copy)), *np.zeros((2, len(copy)), np.int64)
    for (tokens, one, other), part in _batches(articles, original, copy):
        shared[part] = _share_of_shorter(*compared(tokens, one, other))
        begin, length = longest_passages(tokens, one, other)
        some = length > 0
        start[part] = np.where(some, tokens.start[begin], 0)
        end[part] = np.where(some, tokens.end[begin + np.maximum(length, 1) - 1], 0)
    rows, of = articles.iloc[copy], articles.iloc[original]
    texts = rows.text.to_numpy()
    frame = pd.DataFrame(
        {
            "article_id": rows.article_id.to_numpy(),
            "copy_of": of.article_id.to_numpy(),
            "outlet_id": rows.outlet_id.to_numpy(),
            "of_outlet_id": of.outlet_id.to_numpy(),
            "shared": shared,
            "n_words": rows.n_words.to_numpy(dtype=np.int64),
            "days": days[copy] - days[original],
            "start": start,
            "end": end,
            "text": pd.Series([texts[at][start[at] : end[at]] for at in range(len(copy))], dtype="str"),
        }
    )
    return schema.check(frame, "copies")


def _share_of_shorter(one: Side, other: Side) -> NDArray[np.float64]:
    """Share of the words of the shorter article that the longer has too; the lower share where both are as long."""
    by_length = np.where(one.words < other.words, one.share, other.share)
    return np.where(one.words == other.words, np.minimum(one.share, other.share), by_length)
