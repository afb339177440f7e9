r"""A table as a file, in each of the formats: rows in, bytes out, the same bytes for the same rows.

Every format is one class that writes rows as they come and ends its file when it is closed. What a format cannot hold
is replaced, not lost: a lone surrogate is ``\udc80`` in JSON, and the replacement character elsewhere.
"""

import contextlib
import csv
import gzip
import io
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Final, Protocol

from blogparse.batch import require, require_zstd
from blogparse.tables import TABLES, Row, plain_row, sql_schema

_ROWS: Final = 2_000  # of a Parquet row group, at most
_CHARACTERS: Final = 16_000_000  # of the bodies in a Parquet row group, beyond which it is written
_GZIP_LEVEL: Final = 6
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class TableFile(Protocol):
    """A file that takes the rows of its tables."""

    def write(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows of one table."""

    def close(self) -> None:
        """Write what is held back, and end the file."""

    def give_up(self) -> None:
        """Let go of a file that nobody wants any more; called before its stream is closed."""


# --- JSON Lines ------------------------------------------------------------------------------------------------------


class _Lines:
    """Rows as JSON, one a line; `packing` is what packs them, which must be closed to be whole."""

    def __init__(self, stream: Any, packing: Any = None) -> None:
        self.stream, self.packing = packing or stream, packing

    def write(self, table: str, rows: Sequence[Row]) -> None:  # noqa: ARG002 - one table in this file
        text = "".join(json.dumps(plain_row(row), ensure_ascii=False) + "\n" for row in rows)
        self.stream.write(text.encode("utf-8", "backslashreplace"))  # a lone surrogate becomes its JSON escape

    def close(self) -> None:
        if self.packing is not None:
            self.packing.close()

    def give_up(self) -> None:
        with contextlib.suppress(OSError):
            self.close()


# --- CSV -------------------------------------------------------------------------------------------------------------


class _Csv:
    """RFC 4180. A text that a spreadsheet would take for a formula has an apostrophe before it."""

    def __init__(self, file: BinaryIO, table: str) -> None:
        self.text = io.TextIOWrapper(file, "utf-8", "replace", newline="", write_through=True)
        self.writer = csv.writer(self.text)
        self.writer.writerow(column.name for column in TABLES[table])

    def write(self, table: str, rows: Sequence[Row]) -> None:  # noqa: ARG002 - one table in this file
        self.writer.writerows(csv_cells(row) for row in rows)

    def close(self) -> None:
        self.text.detach()

    def give_up(self) -> None:
        with contextlib.suppress(OSError):
            self.text.detach()


def csv_cells(row: Row) -> list[Any]:
    """Return the cells of a row, in which no spreadsheet finds a formula."""
    return [_cell(value) for value in plain_row(row).values()]


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


# --- Parquet ---------------------------------------------------------------------------------------------------------


class _Parquet:
    def __init__(self, file: BinaryIO, table: str) -> None:
        parquet = require("pyarrow.parquet", "arrow")
        from blogparse.arrow import SCHEMAS, rows_to_batch

        self.schema, self.to_batch = SCHEMAS[table], rows_to_batch
        self.writer = parquet.ParquetWriter(file, self.schema, compression="zstd")
        self.rows: list[Row] = []
        self.characters = 0

    def write(self, table: str, rows: Sequence[Row]) -> None:  # noqa: ARG002 - one table in this file
        for row in rows:
            self.rows.append(row)
            self.characters += len(row["body"] or "") + sum(len(inner["body"]) for inner in row.get("comments", ()))
            if len(self.rows) >= _ROWS or self.characters >= _CHARACTERS:
                self._flush()

    def close(self) -> None:
        self._flush()
        self.writer.close()

    def give_up(self) -> None:
        self.writer.is_open = False  # else it would end the file when it is collected

    def _flush(self) -> None:
        if self.rows:
            self.writer.write_batch(self.to_batch(self.rows, self.schema))
            self.rows, self.characters = [], 0


# --- SQLite ----------------------------------------------------------------------------------------------------------


class _Sqlite:
    """A database with the tables, in one transaction; an error of the database is an OSError, as of any other file."""

    def __init__(self, path: Path, tables: Sequence[str]) -> None:
        self.path = path
        with self._as_os_error():
            self.database = sqlite3.connect(path, isolation_level=None)
            # The file is renamed when it is whole, so that it needs no journal to be whole.
            self.database.execute("PRAGMA journal_mode = OFF")
            self.database.execute("PRAGMA synchronous = OFF")
            self.database.execute("BEGIN")
            for table in tables:
                self.database.execute(sql_schema(table))

    def write(self, table: str, rows: Sequence[Row]) -> None:
        if not rows:
            return
        marks = ", ".join("?" for _ in rows[0])
        with self._as_os_error():
            self.database.executemany(
                f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 - the name of one of our tables
                ([_stored(value) for value in plain_row(row).values()] for row in rows),
            )

    def close(self) -> None:
        with self._as_os_error():
            self.database.execute('CREATE INDEX "comments by page" ON comments (page, "index")')
            self.database.execute("COMMIT")
            self.database.close()

    def give_up(self) -> None:
        self.database.close()

    @contextlib.contextmanager
    def _as_os_error(self) -> Any:
        try:
            yield
        except sqlite3.Error as error:
            raise OSError(None, str(error), str(self.path)) from error


def _stored(value: Any) -> Any:
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


FORMATS: Final[Mapping[str, Callable[[BinaryIO, Path, Sequence[str]], TableFile]]] = MappingProxyType(
    {
        "parquet": lambda file, _path, tables: _Parquet(file, tables[0]),
        "jsonl": lambda file, _path, _tables: _Lines(file),
        # Without name and time in its head, so that the same rows are the same bytes.
        "jsonl.gz": lambda file, _path, _tables: _Lines(file, gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0)),
        "jsonl.zst": lambda file, _path, _tables: _Lines(file, require_zstd().ZstdFile(file, "w")),
        "csv": lambda file, _path, tables: _Csv(file, tables[0]),
        "sqlite": lambda _file, path, tables: _Sqlite(path, tables),
    }
)
"""How a file of each format is opened for writing: the open file, its path, its tables."""
