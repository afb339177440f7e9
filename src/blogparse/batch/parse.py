"""Many documents: `parse_posts`, one result for each, over the processors of this machine."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from functools import partial
from typing import Final, Literal

import attrs

from blogparse.batch.documents import MOST_CHARS, Columns, Document, DocumentError, Failure, Parsed, read_document
from blogparse.batch.plan import Plan, available_workers
from blogparse.batch.running import run
from blogparse.post import parse_post, read_options, warm_up
from blogparse.records import OptionError

OnError = Literal["record", "skip", "raise"]
ON_ERROR: Final = ("record", "skip", "raise")


@attrs.frozen(slots=True, kw_only=True)
class Reading:
    """How documents are parsed: the options of `parse_post` for all, and which are too long or read too unsurely."""

    tz: tzinfo | str | None = None
    languages: tuple[str, ...] | None = None
    dayfirst: bool | None = None
    max_chars: int = MOST_CHARS
    min_confidence: float = 0.0
    """The least ``Post.confidence``: a document with less has no post."""

    def check(self) -> None:
        """Raise `OptionError` for what cannot be used, before the first document."""
        read_options(tz=self.tz, languages=self.languages, dayfirst=self.dayfirst)
        if self.max_chars < 0:
            raise OptionError(f"max_chars is a number of characters, not {self.max_chars!r}")
        if not 0 <= self.min_confidence <= 1:
            raise OptionError(f"min_confidence is a probability from 0 to 1, not {self.min_confidence!r}")

    def warm_up(self) -> None:
        """Ready a worker for documents that are parsed like this."""
        warm_up(self.languages)


def parse_document(document: Document, reading: Reading) -> Parsed:
    """Return what one document says; what is wrong with the document comes out as its failure."""
    failure = document.failure
    if failure is None and len(document.text) > reading.max_chars:
        failure = Failure("too-long", f"{len(document.text)} characters, and {reading.max_chars} are parsed")
    if failure is not None:
        return failed(document, failure.code, failure.message)
    try:
        post = parse_post(
            document.text, tz=reading.tz, crawled_at=document.crawled_at, languages=reading.languages,
            dayfirst=reading.dayfirst,
        )  # fmt: skip
    except MemoryError:
        return failed(document, "out-of-memory", f"{len(document.text)} characters took more memory than there is")
    if reading.min_confidence and (post.confidence or 0.0) < reading.min_confidence:
        told = f"the thread is right with a probability of {post.confidence}, and {reading.min_confidence} is asked for"
        return failed(document, "unsure", told)
    return Parsed(document.id, document.url, post, None)


def failed(document: Document, code: str, message: str) -> Parsed:
    """Return the result of a document that has no post."""
    return Parsed(document.id, document.url, None, Failure(code, message))  # type: ignore[arg-type]


def weigh(document: Document) -> int:
    """Return the length of a document, by which the pool bounds what it holds."""
    return len(document.text)


def parse_posts(
    docs: Iterable[str | Mapping[str, object]],
    *,
    text: str = "text",
    id: str = "id",  # noqa: A002 - the names of a corpus's columns
    url: str = "url",
    crawled_at: str = "date",
    workers: int | None = None,
    ordered: bool = True,
    timeout: float | None = None,
    on_error: OnError = "record",
    max_chars: int = MOST_CHARS,
    tz: tzinfo | str | None = None,
    languages: Iterable[str] | None = None,
    dayfirst: bool | None = None,
    min_confidence: float = 0.0,
) -> Iterator[Parsed]:
    r"""Parse many documents and yield one `Parsed` for each, in order unless `ordered` is false.

    A document is a ``str`` or a mapping that holds its text, id, address and time of the crawl under the names `text`,
    `id`, `url` and `crawled_at` (a dotted name leads into nested mappings); without an id it is called by its number,
    from "0". `docs` is read as far ahead as memory allows with some hundred megabytes, so it may be endless.

    The work is done by `workers` processes of the standard library, one for each processor by default, or with 0 in
    this one (on an interpreter that runs threads at the same time, by threads unless there is a `timeout`). What is
    no text, longer than `max_chars`, over its `timeout` (seconds for one document), or ends its worker (killed, out of
    memory), and what is read with a ``confidence`` below `min_confidence`, costs its own `Parsed.error` and nobody
    else's. With `on_error` "skip" such documents are left out, with "raise" the first one raises a `DocumentError`.
    `tz`, `languages` and `dayfirst` are those of `parse_post`; an option that cannot be used is an `OptionError` at
    once.

    >>> docs = [{"id": "a", "text": "A walk\n\nMay 2, 2020\n\nIt rained."}, {"id": "b", "text": None}]
    >>> for parsed in parse_posts(docs, workers=0):
    ...     print(parsed.id, parsed.post or parsed.error)
    a <Post 'A walk' 2020-05-02, 0 comments>
    b not-text: 'text' is missing or null; there is 'id', 'text'
    """
    columns = Columns(text, id, url, crawled_at)
    reading = Reading(
        tz=tz, languages=None if languages is None else checked_tags(languages), dayfirst=dayfirst,
        max_chars=max_chars, min_confidence=min_confidence,
    )  # fmt: skip
    reading.check()
    count = checked_workers(workers, timeout)
    if on_error not in ON_ERROR:
        raise OptionError(f"on_error takes {', '.join(map(repr, ON_ERROR))}, not {on_error!r}")
    if isinstance(docs, str | Mapping):
        raise OptionError("parse_posts() takes an iterable of documents; for one dump there is parse_post()")
    documents = (read_document(source, columns, str(number)) for number, source in enumerate(docs))
    plan = Plan(reading.warm_up, partial(parse_document, reading=reading), weigh, failed)
    return _settled(run(plan, documents, workers=count, ordered=ordered, timeout=timeout), on_error)


def checked_tags(languages: Iterable[str]) -> tuple[str, ...]:
    """Return tags as a tuple; a lone ``str`` is not taken apart."""
    if isinstance(languages, str):
        raise OptionError(f"languages takes a sequence of tags such as ['en', 'de'], not the text {languages!r}")
    return tuple(languages)


def checked_workers(workers: int | None, timeout: float | None) -> int:
    """Return the number of workers; an `OptionError` says what is wrong with it or with the timeout."""
    if workers is None:
        workers = available_workers()
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 0:
        raise OptionError(f"workers is a number of processes, 0 for none, not {workers!r}")
    if timeout is not None and not timeout > 0:
        raise OptionError(f"timeout is a number of seconds above 0, not {timeout!r}")
    if timeout is not None and workers == 0:
        raise OptionError("a timeout needs a process that can be ended: give workers=1 or more")
    return workers


def _settled(results: Iterator[Parsed], on_error: OnError) -> Iterator[Parsed]:
    for parsed in results:
        if parsed.error is None or on_error == "record":
            yield parsed
        elif on_error == "raise":
            raise DocumentError(parsed.id, parsed.error)
