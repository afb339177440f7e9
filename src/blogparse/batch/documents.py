"""What goes in and what comes out: documents, their readings, and why a document could not be read.

A corpus names its columns as it likes. `read_document` takes a ``str`` or a mapping, finds text, id, address and time
of the crawl under the given names, and never raises for what a document holds: what is wrong with one document is its
own `Failure`, so that it costs nobody else.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal

import attrs

from blogparse.records import BlogparseError, Post

FailureCode = Literal["not-text", "too-long", "timeout", "worker-died", "out-of-memory", "unreadable", "unsure"]

MOST_CHARS: Final = 10_000_000
"""Characters of a document that is still parsed: no page is that long, and a worker reads it within a minute."""


@attrs.frozen(slots=True)
class Failure:
    """Why a document has no post: a stable code, and what is wrong in words."""

    code: FailureCode
    message: str

    def __str__(self) -> str:
        """Return code and message, as an ``error`` column holds them."""
        return f"{self.code}: {self.message}"


class DocumentError(BlogparseError):
    """``on_error="raise"`` and a document could not be parsed: ``id`` names it, ``failure`` says why."""

    def __init__(self, id: str, failure: Failure) -> None:  # noqa: A002 - the name that corpora use
        self.id, self.failure = id, failure
        super().__init__(id, failure)

    def __str__(self) -> str:
        """Return the document and what is wrong with it."""
        return f"{self.id}: {self.failure}"


@attrs.frozen(slots=True)
class Document:
    """One dump with what is known about it beside its text; a `failure` says that it could not even be read.

    `source` and `row` say which file it came from, and its place in that file where there are several.
    """

    id: str
    text: str = attrs.field(repr=False)
    url: str | None = None
    crawled_at: datetime | None = None
    failure: Failure | None = None
    source: str | None = None
    row: int | None = None


@attrs.frozen(slots=True)
class Parsed:
    """What became of one document: its post, or else the error that it ended with."""

    id: str
    url: str | None
    post: Post | None
    error: Failure | None


@attrs.frozen(slots=True)
class Columns:
    """Under which names a mapping holds what a `Document` is made of; a dotted name leads into nested mappings."""

    text: str = "text"
    id: str = "id"
    url: str = "url"
    crawled_at: str = "date"

    @property
    def top(self) -> tuple[str, ...]:
        """The columns that hold them, a dotted name also by its first part."""
        names = attrs.astuple(self)
        return tuple(dict.fromkeys([*names, *(name.partition(".")[0] for name in names)]))


def read_document(source: object, columns: Columns, default_id: str) -> Document:
    """Return the document that a ``str`` or a mapping describes; what cannot be one has its failure."""
    if isinstance(source, str):
        return Document(default_id, source)
    if not isinstance(source, Mapping):
        failure = Failure("not-text", f"a document is a str or a mapping, not {type(source).__name__}")
        return Document(default_id, "", failure=failure)
    text, url = pick(source, columns.text), pick(source, columns.url)
    id_ = pick(source, columns.id)
    named = str(id_) if isinstance(id_, str | int) and id_ != "" else default_id
    address = url if isinstance(url, str) else None
    crawled_at = read_time(pick(source, columns.crawled_at))
    if isinstance(text, str):
        return Document(named, text, address, crawled_at)
    if text is not None:
        failure = Failure("not-text", f"{columns.text!r} holds {type(text).__name__} and no text")
    else:
        keys = ", ".join(map(repr, sorted(map(str, source))[:20]))
        failure = Failure("not-text", f"{columns.text!r} is missing or null; there is {keys or 'nothing'}")
    return Document(named, "", address, crawled_at, failure)


def pick(source: Mapping[str, object], name: str) -> object:
    """Return what a mapping holds under a name, or under a dotted name in the mappings inside it, or None."""
    if name in source:
        return source[name]
    head, dot, rest = name.partition(".")
    inner = source.get(head) if dot else None
    return pick(inner, rest) if isinstance(inner, Mapping) else None


def decoded(value: bytes | None) -> str | bytes | None:
    """Return the text that bytes hold, or the bytes where they are no UTF-8."""
    try:
        return value.decode("utf-8") if value is not None else None
    except UnicodeDecodeError:
        return value


def read_time(value: object) -> datetime | None:
    """Return a time, also where a corpus writes it as ISO 8601 text; None for what is none."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError:
        return None
