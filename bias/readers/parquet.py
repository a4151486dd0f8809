"""Parquet files."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from bias.errors import InputError
from bias.readers.base import Fault, Row, Source


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
                for values in batch.to_pylist():
                    yield Row(number, values)
                    number += 1
        except (pa.ArrowException, OSError) as error:
            reason = str(error).splitlines()[0]
            raise InputError(f"{source.label}: this is no whole Parquet file ({reason}); write it again") from error
