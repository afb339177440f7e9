"""The records that callers get: immutable, slotted, hashable, picklable attrs classes.

Times are naive where the dump names no zone and aware, with a fixed offset, where one is known. Texts are cleaned for
reading; spans point at the raw dump. ``to_dict`` gives plain JSON types, ``Post.from_dict`` gives back an equal record.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, Literal, Self

import attrs

from blogparse.records.conversion import plain, structure
from blogparse.records.spans import Span

Precision = Literal["second", "minute", "day", "month", "year", "relative"]
"""The finest part of a time that the page states; "relative" for an age ("3 years ago", "yesterday")."""
NoteKind = Literal["editor", "update", "correction", "disclosure", "note"]
BlockKind = Literal["paragraph", "heading", "list item", "quote", "caption", "related"]

_SHOWN: Final = 40  # characters of a text that a `repr` shows


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

    `kind` is "paragraph", "heading", "list item", "quote", "caption" or "related" (a pointer to another article). The
    last two are no part of ``Post.body``. The text is cleaned as that of the body is.
    """

    kind: BlockKind
    text: str
    span: Span


@attrs.frozen(slots=True, kw_only=True)
class FieldConfidence:
    """The probabilities (0 to 1) that title, date and byline of a post are right.

    For a field that is None it is the probability that the page has none.
    """

    title: float
    published: float
    byline: float


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


@attrs.frozen(slots=True, kw_only=True, repr=False)
class Comment:
    """One comment of the thread.

    `index` is its place in page order and `parent` the index of the comment it answers, or None at the top level and
    where nothing on the page tells. `depth` is 0 at the top level and None where the dump holds no evidence. `kind` is
    "comment", "pingback" (a trackback as well) or "deleted" (the page shows that a comment was removed).
    `timestamp_precision` is the finest part of its time that the page states, None where it states no time.
    `confidence` is the probability that author, time, body and depth are all right, None where nobody estimated it.
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
    confidence: float | None = None

    def to_dict(self, *, lean: bool = False) -> dict[str, Any]:
        """Return the record in plain JSON types, as in ``Post.to_dict``; `lean` leaves out ``paragraphs``."""
        data = {field.name: plain(getattr(self, field.name)) for field in attrs.fields(Comment)}
        if lean:
            del data["paragraphs"]
        return data

    def __repr__(self) -> str:
        """Return one short line; ``to_dict`` and ``attrs.asdict`` have it all."""
        about = [repr(self.author)] if self.author is not None else []
        about += [self.timestamp.date().isoformat()] if self.timestamp is not None else []
        return f"<Comment {self.index} {', '.join([*about, _shortened(self.body)])}>"

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        """Yield what rich shows of a comment; rich itself is not imported."""
        for name in ("index", "parent", "author", "timestamp", "body"):
            yield name, getattr(self, name)


@attrs.frozen(slots=True, kw_only=True, repr=False)
class Post:
    """A page of a blog: the post and its thread, in page order.

    ``language`` is the tag of the language that the page's furniture speaks, ``site`` the name of the site where the
    page names it plainly. ``published`` and ``updated`` are aware where the dump states a zone or the caller gave one.
    ``comments_open`` is what the page says of new comments: "open" (it shows a form), "closed", "login" (open after a
    login), or None where it says nothing. ``comments`` is flat, with ``parent`` indices; ``replies`` gives the tree.
    ``confidence`` is the probability that the thread, also an empty one, is exactly right: every comment found, its
    author, time, body and depth right, and none made up. It is None where nobody estimated it, as is
    ``field_confidence``.
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
    confidence: float | None = None
    field_confidence: FieldConfidence | None = None

    def replies(self, comment: Comment | int | None) -> tuple[Comment, ...]:
        """Return the direct replies to `comment` (the record or its index) in page order, or the top level for None.

        A comment that is not of this post, or an index that it does not have, is a ValueError, anything else a
        TypeError.
        """
        if comment is None:
            return self._replies.get(None, ())
        if isinstance(comment, Comment):
            if not (0 <= comment.index < len(self.comments) and self.comments[comment.index] == comment):
                raise ValueError(f"replies() takes a comment of this very post, and {comment!r} is none")
            return self._replies.get(comment.index, ())
        if isinstance(comment, bool) or not isinstance(comment, int):
            raise TypeError(f"replies() takes a Comment, its index or None, not {type(comment).__name__}")
        if not 0 <= comment < len(self.comments):
            raise ValueError(f"replies() got the index {comment}, and the post has {_count(self.comments, 'comment')}")
        return self._replies.get(comment, ())

    def walk(self) -> Iterator[tuple[Comment, int]]:
        """Yield every comment once with its level: a comment, then its replies, each with theirs.

        The level counts the comments that it answers, one through the other: 0 at the top, and for all comments of a
        thread that shows no levels (whose depths are None). Nothing recurses, however deep the thread.
        """
        pending = [(comment, 0) for comment in reversed(self.replies(None))]
        while pending:
            comment, level = pending.pop()
            yield comment, level
            pending += [(reply, level + 1) for reply in reversed(self._replies.get(comment.index, ()))]

    @cached_property
    def _replies(self) -> Mapping[int | None, tuple[Comment, ...]]:
        """The direct replies to each index, built on first use so that a walk of the whole tree stays linear."""
        found: dict[int | None, list[Comment]] = {}
        for comment in self.comments:
            found.setdefault(comment.parent, []).append(comment)
        return {index: tuple(comments) for index, comments in found.items()}

    def to_dict(self, *, lean: bool = False) -> dict[str, Any]:
        """Return the record in plain JSON types: times as ISO 8601 text, spans as ``[start, end]``, tuples as lists.

        A `lean` record says nothing twice: ``body`` without ``paragraphs``, ``blocks`` with kind and span alone, the
        editors' note in ``notes`` only. ``from_dict`` takes the full form.
        """
        data = {field.name: plain(getattr(self, field.name)) for field in attrs.fields(Post)}
        if lean:
            del data["paragraphs"], data["editors_note"], data["editors_note_span"]
            data["blocks"] = [{"kind": block.kind, "span": plain(block.span)} for block in self.blocks]
            data["comments"] = [comment.to_dict(lean=True) for comment in self.comments]
        return data

    def to_json(self, *, indent: int | None = None, lean: bool = False) -> str:
        """Return the record as JSON text, one line unless `indent` is given."""
        return json.dumps(self.to_dict(lean=lean), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Build the record that ``to_dict`` described; it equals the original.

        A key that is missing, unknown or of the wrong type is a ValueError that names it.
        """
        post: Self = structure(cls, data, cls.__name__)
        return post

    def __repr__(self) -> str:
        """Return one short line; ``to_dict`` and ``attrs.asdict`` have it all."""
        about = _shortened(self.title) if self.title is not None else "without title"
        about += f" {self.published.date().isoformat()}" if self.published is not None else ""
        doubts = f", {_count(self.diagnostics, 'doubt')}" if self.diagnostics else ""
        return f"<Post {about}, {_count(self.comments, 'comment')}{doubts}>"

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        """Yield what rich shows of a post; rich itself is not imported."""
        yield "title", self.title
        yield "published", self.published
        yield "authors", self.byline.authors if self.byline is not None else ()
        yield "body", self.body
        yield "topics", self.topics
        yield "comments", self.comments
        yield "diagnostics", self.diagnostics


def _shortened(text: str) -> str:
    """Return the first words of a text in quotation marks, on one line."""
    words = " ".join(text[: 2 * _SHOWN].split())
    return repr(words if len(words) <= _SHOWN and len(text) <= 2 * _SHOWN else words[: _SHOWN - 1].rstrip() + "…")


def _count(items: tuple[object, ...], noun: str) -> str:
    return f"{len(items)} {noun}{'' if len(items) == 1 else 's'}"
