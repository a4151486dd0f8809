"""The table ``disagreements``: figures, days and times that outlets give differently for the same, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from math import nan
from operator import itemgetter
from typing import NamedTuple

import pandas as pd

from bias import schema
from bias.schema import UNKNOWN
from bias.settings import Settings
from bias.stats.disagreement.context import sentences
from bias.stats.disagreement.dates import Day
from bias.stats.disagreement.fates import classes
from bias.stats.disagreement.happenings import Dated, dated, happenings
from bias.stats.disagreement.mentions import Mention, Speech, mentions, speaker_at
from bias.stats.disagreement.quantities import Placed, quantities

_PLACED = ["event_id", "outlet_id", "article_id", "published", "text"]


class Article(NamedTuple):
    """An article as it is read once: its figures, its days and times, and who speaks where."""

    outlet: str
    article: str
    day: date | None
    text: str
    mentions: list[Mention]
    dated: list[Dated]
    spoken: list[Speech]


def disagreements(
    articles: pd.DataFrame, events: pd.DataFrame, settings: Settings, voices: pd.DataFrame
) -> pd.DataFrame:
    """The table ``disagreements``: quantities of an event for which two outlets give figures that cannot both be right.

    Every mention of such a quantity is a row, also one that agrees with another: all stand side by side. Figures are
    set against each other only where what is counted, whom it befell, the places and days named, the words that part
    another time or attack from this one, and enough of the sentence's other words agree. Two figures that one article
    gives as the same speaker's count different things. Figures of different days are different. What is unsure is left
    out: a false "they disagree" costs more than a missed one. "At least 9" agrees with 12, "about 3,000" with 3,050,
    1,197 with 1,200. A bound far from the figure (half as far again: "at least 9" and 31) contradicts nothing, and is
    listed all the same: a reader wants to see it. ``n_values`` counts distinct figures.

    Days and clock times are rows too (``what`` is "date" or "time"), where two outlets date the same deed differently
    in clauses that share most of their words.

    Only sentences that hold a number are looked at, by patterns; the words are not tokenised again.

    Parameters
    ----------
    articles, events, voices
        The tables of those names; articles cleaned.
    settings
        For ``min_words``.

    Examples
    --------
    >>> disagreements(*map(schema.empty, ("articles", "events")), Settings(), schema.empty("voices")).empty
    True
    """
    known = articles[articles.outlet_id.notna() & (articles.outlet_id != UNKNOWN)]
    known = known.loc[known.n_words >= settings.min_words, ["article_id", "outlet_id", "published", "text"]]
    known["published"] = pd.to_datetime(known.published, utc=True)
    placed = known.merge(events[["article_id", "event_id"]], on="article_id")
    placed = placed[placed.groupby("event_id").outlet_id.transform("nunique") > 1]
    placed = placed.sort_values(["event_id", "outlet_id", "article_id"])
    speeches = _speeches(voices, set(placed.article_id))
    rows: list[dict[str, object]] = []
    for event, part in groupby(placed[_PLACED].itertuples(index=False, name=None), key=itemgetter(0)):
        rows += _of_event(str(event), [_read(row, speeches.get(row[2], [])) for row in part])
    return schema.check(pd.DataFrame(rows), "disagreements") if rows else schema.empty("disagreements")


def _read(row: tuple[str, str, str, object, str], spoken: list[Speech]) -> Article:
    _, outlet, article, published, text = row
    day = published.date() if isinstance(published, pd.Timestamp) else None
    spans = sentences(text)
    return Article(outlet, article, day, text, mentions(text, spoken, spans), dated(text, spans, day), spoken)


def _of_event(event: str, articles: list[Article]) -> Iterator[dict[str, object]]:
    """The rows of an event: first figures by what they count, then days and times by where they first stand."""
    figures = [Placed(a.outlet, a.article, _ordinal(a.day), a.text, m) for a in articles for m in a.mentions]
    told = [(a.outlet, a.article, moment) for a in articles for moment in a.dated]
    by_id = {a.article: a for a in articles}
    groups = [list(_rows(group)) for group in quantities(figures)]
    groups += [list(_moment_rows([(by_id[told[i][1]], told[i][2]) for i in group])) for group in happenings(told)]
    for number, group in enumerate(groups, 1):
        for row in group:
            yield {"event_id": event, "quantity_id": f"{event}.q{number:02d}", **row}


def _moment_rows(group: list[tuple[Article, Dated]]) -> Iterator[dict[str, object]]:
    """The rows of a happening that is dated differently."""
    values = {found.moment.value for _, found in group}
    for told, found in group:
        moment = found.moment
        yield {
            "what": "date" if isinstance(moment.when, Day) else "time",
            "outlet_id": told.outlet,
            "article_id": told.article,
            "start": moment.start,
            "end": moment.end,
            "text": told.text[moment.start : moment.end],
            "value": moment.value,
            "bound": moment.bound or None,
            "speaker": speaker_at(told.spoken, moment.start) or None,
            "n_values": len(values),
            "sentence": told.text[slice(*found.sentence)],
        }


def _ordinal(day: date | None) -> float:
    return float(day.toordinal()) if day else nan


def _speeches(voices: pd.DataFrame, wanted: set[str]) -> dict[str, list[Speech]]:
    named = voices[voices.speaker.notna() & voices.article_id.isin(wanted)]
    spoken: dict[str, list[Speech]] = {}
    for article, start, end, speaker in named[["article_id", "start", "end", "speaker"]].itertuples(index=False):
        spoken.setdefault(article, []).append(Speech(start, end, speaker))
    return spoken


def _rows(group: list[Placed]) -> Iterator[dict[str, object]]:
    what = group[0].mention.counted
    nouns = sorted((placed.mention.counted.noun for placed in group), key=lambda noun: (-len(noun), noun))
    name = what.kind if what.kind in classes() or not nouns[0] else nouns[0]
    values = {_value(placed.mention) for placed in group}
    for placed in group:
        mention, text = placed.mention, placed.text
        yield {
            "what": f"{name}: {what.whom}" if what.whom else name,
            "outlet_id": placed.outlet,
            "article_id": placed.article,
            "start": mention.start,
            "end": mention.end,
            "text": text[mention.start : mention.end],
            "value": _value(mention),
            "bound": mention.amount.bound or None,
            "speaker": mention.speaker or None,
            "n_values": len(values),
            "sentence": text[slice(*mention.sentence)],
        }


def _value(mention: Mention) -> str:
    """The figure as a plain number: 9000, 9.5, 200 to 250."""
    ends = [f"{end:.6f}".rstrip("0").rstrip(".") for end in (mention.amount.low, mention.amount.high)]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)
