"""The steps over one text, and over the articles table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from bias import schema
from bias.clean.dates import read_date
from bias.clean.headline import tidy
from bias.clean.normal import Normalised, normalise
from bias.clean.page import Effect, Page, Span, Step
from bias.clean.steps import STEPS

_DATED = ("publication date", "by-line", "dateline")
_MOST_PASSES = 50


class Row(NamedTuple):
    """A cut or a mark: ``raw[start:end] == text``."""

    step: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class CleanText:
    """One text after cleaning: its title if known, its body, and what was cut or marked, by place in the raw text."""

    title: str | None
    body: str
    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        """The title, a blank line and the body; or the one of them that there is."""
        return "\n\n".join(part for part in (self.title, self.body) if part)

    @property
    def published(self) -> date | None:
        """The day of publication that a cut line names with its year."""
        days = (read_date(row.text) for row in self.rows if row.step in _DATED)
        return next((day for day in days if day), None)


@dataclass(frozen=True)
class Cleaned:
    """Articles after cleaning.

    Attributes
    ----------
    articles
        The table "articles": ``text`` is the title, a blank line and the body; ``title``, ``published`` are filled
        where they were missing and the text has them; ``n_words`` counts the words of ``text`` between blanks.
    cleaning
        The table "cleaning": ``start`` and ``end`` slice the raw text that came in. Rows of the steps in ``MARKS``
        only mark what stays. The headline is moved, not cut: only its further copies have rows, and
        a line that holds more than it.
    """

    articles: pd.DataFrame
    cleaning: pd.DataFrame


def clean(articles: pd.DataFrame) -> Cleaned:
    r"""The articles without what surrounds them on their pages, and the record of each cut.

    Parameters
    ----------
    articles
        The table "articles", with texts as they were pasted.

    Raises
    ------
    SchemaError
        Where the table breaks its contract.

    Examples
    --------
    >>> text = "All news\n\nRain falls on Osvyn\n\nOSVYN (Crossline) - It rained on Monday from early to late."
    >>> raw = pd.DataFrame([{"article_id": "a", "text": text}])
    >>> raw = raw.reindex(columns=[column.name for column in schema.table("articles").columns])
    >>> raw = raw.assign(language="en", source="a.txt", sha256="", n_words=11, published=pd.NaT)
    >>> cleaned = clean(raw)
    >>> cleaned.articles.text[0]
    'Rain falls on Osvyn\n\nIt rained on Monday from early to late.'
    >>> cleaned.cleaning.step.tolist()
    ['navigation', 'dateline']
    """
    articles = schema.check(articles, "articles")
    titles = articles.title.astype(object).where(articles.title.notna(), None)
    done = [clean_text(text, title) for text, title in zip(articles.text, titles, strict=True)]
    texts = [one.text for one in done]
    filled = articles.assign(
        text=pd.Series(texts, dtype="str"),
        title=pd.Series([one.title for one in done], dtype="str"),
        published=_published(articles.published, [one.published for one in done]),
        n_words=pd.Series([len(text.split()) for text in texts], dtype="int64"),
    )
    rows = [(name, *row) for name, one in zip(articles.article_id, done, strict=True) for row in one.rows]
    cleaning = (
        pd.DataFrame(rows, columns=["article_id", "step", "start", "end", "text"]) if rows else schema.empty("cleaning")
    )
    return Cleaned(schema.check(filled, "articles"), schema.check(cleaning, "cleaning"))


def clean_text(raw: str, title: str | None = None) -> CleanText:
    r"""One text without what surrounds it.

    The steps run in their order, and again until none of them finds anything to cut, since a cut can bring the next
    one to light. So cleaning what is clean changes nothing. A text without a title of which nothing would be left
    stays as it is: there was no article on the page, and whoever looks shall see what was there.

    Examples
    --------
    >>> one = clean_text(
    ...     "Rain falls on Osvyn today\nBy Ada Renn\nIt rained from early Monday until late on Tuesday night."
    ... )
    >>> one.title, one.body
    ('Rain falls on Osvyn today', 'It rained from early Monday until late on Tuesday night.')
    """
    form = normalise(raw)
    given = tidy(" ".join(normalise(title).text.split())) if title else ""
    lowered = form.text.lower()
    steps = [step for step in STEPS if step.may_find(lowered)]
    whole = Page.of(form.text, given or None)
    page, cuts = _cut(form.text, whole, [step for step in steps if step.effect is not Effect.MARK])
    if not page.lines and not page.title:
        page, cuts = whole, []
    marks = [(step.name, span) for step in steps if step.effect is Effect.MARK for span in step.find(page)]
    return CleanText(page.title, _body(form.text, page), tuple(_rows(raw, form, [*cuts, *marks])))


def _cut(text: str, page: Page, steps: list[Step]) -> tuple[Page, list[tuple[str, Span]]]:
    cuts: list[tuple[str, Span]] = []
    placed = False
    for _ in range(_MOST_PASSES):
        before = page
        for step in steps:
            spans = sorted(set(step.find(page)))
            if not spans:
                continue
            if step.effect is Effect.TITLE:
                page = replace(page, title=page.title or tidy(page.lines[0].text))
                moved = not placed and text[spans[0].start : spans[0].end].strip() == page.title
                placed = True
                cuts += [(step.name, span) for span in spans[moved:]]
            else:
                cuts += [(step.name, span) for span in spans]
            page = page.without(spans)
        if page is before:
            break
    return page, cuts


def _body(text: str, page: Page) -> str:
    """The lines that are left, parted by one line break where nothing else stood between them, or by a blank line."""
    parts = [line.text for line in page.lines[:1]]
    for above, line in pairwise(page.lines):
        alone = text[above.end : line.start].strip(" ") == "\n"
        parts += ["\n" if alone else "\n\n", line.text]
    return "".join(parts)


def _rows(raw: str, form: Normalised, spans: Iterable[tuple[str, Span]]) -> Iterator[Row]:
    for name, span in sorted(spans, key=lambda named: named[1]):
        start, end = form.raw(span.start), form.raw(span.end)
        yield Row(name, start, end, raw[start:end])


def _published(given: pd.Series[pd.Timestamp], found: list[date | None]) -> pd.Series[pd.Timestamp]:
    days = pd.Series(pd.to_datetime(pd.Series(found, dtype=object)), index=given.index)
    zone = getattr(given.dtype, "tz", None)
    return given.fillna(days.dt.tz_localize(zone) if zone else days)
