"""The bytes of a file, unpacked, in pieces; and rows out of pieces. What is damaged costs itself.

A gzip file is a row of members, each packed for itself (WARC tools make one for each record). Behind a damaged member
the next one is found by the bytes that every member begins with, so that what follows is read. Where a piece is lost,
a `Failure` stands in its place; the rows before and behind it are whole. Damage shows some bytes late, so that rows of
nonsense may stand before the failure, and a row that the damage cut at its beginning behind it.
"""

import contextlib
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol

from blogparse.batch import Failure, require_zstd

PIECE: Final = 1 << 16  # bytes that are read at once; gzip packs no more than a thousand into one
_RECENT: Final = 4 * PIECE  # bytes: damage to gzip data shows within a few thousand, or where its member ends
_MEMBER: Final = b"\x1f\x8b\x08"  # what a gzip member begins with
_FRAME: Final = b"\x28\xb5\x2f\xfd"  # what a Zstandard frame begins with
_GZIP: Final = 31  # the window bits that mean gzip to zlib


class Count(Protocol):
    """Takes note of the bytes that were read from a file."""

    def __call__(self, count: int, /) -> object:
        """Add a number of bytes."""


def unpacked(path: Path, count: Count) -> Iterator[bytes | Failure]:
    """Yield what a file holds, plain, gzip or Zstandard; a file that cannot be read is an OSError."""
    with path.open("rb") as file:
        start = file.read(len(_FRAME))
        file.seek(0)
        if path.suffix == ".gz" or start.startswith(_MEMBER):
            yield from _members(file, count)
        elif path.suffix == ".zst" or start == _FRAME:
            yield from _frames(file, count)
        else:
            yield from _raw(file, count)


def _raw(file: BinaryIO, count: Count) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        count(len(piece))
        yield piece


def _members(file: BinaryIO, count: Count) -> Iterator[bytes | Failure]:
    """Yield the members of a gzip file unpacked, in pieces."""
    pieces = _raw(file, count)
    member: zlib._Decompress | None = None
    is_lost = False  # whether what came last is a failure: bytes that just look like a member add no second one
    recent = rest = b""  # the bytes that went into this member of late; those that nobody has looked at
    while rest or (rest := next(pieces, b"")):
        if member is None:
            rest = rest.lstrip(b"\0")  # what tapes and copies are filled up with
            if not rest:
                continue
            member, recent = zlib.decompressobj(_GZIP), b""
        before = member.copy()
        try:
            data = member.decompress(rest)
        except zlib.error as error:
            if data := _salvaged(before, rest):
                yield data
                is_lost = False
            if not is_lost:
                yield Failure("unreadable", f"damaged gzip data before byte {file.tell()}: {error}")
            rest, member, is_lost = _next_member((recent + rest)[1:], pieces), None, True
            continue
        if data:
            yield data
            is_lost = False
        recent, rest = (recent + rest)[-_RECENT:], member.unused_data
        if member.eof:
            member = None
    if member is not None and not is_lost:
        yield Failure("unreadable", "the file ends in the middle of its gzip data")


def _salvaged(member: "zlib._Decompress", piece: bytes) -> bytes:
    """Return what a damaged piece holds before the damage shows."""
    data: list[bytes] = []
    with contextlib.suppress(zlib.error):
        data.extend(member.decompress(piece[at : at + 1]) for at in range(len(piece)))
    return b"".join(data)


def _next_member(data: bytes, pieces: Iterator[bytes]) -> bytes:
    """Return the bytes from the next beginning of a member on, or none where there is no other."""
    while (at := data.find(_MEMBER)) < 0:
        more = next(pieces, b"")
        if not more:
            return b""
        data = data[-len(_MEMBER) + 1 :] + more
    return data[at:]


def _frames(file: BinaryIO, count: Count) -> Iterator[bytes | Failure]:
    zstd = require_zstd()
    with zstd.ZstdFile(file) as unpacking:
        at = 0
        while True:
            try:
                piece = unpacking.read(PIECE)
            except (zstd.ZstdError, EOFError) as error:
                yield Failure("unreadable", f"damaged Zstandard data before byte {file.tell()}: {error}")
                return
            count(file.tell() - at)
            at = file.tell()
            if not piece:
                return
            yield piece


def rows(pieces: Iterator[bytes | Failure], most: int) -> Iterator[bytes | Failure]:
    """Yield the rows of pieces, without line ends and blank rows; a row of over `most` bytes is a failure, unread.

    A row that a lost piece cuts off is part of what is lost: the failure stands for both.
    """
    start: list[bytes] = []  # of the row in hand
    length = 0
    for piece in pieces:
        if isinstance(piece, Failure):
            start, length = [], 0
            yield piece
            continue
        *ends, rest = piece.split(b"\n")
        for end in ends:
            length += len(end)
            if length > most:
                yield _too_long(length)
            elif row := b"".join([*start, end]).strip():
                yield row
            start, length = [], 0
        length += len(rest)
        start = [*start, rest] if length <= most else []
    if length > most:
        yield _too_long(length)
    elif row := b"".join(start).strip():
        yield row


def _too_long(length: int) -> Failure:
    return Failure("too-long", f"a row of {length} bytes")


def parsed_row(line: bytes) -> dict[str, Any] | Failure:
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
