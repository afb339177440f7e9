"""Markdown: what a CommonMark parser reads out of it is what the record holds, and nothing becomes markup."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given

from blogparse import Block, Post
from blogparse.exports import Source, render_markdown
from blogparse.records import BlockKind
from export_samples import HOSTILE, PLACE, URL, any_record, comment, fixture, hostile_post, posts

OWN = '<a id="comment-'
"""The one element that the export itself writes."""


def tokens(text: str, *, tables: bool = True) -> list[Any]:
    markdown_it = pytest.importorskip("markdown_it", reason="markdown-it is not installed")
    parser = markdown_it.MarkdownIt("commonmark")
    if tables:
        parser.enable(["table", "strikethrough"])
    found: list[Any] = parser.parse(text)
    return found


def inline_texts(found: list[Any]) -> list[str]:
    """Return the text of every paragraph and heading as a reader sees it."""
    return [
        "".join(
            "\n" if child.type in {"hardbreak", "softbreak"} else child.content
            for child in token.children
            if child.type != "html_inline"
        )
        for token in found
        if token.type == "inline"
    ]


def normal(text: str) -> str:
    """Return a text as Markdown can hold it: lines without spaces at their ends, no NUL and no lone surrogate."""
    return "\n".join(filter(None, (line.strip() for line in re.sub("[\0\ud800-\udfff]", "\ufffd", text).splitlines())))


def test_parser_reads_title_paragraphs_and_comments() -> None:
    source = fixture("soundoff")
    found = tokens(render_markdown([source]))
    texts = inline_texts(found)
    assert texts[0] == source.post.title
    for paragraph in source.post.paragraphs:
        assert normal(paragraph) in texts
    for c in source.post.comments:
        for paragraph in c.paragraphs:
            assert normal(paragraph) in texts
    heads = [token for token in found if token.type == "heading_open" and token.tag == "h3"]
    assert len(heads) == len(source.post.comments)
    replies = [text for text in texts if text.startswith("In reply to ")]
    assert len(replies) == sum(c.parent is not None for c in source.post.comments)


def test_kinds_of_blocks_become_markdown() -> None:
    kinds: tuple[tuple[BlockKind, str], ...] = (
        ("heading", "What"),
        ("list item", "One"),
        ("list item", "Two"),
        ("quote", "So\nit is."),
        ("related", "No"),
    )
    post = Post(blocks=tuple(Block(kind=kind, text=text, span=PLACE) for kind, text in kinds))
    assert render_markdown([Source(post=post)]) == "#\n\n## What\n\n- One\n- Two\n\n> So\\\n> it is.\n"


def test_no_text_of_a_page_becomes_markup() -> None:
    found = tokens(render_markdown([Source(post=hostile_post(), url=URL)]))
    kinds = {token.type for token in found}
    assert kinds <= {"heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline",
                     "blockquote_open", "blockquote_close"}  # fmt: skip
    for token in found:
        for child in token.children or ():
            assert child.type in {"text", "text_special", "hardbreak", "html_inline", "link_open", "link_close"}
            assert child.type != "html_inline" or child.content.startswith((OWN, "</a>"))
            assert child.type != "link_open" or child.attrs["href"].startswith("#comment-0-")
    texts = inline_texts(found)
    for text in filter(normal, HOSTILE):
        assert normal(text) in texts


@any_record
@given(posts())
def test_any_text_reads_back(post: Post) -> None:
    texts = inline_texts(tokens(render_markdown([Source(post=post)])))
    for c in post.comments:
        if normal(c.body):
            assert normal(c.body) in texts


def test_depth_costs_no_space() -> None:
    deep = Post(comments=tuple(comment(at, parent=at - 1 if at else None, depth=at) for at in range(3000)))
    assert len(render_markdown([Source(post=deep)])) < 3000 * 120
