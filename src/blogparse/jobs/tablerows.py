"""The way back: pages with their comments, out of files of JSON Lines or Parquet as a job writes them.

Where posts and comments are tables of their own, the comments of a page follow each other in the order of the posts, so
that both files are read side by side, and no more of them is in memory than a page.
"""

import sys
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from blogparse.batch import Failure, require
from blogparse.jobs.files import UnreadableError
from blogparse.jobs.pieces import parsed_row, rows, unpacked

_ROWS: Final = 256  # rows of a Parquet file that are in memory at once


_POSTS: Final = "posts"
_COMMENTS: Final = "comments"  # the folders of the two tables, and the column of the comments inside a row


def belongs_to_posts(path: Path) -> bool:
    """Return whether a file holds the comments of posts that stand in the folder beside its own."""
    return _beside(path, _COMMENTS, _POSTS) is not None


def _beside(path: Path, table: str, other: str) -> Path | None:
    """Return the file of the other table that belongs to a file of one, or None where there is none."""
    for at, part in enumerate(path.parts):
        found = Path(*path.parts[:at], other, *path.parts[at + 1 :])
        if part == table and found.is_file():
            return found
    return None


def read_pages(path: Path, columns: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file, each with its comments, which may stand in the file of the other table.

    Of Parquet no more than these columns are read, of posts and of comments. What is damaged ends it with an
    `UnreadableError` that says where, and a missing library with an error that names the extra.
    """
    other = _beside(path, _POSTS, _COMMENTS)
    comments = read_rows(other, {*columns, "page"}) if other is not None else iter(())
    for row in read_rows(path, {*columns, _COMMENTS, "page", "comment_count"}):
        if _COMMENTS not in row and other is not None:
            row[_COMMENTS] = list(islice(comments, row.get("comment_count") or 0))
            pages = [comment.get("page") for comment in row[_COMMENTS]]
            if pages != [row.get("page")] * (row.get("comment_count") or 0):
                raise UnreadableError(f"the comments of {row.get('page')!r} are not those in {other}")
        yield row


def read_rows(path: Path, columns: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file, which is Parquet where its name ends so, else JSON Lines, plain or packed."""
    yield from _of_parquet(path, columns) if path.suffix.lower() == ".parquet" else _of_lines(path)


def _of_lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        for number, line in enumerate(rows(unpacked(path, _uncounted), sys.maxsize), 1):
            if isinstance(line, Failure):
                raise UnreadableError(line.message)
            row = parsed_row(line)
            if isinstance(row, Failure):
                raise UnreadableError(f"row {number}: {row.message}")
            yield row
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from error


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
