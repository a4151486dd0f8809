"""Parquet files."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from bias.errors import InputError
from bias.readers.base import Fault, Row, Source

if TYPE_CHECKING:
    import pyarrow as pa


class ParquetReader:
    """A Parquet table; columns that hold lists or records are left alone."""

    name = "parquet"
    suffixes = (".parquet", ".pq")

    def rows(self, source: Source) -> Iterator[Row | Fault]:
        """The rows, batch by batch.

        Raises
        ------
        InputError
            Where the file is no Parquet file or is damaged.
        """
        import pyarrow as pa
        from pyarrow import parquet

        try:
            file = parquet.ParquetFile(BytesIO(source.data()))
            flat = [field.name for field in file.schema_arrow if not pa.types.is_nested(field.type)]
            number = 2
            for batch in file.iter_batches(columns=flat):
                columns = [_moments_as_text(column) for column in batch.columns]
                for values in pa.RecordBatch.from_arrays(columns, names=flat).to_pylist():
                    yield Row(number, values)
                    number += 1
        except (pa.ArrowException, OSError, OverflowError, ValueError) as error:
            reason = str(error).splitlines()[0]
            raise InputError(f"{source.label}: this is no whole Parquet file ({reason}); write it again") from error


def _moments_as_text(column: pa.Array) -> pa.Array:
    """A column of dates or times as text: Parquet knows years and zones that Python does not."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_timestamp(kind) and kind.tz:
        column = column.cast(pa.timestamp(kind.unit, "UTC"))
    return column.cast(pa.string()) if pa.types.is_timestamp(kind) or pa.types.is_date(kind) else column
