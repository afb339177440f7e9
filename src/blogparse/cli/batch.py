"""``blogparse batch``: corpora in, tables out."""

import argparse
import contextlib
import multiprocessing
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from types import FrameType
from typing import Any, Final

from blogparse.batch import MOST_CHARS, Columns, Reading, available_workers
from blogparse.cli.options import (
    EXIT_READ,
    EXIT_TERMINATED,
    EXIT_UNREAD,
    Command,
    add_reading,
    check_reading,
    number_from,
    probability,
    seconds,
)
from blogparse.cli.progress import Progress
from blogparse.cli.streams import complain, printable
from blogparse.jobs import FLAT, FORMATS, Account, InputError, Job, Output, Source, Tables, find_shards, run_job


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs", nargs="+", type=Path, metavar="INPUT",
        help="a folder, or a file: .txt; JSON Lines (.jsonl, .jsonl.gz, .jsonl.zst); .parquet; WET (.wet, .wet.gz)",
    )  # fmt: skip
    output = parser.add_argument_group("output")
    output.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="the folder to write to")
    output.add_argument("--to", choices=tuple(FORMATS), default="parquet", help="format (default: parquet)")
    output.add_argument(
        "--tables", choices=("nested", "posts,comments"),
        help="posts with their comments inside, or a table of each (default: nested; posts,comments in csv and sqlite)",
    )  # fmt: skip
    output.add_argument("--resume", action="store_true", help="do the shards that OUT does not hold yet")
    output.add_argument("--quiet", action="store_true", help="no progress, and no summary but of errors")
    rows = parser.add_argument_group("rows of the input")
    columns = Columns()
    for option, name, what in (
        ("--text-column", columns.text, "text"),
        ("--id-column", columns.id, "id"),
        ("--url-column", columns.url, "address"),
        ("--date-column", columns.crawled_at, "time of the crawl"),
    ):
        rows.add_argument(
            option, default=name, metavar="NAME",
            help=f"column of the {what}; a dot leads into nested ones (default: {name})",
        )  # fmt: skip
    work = parser.add_argument_group("work")
    work.add_argument("--workers", type=number_from(1, "processes"), help="processes (default: one for each processor)")
    work.add_argument("--timeout", type=seconds, metavar="SECONDS", help="for one page (default: none)")
    work.add_argument(
        "--max-chars",
        type=number_from(1, "characters"),
        default=MOST_CHARS,
        help=f"longest page (default: {MOST_CHARS})",
    )
    work.add_argument(
        "--min-confidence", type=probability, default=0.0, metavar="P",
        help="a page whose thread is less likely to be exactly right counts as one that cannot be parsed (default: 0)",
    )  # fmt: skip
    work.add_argument(
        "--on-error", choices=("record", "skip", "raise"), default="record",
        help="what a page that cannot be parsed costs: its row says why, it has no row, the run ends (default: record)",
    )  # fmt: skip
    add_reading(parser)


def _run(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    options = check_reading(parser, arguments)
    tables: Tables = arguments.tables or ("posts,comments" if arguments.to in FLAT else "nested")
    if tables == "nested" and arguments.to in FLAT:
        parser.error(f"{arguments.to} has no rows inside rows: --tables posts,comments")
    languages = options["languages"]
    reading = Reading(
        tz=options["tz"], languages=tuple(languages) if languages is not None else None, dayfirst=options["dayfirst"],
        max_chars=arguments.max_chars, min_confidence=arguments.min_confidence,
    )  # fmt: skip
    columns = Columns(arguments.text_column, arguments.id_column, arguments.url_column, arguments.date_column)
    output = Output(arguments.output, arguments.to, tables)
    try:
        shards = find_shards(arguments.inputs)
        wanted = output.prepare(shards, _settings(arguments, tables), resume=arguments.resume)
    except InputError as error:
        parser.error(str(error))
    job = Job(
        shards=wanted, output=output, source=Source(columns, arguments.encoding, arguments.max_chars), reading=reading,
        workers=arguments.workers or available_workers(), timeout=arguments.timeout, on_error=arguments.on_error,
        method=_start_method(),
    )  # fmt: skip
    progress = Progress(sys.stderr, is_quiet=arguments.quiet)
    try:
        with _ending_on_sigterm(), progress:
            account = run_job(job, progress.report)
    except OSError as error:
        complain(f"cannot write to {error.filename or arguments.output}: {error.strerror}")
        return EXIT_UNREAD
    if not arguments.quiet:
        complain(_summary(account, len(shards) - len(wanted)))
        for code, first in account.first_errors.items():
            complain(f"{code}, the first of {account.errors[code]:,}: {printable(first)}")
    for unread in account.unread:
        complain(unread)
    return EXIT_UNREAD if account.unread else EXIT_READ


BATCH: Final = Command(
    "Parse corpora of dumps into tables, in shards that can be taken up again.", _add_arguments, _run
)
"""The subcommand."""


def _settings(arguments: argparse.Namespace, tables: str) -> dict[str, Any]:
    """Return what the output follows from beside the input; the number of workers is no part of it."""
    left_out = {"inputs", "output", "resume", "quiet", "workers"}
    chosen = {name: value for name, value in vars(arguments).items() if name not in left_out}
    return {**chosen, "tables": tables, "version": metadata.version("blogparse")}


def _start_method() -> str | None:
    """Return how to start workers: from a clean server where there is one, as readers of Parquet run threads."""
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else None


@contextlib.contextmanager
def _ending_on_sigterm() -> Iterator[None]:
    """Make SIGTERM an orderly end, as Ctrl-C is one."""
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - what handlers are given
    raise SystemExit(EXIT_TERMINATED)


def _summary(account: Account, there: int) -> str:
    rate = account.pages / account.seconds if account.seconds else 0.0
    parts = [
        f"{account.pages:,} pages, {account.threads:,} with comments, {account.comments:,} comments",
        f"{account.shards_done:,} of {account.shards:,} shards" + (f" ({there:,} were there)" if there else ""),
        f"{account.seconds:,.1f} s, {rate:,.0f} pages a second",
    ]
    parts += [f"errors: {_counted(account.errors)}"] if account.errors else []
    parts += [f"{account.skipped:,} left out"] if account.skipped else []
    parts += [f"doubts: {_counted(account.doubts)}"] if account.doubts else []
    return "; ".join(parts)


def _counted(counter: Counter[str]) -> str:
    return ", ".join(
        f"{code} {count:,}" for code, count in sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    )
