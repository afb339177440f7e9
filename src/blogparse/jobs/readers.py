"""Shards to documents: one `Document` for each row of the input, whatever the row holds.

A row that cannot be read is a document with its failure, at its place. What concerns the file as a whole (it is gone,
the disk fails) is an OSError, after which nothing of the shard counts.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from blogparse.batch import Columns, Document, Failure, read_document, read_time, require
from blogparse.jobs.files import UnreadableError, decode, read_file
from blogparse.jobs.pieces import Count, rows, unpacked
from blogparse.jobs.shards import Shard

_BYTES_PER_CHARACTER: Final = 6  # as JSON writes the longest escapes: six bytes for what is one character
_ROOM: Final = 1_000_000  # bytes of a row beside its text
_PARQUET_ROWS: Final = 256  # rows of a Parquet file that are in memory at once


@attrs.frozen(slots=True)
class Source:
    """How shards are read: the names of columns, the encoding of texts, the length that is too long."""

    columns: Columns
    encoding: str
    max_chars: int


def read_shard(shard: Shard, source: Source, count: Count) -> Iterator[Document]:
    """Yield the documents of a shard in order, and count the bytes that were read of it."""
    for name, path in shard.files:
        if shard.kind == "texts":
            count(path.stat().st_size if path.exists() else 0)
            yield _read_text(name, path, source)
        elif shard.kind == "jsonl":
            yield from _read_lines(name, path, source, count)
        elif shard.kind == "parquet":
            yield from _read_parquet(name, path, source, count)
        else:
            yield from _read_wet(name, path, source, count)


def _read_text(name: str, path: Path, source: Source) -> Document:
    try:
        text = read_file(path, source.encoding)
    except UnreadableError as error:
        return _unread(name, None, Failure("unreadable", str(error)))
    return Document(name, text, source=name)


def _read_lines(name: str, path: Path, source: Source, count: Count) -> Iterator[Document]:
    most = source.max_chars * _BYTES_PER_CHARACTER + _ROOM
    for row, line in enumerate(rows(unpacked(path, count), most)):
        value = line if isinstance(line, Failure) else _parsed(line)
        if isinstance(value, Failure):
            yield _unread(name, row, value)
        else:
            yield attrs.evolve(read_document(value, source.columns, _key(name, row)), source=name, row=row)


def _parsed(line: bytes) -> dict[str, Any] | Failure:
    """Return the JSON object in a row, or why there is none."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Failure("unreadable", f"not UTF-8 at byte {error.start} of the row")
    except ValueError as error:
        return Failure("unreadable", f"no JSON: {error}")
    except RecursionError:
        return Failure("unreadable", "no JSON that can be read: it nests too deep")
    return value if isinstance(value, dict) else Failure("not-text", f"a row of JSON that is no object: {line[:20]!r}")


def _read_parquet(name: str, path: Path, source: Source, count: Count) -> Iterator[Document]:
    pa, pq = require("pyarrow", "arrow"), require("pyarrow.parquet", "arrow")
    from blogparse.arrow import values

    size = path.stat().st_size
    row = 0
    try:
        with path.open("rb") as raw, pq.ParquetFile(raw) as file:
            present = [column for column in file.schema_arrow.names if column in source.columns.top]
            total = max(1, file.metadata.num_rows)
            for batch in file.iter_batches(_PARQUET_ROWS, columns=present):
                for value in values(batch, present):
                    yield attrs.evolve(read_document(value, source.columns, _key(name, row)), source=name, row=row)
                    row += 1
                count(size * batch.num_rows // total)
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # it is the disk
        failure = Failure("unreadable", f"damaged Parquet from row {row} on: {str(error).splitlines()[0]}")
        yield _unread(name, row, failure)


class _Stretch:
    """What can be read of a file up to where something of it is lost, as a file; `failure` says what was lost."""

    def __init__(self, pieces: Iterator[bytes | Failure]) -> None:
        self.pieces = pieces
        self.rest = b""
        self.failure: Failure | None = None
        self.is_last = False
        self.at = 0

    def tell(self) -> int:
        return self.at

    def read(self, size: int = -1) -> bytes:
        self.fill()
        data, self.rest = (self.rest, b"") if size < 0 else (self.rest[:size], self.rest[size:])
        self.at += len(data)
        return data

    def fill(self) -> None:
        """Unpack the next piece where nothing is left of the last, and find out what comes next."""
        while not self.rest and self.failure is None and not self.is_last:
            piece = next(self.pieces, b"")
            if isinstance(piece, Failure):
                self.failure = piece
            else:
                self.rest, self.is_last = piece, not piece


def _read_wet(name: str, path: Path, source: Source, count: Count) -> Iterator[Document]:
    warc = require("fastwarc.warc", "warc")
    pieces = unpacked(path, count)
    row = 0
    stretch = _Stretch(pieces)
    while not stretch.is_last:
        stretch = _Stretch(pieces)
        failure = None
        try:
            for record in warc.ArchiveIterator(stretch, record_types=warc.WarcRecordType.conversion):
                document = _read_record(record, _key(name, row), source)
                if document.failure is None or stretch.failure is None:  # else the record is part of what was lost
                    yield attrs.evolve(document, source=name, row=row)
                    row += 1
        except OSError as error:
            if error.errno is not None:
                raise  # it is the disk
            failure = Failure("unreadable", f"damaged WARC record: {error}")
            stretch.fill()  # most often it is where the file could not be unpacked any further
        if stretch.failure is not None or failure is not None:
            yield _unread(name, row, stretch.failure or failure)
            row += 1


def _read_record(record: Any, key: str, source: Source) -> Document:
    headers = record.headers
    id_, url, length = record.record_id or key, headers.get("WARC-Target-URI"), record.content_length
    if length > source.max_chars * _BYTES_PER_CHARACTER:
        return Document(id_, "", url, failure=Failure("too-long", f"a record of {length} bytes"))
    raw = record.reader.read()
    if len(raw) < length:
        return Document(id_, "", url, failure=Failure("unreadable", f"cut off after {len(raw)} of {length} bytes"))
    try:
        return Document(id_, decode(raw), url, read_time(headers.get("WARC-Date")))
    except UnreadableError as error:
        return Document(id_, "", url, failure=Failure("unreadable", str(error)))


def _key(name: str, row: int) -> str:
    """Return the id of a row that has none of its own."""
    return f"{name}:{row}"


def _unread(name: str, row: int | None, failure: Failure | None) -> Document:
    return Document(name if row is None else _key(name, row), "", failure=failure, source=name, row=row)
