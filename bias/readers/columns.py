"""Which column of a source holds what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from bias.errors import InputError

#: The usual names of each column, likeliest first; case, spaces and hyphens do not count. An actor is never guessed.
USUAL: dict[str, tuple[str, ...]] = {
    "id": ("article_id", "id", "articleid", "doc_id", "uuid", "guid"),
    "outlet": ("outlet_id", "outlet", "source", "domain", "publisher", "source_name", "newspaper", "publication"),
    "title": ("title", "headline", "heading"),
    "text": (
        *("text", "body", "content", "article_text", "full_text", "fulltext", "maintext", "article", "story"),
        *("body_text", "article_body", "main_text"),
        *("sentence", "teaser", "snippet", "summary", "abstract", "description"),
    ),
    "date": (
        *("published", "date", "published_at", "publication_date", "publish_date", "published_date", "pub_date"),
        *("pubdate", "date_published", "date_publish", "datetime", "timestamp", "time"),
    ),
    "url": ("url", "link", "news_link", "address", "href", "permalink", "source_url", "web_url"),
    "event": ("event", "event_hint", "event_id", "story_id"),
    "language": ("language", "lang", "language_code"),
    "actor": (),
}
#: The usual names of the column of an ``index.csv`` that names the files.
FILE = ("file", "filename", "file_name", "path")


@dataclass(frozen=True)
class ColumnMap:
    """Names of columns; where one is None, the usual names are tried.

    Attributes
    ----------
    text, title, outlet, date, event, id, url, language, actor
        The column that holds it. Only tables have columns (CSV, JSON Lines, Parquet, a folder's ``index.csv``): for
        plain text files nothing is looked up.

    Examples
    --------
    >>> ColumnMap(text="Lead").match(["Lead", "Headline", "Source"], "march.csv")
    {'text': 'Lead', 'outlet': 'Source', 'title': 'Headline'}
    """

    text: str | None = None
    outlet: str | None = None
    date: str | None = None
    event: str | None = None
    id: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    actor: str | None = None

    def match(self, names: Iterable[str], source: str, without: Iterable[str] = ()) -> dict[str, str]:
        """For each kind of column the name that a source has for it; kinds that it lacks are left out.

        Parameters
        ----------
        names
            The source's columns, in order.
        source
            Its label, for the message.
        without
            Kinds that are not looked up, since they do not come from a column here.

        Raises
        ------
        InputError
            Where a column was named and the source does not have it.
        """
        names = list(names)
        plain = {_plain(name): name for name in reversed(names)}
        given = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in without}
        found: dict[str, str] = {}
        for kind, name in given.items():
            if name is None:
                continue
            column = name if name in names else plain.get(_plain(name))
            if column is None:
                listed = ", ".join(names) or "none"
                raise InputError(f"{source}: no column {name!r} for the {kind}; its columns are: {listed}. Name one")
            found[kind] = column
        free = {key: name for key, name in plain.items() if name not in found.values()}
        for kind in given:
            if kind not in found and (guess := next((free[key] for key in USUAL[kind] if key in free), None)):
                found[kind] = guess
        return found


def find(usual: tuple[str, ...], names: Iterable[str]) -> str | None:
    """The first of the usual names that is among ``names``, as it is written there."""
    plain = {_plain(name): name for name in names}
    return next((plain[key] for key in usual if key in plain), None)


def _plain(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")
