"""Sources of all kinds, read: the articles, what was left out, and what was changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pandas as pd

from bias.errors import InputError
from bias.readers.articles import articles_table
from bias.readers.base import Fault, Problem, Row, Source
from bias.readers.cells import Cells
from bias.readers.columns import ColumnMap
from bias.readers.registry import known_readers, reader_of, suffixes
from bias.readers.sources import find_sources


@dataclass(frozen=True)
class Reading:
    r"""What was read.

    Attributes
    ----------
    articles
        The table ``articles``. ``text`` is raw (line ends made ``\n``, nothing else changed), or the title where there
        is no other text. ``outlet_id`` is what the source says, word for word; ``bias.outlets.assign`` resolves it.
    skipped
        Rows left out: ``source``, ``row`` (0: the whole source) and ``problem``, a line that says why.
    notes
        Rows kept, but not as they stood, in the same columns: dates that could not be read and are empty now, names
        that were taken and got a number, files that no index lists, tables whose titles stand for texts.
    actors
        By an article's id the actor that it is looked at for; None where no column of actors was named.
    """

    articles: pd.DataFrame
    skipped: pd.DataFrame
    notes: pd.DataFrame
    actors: Mapping[str, str] | None = None


def read(sources: Sequence[str | Path], columns: ColumnMap = ColumnMap()) -> Reading:  # noqa: B008 (it is frozen)
    r"""Articles from files, folders, patterns and standard input (``-``), in that order.

    Parameters
    ----------
    sources
        Text, CSV, TSV, JSON, JSON Lines and Parquet files, each also with ``.gz``; folders, which may hold an
        ``index.csv``; patterns; ``-``.
    columns
        Names of columns that do not have one of the usual names.

    Raises
    ------
    InputError
        Where a source is not there or of no known kind, a column that was named is missing, or nothing at all could be
        read. A row that cannot be read is left out and listed instead.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "march.csv")
    ...     _ = file.write_text("headline,date\nBridge opens,1 March 2021\n,2 March 2021\n")
    ...     reading = read([file])
    >>> reading.articles.loc[0, ["article_id", "text", "source"]].tolist()
    ['march-2', 'Bridge opens', 'march.csv:2']
    >>> reading.skipped.loc[0, ["source", "problem"]].tolist()
    ['march.csv', 'neither a text nor a title']
    """
    readers = known_readers()
    found = find_sources(sources, suffixes(readers))
    skipped, cells = list(found.skipped), Cells()
    for source in found.sources:
        reader = reader_of(source, readers)
        try:
            items = list(reader.rows(source))
        except InputError as error:
            skipped.append(Problem(source.label, 0, str(error).removeprefix(f"{source.label}: ")))
            continue
        skipped += [Problem(source.label, *item) for item in items if isinstance(item, Fault)]
        rows = [_with_known(item, source) for item in items if isinstance(item, Row)]
        names = _match(source, rows, columns)
        problem = _useless(rows, names) if items else "there is nothing in it, or nothing but a header"
        if problem:
            skipped.append(Problem(source.label, 0, problem))
        else:
            cells.add(source, rows, names)
            found.notes += _unfound(source, rows, names)
    articles, actors, empty, notes = articles_table(cells)
    skipped += empty
    if articles.empty:
        raise _nothing(sources, skipped)
    if columns.actor is not None and not actors:
        raise InputError(
            f"no article has an actor: the column {columns.actor!r} is empty, or the sources are plain texts; "
            "name a column of a table (CSV, JSON Lines, Parquet, index.csv) that holds a name in each row"
        )
    named = None if columns.actor is None else actors
    return Reading(articles, _listed(skipped), _listed([*found.notes, *notes]), named)


def _with_known(row: Row, source: Source) -> Row:
    return row._replace(cells={**source.known, **row.cells}) if source.known else row


def _match(source: Source, rows: Sequence[Row], columns: ColumnMap) -> dict[str, str]:
    names = dict.fromkeys(chain.from_iterable(row.cells for row in rows))
    if not names:
        return {}
    without = ("text",) if rows[0].text is not None else ()
    return columns.match(names, source.index if without and source.index else source.label, without)


def _useless(rows: Sequence[Row], names: Mapping[str, str]) -> str:
    """Why a source's rows can hold no articles at all; empty where they may."""
    if not rows or rows[0].text is not None or {"text", "title"} & names.keys():
        return ""
    listed = ", ".join(dict.fromkeys(chain.from_iterable(row.cells for row in rows))) or "none"
    return f"no column for the text or the title; its columns are: {listed}. Name one (--text-column)"


def _unfound(source: Source, rows: Sequence[Row], names: Mapping[str, str]) -> list[Problem]:
    """A line for a table whose titles stand for its texts, since no column was found for these."""
    if not rows or rows[0].text is not None or "text" in names:
        return []
    listed = ", ".join(dict.fromkeys(chain.from_iterable(row.cells for row in rows)))
    problem = f"no column for the text was found, so {names['title']!r} is read as the text; its columns are: {listed}"
    return [Problem(source.label, 0, f"{problem}. If one of them holds the text, name it (--text-column)")]


def _listed(problems: Sequence[Problem]) -> pd.DataFrame:
    frame = pd.DataFrame(problems, columns=list(Problem._fields))
    return frame.astype({"source": "str", "row": "int64", "problem": "str"})


def _nothing(sources: Sequence[str | Path], skipped: Sequence[Problem]) -> InputError:
    if not skipped:
        return InputError("no sources were given; name a file, a folder, a pattern, or - for standard input")
    first = skipped[0]
    at = f"{first.source}, row {first.row}" if first.row else first.source
    others = len(skipped) - 1
    more = f" ({others} more problem{'s' * (others > 1)})" if others else ""
    return InputError(f"no article could be read from {', '.join(map(str, sources))}: {at}: {first.problem}{more}")
