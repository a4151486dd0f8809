"""The table of outlets: the embedded ones, and a user's own on top."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pandas as pd

from bias.errors import InputError, UnknownNameError
from bias.outlets.directory import Directory, host, slug, split
from bias.schema import check, table
from bias.settings import CORPORA

EMBEDDED = ("outlets/outlets.csv", "teaching/outlets.csv")
CONTROL = ("SC", "CaPu", "CaPr", "ISFM", "ISF", "ISM", "IP")
_COLUMNS = [column.name for column in table("outlets").columns]
_WHOLE, _DECIMAL = r"[0-9]+", r"[0-9]+(?:\.[0-9]+)?"
_NUMBERS = {
    "founded": (_WHOLE, 1500, 2100),
    "press_freedom": (_DECIMAL, 0, 100),
    "press_freedom_year": (_WHOLE, 2000, 2100),
}
_RESERVED = "unknown"


def load_outlets(*files: str | Path) -> pd.DataFrame:
    """The embedded outlets, changed and added to by the user's files.

    Parameters
    ----------
    files
        CSV files in UTF-8 with a column ``outlet_id`` or ``name`` and any others of the table ``outlets``. A filled
        cell replaces what is known of that outlet, an empty one leaves it; an outlet that is not known yet is added.
        A later file goes over an earlier one.

    Returns
    -------
    pandas.DataFrame
        Table ``outlets``, by ``outlet_id``.

    Raises
    ------
    InputError
        For a file that cannot be read, an unknown column, or a cell that cannot be right, with file and row.

    Examples
    --------
    >>> load_outlets().set_index("outlet_id").loc["tass", ["name", "country"]].tolist()
    ['TASS', 'RUS']
    """
    cells = pd.DataFrame(columns=_COLUMNS[1:], index=pd.Index([], name="outlet_id", dtype="str"), dtype="str")
    for file in [*(CORPORA / name for name in EMBEDDED), *map(Path, files)]:
        rows = _read(file, cells)
        cells = rows.combine_first(cells)[_COLUMNS[1:]]
    return _typed(cells.rename_axis("outlet_id").sort_index().reset_index())


def find_outlet(name: str, outlets: pd.DataFrame) -> dict[str, object]:
    """What is known of one outlet, by its id, name, alias or domain.

    Returns
    -------
    dict
        The row of the table ``outlets``; None for what is not known.

    Raises
    ------
    UnknownNameError
        Where no outlet is called so.
    InputError
        Where several are.

    Examples
    --------
    >>> find_outlet("www.tass.com", load_outlets())["outlet_id"]
    'tass'
    """
    found = Directory(outlets).named(name)
    if len(found) > 1:
        raise InputError(f"{name!r} can be {' or '.join(found)}; give one of these")
    if not found:
        raise UnknownNameError("outlet", name, outlets["outlet_id"])
    row = outlets[outlets["outlet_id"] == found[0]].astype(object).iloc[0]
    return {str(column): None if pd.isna(value) else value for column, value in row.items()}


def _typed(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells as the schema wants them; years as whole numbers that may be missing (Int64)."""
    for column in table("outlets").columns:
        values = cells[column.name]
        if column.kind == "int":
            cells[column.name] = pd.to_numeric(values).astype("Int64")
        elif column.kind == "float":
            cells[column.name] = pd.to_numeric(values).astype("float64")
        else:
            cells[column.name] = (values if column.nullable else values.fillna("")).astype("str")
    return check(cells, "outlets")


def _read(file: Path, known: pd.DataFrame) -> pd.DataFrame:
    """A file's filled cells by outlet id."""
    records = _records(file)
    directory = Directory(known.reset_index().fillna({"name": "", "aliases": "", "domains": ""}))
    rows: dict[str, dict[str, str]] = {}
    for number, record in records:
        where = f"{file}, row {number}"
        outlet_id = record.pop("outlet_id", "") or _id_for(record.get("name", ""), directory, where)
        if outlet_id != slug(outlet_id) or outlet_id == _RESERVED:
            raise InputError(f"{where}: outlet_id {outlet_id!r} must be lower-case words joined by '-', not 'unknown'")
        if outlet_id in rows:
            raise InputError(f"{where}: the outlet {outlet_id!r} stands in an earlier row already; keep one")
        rows[outlet_id] = _checked(record, where)
        if outlet_id not in known.index:
            rows[outlet_id].setdefault("name", outlet_id)
    index = pd.Index(list(rows), name="outlet_id", dtype="str")
    return pd.DataFrame(list(rows.values()), index=index, columns=_COLUMNS[1:], dtype="str")


def _records(file: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{file}: cannot be opened: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: is not in UTF-8; save it as CSV UTF-8") from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = _rows(text, delimiter, file)
    header = [name.strip().lower() for name in next(rows, (1, []))[1]]
    _check_header(header, file)
    records = []
    for number, cells in rows:
        if len(cells) != len(header) and any(cells):
            raise InputError(
                f"{file}, row {number}: {len(cells)} cell{'s' * (len(cells) != 1)} where the header has {len(header)}; "
                "check quotes"
            )
        if any(cell.strip() for cell in cells):
            filled = ((name, cell.strip()) for name, cell in zip(header, cells, strict=True))
            records.append((number, {name: cell for name, cell in filled if cell}))
    return records


def _rows(text: str, delimiter: str, file: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV text with their numbers; a quotation mark left open is an error, not a cell of many lines."""
    number = 0
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, ""), delimiter=delimiter, strict=True), start=1):
            yield number, cells
    except csv.Error as error:
        raise InputError(f"{file}, row {number + 1}: this is no row of a table ({error}); check quotes") from error


def _check_header(header: list[str], file: Path) -> None:
    unknown = [f"the column {name!r} is unknown" for name in header if name not in _COLUMNS]
    repeated = [f"the column {name!r} stands there twice" for name in header if header.count(name) > 1]
    lacking = [] if {"outlet_id", "name"} & set(header) else ["there is no column outlet_id or name"]
    for fault in [*unknown, *repeated, *lacking][:1]:
        raise InputError(f"{file}: {fault}; it needs outlet_id or name, and may have: {', '.join(_COLUMNS)}")


def _id_for(name: str, directory: Directory, where: str) -> str:
    found = directory.named(name) if name else ()
    if len(found) > 1:
        raise InputError(f"{where}: {name!r} can be {' or '.join(found)}; give the outlet_id")
    if not found and not slug(name):
        raise InputError(f"{where}: neither an outlet_id nor a name; give one")
    return found[0] if found else slug(name)


def _checked(record: dict[str, str], where: str) -> dict[str, str]:
    for column, (form, low, high) in _NUMBERS.items():
        cell = record.get(column, str(low))
        if not re.fullmatch(form, cell) or not low <= float(cell) <= high:
            raise InputError(f"{where}: {column} {cell!r} must be a number from {low} to {high}, or empty")
    if record.get("control", CONTROL[0]) not in CONTROL:
        raise InputError(f"{where}: control {record['control']!r} must be one of {', '.join(CONTROL)}, or empty")
    domains = [host(domain) for domain in split(record.get("domains"))]
    wrong = next((domain for domain in domains if "." not in domain), None)
    if wrong is not None:
        raise InputError(f"{where}: domains: {wrong!r} is no web domain; write example.org, several joined by '; '")
    return {**record, "domains": "; ".join(domains)} if domains else record
