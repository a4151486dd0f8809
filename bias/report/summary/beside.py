"""One event side by side: each outlet's article with the counted words marked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pandas as pd

from bias.report.labels import breakable, cell, direction, drawable, group_of
from bias.report.messages import count, say, term
from bias.report.selection import Tables, day, each, outlet_names
from bias.report.summary.sections import Beside, Marked, Segment

MOST_ARTICLES, MOST_LETTERS = 6, 2200
#: Groups that count so many words that marks of theirs would hide the others.
_UNMARKED = frozenset({"frames", "structure", "style", "tone"})
#: Longer stretches, such as what somebody is said to have said, would hide the words in them.
_LONGEST_MARK = 32


#: A column of the events table and the group in it: ``("event_id", "e3")``.
Within = tuple[str, str]


def widest(tables: Tables) -> Within | None:
    """The event that most outlets report, or else the topic; None where no two outlets share one.

    Of several the one that began first, then the first by name.
    """
    placed = tables["events"].merge(tables["articles"][["article_id", "outlet_id", "published"]], on="article_id")
    for column in ("event_id", "topic_id"):
        groups = placed.groupby(column, as_index=False).agg(n=("outlet_id", "nunique"), first=("published", "min"))
        groups = groups[groups["n"] > 1].sort_values(["n", "first", column], ascending=[False, True, True])
        if len(groups):
            return column, str(groups[column].iloc[0])
    return None


def side_by_side(tables: Tables, within: Within | None, most_letters: int = MOST_LETTERS) -> Beside:
    """One article an outlet about an event or a topic, in segments that say which features counted them.

    Parameters
    ----------
    within
        Which event or topic, as ``widest`` gives it; with None the result says that there is none to show.
    most_letters
        Longer articles are cut after a sentence or word near this length, and say so.
    """
    if within is None:
        return Beside(say("beside.title"), "", (), (), say("beside.missing"))
    column, group = within
    rows = tables["events"][tables["events"][column] == group].merge(tables["articles"], on="article_id")
    rows = rows.assign(copied=rows["copy_of"].notna()).sort_values(
        ["copied", "n_words", "article_id"], ascending=[True, False, True]
    )
    names = outlet_names(tables)
    rows = rows.dropna(subset="outlet_id").drop_duplicates("outlet_id")
    rows = rows.assign(name=rows["outlet_id"].map(names)).sort_values(["name", "article_id"])
    evidence = tables["evidence"][tables["evidence"]["article_id"].isin(rows["article_id"])]
    evidence = evidence[~evidence["feature"].map(group_of).isin(_UNMARKED)]
    evidence = evidence[evidence["end"] - evidence["start"] <= _LONGEST_MARK]
    codes = letters(map(group_of, evidence["feature"].unique()))
    articles = tuple(
        _marked(row, names, _coded(evidence[evidence["article_id"] == row.article_id], codes), most_letters)
        for row in each(rows.head(MOST_ARTICLES))
    )
    legend = tuple((letter, term("groups", group)) for group, letter in codes.items())
    lead = say(
        "beside.lead",
        shown=count(len(articles), "outlet"),
        of=count(len(rows), "outlet"),
        within=say(f"beside.{column}"),
    )
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
        heading=segments(text, evidence, 0, begin - 2) if begin else (),
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
        shortest = over.assign(length=over["end"] - over["start"]).sort_values(["length", "code"])["code"]
        parts.append(
            Segment(
                text=drawable(text[start:stop]),
                features=tuple(sorted(set(over["feature"]))),
                letter="".join(shortest.head(1)),
                code="".join(sorted(set(over.loc[over["end"] == stop, "code"]))),
            )
        )
    return tuple(parts)
