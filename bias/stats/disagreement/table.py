"""The table ``disagreements``: figures that outlets give differently for the same, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, groupby, product
from math import isnan, log10, nan
from operator import itemgetter
from typing import NamedTuple

import pandas as pd

from bias import schema
from bias.schema import UNKNOWN
from bias.settings import Settings
from bias.stats.disagreement.context import likeness, sentences
from bias.stats.disagreement.counted import FATES, classes
from bias.stats.disagreement.dates import Day
from bias.stats.disagreement.happenings import Dated, dated, happenings
from bias.stats.disagreement.mentions import Mention, Speech, mentions, speaker_at

#: How like two sentences of different articles must be (cosine of their weighted stems) for their figures to count the
#: same, by what they count. An event has one toll, but many shares, sums and members.
_LIKE_FATE, _LIKE_OTHER, _LIKE_LOOSE = 0.12, 0.25, 0.35
_LIKE_EQUAL, _LIKE_PER_DECADE = 0.05, 0.3
#: Figures from which two outlets hardly give the same one by chance; characters within which two stand side by side.
_UNUSUAL, _SIDE_BY_SIDE = 20, 250
_LOOSE = frozenset({"people", "percent", "dollar", "votes", "member", "state"})


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


class Placed(NamedTuple):
    """A figure, its article, the day it was published (NaN where unknown), and its outlet."""

    outlet: str
    article: str
    day: float
    text: str
    mention: Mention


def disagreements(
    articles: pd.DataFrame, events: pd.DataFrame, settings: Settings, voices: pd.DataFrame
) -> pd.DataFrame:
    """The table ``disagreements``: quantities of an event for which two outlets give figures that cannot both be right.

    Every mention of such a quantity is a row, also one that agrees with another: all stand side by side. Figures are
    set against each other only where what is counted, whom it befell, the places and days named, the words that part
    another time or attack from this one, and enough of the sentence's other words agree. Two figures that one article
    gives as the same speaker's count different things. Figures of different days are different. What is unsure is left
    out: a false "they disagree" costs more than a missed one. "At least 9" agrees with 12, "about 3,000" with 3,050,
    1,197 with 1,200.

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


def _read(row: tuple[str, str, str, pd.Timestamp, str], spoken: list[Speech]) -> Article:
    _, outlet, article, published, text = row
    day = None if pd.isna(published) else published.date()
    spans = sentences(text)
    return Article(outlet, article, day, text, mentions(text, spoken, spans), dated(text, spans, day), spoken)


def _of_event(event: str, articles: list[Article]) -> Iterator[dict[str, object]]:
    """The rows of an event: first figures by what they count, then days and times by where they first stand."""
    figures = [Placed(a.outlet, a.article, _ordinal(a.day), a.text, m) for a in articles for m in a.mentions]
    told = [(a.outlet, a.article, moment) for a in articles for moment in a.dated]
    by_id = {a.article: a for a in articles}
    groups = [list(_rows(group)) for group in _quantities(figures)]
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


def _quantities(found: list[Placed]) -> Iterator[list[Placed]]:
    """The figures of an event that count the same, where outlets disagree; in the order of what is counted."""
    by_kind: dict[tuple[str, str, bool], list[Placed]] = {}
    for placed in found:
        what = placed.mention.counted
        by_kind.setdefault((what.kind, what.whom, what.part), []).append(placed)
    for kind, alike in sorted(by_kind.items()):
        if _differ(alike):
            yield from filter(_differ, _groups(alike, kind[0]))


def _differ(group: Sequence[Placed]) -> bool:
    """Whether two outlets give figures of which both cannot be right, and not just because time went by."""
    return any(one.outlet != other.outlet and _against(one, other) for one, other in combinations(group, 2))


def _against(one: Placed, other: Placed) -> bool:
    """Whether two figures cannot both be right.

    A count rises as days go by, and the next day has its own. So figures of articles of different days are set against
    each other only where both name the day they are of, and the later is the lower.
    """
    if one.mention.amount.agrees(other.mention.amount):
        return False
    earlier, later = (one, other) if one.day <= other.day else (other, one)
    days = later.day - earlier.day
    if isnan(days) or days == 0:
        return True
    dated = one.mention.context.dates & other.mention.context.dates
    return bool(dated) and later.mention.amount.high < earlier.mention.amount.low


def _contrasted(one: Mention, other: Mention) -> bool:
    """Whether an article sets one figure against the other: two speakers, or the later one leans on the earlier."""
    return one.speaker != other.speaker or bool(other.leans or one.leans)


def _groups(alike: list[Placed], kind: str) -> list[list[Placed]]:
    """The figures of one kind parted into those that count the same.

    The likest pairs are joined first, and two groups never where something says of a pair of theirs that it is unlike.
    """
    like = likeness([placed.mention.context for placed in alike])
    least = _LIKE_FATE if kind in FATES else _LIKE_LOOSE if kind in _LOOSE else _LIKE_OTHER
    group = {i: [i] for i in range(len(alike))}
    pairs = sorted(combinations(range(len(alike)), 2), key=lambda pair: (-round(float(like[pair]), 9), pair))
    for i, j in pairs:
        if group[i] is group[j] or not _same_quantity(alike[i], alike[j], like[i, j], least):
            continue
        if not any(_unlike(alike[a], alike[b]) for a, b in product(group[i], group[j])):
            group[i] += group[j]
            group |= dict.fromkeys(group[j], group[i])
    return [[alike[i] for i in sorted(members)] for first, members in group.items() if first == min(members)]


def _same_quantity(one: Placed, other: Placed, like: float, least: float) -> bool:
    """Whether two figures count the same, by how like their sentences are.

    The further apart the figures, the more alike the sentences must be, but where an article sets them side by side;
    an unusual figure that both give needs little.
    """
    first, second = one.mention, other.mention
    if (first.amount.low, first.amount.high) == (
        second.amount.low,
        second.amount.high,
    ) and first.amount.low >= _UNUSUAL:
        return like >= _LIKE_EQUAL
    near = abs(first.start - second.start) <= _SIDE_BY_SIDE and one.article == other.article
    if first.leans or second.leans or (near and first.speaker != second.speaker):
        return like >= least
    ratio = max(first.amount.high, second.amount.high) / max(min(first.amount.low, second.amount.low), 1.0)
    return like >= least + _LIKE_PER_DECADE * max(log10(ratio) - log10(2), 0.0)


def _unlike(one: Placed, other: Placed) -> bool:
    """Whether something says that two figures count different things.

    Two figures of one article that it does not set against each other do; so do other places, times, qualities, doers.
    """
    first, second = one.mention, other.mention
    same = (first.amount.low, first.amount.high) == (second.amount.low, second.amount.high)
    if one.article == other.article and not first.amount.agrees(second.amount) and not _contrasted(first, second):
        return True
    return (
        (first.context.elsewhen != second.context.elsewhen and not same)
        or _apart(first.context.places, second.context.places)
        or _apart(first.context.dates, second.context.dates)
        or _apart(first.counted.qualifiers, second.counted.qualifiers)
        or first.counted.doers != second.counted.doers
        or ("+" in first.counted.qualifiers) != ("+" in second.counted.qualifiers)
    )


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


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
