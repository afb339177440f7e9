"""Shards to documents: one `Document` for each row of the input, whatever the row holds.

A row that cannot be read is a document with its failure, at its place. What concerns the file as a whole (it is gone,
the disk fails) is an OSError, after which nothing of the shard counts.

A damaged part of a file is one document with its failure, however much was in it. Packed data shows its damage some
bytes late, and where it begins and ends it cuts rows: what cannot be read right before the failure and right behind it
is what is left of them, and no document of its own.
"""

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from blogparse.batch import Columns, Document, Failure, read_document, read_time, require
from blogparse.jobs.files import UnreadableError, decode, read_file
from blogparse.jobs.pieces import Count, parsed_row, rows, unpacked
from blogparse.jobs.shards import Shard

_BYTES_PER_CHARACTER: Final = 6  # as JSON writes the longest escapes: six bytes for what is one character
_ROOM: Final = 1_000_000  # bytes of a row beside its text
_PARQUET_ROWS: Final = 256  # rows of a Parquet file that are in memory at once
_SCRAPS: Final = 1000  # unreadable rows that may be what is left of rows: more than damaged data unpacks to unnoticed


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
            yield attrs.evolve(_read_text(path, source, count), id=name, source=name)
        else:
            yield from _placed(name, _READERS[shard.kind](path, source, count))


def _placed(name: str, found: Iterator[Document | Failure]) -> Iterator[Document]:
    """Yield what is found in a file with its place; a `Failure` is what is lost, and takes in the scraps before it."""
    row = 0
    scraps: deque[Document] = deque()  # the last documents found, as long as they cannot be read
    ready: list[Document]
    for one in found:
        if isinstance(one, Failure):
            ready = [_unread(one)]
            scraps.clear()
        elif one.failure is not None and one.failure.code == "unreadable":
            scraps.append(one)
            ready = [scraps.popleft()] if len(scraps) > _SCRAPS else []
        else:
            ready = [*scraps, one]
            scraps.clear()
        for document in ready:
            yield attrs.evolve(document, id=document.id or f"{name}:{row}", source=name, row=row)
            row += 1
    for row, document in enumerate(scraps, row):  # noqa: B020 - it goes on counting
        yield attrs.evolve(document, id=document.id or f"{name}:{row}", source=name, row=row)


def _unread(failure: Failure) -> Document:
    return Document("", "", failure=failure)


def _read_text(path: Path, source: Source, count: Count) -> Document:
    size = path.stat().st_size if path.exists() else 0
    count(size)
    if size > source.max_chars * _BYTES_PER_CHARACTER:
        return _unread(Failure("too-long", f"a file of {size} bytes"))
    try:
        return Document("", read_file(path, source.encoding))
    except UnreadableError as error:
        return _unread(Failure("unreadable", str(error)))


def _read_lines(path: Path, source: Source, count: Count) -> Iterator[Document | Failure]:
    most = source.max_chars * _BYTES_PER_CHARACTER + _ROOM
    is_behind = False  # whether the last of them was lost, and may have cut the beginning of this one
    for line in rows(unpacked(path, count), most):
        if isinstance(line, Failure):
            is_behind = line.code == "unreadable"
            yield line if is_behind else _unread(line)
            continue
        value = parsed_row(line)
        if not isinstance(value, Failure):
            yield read_document(value, source.columns, "")
        elif not is_behind:
            yield _unread(value)
        is_behind = False


def _read_parquet(path: Path, source: Source, count: Count) -> Iterator[Document | Failure]:
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
                    yield read_document(value, source.columns, "")
                row += batch.num_rows
                count(size * batch.num_rows // total)
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # it is the disk
        yield Failure("unreadable", f"damaged Parquet from row {row} on: {str(error).splitlines()[0]}")


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


def _read_wet(path: Path, source: Source, count: Count) -> Iterator[Document | Failure]:
    warc = require("fastwarc.warc", "warc")
    pieces = unpacked(path, count)
    stretch = _Stretch(pieces)
    while not stretch.is_last:
        stretch = _Stretch(pieces)
        failure = None
        try:
            for record in warc.ArchiveIterator(stretch, record_types=warc.WarcRecordType.conversion):
                yield _read_record(record, source)
        except OSError as error:
            if error.errno is not None:
                raise  # it is the disk
            failure = Failure("unreadable", f"damaged WARC record: {error}")
            stretch.fill()  # most often it is where the file could not be unpacked any further
        if (lost := stretch.failure or failure) is not None:
            yield lost


def _read_record(record: Any, source: Source) -> Document:
    headers = record.headers
    id_, url, length = record.record_id or "", headers.get("WARC-Target-URI"), record.content_length
    if length > source.max_chars * _BYTES_PER_CHARACTER:
        return Document(id_, "", url, failure=Failure("too-long", f"a record of {length} bytes"))
    raw = record.reader.read()
    if len(raw) < length:
        return Document(id_, "", url, failure=Failure("unreadable", f"cut off after {len(raw)} of {length} bytes"))
    try:
        return Document(id_, decode(raw), url, read_time(headers.get("WARC-Date")))
    except UnreadableError as error:
        return Document(id_, "", url, failure=Failure("unreadable", str(error)))


_READERS: Final = {"jsonl": _read_lines, "parquet": _read_parquet, "wet": _read_wet}
"""How a file of each kind is read: its documents, and a `Failure` where a part of it is lost."""
