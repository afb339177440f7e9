r"""Markdown (CommonMark): the post and its thread for reading, in a wiki, a notebook, a repository.

The article keeps the kinds of its blocks: headings, list items, quotes. Comments follow in page order under headings of
their own, and say whom they answer by a link to its heading: nesting quotes or lists would cost space that grows with
the square of the depth.

The page's text is text: every character that CommonMark or its usual extensions would read as markup is escaped by a
backslash, and a line end inside a paragraph is a hard break.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from blogparse.exports.sources import Source
from blogparse.exports.times import stated
from blogparse.records import Comment, Post

_ACTIVE: Final = regex.compile(r"[\\`*_\[\]<>&|~$^{}]")
"""What is markup anywhere in a line, in CommonMark or in a usual extension (tables, mathematics, attributes)."""

_SURROGATE: Final = regex.compile(r"[\uD800-\uDFFF]")  # which no file in UTF-8 can hold

_OPENING: Final = regex.compile(r"^(\d{1,9})(?=[.)])|^(?=[#+\-=%])")
"""What is markup only as the first of a line: an ordered list; headings, lists, rules, underlines of headings."""


def render_markdown(sources: Sequence[Source]) -> str:
    """Return the records as one Markdown file, the posts one after another."""
    return "\n\n".join("\n\n".join(_pieces(source, page)) for page, source in enumerate(sources)) + "\n"


def _pieces(source: Source, page: int) -> Iterator[str]:
    post = source.post
    yield f"# {_line(post.title or '')}".rstrip()
    head = " · ".join(_head(source))
    if head:
        yield head
    if post.editors_note:
        yield f"> {_text(post.editors_note, '> ')}"
    yield from _article(post)
    if post.topics:
        yield "Topics: " + ", ".join(map(_line, post.topics))
    if post.comments:
        yield "## Comments"
    for comment in post.comments:
        yield from _comment(post, comment, page)


def _head(source: Source) -> Iterator[str]:
    post = source.post
    if post.byline:
        yield ", ".join(map(_line, post.byline.authors))
    moment = stated(post.published, post.published_precision)
    if moment or post.published_text:
        yield _line(moment or post.published_text or "")
    if source.url is not None:
        yield _line(source.url)


def _article(post: Post) -> Iterator[str]:
    """Yield the blocks of the article; the items of a list keep together."""
    if not post.blocks:  # a record that was not made by the parser
        yield from (_text(paragraph) for paragraph in post.paragraphs)
    items: list[str] = []
    for block in post.blocks:
        if items and block.kind != "list item":
            yield "\n".join(items)
            items = []
        if block.kind == "list item":
            items.append("- " + _text(block.text, "  "))
        elif block.kind == "heading":
            yield f"## {_line(block.text)}"
        elif block.kind == "quote":
            yield "> " + _text(block.text, "> ")
        elif block.kind != "related":  # which is no part of the body
            yield _text(block.text)
    if items:
        yield "\n".join(items)


def _comment(post: Post, comment: Comment, page: int) -> Iterator[str]:
    head = [f"{comment.index}", _line(comment.author) if comment.author else "(no name)"]
    moment = stated(comment.timestamp, comment.timestamp_precision) or comment.timestamp_text
    if moment:
        head.append(_line(moment))
    if comment.kind != "comment":
        head.append(comment.kind)
    yield f'### <a id="comment-{page}-{comment.index}"></a>{" · ".join(head)}'
    if comment.parent is not None:
        name = post.comments[comment.parent].author
        shown = f"{comment.parent} · {_line(name)}" if name else str(comment.parent)
        yield f"In reply to [{shown}](#comment-{page}-{comment.parent})"
    yield from (_text(paragraph) for paragraph in comment.paragraphs or (comment.body,) if paragraph)


def _text(text: str, prefix: str = "") -> str:
    """Return a paragraph as lines of Markdown, those after the first behind `prefix`."""
    lines = [line for line in map(_line, text.splitlines()) if line]
    return f"\\\n{prefix}".join(lines)


def _line(text: str) -> str:
    """Return a text that stands on one line as Markdown which shows it, without the spaces at its ends."""
    one = _SURROGATE.sub("\ufffd", " ".join(text.splitlines()).strip())
    return _OPENING.sub(r"\1" "\\\\", _ACTIVE.sub(r"\\\g<0>", one))
