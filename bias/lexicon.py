"""Word lists with their sources: a TSV file whose head says where the list comes from and what it gets wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from bias.errors import LexiconError, UnknownNameError

FOLDER = Path(__file__).parent / "lexicons"
#: Category of phrases that must not count and keep the shorter entries inside them from counting.
IGNORE = "ignore"
_HEAD = ("id", "version", "language", "match", "scale", "source", "licence", "author", "n_entries", "caveat")
_MATCHES = ("word", "phrase", "stem")
_SCALES = {"none": (1.0, 1.0), "0..1": (0.0, 1.0), "-1..1": (-1.0, 1.0)}
_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_COLUMNS = ["term", "category", "weight", "note"]
_REFERENCE = re.compile(r"([A-Za-z0-9]+)\s*=\s*(\S.*)")
_CITED = re.compile(r"\[([A-Za-z0-9]+)\]")


@dataclass(frozen=True)
class Entry:
    """A term of a lexicon: one word or several, its category, its weight on the lexicon's scale, and a note."""

    term: str
    category: str
    weight: float
    note: str


@dataclass(frozen=True)
class Lexicon:
    """A word list, inseparable from where it comes from.

    Attributes
    ----------
    id, version, language
        What tells it from others; ``language`` is an ISO 639 code.
    match
        ``word`` and ``phrase``: the forms as listed; ``stem``: whatever has the same Snowball stem.
    scale
        ``none`` (every weight is 1), ``0..1`` or ``-1..1``.
    source, licence, author, caveat
        The definition's citation, the list's licence and maker, and what the list gets wrong.
    entries
        In the file's order; no term twice.
    references
        Citations by the key under which notes name them: "its own usage [AP2019]".
    """

    id: str
    version: str
    language: str
    match: str
    scale: str
    source: str
    licence: str
    author: str
    caveat: str
    entries: tuple[Entry, ...]
    references: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Its categories in alphabetical order, without the one for phrases to ignore."""
        return tuple(sorted({entry.category for entry in self.entries} - {IGNORE}))

    def terms(self, category: str) -> tuple[str, ...]:
        """The terms of one category."""
        return tuple(entry.term for entry in self.entries if entry.category == category)


def available() -> tuple[str, ...]:
    """Ids of the lexicons that come with the package."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.tsv")))


@cache
def embedded(name: str) -> Lexicon:
    """The lexicon of that id that comes with the package.

    Raises
    ------
    UnknownNameError
        Where there is none.

    Examples
    --------
    >>> embedded("hedges-en").language
    'en'
    """
    if name not in available():
        raise UnknownNameError("lexicon", name, available())
    return load(FOLDER / f"{name}.tsv")


def load(path: Path) -> Lexicon:
    """Read and check a lexicon file.

    A line ``# reference: KEY = citation`` of the head gives a source that notes name as ``[KEY]``.

    Raises
    ------
    LexiconError
        Naming the file, the line, what is allowed and what to do.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: is not UTF-8; save it as UTF-8 and try again") from error
    n_head = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    pairs = list(_head_pairs(lines[:n_head]))
    head, references = dict(pairs), _references(path, pairs)
    _check_head(path, head)
    if n_head == len(lines) or lines[n_head].split("\t") != _COLUMNS:
        raise LexiconError(f"{path}, line {n_head + 1}: after the head a row of {', '.join(_COLUMNS)} is due")
    low, high = _SCALES[head["scale"]]
    entries: dict[str, Entry] = {}
    for number, line in enumerate(lines[n_head + 1 :], start=n_head + 2):
        if not line.strip():
            continue
        entry = _entry(line, f"{path}, line {number}", low, high)
        if entry.term.casefold() in entries:
            raise LexiconError(f"{path}, line {number}: {entry.term!r} stands in an earlier line too; keep one")
        unknown = [key for key in _CITED.findall(entry.note) if key not in references]
        if unknown:
            raise LexiconError(
                f"{path}, line {number}: [{unknown[0]}] has no line '# reference: {unknown[0]} = …' above"
            )
        entries[entry.term.casefold()] = entry
    if int(head["n_entries"]) != len(entries):
        raise LexiconError(
            f"{path}: its head says n_entries: {head['n_entries']}, it has {len(entries)}; mend the head"
        )
    facts = {key: head[key] for key in _HEAD if key != "n_entries"}
    return Lexicon(**facts, entries=tuple(entries.values()), references=references)


def _head_pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        key, colon, value = line.lstrip("# ").partition(":")
        if colon:
            yield key.strip(), value.strip()


def _references(path: Path, pairs: list[tuple[str, str]]) -> dict[str, str]:
    references: dict[str, str] = {}
    for key, value in pairs:
        if key == "reference":
            parts = _REFERENCE.fullmatch(value)
            if parts is None:
                raise LexiconError(f"{path}: '# reference: {value}' must read '# reference: KEY = citation'")
            references[parts[1]] = parts[2]
    return references


def _check_head(path: Path, head: dict[str, str]) -> None:
    missing = [key for key in _HEAD if not head.get(key)]
    if missing:
        raise LexiconError(f"{path}: its head lacks '# {missing[0]}: …'; it needs {', '.join(_HEAD)}")
    if not _ID.fullmatch(head["id"]):
        raise LexiconError(f"{path}: id is {head['id']!r}; it must be lower-case words joined by '-'")
    for key, allowed in (("match", _MATCHES), ("scale", tuple(_SCALES))):
        if head[key] not in allowed:
            raise LexiconError(f"{path}: {key} is {head[key]!r}; it may be {', '.join(allowed)}")
    if not re.fullmatch("[0-9]{1,9}", head["n_entries"]):
        raise LexiconError(f"{path}: n_entries is {head['n_entries']!r}; it must be a whole number")


def _entry(line: str, where: str, low: float, high: float) -> Entry:
    cells = line.split("\t")
    if len(cells) not in (3, 4) or not cells[0].strip() or not cells[1].strip():
        raise LexiconError(f"{where}: needs term, category, weight and note with tabs between, has {line!r}")
    if _CONTROL.search(line) or not any(map(str.isalnum, cells[0])):
        raise LexiconError(f"{where}: a term needs a letter and no control character, has {line!r}")
    try:
        weight = float(cells[2])
    except ValueError:
        raise LexiconError(f"{where}: the weight {cells[2]!r} is not a number") from None
    if not low <= weight <= high:
        raise LexiconError(f"{where}: the weight {weight:g} is outside the scale, {low:g} to {high:g}")
    return Entry(cells[0].strip(), cells[1].strip(), weight, cells[3].strip() if len(cells) == 4 else "")
