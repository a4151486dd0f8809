"""Articles to set side by side: which events and articles the page carries, with every counted place marked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bias.report.labels import direction, feature_label, group_of, shortened
from bias.report.messages import said, say
from bias.report.page.grid import records
from bias.report.page.looks import Look, looks
from bias.report.page.marks import Segment, Span, paragraphs, segments
from bias.report.selection import Tables, day, events_in_order
from bias.schema import UNKNOWN

#: Groups that mark so much of a text that they are shown only when asked for.
QUIET = frozenset({"frames", "structure", "style", "tone"})
#: Letters of one article, articles, and bytes of all of them that a page carries.
MOST_LETTERS, MOST_ARTICLES, MOST_BYTES = 16_000, 200, 1_500_000
MOST_HEADLINE = 600


@dataclass(frozen=True)
class Mark:
    """What a marked word says of itself: the feature, its group, the voice, and how to read a higher value."""

    label: str
    group: str
    voice: str
    why: str


@dataclass(frozen=True)
class Text:
    """An article as the page shows it."""

    outlet_id: str
    outlet: Look
    title: tuple[Segment, ...]
    date: str
    language: str
    direction: str
    words: int
    paragraphs: tuple[tuple[Segment, ...], ...]
    note: str

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON: a piece of text is a string, a marked one a list of it and the numbers of its marks."""
        return {
            "of": self.outlet_id,
            "outlet": self.outlet.name,
            "colour": self.outlet.colour,
            "title": _pieces(self.title),
            "date": self.date,
            "lang": self.language,
            "dir": self.direction,
            "words": self.words,
            "note": self.note,
            "p": [_pieces(line) for line in self.paragraphs],
        }


def _pieces(line: Sequence[Segment]) -> list[str | list[str | list[int]]]:
    return [[s.text, list(s.marks)] if s.marks else s.text for s in line]


@dataclass(frozen=True)
class Group:
    """Articles to compare with each other: those on an event, or on a topic where no event is shared."""

    name: str
    label: str
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Reader:
    """The articles side by side; ``pair`` is what stands there before anything is chosen."""

    groups: tuple[Group, ...]
    marks: tuple[Mark, ...]
    legend: tuple[tuple[str, str], ...]
    left_out: str

    @property
    def pair(self) -> tuple[Text, ...]:
        """Two articles of the first event."""
        return self.groups[0].texts[:2] if self.groups else ()

    @property
    def plain(self) -> dict[str, Any]:
        """What the page's script needs."""
        return {
            "groups": [{"label": group.label, "texts": [text.plain for text in group.texts]} for group in self.groups],
            "marks": [[mark.label, mark.group, mark.voice, mark.why] for mark in self.marks],
        }


def reader(tables: Tables) -> Reader:
    """The articles of the events that most outlets report, as many as the page has room for."""
    placed = _placed(tables)
    features = _counting(tables)
    spans, look, room, shown = _spans(tables["evidence"], features), looks(tables), MOST_BYTES, 0
    groups: list[Group] = []
    for name, rows in _in_order(placed, events_in_order(tables)):
        texts = [_text(row, look, spans.get(row.article_id, ())) for row in records(rows)]
        size = sum(len(json.dumps(text.plain, ensure_ascii=False).encode("utf-8", "replace")) for text in texts)
        if size <= room and shown + len(texts) <= MOST_ARTICLES:
            room, shown = room - size, shown + len(texts)
            groups.append(Group(name, _label(rows), tuple(texts)))
    left_out = len(placed) - shown
    note = say("page.reader_left_out", n=f"{left_out:,}") if left_out else ""
    return Reader(tuple(groups), _marks(tables, features), _legend(features), note)


def _counting(tables: Tables) -> dict[tuple[str, str], int]:
    """A number for each feature and voice that counted something, in order of their names."""
    pairs = tables["evidence"][["feature", "voice"]].drop_duplicates().sort_values(["feature", "voice"])
    return {(str(feature), str(voice)): number for number, (feature, voice) in enumerate(pairs.itertuples(index=False))}


def _marks(tables: Tables, features: Iterable[tuple[str, str]]) -> tuple[Mark, ...]:
    higher = tables["feature_info"].set_index("feature")["higher_means"].to_dict()
    return tuple(
        Mark(feature_label(feature), group_of(feature), voice, say("page.why", meaning=higher.get(feature, "")))
        for feature, voice in features
    )


def _legend(features: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Groups with what they mark, the quiet ones last, so that those shown at first differ in colour."""
    groups = sorted({group_of(feature) for feature, _ in features}, key=lambda name: (name in QUIET, name))
    return tuple((group, said("groups").get(group, group.replace("_", " "))) for group in groups)


def _placed(tables: Tables) -> pd.DataFrame:
    """Articles with what they are compared within: their event, else their topic, else all together."""
    placed = tables["articles"].merge(tables["events"], on="article_id").assign(all="all")
    placed = placed.assign(outlet_id=placed["outlet_id"].fillna(UNKNOWN), copied=placed["copy_of"].notna())
    pairs = {by: placed[[by, "outlet_id"]].drop_duplicates() for by in ("event_id", "topic_id")}
    shared = [by for by, rows in pairs.items() if rows[by].duplicated().any()]
    return placed.assign(within=placed[shared[0] if shared else "all"])


def _in_order(placed: pd.DataFrame, events: pd.DataFrame) -> Iterable[tuple[str, pd.DataFrame]]:
    """Shared events first, each with its articles: one an outlet before second ones, copies last."""
    place = {event: at for at, event in enumerate(events["event_id"])}
    rows = placed.assign(place=placed["event_id"].map(place), nth=placed.groupby(["within", "outlet_id"]).cumcount())
    rows = rows.sort_values(["place", "nth", "copied", "outlet_id", "article_id"])
    return [(str(name), part) for name, part in rows.groupby("within", sort=False)]


def _label(rows: pd.DataFrame) -> str:
    first = rows.sort_values(["copied", "published", "article_id"]).iloc[0]
    title = first["title"] if isinstance(first["title"], str) else str(first["within"])
    return " · ".join(part for part in (day(first["published"]), shortened(title, 90)) if part)


def _spans(evidence: pd.DataFrame, features: dict[tuple[str, str], int]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    columns = evidence[["article_id", "feature", "voice", "start", "end"]]
    for article, feature, voice, start, end in columns.itertuples(index=False):
        found.setdefault(str(article), []).append(Span(int(start), int(end), features[str(feature), str(voice)]))
    return found


def _text(row: Any, look: dict[str, Look], spans: Sequence[Span]) -> Text:
    title = row.title if isinstance(row.title, str) else ""
    headed = bool(title) and row.text.startswith(f"{title}\n\n")
    begin = len(title) + 2 if headed else 0
    end = min(len(row.text), begin + MOST_LETTERS)
    in_title = spans if headed else ()
    in_body = [Span(s.start - begin, s.end - begin, s.mark) for s in spans]
    return Text(
        outlet_id=row.outlet_id,
        outlet=look[row.outlet_id],
        title=tuple(segments(title[:MOST_HEADLINE], in_title)),
        date=day(row.published),
        language=row.language,
        direction=direction(row.language),
        words=int(row.n_words),
        paragraphs=tuple(map(tuple, paragraphs(row.text[begin:end], in_body))),
        note=say("page.cut", words=f"{row.n_words:,}") if end < len(row.text) else "",
    )
