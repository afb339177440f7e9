"""The records that callers get: immutable, slotted, hashable, picklable attrs classes.

Times are naive where the dump names no zone and aware, with a fixed offset, where one is known. Texts are cleaned for
reading; spans point at the raw dump. ``to_dict`` gives plain JSON types, ``Post.from_dict`` gives back an equal record.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache, cached_property
from types import UnionType
from typing import Any, Literal, Self, Union, get_args, get_origin, get_type_hints

import attrs

from blogparse.records.spans import Span


def plain(value: object) -> object:
    """Return a value in plain JSON types."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    cls = type(value)
    if attrs.has(cls):
        return {field.name: plain(getattr(value, field.name)) for field in attrs.fields(cls)}
    return value


def structure(cls: Any, data: object, where: str) -> Any:
    """Return the record of a class that a mapping describes; a ValueError names what is wrong, and `where`."""
    if not isinstance(data, Mapping):
        raise ValueError(f"{where} is built from a mapping, not from {type(data).__name__}")  # noqa: TRY004
    hints = _hints(cls)
    unknown = sorted(set(data) - set(hints), key=str)
    if unknown:
        raise ValueError(f"{cls.__name__} has no field {', '.join(map(repr, unknown))}")
    fields = {name: _value(hints[name], value, f"{where}.{name}") for name, value in data.items()}
    try:
        return cls(**fields)
    except TypeError as error:  # a field without a default is missing: the message names it
        raise ValueError(f"{where}: {error}") from error


@cache
def _hints(cls: type[Any]) -> Mapping[str, Any]:
    """Return the type of each field: the annotations of the records are the schema."""
    return get_type_hints(cls)


def _value(hint: Any, value: object, where: str) -> object:
    kind, choices = get_origin(hint), get_args(hint)
    if kind in {UnionType, Union}:  # the records know of no union but "or None"
        return None if value is None else _value(choices[0], value, where)
    if kind is tuple and isinstance(value, list | tuple):
        return tuple(_value(choices[0], item, f"{where}[{at}]") for at, item in enumerate(value))
    if kind is Literal and isinstance(value, str) and value in choices:
        return value
    if kind is None and attrs.has(hint) and hint is not Span:
        return structure(hint, value, where)
    try:
        if hint is Span and isinstance(value, list | tuple):
            start, end = value
            return Span(start, end)
        if hint is datetime and isinstance(value, str):
            return datetime.fromisoformat(value)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return hint(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise ValueError(f"{where} cannot be {value!r}: {error}") from error
    if kind is None and type(value) in (_NUMBERS if hint is float else {hint}):
        return value
    raise ValueError(f"{where} cannot be {value!r}")


_NUMBERS = frozenset({float, int})  # JSON writes 1.0 as 1 where a tool rewrote it


Precision = Literal["second", "minute", "day", "month", "year", "relative"]
"""The finest part of a time that the page states; "relative" for an age ("3 years ago", "yesterday")."""
NoteKind = Literal["editor", "update", "correction", "disclosure", "note"]
BlockKind = Literal["paragraph", "heading", "list item", "quote", "caption", "related"]


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


@attrs.frozen(slots=True, kw_only=True)
class Byline:
    """Who wrote the post: names as written, the affiliation that follows them, the whole phrase."""

    authors: tuple[str, ...]
    affiliation: str | None = None
    text: str
    span: Span


@attrs.frozen(slots=True, kw_only=True)
class Note:
    """A labelled note at either end of the article or inside it, without its label.

    `kind` is "editor" (an editors' note), "update", "correction" (a clarification as well), "disclosure" (a disclaimer
    as well) or "note" (any other). The editors' notes are no part of the body; the others, which authors write into
    their text, are.
    """

    kind: NoteKind
    text: str
    span: Span


@attrs.frozen(slots=True, kw_only=True)
class Block:
    """A piece of the article: what kind of text it is, its text, its lines.

    `kind` is "paragraph", "heading", "list item", "quote", "caption" or "related" (a pointer to another article, which
    is no part of ``Post.body``). The text is cleaned as that of the body is.
    """

    kind: BlockKind
    text: str
    span: Span


@attrs.frozen(slots=True, kw_only=True)
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


@attrs.frozen(slots=True, kw_only=True)
class Comment:
    """One comment of the thread.

    `index` is its place in page order and `parent` the index of the comment it answers, or None at the top level and
    where nothing on the page tells. `depth` is 0 at the top level and None where the dump holds no evidence. `kind` is
    "comment", "pingback" (a trackback as well) or "deleted" (the page shows that a comment was removed).
    `timestamp_precision` is the finest part of its time that the page states, None where it states no time.
    """

    index: int
    parent: int | None = None
    depth: int | None = None
    author: str | None = None
    timestamp: datetime | None = None
    timestamp_text: str | None = None
    timestamp_precision: Precision | None = None
    body: str = ""
    paragraphs: tuple[str, ...] = ()
    kind: Literal["comment", "pingback", "deleted"] = "comment"
    span: Span
    author_span: Span | None = None
    timestamp_span: Span | None = None
    body_span: Span | None = None


@attrs.frozen(slots=True, kw_only=True)
class Post:
    """A page of a blog: the post and its thread, in page order.

    ``language`` is the tag of the language that the page's furniture speaks, ``site`` the name of the site where the
    page names it plainly. ``published`` and ``updated`` are aware where the dump states a zone or the caller gave one.
    ``comments_open`` is what the page says of new comments: "open" (it shows a form), "closed", "login" (open after a
    login), or None where it says nothing. ``comments`` is flat, with ``parent`` indices; ``replies`` gives the tree.
    """

    language: str | None = None
    site: str | None = None
    title: str | None = None
    published: datetime | None = None
    published_text: str | None = None
    published_precision: Precision | None = None
    updated: datetime | None = None
    updated_text: str | None = None
    byline: Byline | None = None
    editors_note: str | None = None
    notes: tuple[Note, ...] = ()
    body: str = ""
    paragraphs: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    related: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    previous_post: str | None = None
    next_post: str | None = None
    comments_open: Literal["open", "closed", "login"] | None = None
    declared_comment_count: int | None = None
    comments: tuple[Comment, ...] = ()
    nesting: Nesting = Nesting.NONE
    layout: Layout | None = None
    sections: tuple[Section, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    title_span: Span | None = None
    published_span: Span | None = None
    updated_span: Span | None = None
    editors_note_span: Span | None = None
    topics_span: Span | None = None

    def replies(self, comment: Comment | None) -> tuple[Comment, ...]:
        """Return the direct replies to `comment` in page order, or the top level for None.

        A comment that is not of this post is a ValueError.
        """
        if comment is None:
            return self._replies.get(None, ())
        if not (0 <= comment.index < len(self.comments) and self.comments[comment.index] == comment):
            raise ValueError("replies() takes a comment of this very post")
        return self._replies.get(comment.index, ())

    @cached_property
    def _replies(self) -> Mapping[int | None, tuple[Comment, ...]]:
        """The direct replies to each index, built on first use so that a walk of the whole tree stays linear."""
        found: dict[int | None, list[Comment]] = {}
        for comment in self.comments:
            found.setdefault(comment.parent, []).append(comment)
        return {index: tuple(comments) for index, comments in found.items()}

    def to_dict(self) -> dict[str, Any]:
        """Return the record in plain JSON types: times as ISO 8601 text, spans as ``[start, end]``, tuples as lists."""
        return {field.name: plain(getattr(self, field.name)) for field in attrs.fields(Post)}

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the record as JSON text, one line unless `indent` is given."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Build the record that ``to_dict`` described; it equals the original.

        A key that is missing, unknown or of the wrong type is a ValueError that names it.
        """
        post: Self = structure(cls, data, cls.__name__)
        return post
