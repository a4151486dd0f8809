"""Cells of all sources to the one articles table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

import numpy as np
import pandas as pd

from bias.readers.base import Problem
from bias.readers.cells import Cells, language_codes, trimmed, untrimmed
from bias.readers.dates import parse_dates
from bias.schema import check

_WORD = re.compile(r"\w+")
_EMPTY = "neither a text nor a title"
_NESTED = "the text is a list or a record, and there is no title; name the column that holds plain text (--text-column)"


def articles_table(cells: Cells) -> tuple[pd.DataFrame, dict[str, str], list[Problem], list[Problem]]:
    """The table ``articles``, their actors by id, the rows that hold no article, and notes on those that do.

    Each column is made at once for all rows. An article without an id is called after its file and row; an id that is
    taken gets a number behind it, and a note says so.
    """
    frame, dates = _all_rows(cells)
    where = pd.DataFrame({"source": [s.label for s in cells.sources], "row": cells.numbers, "date": dates})
    where["problem"] = [_EMPTY if not isinstance(cell, list | dict) else _NESTED for cell in cells.kinds["text"]]
    kept = (frame["text"] != "").to_numpy(dtype=bool)
    skipped = [
        Problem(str(label), int(row), str(problem))
        for label, row, problem in where.loc[~kept, ["source", "row", "problem"]].itertuples(index=False)
    ]
    frame, where = frame[kept].reset_index(drop=True), where[kept].reset_index(drop=True)
    notes = _undated(frame, where)
    frame["article_id"], renamed = _unique(frame["article_id"], where)
    named = frame["actor"].notna()
    actors = dict(zip(frame.loc[named, "article_id"], frame.loc[named, "actor"], strict=True))
    return check(frame.drop(columns="actor"), "articles"), actors, skipped, notes + renamed


def _all_rows(cells: Cells) -> tuple[pd.DataFrame, pd.Series]:
    """Every row as an article, with an empty text where it holds none, and its date as written."""
    of = {kind: [trimmed(cell) for cell in cells.kinds[kind]] for kind in cells.kinds if kind not in ("text", "date")}
    texts = [untrimmed(text) or title or "" for text, title in zip(cells.kinds["text"], of["title"], strict=True)]
    stems = [f"{s.stem}-{n}" if n else s.stem for s, n in zip(cells.sources, cells.numbers, strict=True)]
    places = [f"{s.label}:{n}" if n else s.label for s, n in zip(cells.sources, cells.numbers, strict=True)]
    dates = cells.kinds["date"]
    frame = pd.DataFrame(
        {
            "article_id": _strings(given or stem for given, stem in zip(of["id"], stems, strict=True)),
            "outlet_id": _strings(of["outlet"]),
            "title": _strings(of["title"]),
            "text": _strings(texts),
            "published": parse_dates(dates, [source.index or source.label for source in cells.sources]),
            "url": _strings(of["url"]),
            "language": _strings(language_codes(of["language"])),
            "event_hint": _strings(of["event"]),
            "actor": _strings(of["actor"]),
            "source": _strings(places),
            "sha256": _strings(sha256(text.encode()).hexdigest() for text in texts),
            "n_words": np.array([len(_WORD.findall(text)) for text in texts], dtype="int64"),
        }
    )
    return frame, pd.Series(dates, dtype=object)


def _strings(values: Iterable[str | None]) -> pd.Series:
    return pd.Series(list(values), dtype="str")


def _undated(frame: pd.DataFrame, where: pd.DataFrame) -> list[Problem]:
    """A line for each source that has dates which could not be read."""
    written = np.array([bool(trimmed(date)) for date in where["date"]], dtype=bool)
    unread = where[frame["published"].isna() & written]
    return [
        Problem(
            str(source),
            int(rows["row"].iloc[0]),
            f"{len(rows)} date{'s' * (len(rows) > 1)} left empty, the first is {str(rows['date'].iloc[0])[:40]!r}: "
            "not a whole date, or day and month cannot be told apart; write year-month-day, as in 2022-09-23",
        )
        for source, rows in unread.groupby("source", sort=False)
    ]


def _unique(ids: pd.Series, where: pd.DataFrame) -> tuple[pd.Series, list[Problem]]:
    """The ids with a number behind those that are taken, and a line for each source that has such."""
    repeated = np.flatnonzero(ids.duplicated())
    named, taken, counts = ids.tolist(), set(ids), Counter[str]()
    for at in repeated:
        name = named[at]
        while (new := f"{name}-{counts[name] + 2}") in taken:
            counts[name] += 1
        named[at] = new
        taken.add(new)
    lines = []
    for source, rows in where.iloc[repeated].groupby("source", sort=False):
        first = int(rows.index[0])
        more = f" (and {len(rows) - 1} more)" if len(rows) > 1 else ""
        problem = f"the id {ids[first]!r} is taken, the article is called {named[first]!r}{more}"
        lines.append(Problem(str(source), int(rows["row"].iloc[0]), problem))
    return pd.Series(named, dtype="str"), lines
