"""``blogparse stats``: a corpus in numbers and charts, as a page to look at.

It counts what ``blogparse batch`` wrote, what ``blogparse parse`` printed, and dumps, one page at a time.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from blogparse.cli.files import STDIN, read_dump, write_text
from blogparse.cli.options import EXIT_READ, EXIT_UNREAD, Command, add_reading_of_pages, check_reading
from blogparse.cli.streams import complain, printable
from blogparse.jobs import (
    FLAT,
    SUFFIXES,
    InputError,
    ShardKind,
    UnreadableError,
    belongs_to_posts,
    find_shards,
    read_pages,
)
from blogparse.post import parse_post
from blogparse.records import Post
from blogparse.render import measure_corpus, render_report

_COLUMNS: Final = (
    "error", "language", "doubts", "confidence",
    "index", "parent", "depth", "author", "timestamp", "utc_offset", "timestamp_precision", "kind",
)  # fmt: skip
"""What `measure_corpus` looks at, of posts and of comments, so that the texts of a Parquet file are not read."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE",
        help="tables as batch writes them (.parquet, .jsonl, .jsonl.gz, .jsonl.zst), comments inside the posts or in a "
        "folder beside theirs; records as parse prints them, one a line; a dump; or a folder of these",
    )  # fmt: skip
    parser.add_argument("--html", metavar="PAGE", help="the file to write (default: standard output)")
    parser.add_argument("--title", default="Statistics of a corpus", help="the title of the page")
    add_reading_of_pages(parser)


def _run(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    options = check_reading(parser, arguments, crawled_at=arguments.crawled_at)
    failed: list[str] = []
    try:
        counts = measure_corpus(_pages(arguments.files, arguments.encoding, options, failed))
    except ValueError as error:  # rows of another table
        complain(f"cannot be counted: {error}")
        return EXIT_UNREAD
    if failed and not counts.pages:
        return EXIT_UNREAD
    write_text(render_report(counts, title=arguments.title), arguments.html)
    return EXIT_UNREAD if failed else EXIT_READ


STATS: Final = Command("Show a corpus in numbers and charts, as an HTML page.", _add_arguments, _run)
"""The subcommand."""


def _pages(
    names: Iterable[str], encoding: str, options: Mapping[str, Any], failed: list[str]
) -> Iterator[Post | Mapping[str, Any]]:
    """Yield the pages of all files, one at a time; the names of files that cannot be read are added to `failed`."""
    for given in names:
        try:
            files = list(_files(given))
        except InputError as error:
            complain(str(error))
            failed.append(given)
            continue
        for kind, name in files:
            try:
                yield from _read(kind, name, encoding, options)
            except UnreadableError as error:
                complain(f"{printable(name)}: {error}")
                failed.append(name)


def _read(kind: ShardKind, name: str, encoding: str, options: Mapping[str, Any]) -> Iterator[Post | Mapping[str, Any]]:
    if kind == "wet":
        raise UnreadableError("holds WET records: give it to `blogparse batch` first")
    if kind == "texts":
        yield parse_post(read_dump(name, encoding), **options)
    else:
        yield from read_pages(Path(name), _COLUMNS)


def _files(name: str) -> Iterator[tuple[ShardKind, str]]:
    """Yield what a name stands for: the files of a folder, or itself; a file of an unknown kind is a dump."""
    path = Path(name)
    if path.suffix.removeprefix(".") in FLAT:
        raise InputError(f"{name}: statistics are made of Parquet and JSON Lines, not of {path.suffix}")
    if name != STDIN and (path.is_dir() or path.name.lower().endswith(tuple(SUFFIXES))):
        for shard in find_shards([path], results=True):
            # A folder holds the comments too; given by name they are refused below, as they are no pages.
            files = (file for _, file in shard.files if not (path.is_dir() and belongs_to_posts(file)))
            yield from ((shard.kind, str(file)) for file in files)
    else:
        yield "texts", name
