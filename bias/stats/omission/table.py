"""The table omissions: every fact of every event, as each of its outlets has it or lacks it.

All of an outlet's articles on the event count, a copied one too: its readers were told. What is absent is absent from
the articles that were read, not from all that the outlet published; and whether a fact matters is not judged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from bias.schema import check, empty
from bias.settings import Copies, Settings
from bias.stats.comparable import Comparable, comparable
from bias.stats.omission.alignment import Bag, alike, facts
from bias.stats.omission.coverage import Outlets, Stated, coverage
from bias.stats.omission.passages import LEAST_WORDS, Passages

Ints = NDArray[np.int64]
#: What words are read as: English, and what is not known to be something else.
_LANGUAGES = ("en", "und")
#: Passages that are compared in one go.
_CHUNK = 20_000


def omissions(articles: pd.DataFrame, events: pd.DataFrame, passages: Passages, settings: Settings) -> pd.DataFrame:
    """What each outlet of an event reports, and what it leaves out.

    Parameters
    ----------
    articles, events
        The tables. Articles that are too short to judge, those of unknown outlets and those in another language than
        English are left out.
    passages
        Of the articles, in their order.
    settings
        ``min_words`` is used.

    Returns
    -------
    DataFrame
        The table omissions: for each event of two outlets or more, each of its facts and each of its outlets a row.
        Facts are numbered within their event, those that most outlets clearly report first. Where it is not clear
        whether a passage states the fact, the row says "reported", and ``clear`` is false: nobody is told to leave out
        what they may have said. A reported row shows what the outlet wrote, an absent one the passage that stands for
        the fact.
    """
    chosen = comparable(articles, events, replace(settings, copies=Copies.EACH))
    chosen = chosen.where(articles.language.isin(_LANGUAGES).to_numpy()[chosen.row])
    if chosen.by != "event" or not len(chosen.row):
        return empty("omissions")
    order = Order.of(articles, chosen, passages)
    outlets = Outlets.of(chosen.unit, chosen.outlet)
    frames = [_rows(part, articles, chosen, outlets, passages) for part in order.chunks()]
    frames = [frame for frame in frames if len(frame)]
    return check(pd.concat(frames, ignore_index=True), "omissions") if frames else empty("omissions")


@dataclass(frozen=True, eq=False)
class Order:
    """The passages of comparable articles, sorted by event, article and place.

    The order follows names and places, never rows, so that it is the same however the articles came.
    """

    passage: Ints
    event: Ints
    outlet: Ints
    article: Ints

    @classmethod
    def of(cls, articles: pd.DataFrame, chosen: Comparable, passages: Passages) -> Order:
        """Of the chosen articles."""
        place = np.full(len(articles), -1)
        place[chosen.row] = np.arange(len(chosen.row))
        kept = np.flatnonzero(place[passages.article] >= 0)
        at = place[passages.article[kept]]
        name = np.unique(articles.article_id.to_numpy(dtype=object)[chosen.row], return_inverse=True)[1]
        order = np.lexsort((passages.start[kept], name[at], chosen.unit[at]))
        at = at[order]
        return cls(kept[order], chosen.unit[at], chosen.outlet[at], name[at])

    def bag(self, passages: Passages) -> Bag:
        """The passages with their words."""
        shape = (len(passages), len(passages.is_number))
        every = sparse.csr_array((np.ones(len(passages.word)), passages.word, passages.first), shape=shape)
        sentence = passages.sentence[self.passage]
        return Bag(self.event, self.article, sentence, every[self.passage], passages.is_number)

    def chunks(self) -> list[Order]:
        """Whole events, about `_CHUNK` passages at a time."""
        begins = np.flatnonzero(np.append(True, np.diff(self.event) != 0)[: len(self.event)])
        opens = np.append(True, np.diff(begins // _CHUNK) > 0)[: len(begins)]
        bounds = np.append(begins[opens], len(self.event))
        parts = [slice(low, high) for low, high in pairwise(bounds.tolist())]
        return [Order(self.passage[p], self.event[p], self.outlet[p], self.article[p]) for p in parts]


def _rows(
    part: Order, articles: pd.DataFrame, chosen: Comparable, outlets: Outlets, passages: Passages
) -> pd.DataFrame:
    """The table's rows of some whole events."""
    bag = part.bag(passages)
    likeness = alike(bag)
    n_words = np.diff(bag.words.indptr)
    stated = Stated(part.event, part.outlet, listed(facts(bag, likeness), n_words), n_words)
    cells = coverage(stated, likeness, outlets)
    shown = np.where(cells.absent, cells.best[cells.fact], cells.passage)
    passage = part.passage[shown]
    row = passages.article[passage]
    start, end = passages.start[passage], passages.end[passage]
    texts = articles.text.to_numpy(dtype=object)[row]
    said = [text[begin:stop] for text, begin, stop in zip(texts, start.tolist(), end.tolist(), strict=True)]
    n_clear, n_absent = (np.bincount(cells.fact, of).astype(np.int64) for of in (cells.reported, cells.absent))
    n_outlets = np.bincount(cells.fact)
    event = part.event[cells.best]
    frame = pd.DataFrame(
        {
            "event_id": chosen.units[event[cells.fact]],
            "fact_id": _names(event, n_clear, chosen.units)[cells.fact],
            "outlet_id": chosen.outlets[cells.outlet],
            "status": np.where(cells.absent, "absent", "reported"),
            "clear": cells.reported | cells.absent,
            "n_outlets_reporting": (n_outlets - n_absent)[cells.fact],
            "n_outlets_clear": n_clear[cells.fact],
            "n_outlets": n_outlets[cells.fact],
            "similarity": cells.likeness,
            "article_id": articles.article_id.to_numpy(dtype=object)[row],
            "start": pd.array(start, dtype="Int64"),
            "end": pd.array(end, dtype="Int64"),
            "text": said,
        }
    )
    frame.loc[cells.absent, ["article_id", "start", "end"]] = None
    return frame.sort_values(["event_id", "fact_id", "outlet_id"], kind="stable")


def _names(event: Ints, n_clear: Ints, units: NDArray[np.object_]) -> NDArray[np.object_]:
    """Names of facts: the event's, and a number that is low for what most outlets clearly report."""
    order = np.lexsort((-n_clear, event))
    begins = np.searchsorted(event[order], event[order])
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order)) - begins + 1
    return np.array([f"{units[e]}-{n:03d}" for e, n in zip(event.tolist(), number.tolist(), strict=True)], object)


def listed(fact: Ints, n_words: Ints) -> Ints:
    """Facts numbered without those that no passage of `LEAST_WORDS` content words states, whose passages get -1.

    "Two weapons experts" or "the ministry said" is no fact, however many write it.
    """
    longest = np.zeros(fact.max(initial=-1) + 1, np.int64)
    np.maximum.at(longest, fact, n_words)
    kept = longest >= LEAST_WORDS
    return np.where(kept, np.cumsum(kept) - 1, -1)[fact]
