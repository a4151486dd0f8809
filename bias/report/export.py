"""Tables as CSV that a spreadsheet opens without running anything in them."""

from __future__ import annotations

import pandas as pd
from pandas.api import types

#: A text cell that begins with one of these is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(table: pd.DataFrame) -> bytes:
    """A table as CSV in UTF-8 with a byte order mark, which spreadsheets need to know the letters.

    A text cell that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay as they are;
    NUL characters go.

    Examples
    --------
    >>> csv(pd.DataFrame({"title": ["=1+1"], "n": [-2]})).decode("utf-8-sig").splitlines()
    ['title,n', "'=1+1,-2"]
    """
    texts = {
        str(name): neutralised(column)
        for name, column in table.items()
        if types.is_string_dtype(column)
        or types.is_object_dtype(column)
        or isinstance(column.dtype, pd.CategoricalDtype)
    }
    return str(table.assign(**texts).to_csv(index=False, lineterminator="\n")).encode("utf-8-sig", "replace")


def neutralised(column: pd.Series) -> pd.Series:
    """Text cells with an apostrophe before those that would be formulas."""
    texts = column.astype("str").str.replace("\x00", "", regex=False)
    return texts.where(~texts.str.startswith(FORMULA).fillna(False), "'" + texts)
