"""A job: shards in, tables out, and an account of it.

One pool reads through all shards, so that no worker waits at the end of one. The rows come back in order, which is why
the same inputs give the same bytes, whoever did the work. Every row of the input is counted when it is read and when it
is written, and a shard gets its name only where both agree.
"""

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import attrs

from blogparse.batch import Document, DocumentError, Failure, Plan, Reading, parse_document, run, weigh
from blogparse.jobs.outputs import Output, ShardFile
from blogparse.jobs.readers import Source, read_shard
from blogparse.jobs.shards import Shard
from blogparse.tables import Row, comment_rows, nested_row, post_row

PRELOAD: Final = "blogparse.jobs.preload"


@attrs.frozen(slots=True, kw_only=True)
class Job:
    """What to do: the shards, where to write, how to read rows and how to parse them."""

    shards: tuple[Shard, ...]
    output: Output
    source: Source
    reading: Reading
    workers: int
    timeout: float | None = None
    on_error: str = "record"
    method: str | None = None


@attrs.define(slots=True)
class Account:
    """What a job has done so far. Sizes are bytes of the input; `seconds` is its wall time."""

    shards: int
    bytes: int
    pages: int = 0
    threads: int = 0
    comments: int = 0
    skipped: int = 0
    shards_done: int = 0
    bytes_read: int = 0
    seconds: float = 0.0
    errors: Counter[str] = attrs.field(factory=Counter)
    first_errors: dict[str, str] = attrs.field(factory=dict)
    """The first page with each of these errors, and what is wrong with it."""
    doubts: Counter[str] = attrs.field(factory=Counter)
    unread: list[str] = attrs.field(factory=list)
    """Shards that could not be read to their end, with the reason; they have no output."""


@attrs.frozen(slots=True)
class _Done:
    """What a worker sends back: the rows of a document, and what the account wants to know of it."""

    row: Row
    comments: list[Row]
    failure: Failure | None


@attrs.define(slots=True, eq=False)
class _Reading:
    """A shard while it is read: how many rows it gave, whether that was all, and what stopped it."""

    shard: Shard
    rows: int = 0
    is_read: bool = False
    stopped: OSError | None = None


def parse_rows(document: Document, reading: Reading, *, nested: bool) -> _Done:
    """Return the rows of a document."""
    parsed = parse_document(document, reading)
    row = post_row(
        parsed.post, page=parsed.id, url=parsed.url, source=document.source, row=document.row, error=parsed.error
    )
    comments = comment_rows(parsed.post, page=parsed.id)
    return _Done(nested_row(row, comments) if nested else row, comments, parsed.error)


def failed_rows(document: Document, code: str, message: str, *, nested: bool) -> _Done:
    """Return the rows of a document that ended with its worker."""
    failure = Failure(code, message)  # type: ignore[arg-type]
    row = post_row(None, page=document.id, url=document.url, source=document.source, row=document.row, error=failure)
    return _Done(nested_row(row, []) if nested else row, [], failure)


def run_job(job: Job, report: Callable[[Account], object] | None = None) -> Account:
    """Do a job and return its account; `report` sees it after each document.

    A shard that cannot be read to its end is in the account and has no output, and the others go on. What cannot be
    written is an OSError. With ``on_error="raise"`` the first document that cannot be parsed is a `DocumentError`.
    However it ends, no half file is left under a final name, nor beside it unless the process itself is killed.
    """
    account = Account(len(job.shards), sum(shard.size for shard in job.shards))
    begun = time.monotonic()
    writing = _Writing(job, account)
    nested = job.output.tables == "nested"
    plan: Plan[Document, _Done] = Plan(
        job.reading.warm_up,
        partial(parse_rows, reading=job.reading, nested=nested),
        weigh,
        partial(failed_rows, nested=nested),
    )
    if job.method == "forkserver":
        multiprocessing.get_context("forkserver").set_forkserver_preload([PRELOAD])
    results = run(plan, writing.documents(), workers=job.workers, timeout=job.timeout, method=job.method)
    try:
        for done in results:
            writing.take(done)
            account.seconds = time.monotonic() - begun
            if report is not None:
                report(account)
        writing.finish()
    finally:
        results.close()  # type: ignore[attr-defined]
        writing.give_up()
    account.seconds = time.monotonic() - begun
    return account


class _Writing:
    """The shards on their way from input to output: read ahead, written in the same order."""

    def __init__(self, job: Job, account: Account) -> None:
        self.job, self.account = job, account
        self.readings: list[_Reading] = []  # begun and not yet written to their end, in order
        self.file: ShardFile | None = None  # of the first of them
        self.written = 0  # rows of it, also those left out

    def documents(self) -> Iterator[Document]:
        """Yield the documents of all shards."""
        for shard in self.job.shards:
            reading = _Reading(shard)
            self.readings.append(reading)
            try:
                for document in read_shard(shard, self.job.source, self._count):
                    reading.rows += 1
                    yield document
            except OSError as error:
                reading.stopped = error
            reading.is_read = True

    def _count(self, count: int) -> None:
        self.account.bytes_read += count

    def take(self, done: _Done) -> None:
        """Write the rows of the next document."""
        while self._is_complete():
            self._end()
        if self.file is None:
            self.file = ShardFile(self.job.output, self.readings[0].shard)
        self.written += 1
        if done.failure is not None:
            self.account.errors[done.failure.code] += 1
            self.account.first_errors.setdefault(done.failure.code, f"{done.row['page']}: {done.failure.message}")
            if self.job.on_error == "raise":
                raise DocumentError(done.row["page"], done.failure)
            if self.job.on_error == "skip":
                self.account.skipped += 1
                return
        self.account.pages += 1
        self.account.threads += bool(done.comments)
        self.account.comments += len(done.comments)
        self.account.doubts.update(done.row["doubts"])
        self.file.write(done.row, done.comments)

    def finish(self) -> None:
        """End the shards that are left when every document is written."""
        while self.readings:
            if not self._is_complete():
                raise AssertionError(f"{self.readings[0].shard.name}: rows were read and not written")
            self._end()

    def _is_complete(self) -> bool:
        """Return whether the first shard was read to its end, and all of it has been written."""
        return self.readings[0].is_read and self.written == self.readings[0].rows

    def _end(self) -> None:
        reading = self.readings.pop(0)
        if reading.stopped is not None:
            self.give_up()
            self.account.unread.append(f"{reading.stopped.filename or reading.shard.name}: {reading.stopped.strerror}")
        else:
            if self.file is None:
                self.file = ShardFile(self.job.output, reading.shard)
            self.file.commit()
            self.file = None
            self.account.shards_done += 1
        self.written = 0

    def give_up(self) -> None:
        """Remove what there is of the shard in hand."""
        if self.file is not None:
            self.file.give_up()
            self.file = None
