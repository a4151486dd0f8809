"""Sources of any kind to the articles table.

One file a kind of source: ``text``, ``delimited`` (CSV, TSV), ``jsonl``, ``parquet``, ``stdin``; ``folder`` opens a
folder into files, ``sources`` turns what a user typed into files. ``registry`` knows all readers, those of other
packages too (entry point ``bias.readers``); ``columns`` finds which column is which; ``reading`` builds the table.
"""

from bias.readers.base import Fault, Problem, Reader, Row, Source
from bias.readers.columns import ColumnMap
from bias.readers.reading import Reading, read
from bias.readers.registry import known_readers

__all__ = ["ColumnMap", "Fault", "Problem", "Reader", "Reading", "Row", "Source", "known_readers", "read"]
