"""The HTML page: one file that needs no network, whose every text is escaped and which reads without scripting too."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from bias.report.labels import pack_labels
from bias.report.messages import LANGUAGE, said, say, term
from bias.report.page.bars import Bars
from bias.report.page.exhibits import Exhibit, exhibits
from bias.report.page.grid import Grid
from bias.report.page.looks import looks
from bias.report.page.reader import QUIET, Mark, Reader, reader
from bias.report.selection import Tables
from bias.report.summary.sections import Section, Whole

_SCRIPTS = ("report.js", "tables.js", "reader.js", "words.js")
#: Characters that no browser shows and that HTML forbids.
_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32), *range(127, 160)])
_UNSAFE_IN_SCRIPT = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def html(report: Whole, tables: Tables) -> bytes:
    """The report as one HTML file in UTF-8.

    Parameters
    ----------
    report
        Its sentences.
    tables
        The tables of the run, for what a page can show and paper cannot: all rows to sort and filter, and the articles.
    """
    texts, script = reader(tables), "".join(_template(name) for name in _SCRIPTS)
    page = (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            sections=[_with_exhibits(section, tables) for section in report.sections],
            closing=[_with_exhibits(section, tables) for section in report.closing],
            looks=looks(tables),
            reader=texts,
            packs=pack_labels(tables["naming"]["concept"].unique()),
            colours={group: number for number, (group, _) in enumerate(texts.legend)},
            island=Markup(island(_island(texts))),  # noqa: S704 - island() leaves nothing that could end the script
            css=Markup(_template("report.css")),  # noqa: S704 - a file of this package
            script=Markup(script),  # noqa: S704 - a file of this package
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            language=LANGUAGE,
        )
    )
    return page.encode("utf-8", "replace")


def island(data: Mapping[str, Any]) -> str:
    r"""Data as JSON that can stand inside a ``script`` element, whatever texts it holds.

    Examples
    --------
    >>> island({"title": "</script>"})
    '{"title":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE_IN_SCRIPT)


def _island(texts: Reader) -> dict[str, Any]:
    return texts.plain | {"legend": [group for group, _ in texts.legend], "say": said("page_script")}


def _with_exhibits(section: Section, tables: Tables) -> tuple[Section, tuple[Exhibit, ...]]:
    return section, exhibits(section, tables)


def _template(name: str) -> str:
    return files("bias.report").joinpath("templates", name).read_text(encoding="utf-8")


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bias.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.globals.update(say=say, term=term, groups_of=_groups, quiet=QUIET)
    environment.filters.update(slug=_slug, raw=_raw, loud=_loud, backed=_backed)
    environment.tests["bars"] = lambda exhibit: isinstance(exhibit, Bars)
    return environment


def _groups(shown: Iterable[Exhibit]) -> list[str]:
    """The groups of features that filters can choose."""
    return sorted({row.group for grid in shown if isinstance(grid, Grid) for row in grid.rows if row.group})


def _printable(value: object) -> object:
    """The value without control characters, if it is text."""
    return value.translate(_CONTROLS) if isinstance(value, str) and not isinstance(value, Markup) else value


def _loud(numbers: Iterable[int], marks: Sequence[Mark]) -> list[Mark]:
    """The marks of these numbers that are shown without being asked for."""
    return [marks[number] for number in numbers if marks[number].group not in QUIET]


def _backed(sentence: str) -> Markup:
    """A sentence whose brackets stand back, and whose dates stay on one line.

    Examples
    --------
    >>> str(_backed("5 of 9 hold up (q < 0.05)."))
    '5 of 9 hold up <small>(q &lt; 0.05)</small>.'
    """
    text = _printable(sentence)
    brackets = re.sub(r"\([^()]*\)", r"<small>\g<0></small>", str(escape(text)))
    return Markup(re.sub(r"\d{4}-\d\d-\d\d", r'<span class="day">\g<0></span>', brackets))  # noqa: S704 - escaped


def _slug(name: str) -> str:
    """A name as an id: letters, digits and hyphens, different for different names.

    Examples
    --------
    >>> _slug("contrasts"), _slug("a b") != _slug("a-b")
    ('contrasts', True)
    """
    plain = re.sub(r"[^a-z0-9-]+", "-", name.lower()).strip("-")
    return plain if plain == name else f"{plain}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:6]}"


def _raw(value: str | float | None) -> str:
    """The value behind a cell as text."""
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:.6g}"
