"""One event side by side: each outlet's article with the counted words marked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pandas as pd

from bias.report.labels import breakable, cell, direction, drawable, feature_label, group_of
from bias.report.messages import count, say, term
from bias.report.selection import Tables, day, each, events_in_order, outlet_names, shared
from bias.report.summary.sections import Beside, Marked, Segment

MOST_ARTICLES, MOST_LETTERS = 6, 1600


def widest_event(tables: Tables) -> str | None:
    """The event that most outlets report, the earliest of those; None where no two outlets share one."""
    events = shared(events_in_order(tables))
    return None if events.empty else str(events["event_id"].iloc[0])


def side_by_side(tables: Tables, event: str | None, most_letters: int = MOST_LETTERS) -> Beside:
    """One article an outlet about an event, in segments that say which features counted them.

    Parameters
    ----------
    event
        Its ``event_id``; with None it says that there is none to show.
    most_letters
        Longer articles are cut after a sentence or word near this length, and say so.
    """
    if event is None:
        return Beside(say("beside.title"), "", (), (), say("beside.missing"))
    rows = tables["events"][tables["events"]["event_id"] == event].merge(tables["articles"], on="article_id")
    rows = rows.assign(copied=rows["copy_of"].notna()).sort_values(
        ["copied", "n_words", "article_id"], ascending=[True, False, True]
    )
    names = outlet_names(tables)
    rows = rows.dropna(subset="outlet_id").drop_duplicates("outlet_id")
    rows = rows.assign(name=rows["outlet_id"].map(names)).sort_values(["name", "article_id"])
    evidence = tables["evidence"][tables["evidence"]["article_id"].isin(rows["article_id"])]
    codes = letters(map(group_of, evidence["feature"].unique()))
    articles = tuple(
        _marked(row, names, _coded(evidence[evidence["article_id"] == row.article_id], codes), most_letters)
        for row in each(rows.head(MOST_ARTICLES))
    )
    legend = tuple((letter, term("groups", group)) for group, letter in codes.items())
    lead = say("beside.lead", shown=count(len(articles), "outlet"), of=count(len(rows), "outlet"))
    return Beside(say("beside.title"), lead, legend, articles)


def letters(groups: Iterable[str]) -> dict[str, str]:
    """A letter for each group of features: the first of its name that no other group has.

    Examples
    --------
    >>> letters(["style", "naming", "sides"])
    {'naming': 'N', 'sides': 'S', 'style': 'T'}
    """
    chosen: dict[str, str] = {}
    for group in sorted(set(groups)):
        free = (letter for letter in group.upper() if letter.isalpha() and letter not in chosen.values())
        chosen[group] = next(free, "*")
    return chosen


def _coded(evidence: pd.DataFrame, codes: dict[str, str]) -> pd.DataFrame:
    return evidence.assign(code=evidence["feature"].map(group_of).map(codes))


def _marked(row: Any, names: dict[str, str], evidence: pd.DataFrame, most_letters: int) -> Marked:
    text, title = row.text, row.title
    begin = _body_start(text, title)
    end = _cut(text, begin + most_letters)
    whole = end == len(text)
    note = "" if whole else say("beside.cut", words=f"{row.n_words:,}")
    return Marked(
        article_id=row.article_id,
        outlet=breakable(names.get(row.outlet_id, say("beside.unknown"))),
        title=cell(title) if isinstance(title, str) else "",
        date=day(row.published),
        language=row.language,
        direction=direction(row.language),
        segments=segments(text, evidence, begin, end),
        note=note,
    )


def _body_start(text: str, title: object) -> int:
    return len(title) + 2 if isinstance(title, str) and title and text.startswith(f"{title}\n\n") else 0


def _cut(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    stop = max(text.rfind(mark, end // 2, end) for mark in (". ", ".\n", ".” ", "\n"))
    return stop + 1 if stop > 0 else max(text.rfind(" ", 0, end), 0) or end


def segments(text: str, evidence: pd.DataFrame, begin: int, end: int) -> tuple[Segment, ...]:
    """The text between two places, cut where marks begin and end; overlapping marks give several features a segment.

    Parameters
    ----------
    text
        The cleaned text that the evidence points into.
    evidence
        Rows of the evidence table for this one article, with the ``code`` letter of each feature.
    begin, end
        Offsets into the text; marks outside are left out.

    Examples
    --------
    >>> marks = pd.DataFrame({"feature": ["epistemic.hedges_own"], "code": ["E"], "start": [5], "end": [12]})
    >>> [(part.text, part.code) for part in segments("They perhaps came.", marks, 0, 18)]
    [('They ', ''), ('perhaps', 'E'), (' came.', '')]
    """
    marks = evidence[(evidence["start"] < end) & (evidence["end"] > begin)]
    cuts = sorted({begin, end, *marks["start"].clip(begin, end), *marks["end"].clip(begin, end)})
    parts = []
    for start, stop in pairwise(cuts):
        over = marks[(marks["start"] <= start) & (marks["end"] >= stop)]
        features = tuple(sorted(set(over["feature"])))
        why = "; ".join(feature_label(feature) for feature in features)
        parts.append(Segment(drawable(text[start:stop]), features, "".join(sorted(set(over["code"]))), why))
    return tuple(parts)
