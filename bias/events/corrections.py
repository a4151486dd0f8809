"""What a user knows better: a small table that joins, splits and names events.

``correction_table`` makes it from a run, ready for a spreadsheet; ``load_corrections`` reads it back, changed. It goes
by articles, never by the numbers that events are given, which may be others on the next run.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias.errors import InputError
from bias.export import csv_safe

NEEDED = ("article_id", "event")
LONGEST_NAME = 80
_TITLE_WORDS, _SHOWN = 12, 5
#: How a cell begins that `bias.export` keeps from being run as a formula.
_GUARDED = ("'=", "'+", "'-", "'@")
#: What a spreadsheet writes for a formula that fails, in any language: #NAME?, #REF!, #N/A.
_FAILED = re.compile(r"#(N/A|NV|[A-ZÄÖÜ]+(/0)?[!?])")


@dataclass(frozen=True)
class Corrections:
    """Which event a user says that an article reports.

    Attributes
    ----------
    source
        The file, as it was named.
    named
        By an article's id the name of its event.

    Examples
    --------
    >>> flood = Corrections("events.csv", {"a": "flood", "z": "flood"})
    >>> flood.notes(["a", "b"])
    ('events.csv: 1 of the 2 articles that it puts into events is not in this run and is left aside: z.',)
    """

    source: str = ""
    named: Mapping[str, str] = field(default_factory=dict)

    def names(self, article_ids: pd.Series) -> NDArray[np.object_]:
        """For each article the name of its event, None where the file says nothing of it."""
        found = _written(article_ids).map(dict(self.named))
        return found.astype(object).where(found.notna(), None).to_numpy()

    def notes(self, article_ids: Collection[str]) -> tuple[str, ...]:
        """What there is to say of the file over these articles, a line each."""
        if not self.source:
            return ()
        if not self.named:
            return (f"{self.source}: no row puts an article into an event, so nothing is corrected.",)
        here = set(_written(pd.Series(list(article_ids), dtype="str")))
        lacking = [article_id for article_id in self.named if article_id not in here]
        if not lacking:
            return ()
        shown = ", ".join(lacking[:_SHOWN]) + (", …" if len(lacking) > _SHOWN else "")
        are = ("is", "is") if len(lacking) == 1 else ("are", "are")
        return (
            f"{self.source}: {len(lacking)} of the {len(self.named)} articles that it puts into events {are[0]} not in "
            f"this run and {are[1]} left aside: {shown}.",
        )


def correction_table(articles: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The table that a user corrects: an article a row, those of an event together, the earliest first.

    Parameters
    ----------
    articles
        Table ``articles``.
    events
        Table ``events``, of the same articles.

    Returns
    -------
    Columns ``article_id``, ``event``, ``outlet_id``, ``published`` (day, and time where it is known) and ``title``, or
    the first words of a text without one.

    Examples
    --------
    >>> from bias.schema import empty
    >>> correction_table(empty("articles"), empty("events")).columns.tolist()
    ['article_id', 'event', 'outlet_id', 'published', 'title']
    """
    opening = articles.text.astype("str").str.split(n=_TITLE_WORDS).str[:_TITLE_WORDS].str.join(" ") + " …"
    titles = articles.title.astype("str").str.split().str.join(" ")
    rows = articles[["article_id", "outlet_id", "published"]].assign(
        title=titles.where(articles.title.notna(), opening)
    )
    rows = rows.merge(events[["article_id", "event_id"]], on="article_id").rename(columns={"event_id": "event"})
    rows = rows.sort_values(["event", "published", "article_id"], kind="stable", ignore_index=True)
    day = rows.published.dt.strftime("%Y-%m-%d %H:%M").str.removesuffix(" 00:00")
    return rows.assign(published=day.astype("str"))[["article_id", "event", "outlet_id", "published", "title"]]


def load_corrections(path: str | Path) -> Corrections:
    """Read a user's corrections.

    Parameters
    ----------
    path
        A CSV file in UTF-8, with commas, semicolons or tabs. It needs the columns ``article_id`` and ``event``;
        others are not looked at. Rows without an event correct nothing. Names are the same event where they differ in
        capitals and blanks only.

    Raises
    ------
    InputError
        For a file that cannot be read, a column that is missing, an article in two events, or a name that cannot be
        one, with file and row.
    """
    rows = _rows(Path(path))
    header = [name.strip().lower() for name in next(rows, (1, []))[1]]
    _check_header(header, path)
    named: dict[str, str] = {}
    row_of: dict[str, int] = {}
    spellings: dict[str, str] = {}
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        beyond = any(cell.strip() for cell in cells[len(header) :])
        if beyond or len(cells) <= max(map(header.index, NEEDED)):
            counted = f"{len(cells)} cell{'s' * (len(cells) != 1)}"
            raise InputError(f"{path}, row {number}: {counted} where the header has {len(header)}; check quotes")
        article_id, event = (cells[header.index(name)].strip() for name in NEEDED)
        if all(unicodedata.category(letter) in ("Cf", "Zs") for letter in event):
            continue
        event = _checked(article_id, event, f"{path}, row {number}")
        event = spellings.setdefault(event.casefold(), event)
        if named.setdefault(article_id, event) != event:
            raise InputError(
                f"{path}, row {number}: the article {article_id!r} is put into {event!r} here and into "
                f"{named[article_id]!r} in row {row_of[article_id]}; keep one of the rows"
            )
        row_of.setdefault(article_id, number)
    return Corrections(str(path), named)


def corrected(
    groups: NDArray[np.int64], ids: NDArray[np.object_], names: NDArray[np.object_]
) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """Groups and their ids with the names that were given; no other group keeps an id that is a given name.

    Parameters
    ----------
    groups, ids
        For each article the number and the id of its event, as they were found.
    names
        For each article the name of the event that it is put into, None where it stays.

    Examples
    --------
    >>> found = np.array([0, 0, 1]), np.array(["e001", "e001", "e002"], dtype=object)
    >>> groups, ids = corrected(*found, np.array(["e002", None, None], dtype=object))
    >>> groups.tolist(), ids.tolist()
    ([0, 1, 2], ['e002', 'e001', 'e003'])
    """
    given = pd.notna(names)
    taken, ids = {name.casefold() for name in names[given]}, ids.copy()
    clashing = ~given & np.isin(ids, [name for name in pd.unique(ids) if name.casefold() in taken])
    used, number = {name.casefold() for name in ids} | taken, len(pd.unique(ids))
    for name in pd.unique(ids[clashing]):
        while (free := f"{name[:1]}{(number := number + 1):0{len(name) - 1}d}") in used:
            continue
        ids[clashing & (ids == name)] = free
    ids[given] = names[given]
    both = pd.MultiIndex.from_arrays([given, np.where(given, -1, groups), np.where(given, names, "")])
    return both.factorize()[0].astype(np.int64), ids


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The file's rows with their numbers, the header's first."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not in UTF-8; save it as CSV UTF-8") from error
    first = text.partition("\n")[0]
    if first.startswith(("{", "[")):
        raise InputError(
            f"{path}: is JSON; corrections are read from CSV, as `bias events SOURCES -o events.csv` writes"
        )
    number = 0
    try:
        reader = csv.reader(StringIO(text, ""), delimiter=max(",;\t", key=first.count), strict=True)
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        raise InputError(f"{path}, row {number + 1}: this is no row of a table ({error}); check quotes") from error


def _check_header(header: list[str], path: str | Path) -> None:
    for name in NEEDED:
        if header.count(name) != 1:
            fault = "there is no column" if name not in header else "there is more than one column"
            raise InputError(
                f"{path}: {fault} {name}; it needs {' and '.join(NEEDED)}, and others are not looked at. "
                "`bias events SOURCES -o events.csv` writes such a file"
            )


def _checked(article_id: str, event: str, where: str) -> str:
    """The name of an event as it will be shown, without the apostrophe that keeps spreadsheets from running it."""
    event = unicodedata.normalize("NFC", " ".join(event[event.startswith(_GUARDED) :].split()))
    if not article_id:
        raise InputError(f"{where}: the event {event!r} without an article; fill in article_id or empty the row")
    if _FAILED.fullmatch(event):
        raise InputError(f"{where}: {event!r} is what a spreadsheet makes of a formula that fails; write the name anew")
    if not event or len(event) > LONGEST_NAME or any(unicodedata.category(letter) in ("Cc", "Cs") for letter in event):
        raise InputError(
            f"{where}: {event[:20]!r} cannot name an event; write up to {LONGEST_NAME} letters in one line"
        )
    return event


def _written(article_ids: pd.Series) -> pd.Series:
    """Ids as they come back from a CSV file of this program."""
    return csv_safe(pd.DataFrame({"id": article_ids.astype("str")})).id.str.strip()
