"""What the exports are tested with: a page of the fixtures, and records as hostile as pages can be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

import attrs
from hypothesis import settings
from hypothesis import strategies as st

from blogparse import Byline, Comment, Diagnostic, Nesting, Post, Section, SectionKind, Span, parse_post
from blogparse.exports import Source

FIXTURES: Final = Path(__file__).parents[1] / "fixtures"
URL: Final = "https://example.org/2013/03/21/islands/?a=1&b=2"
UNDATED: Final = datetime(2020, 2, 2, tzinfo=UTC)

PLACE: Final = Span(0, 1)

any_record: Final = settings(derandomize=True, deadline=None, database=None)
"""How properties of all records are tested: the same on every machine, however busy it is."""

HOSTILE: Final = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]></content><entry><id>x</id></entry><![CDATA[",
    "&lt;b&gt; &amp; &#x41; &nbsp;",
    "a\0b\x01c\x1b[31md\x7fe\x85f",
    "lone \ud800 and \udfff, \ufffe and \uffff",
    "' \" ` ${x} {{x}} {% x %} <!-- --> -->",
    "javascript:alert(1)//",
    "\u202eesrever\u202c \u2028 \u2029",
    "*not bold* _nor this_ [link](javascript:x) ![pic](x) `code` # head",
    "# head\n- item\n1. one\n> quote\n    code\n\tcode\n===\n---\n| a | b |\n~~~\n```",
    "$\\alpha$ \\",
    "",
    " ",
    "🦭 é e\u0301 שלום 漢字",
)


def fixture(name: str) -> Source:
    return Source(post=parse_post(text_of(name)), url=URL, name=f"{name}.txt")


def text_of(name: str) -> str:
    return (FIXTURES / f"{name}.txt").read_bytes().decode("utf-8")


def comment(index: int, body: str = "Yes.", **fields: Any) -> Comment:
    return Comment(index=index, body=body, paragraphs=(body,), span=PLACE, **fields)


def hostile_post() -> Post:
    """Return a record with each of the hostile texts in every field that can hold one."""
    comments = tuple(
        comment(
            at,
            text,
            author=text or None,
            timestamp_text=text or None,
            parent=at - 1 if at % 3 else None,
            depth=at % 3,
            timestamp=datetime(2013, 3, 21, 10, at, tzinfo=timezone(timedelta(hours=-4))),
            timestamp_precision="minute",
        )
        for at, text in enumerate(HOSTILE)
    )
    return Post(
        title=HOSTILE[0],
        site=HOSTILE[1],
        byline=Byline(authors=tuple(filter(None, HOSTILE)), text=HOSTILE[0], span=PLACE),
        editors_note=HOSTILE[10],
        published_text=HOSTILE[2],
        body="\n\n".join(HOSTILE),
        paragraphs=HOSTILE,
        related=HOSTILE,
        topics=HOSTILE,
        comments=comments,
        nesting=Nesting.INDENTATION,
        sections=(Section(SectionKind.BODY, PLACE),),
        diagnostics=(Diagnostic("declared-count", HOSTILE[0], PLACE),),
        declared_comment_count=3,
    )


def bare_post() -> Post:
    """Return a record of a page that shows two comments and nothing about them."""
    return Post(comments=(comment(0), comment(1, "No.")))


@st.composite
def posts(draw: st.DrawFn) -> Post:
    """Records with any texts, any thread and any times."""
    words = st.text(max_size=12)
    offsets = st.integers(-86_399, 86_399).map(lambda seconds: timezone(timedelta(seconds=seconds)))
    moments = st.none() | st.datetimes() | st.datetimes(timezones=st.just(UTC) | offsets)
    size = draw(st.integers(0, 5))
    comments: list[Comment] = []
    for at in range(size):
        parent = draw(st.none() | st.integers(0, at - 1)) if at else None
        depth = 0 if parent is None else (comments[parent].depth or 0) + 1
        comments.append(
            comment(
                at,
                draw(words),
                author=draw(st.none() | words),
                parent=parent,
                depth=depth,
                timestamp=draw(moments),
                kind=draw(st.sampled_from(("comment", "pingback", "deleted"))),
            )
        )
    if draw(st.booleans()):
        comments = [attrs.evolve(one, parent=None, depth=None) for one in comments]
    body = draw(words)
    return Post(
        title=draw(st.none() | words),
        site=draw(st.none() | words),
        published=draw(moments),
        body=body,
        paragraphs=(body,) if body else (),
        topics=tuple(draw(st.lists(words, max_size=2))),
        comments=tuple(comments),
    )
