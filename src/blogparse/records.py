"""The records that callers get: immutable, slotted, hashable, picklable attrs classes.

Times are naive where the dump names no zone and aware, with a fixed offset, where one is known. Texts are cleaned for
reading; spans point at the raw dump. ``to_dict`` gives plain JSON types, ``Post.from_dict`` gives back an equal record.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any, Literal, TypeVar

import attrs

from blogparse.spans import Span

RecordT = TypeVar("RecordT")
record = partial(attrs.frozen, slots=True, kw_only=True)


class SectionKind(StrEnum):
    """The six kinds of section that a dump is split into."""

    HEADER = "header"
    """Menus, the title, the dateline: what stands before the article."""
    BYLINE = "byline"
    """Who wrote the post, before or after the body."""
    EDITORS_NOTE = "editors_note"
    """A labelled note of the editors, before or after the body."""
    BODY = "body"
    """The article."""
    FOOTER = "footer"
    """Topics, share bars, forms, sidebars, widgets: what stands around the thread and at the end."""
    COMMENTS = "comments"
    """The thread."""


class Nesting(StrEnum):
    """The evidence from which the depths of the comments were inferred."""

    INDENTATION = "indentation"
    """Replies are indented deeper than what they answer."""
    MARKERS = "markers"
    """List marks tell the levels apart where indentation does not."""
    MENTIONS = "mentions"
    """The page says "Reply to X" or "In reply to X"."""
    PATHS = "paths"
    """The page numbers its comments by level, as in ``#1.1``."""
    FLAT = "flat"
    """The layout could show levels and shows one."""
    NONE = "none"
    """The dump holds no evidence: depths are None."""


@attrs.frozen(slots=True)
class Section:
    """One tile of the dump. The sections of a dump, in order, cover it without gap or overlap."""

    kind: SectionKind
    span: Span


@attrs.frozen(slots=True)
class Diagnostic:
    """A doubt about the dump, with a stable code and the place it concerns.

    ``docs/records.md`` lists the codes. A diagnostic is no error: the record beside it is the best reading.
    """

    code: str
    message: str
    span: Span


@record()
class Byline:
    """Who wrote the post: names as written, the affiliation that follows them, the whole phrase."""

    authors: tuple[str, ...]
    affiliation: str | None = None
    text: str
    span: Span


@record()
class Layout:
    """The comment layout that was induced from the page, with the evidence for it.

    `parts` names the lines of one record in page order ("author", "date", "body", "actions" ...), `support` counts the
    records that follow it, `coverage` is the share of the thread's non-blank lines that it explains (0 to 1).
    """

    parts: tuple[str, ...]
    marker: str | None
    support: int
    coverage: float
    score: float


@record()
class Comment:
    """One comment of the thread.

    `index` is its place in page order and `parent` the index of the comment it answers, or None at the top level and
    where nothing on the page tells. `depth` is 0 at the top level and None where the dump holds no evidence. `kind` is
    "comment", "pingback" (a trackback as well) or "deleted" (the page shows that a comment was removed).
    """

    index: int
    parent: int | None = None
    depth: int | None = None
    author: str | None = None
    timestamp: datetime | None = None
    timestamp_text: str | None = None
    body: str = ""
    paragraphs: tuple[str, ...] = ()
    kind: Literal["comment", "pingback", "deleted"] = "comment"
    span: Span
    author_span: Span | None = None
    timestamp_span: Span | None = None
    body_span: Span | None = None


@record()
class Post:
    """A page of a blog: the post and its thread, in page order.

    ``published`` is aware where the dump states a zone or the caller gave one. ``comments`` is flat, with ``parent``
    indices; ``replies`` gives the tree.
    """

    title: str | None = None
    published: datetime | None = None
    published_text: str | None = None
    byline: Byline | None = None
    editors_note: str | None = None
    body: str = ""
    paragraphs: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    declared_comment_count: int | None = None
    comments: tuple[Comment, ...] = ()
    nesting: Nesting = Nesting.NONE
    layout: Layout | None = None
    sections: tuple[Section, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    title_span: Span | None = None
    published_span: Span | None = None
    editors_note_span: Span | None = None
    topics_span: Span | None = None

    def replies(self, comment: Comment | None) -> tuple[Comment, ...]:
        """Return the direct replies to `comment` in page order, or the top level for None.

        A comment that is not of this post is a ValueError.
        """
        if comment is None:
            return tuple(c for c in self.comments if c.parent is None)
        if not (comment.index < len(self.comments) and self.comments[comment.index] == comment):
            raise ValueError("replies() takes a comment of this very post")
        return tuple(c for c in self.comments[comment.index + 1 :] if c.parent == comment.index)

    def to_dict(self) -> dict[str, Any]:
        """Return the record in plain JSON types: times as ISO 8601 text, spans as ``[start, end]``, tuples as lists."""
        plain = _plain(self)
        assert isinstance(plain, dict)  # noqa: S101 - a record always becomes a dict
        return plain

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the record as JSON text, one line unless `indent` is given."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Post:
        """Build the record that ``to_dict`` described; it equals the original.

        A key that is missing, unknown or of the wrong type is a ValueError that names it.
        """
        return _structure(cls, data)


# --- conversion: plain JSON types out and in -------------------------------------------------------------------------


def _plain(value: object) -> object:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if attrs.has(type(value)):
        return {field.name: _plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
    return value


_ITEMS: Mapping[str, type[Any]] = {"comments": Comment, "sections": Section, "diagnostics": Diagnostic}
_SINGLES: Mapping[str, type[Any]] = {"byline": Byline, "layout": Layout}
_TIMES = frozenset({"published", "timestamp"})
_TEXT_TUPLES = frozenset({"paragraphs", "related", "topics", "authors", "parts"})


def _structure(cls: type[RecordT], data: object) -> RecordT:
    if not isinstance(data, Mapping):
        raise ValueError(f"{cls.__name__} is built from a mapping, not from {type(data).__name__}")  # noqa: TRY004
    names = {field.name for field in attrs.fields(cls)}  # type: ignore[arg-type]
    unknown = sorted(set(data) - names)
    if unknown:
        raise ValueError(f"{cls.__name__} has no field {', '.join(map(repr, unknown))}")
    try:
        return cls(**dict(_fields(cls, data)))
    except TypeError as error:
        raise ValueError(f"{cls.__name__}: {error}") from error


def _fields(cls: type[Any], data: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for name, value in data.items():
        try:
            yield name, _field(cls, name, value)
        except (TypeError, AttributeError) as error:
            raise ValueError(f"{cls.__name__}.{name} cannot be {value!r}") from error


def _field(cls: type[Any], name: str, value: Any) -> object:
    if value is None:
        return None
    if name in _ITEMS:
        return tuple(_structure(_ITEMS[name], item) for item in value)
    if name in _SINGLES:
        return _structure(_SINGLES[name], value)
    if name in _TIMES:
        return datetime.fromisoformat(value)
    if name == "nesting":
        return Nesting(value)
    if name == "kind" and cls is Section:
        return SectionKind(value)
    if name == "span" or name.endswith("_span"):
        start, end = value
        return Span(start, end)
    if name in _TEXT_TUPLES:
        return tuple(value)
    return value
