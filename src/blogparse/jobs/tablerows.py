"""The way back: rows of a table, out of a file of JSON Lines or Parquet as a job writes them."""

import json
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final

from blogparse.batch import Failure, require
from blogparse.jobs.files import UnreadableError
from blogparse.jobs.pieces import rows, unpacked

_ROWS: Final = 256  # rows of a Parquet file that are in memory at once


def read_rows(path: Path, columns: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table in order; of Parquet no more than these columns are read.

    The file is Parquet where its name ends with ``.parquet``, else JSON Lines, plain or packed. What is damaged ends
    it with an `UnreadableError` that says where, and a missing library with an error that names the extra.
    """
    yield from _of_parquet(path, columns) if path.suffix.lower() == ".parquet" else _of_lines(path)


def _of_lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        for number, line in enumerate(rows(unpacked(path, _uncounted), sys.maxsize), 1):
            if isinstance(line, Failure):
                raise UnreadableError(line.message)
            yield _object(line, number)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from error


def _object(line: bytes, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"row {number} is no JSON: {error}") from error
    if not isinstance(value, dict):
        raise UnreadableError(f"row {number} is no JSON object")
    return value


def _of_parquet(path: Path, columns: Collection[str]) -> Iterator[dict[str, Any]]:
    pa, pq = require("pyarrow", "arrow"), require("pyarrow.parquet", "arrow")
    try:
        with path.open("rb") as raw, pq.ParquetFile(raw) as file:
            present = [name for name in file.schema_arrow.names if name in columns]
            for batch in file.iter_batches(_ROWS, columns=present):
                yield from batch.to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise UnreadableError(f"cannot be read as Parquet: {str(error).splitlines()[0]}") from error


def _uncounted(count: int, /) -> None:
    """Take no note of what was read."""
