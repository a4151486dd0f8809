"""Dates as people and machines write them, to moments in UTC.

Patterns are spelled out rather than left to a parser that fills in what is missing: "September 2022" or "10" would
become a day nobody wrote. "03/04/2022" is read as its table shows elsewhere (a 23 in first place means day first);
where the table does not show it, the date is left empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {m: i for i, m in enumerate(_NAMES, start=1)}
_ZONES = {
    **{"z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "ist": 330, "cet": 60, "cest": 120, "eet": 120, "eest": 180},
    **{"msk": 180, "trt": 180, "irst": 210, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420},
    **{"mdt": -360, "pst": -480, "pdt": -420, "et": -300, "pt": -480},
}
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?:[.,]\d+)?))?"
_HALF = r"(?:\s*(?P<half>[ap])\.?m\.?)?"
_ZONE = r"(?:\s*(?P<zone>(?:utc|gmt)?\s?[+-]\d{1,2}(?::?\d{2})?|[a-z]{1,4})(?:\s*\([^)]*\))?)?"
_TIME = rf"(?:(?:\s*t\s*|[\s,]+(?:at\s+)?|\s+[-–|]\s+){_CLOCK}{_HALF}{_ZONE})?"
_NAMED = rf"(?P<named>{'|'.join(_NAMES)})[a-z]*"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_TIME}",
        r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
        r"(?:[t ]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>z|[+-]\d{4})?)?",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s.-]*{_NAMED}\.?,?[\s-]+(?P<year>\d{{4}}){_TIME}",
        rf"{_NAMED}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TIME}",
        rf"{_NAMED}\s+(?P<day>\d{{1,2}})\s+{_CLOCK}\s+(?:(?P<zone>[a-z]{{3,4}}|[+-]\d{{4}})\s+)?(?P<year>\d{{4}})",
        rf"(?P<first>\d{{1,2}})(?P<mark>[-/.])(?P<other>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}){_TIME}",
        r"(?P<epoch>\d{10}(?=$|\.)|\d{13}(?=$|\.))(?:\.\d+)?",
    )
)
_BEFORE = re.compile(
    r"^(?:(?:published|updated|posted)(?:\s+(?:on|at))?[\s:]+)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*\s+)?"
)
_CLOCK_FIRST = re.compile(r"^(\d{1,2}:\d{2}(?::\d{2})?)[\s,|–-]+(.*\d{4})$")
#: Seconds since 1970 at the end of the last year that a date may have.
_LAST_SECOND = 7_289_654_399
_PARTS = ("year", "month", "day", "hour", "minute", "second", "epoch")


def parse_dates(values: Sequence[object], tables: Sequence[str]) -> pd.Series:
    """Moments in UTC; where no zone is given, as written.

    Parameters
    ----------
    values
        Dates as text, numbers (seconds or milliseconds since 1970) or date objects; None where there is none.
    tables
        For each value the table it is from, whose other dates tell whether the day or the month comes first.

    Returns
    -------
    pandas.Series
        datetime64[ns], one for each value; NaT where there is no date or it cannot be read.

    Examples
    --------
    >>> parse_dates(["23 September 2022", "2022-09-23T12:30:00+03:00", "soon"], ["a", "a", "a"]).tolist()
    [Timestamp('2022-09-23 00:00:00'), Timestamp('2022-09-23 09:30:00'), NaT]
    """
    written = pd.Series([_as_text(value) for value in values], dtype=object)
    codes, distinct = pd.factorize(written)
    parts = pd.DataFrame([_match(text) for text in distinct], dtype=object).reindex(
        columns=[*_PARTS, "first", "other", "mark", "half", "zone"]
    )
    if not len(distinct):
        return pd.Series(pd.NaT, index=range(len(written)), dtype="datetime64[ns]")
    rows = parts.iloc[np.maximum(codes, 0)].reset_index(drop=True)
    rows.loc[codes < 0] = np.nan
    numbers = rows[[*_PARTS, "first", "other"]].astype("float64")
    _order_day_and_month(numbers, rows["mark"], pd.Series(list(tables)))
    return _moments(numbers, rows["half"], rows["zone"])


def _as_text(value: object) -> str | None:
    if isinstance(value, date):
        return value.isoformat().lower()
    if value is None or isinstance(value, bool) or (isinstance(value, float) and not np.isfinite(value)):
        return None
    return str(value).strip().lower() or None


def _match(text: str) -> dict[str, object]:
    """The parts of one date as written, empty where no pattern fits the whole of it."""
    text = _BEFORE.sub("", text)
    text = _CLOCK_FIRST.sub(r"\2 \1", text)
    found = next((match for pattern in _PATTERNS if (match := pattern.fullmatch(text))), None)
    if found is None:
        return {}
    parts: dict[str, object] = {name: part for name, part in found.groupdict().items() if part is not None}
    if "named" in parts:
        parts["month"] = _MONTHS[str(parts.pop("named"))]
    if "second" in parts:
        parts["second"] = str(parts["second"]).replace(",", ".")
    if "zone" in parts:
        parts["zone"] = _minutes_east(str(parts["zone"]))
    return parts


def _minutes_east(zone: str) -> int:
    """Minutes east of Greenwich; 0 for a zone that is not known, so that its date stays as written."""
    offset = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", zone)
    if offset is None:
        return _ZONES.get(zone, 0)
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    return -minutes if offset[1] == "-" else minutes


def _order_day_and_month(numbers: pd.DataFrame, mark: pd.Series, tables: pd.Series) -> None:
    """Fill day and month of dates like 03/04/2022 from the order that their table shows; dots mean day first."""
    first, other = numbers["first"], numbers["other"]
    slashed = first.where(mark != "."), other.where(mark != ".")
    day_first = (slashed[0] > 12).groupby(tables).transform("any")
    month_first = (slashed[1] > 12).groupby(tables).transform("any")
    is_day = (mark == ".") | (day_first & ~month_first) | (first > 12) | (first == other)
    is_month = ~is_day & ((month_first & ~day_first) | (other > 12))
    numbers["day"] = numbers["day"].fillna(first.where(is_day)).fillna(other.where(is_month))
    numbers["month"] = numbers["month"].fillna(other.where(is_day)).fillna(first.where(is_month))


def _moments(numbers: pd.DataFrame, half: pd.Series, zone: pd.Series) -> pd.Series:
    clock = numbers[["hour", "minute", "second"]].fillna(0.0)
    hour = clock["hour"].where(half.isna(), clock["hour"] % 12 + 12 * (half == "p"))
    fits = numbers["year"].between(1700, 2200) & (hour < 24) & (clock["minute"] < 60) & (clock["second"] < 61)
    fits &= numbers[["month", "day"]].notna().all(axis=1)
    days = pd.to_datetime(numbers.loc[fits, ["year", "month", "day"]].astype("int64"), errors="coerce")
    seconds = hour * 3600 + (clock["minute"] - zone.astype("float64").fillna(0.0)) * 60 + clock["second"]
    result = pd.Series(pd.NaT, index=numbers.index, dtype="datetime64[ns]")
    result[fits] = days.astype("datetime64[ns]") + pd.to_timedelta(
        (seconds[fits] * 1e6).round().astype("int64"), unit="us"
    )
    epoch = numbers["epoch"].where(numbers["epoch"] < 1e11, numbers["epoch"] / 1000)
    since = pd.to_datetime(epoch[epoch <= _LAST_SECOND], unit="s")
    result[since.index] = since.astype("datetime64[ns]")
    return result
