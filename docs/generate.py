"""Write docs/reference from the program itself, so that it cannot say anything else.

python docs/generate.py            write the pages
python docs/generate.py --check    say whether they are current; exit 1 where one is not
"""

from __future__ import annotations

import inspect
import sys
import types
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import pandas as pd
import typer

from bias.cli import app
from bias.features import feature_info, groups
from bias.lexicon import IGNORE, Lexicon, available, embedded
from bias.outlets import load_outlets
from bias.schema import TABLES, Table
from bias.settings import CORPORA

FOLDER = Path(__file__).parent / "reference"
_KINDS = {str: "text", int: "whole number", float: "number", Path: "file or folder"}


def commands() -> str:
    """Every command and sub-command, with its arguments and options."""
    text = "# Commands\n\nWhat each command takes. `--help` behind any of them says the same.\n"
    return text + "".join(_command(name, command) for name, command in command_tree())


def command_tree() -> Iterator[tuple[str, Any]]:
    """Full name and command of everything that can be typed, a group before its sub-commands."""
    waiting = [("bias", typer.main.get_command(app))]
    while waiting:
        name, command = waiting.pop(0)
        yield name, command
        waiting = [(f"{name} {each}", sub) for each, sub in getattr(command, "commands", {}).items()] + waiting


def _command(name: str, command: Any) -> str:
    parameters = [parameter for parameter in command.params if parameter.name != "help"]
    arguments = [each for each in parameters if each.param_type_name == "argument"]
    options = [each for each in parameters if each.param_type_name == "option"]
    usage = [name, *(_placeholder(each) for each in arguments), *(["[OPTIONS]"] if options else [])]
    if hasattr(command, "commands"):
        usage = [name, "COMMAND"]
    text = f"\n## `{name}`\n\n{_flat(command.help)}\n\n```\n{' '.join(usage)}\n```\n"
    hints = get_type_hints(inspect.unwrap(command.callback)) if command.callback else {}
    if arguments:
        rows = ((f"`{each.name.upper()}`", _kind(hints[each.name]), each.help) for each in arguments)
        text += "\n" + grid(("argument", "value", "meaning"), rows)
    if options:
        text += "\n" + grid(("option", "value", "meaning", "if not given"), (_option(each, hints) for each in options))
    return text


def _placeholder(argument: Any) -> str:
    name = argument.name.upper() + ("..." if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _option(option: Any, hints: dict[str, Any]) -> tuple[str, ...]:
    names = ", ".join(f"`{name}`" for name in sorted(option.opts, key=len, reverse=True))
    given = option.default.value if isinstance(option.default, Enum) else option.default
    default = f"`{given}`" if given not in (None, "", ()) else ""
    return names, _kind(hints[option.name]), option.help or "", default


def _kind(hint: Any) -> str:
    """What a value may be, from the type of the parameter."""
    members = [each for each in get_args(hint) if each is not types.NoneType]
    if get_origin(hint) in (Union, types.UnionType):
        return _kind(members[0])
    if get_origin(hint) is list:
        return f"{_kind(members[0])}, any number"
    if issubclass(hint, Enum):
        return " or ".join(f"`{each.value}`" for each in hint)
    return _KINDS[hint]


def tables() -> str:
    """Every table with its columns."""
    text = (
        "# Tables\n\n"
        "What `bias table NAME` writes and what a report's `tables/` folder holds. A column marked with ? may be\n"
        "empty; empty means that it could not be measured or is not known, never 0. Keys are columns.\n\n"
    )
    text += grid(("table", "one row is"), ((f"[{name}](#{name})", each.row) for name, each in TABLES.items()))
    return text + "".join(_table(each) for each in TABLES.values())


def _table(table: Table) -> str:
    rows = [(f"`{each.name}`" + "?" * each.nullable, each.kind, each.meaning) for each in table.columns]
    if table.open_kind:
        rows.append(("`group.name`?", table.open_kind, "one column for each feature, see [features](features.md)"))
    key = ", ".join(f"`{name}`" for name in table.key)
    return f"\n## {table.name}\n\nOne row is {table.row}. Key: {key}.\n\n" + grid(("column", "kind", "meaning"), rows)


def features() -> str:
    """Every feature by group, with what its group is known to get wrong."""
    info = feature_info()
    text = (
        "# Features\n\n"
        f"{len(info)} measures in {len(groups())} groups. Each is a column of the table `features`; this page is the\n"
        "table `feature_info`. Names in code type are modules of `bias/features/`.\n"
    )
    for group in groups():
        rows = info[info.feature.str.startswith(f"{group.name}.")]
        module = import_module(f"bias.features.{group.name}")
        text += f"\n## {group.name}\n\n{(module.__doc__ or '').strip().replace('``', '`')}\n\n"
        text += grid(
            ("feature", "unit", "higher means", "range", "fewest words", "formula"),
            ((f"`{r.feature}`", r.unit, r.higher_means, _range(r), r.min_words, r.formula) for r in rows.itertuples()),
        )
        lists = sorted({name for cell in rows.lexicons for name in cell.split("; ") if name})
        if lists:
            text += "\nWord lists: " + ", ".join(f"[{name}](lexicons.md#{name})" for name in lists) + ".\n"
        text += "\nReferences:\n\n" + "".join(f"- {each}\n" for each in rows.reference.unique())
    return text


def _range(row: Any) -> str:
    low, high = ("…" if pd.isna(end) else f"{end:g}" for end in (row.low, row.high))
    return f"{low} to {high}"


def lexicons() -> str:
    """The head of every word list."""
    lists = [embedded(name) for name in available()]
    text = (
        "# Word lists\n\n"
        "The lists that come with the program, from their heads. `bias lexicons show ID` prints a whole list.\n"
        "[Why they are as they are](../../bias/lexicons/README.md); [how to write your own](../own-lists.md).\n\n"
    )
    rows = ((f"[{each.id}](#{each.id})", len(each.entries), each.match, each.scale) for each in lists)
    text += grid(("list", "entries", "match", "weights"), rows, "lrll")
    return text + "".join(_lexicon(each) for each in lists)


def _lexicon(lexicon: Lexicon) -> str:
    counts = Counter(entry.category.partition("/")[0] for entry in lexicon.entries)
    ignored = counts.pop(IGNORE, 0)
    listed = ", ".join(f"{name} ({n})" for name, n in sorted(counts.items()))
    facts = {
        "Version": f"{lexicon.version}, language {lexicon.language}",
        "Source": lexicon.source,
        "Gets wrong": lexicon.caveat,
        "Categories": listed + (f"; phrases that do not count: {ignored}" if ignored else ""),
        "Licence": f"{lexicon.licence}, {lexicon.author}",
    }
    return f"\n## {lexicon.id}\n\n" + "".join(f"- **{key}.** {_flat(value)}\n" for key, value in facts.items())


def outlets() -> str:
    """Who is in the table of outlets."""
    known = load_outlets()
    invented = set(pd.read_csv(CORPORA / "teaching" / "outlets.csv").outlet_id)
    is_invented = known.outlet_id.isin(invented)
    text = (
        "# Outlets\n\n"
        "Who the program knows without a file of yours. `bias outlets show ID` prints all that is known of one, with\n"
        "the source of each fact; [the card of the table](../../corpora/outlets/README.md) says how it was made and\n"
        "what `control` and `side` mean. An empty cell means not known.\n"
    )
    for title, rows in (("Outlets", known[~is_invented]), ("Invented, for the teaching corpus", known[is_invented])):
        text += f"\n## {title} ({len(rows)})\n\n" + grid(
            ("id", "name", "country", "control", "side", "facts with a source"),
            ((f"`{r.outlet_id}`", r.name, r.country, r.control, r.side, _n_facts(r.sources)) for r in _rows(rows)),
            "lllllr",
        )
    return text


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.astype(object).where(frame.notna(), "").itertuples(index=False)


def _n_facts(sources: str) -> int:
    return sum("=" in each for each in sources.split(";"))


def grid(heads: Sequence[str], rows: Iterable[Sequence[object]], align: str = "") -> str:
    """A table in Markdown; ``align`` has a letter a column, ``l`` or ``r``."""
    rules = ("--:" if side == "r" else "---" for side in align or "l" * len(heads))
    lines = [heads, tuple(rules), *([_flat(str(cell)).replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


PAGES: dict[str, Callable[[], str]] = {page.__name__: page for page in (commands, tables, features, lexicons, outlets)}


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with ``--check`` name those that are not current; the exit code."""
    if arguments not in ([], ["--check"]):
        print(__doc__)
        return 2
    stale = []
    for name, page in PAGES.items():
        path, text = FOLDER / f"{name}.md", "<!-- Written by docs/generate.py. -->\n\n" + page()
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(path)
        if not arguments:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    for path in stale:
        what = "is not current: run python docs/generate.py" if arguments else "written"
        print(f"docs/{FOLDER.name}/{path.name}: {what}")
    return 1 if arguments and stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
