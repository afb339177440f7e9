"""The rows have the published columns, keys that join, and times that say no more than the page."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import attrs
import pytest

from blogparse import Comment, Failure, Post, Span, parse_post
from blogparse.tables import (
    COMMENT_COLUMNS,
    EDGE_COLUMNS,
    NESTED_COLUMNS,
    POST_COLUMNS,
    TABLES,
    Column,
    comment_rows,
    json_schema,
    nested_row,
    plain_row,
    post_row,
    reply_edges,
    sql_schema,
)

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.txt"))
POSTS = {path.stem: parse_post(path.read_bytes().decode("utf-8")) for path in FIXTURES}
SOUNDOFF = POSTS["soundoff"]

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "strings": (list,), "number": (float,), "integer": (int,),
    "wall clock": (datetime,), "instant": (datetime,),
    "comments": (list,),
}  # fmt: skip


def check(row: dict[str, Any], columns: tuple[Column, ...]) -> None:
    """Check a row against the published columns: their names in their order, their types, what every row has."""
    assert list(row) == [column.name for column in columns]
    for column in columns:
        value = row[column.name]
        if value is None:
            assert not column.required, column.name
            continue
        assert type(value) in TYPES[column.kind], column.name
        if column.kind == "wall clock":
            assert value.tzinfo is None
        if column.kind == "instant":
            assert value.tzinfo is UTC


@pytest.mark.parametrize("name", sorted(POSTS))
def test_rows_have_the_published_columns(name: str) -> None:
    post = POSTS[name]
    row, comments = post_row(post, page=name, url="https://a.example", row=3), comment_rows(post, page=name)
    check(row, POST_COLUMNS)
    check(nested_row(row, comments), NESTED_COLUMNS)
    assert len(comments) == len(post.comments) == row["comment_count"]
    for comment in comments:
        check(comment, COMMENT_COLUMNS)
    for edge in reply_edges(post, page=name):
        check(edge, EDGE_COLUMNS)


def test_a_document_without_post_has_a_row_that_says_why() -> None:
    row = post_row(None, page="p", source="a.jsonl", row=0, error=Failure("timeout", "too slow"))
    check(row, POST_COLUMNS)
    assert (row["error"], row["source"], row["row"], row["title"], row["comment_count"]) == (
        "timeout: too slow", "a.jsonl", 0, None, None,
    )  # fmt: skip
    row["authors"].append("nobody")
    assert post_row(None, page="q")["authors"] == []


def test_keys_join_comments_with_pages_and_with_what_they_answer() -> None:
    rows = comment_rows(SOUNDOFF, page="p")
    keys = {row["key"] for row in rows}
    assert len(keys) == len(rows)
    assert {row["page"] for row in rows} == {"p"}
    for row, comment in zip(rows, SOUNDOFF.comments, strict=True):
        assert (row["parent"], row["parent_key"] in keys) == (comment.parent, comment.parent is not None)


def test_edges_are_the_replies() -> None:
    edges = list(reply_edges(SOUNDOFF, page="p"))
    assert [(edge["child"], edge["parent"]) for edge in edges] == [
        (comment.index, comment.parent) for comment in SOUNDOFF.comments if comment.parent is not None
    ]
    assert edges[0] == {
        "page": "p", "child": 1, "parent": 0, "child_key": "p#1", "parent_key": "p#0", "child_author": "tidewatcher",
        "parent_author": "Marlow", "latency": 39 * 60,
    }  # fmt: skip


NAIVE = datetime(2014, 5, 2, 9, 15)
AWARE = NAIVE.replace(tzinfo=timezone(timedelta(hours=-4)))


@pytest.mark.parametrize(
    ("moment", "offset", "instant"),
    [
        (None, None, None),
        (NAIVE, None, None),
        (AWARE, -14400, datetime(2014, 5, 2, 13, 15, tzinfo=UTC)),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9))), 32400, None),
    ],
)
def test_a_time_without_zone_is_never_called_an_instant(
    moment: datetime | None, offset: int | None, instant: datetime | None
) -> None:
    comment = Comment(index=0, timestamp=moment, span=Span(0, 1))
    (row,) = comment_rows(Post(comments=(comment,)), page="p")
    assert row["timestamp"] == (moment.replace(tzinfo=None) if moment else None)
    assert (row["utc_offset"], row["timestamp_utc"]) == (offset, instant)


@pytest.mark.parametrize(("first", "second", "latency"), [(AWARE, AWARE, 0), (NAIVE, AWARE, None), (None, NAIVE, None)])
def test_latency_needs_two_times_of_one_kind(
    first: datetime | None, second: datetime | None, latency: int | None
) -> None:
    comments = (
        Comment(index=0, timestamp=first, span=Span(0, 1)),
        Comment(index=1, parent=0, timestamp=second, span=Span(1, 2)),
    )
    (edge,) = reply_edges(Post(comments=comments), page="p")
    assert edge["latency"] == latency


@pytest.mark.parametrize("table", TABLES)
def test_the_json_schema_fits_the_rows(table: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json_schema(table))
    post = attrs.evolve(SOUNDOFF, published=AWARE)
    row, comments = post_row(post, page="p"), comment_rows(post, page="p")
    rows = {
        "posts": [row, post_row(None, page="q", error="timeout: too slow")],
        "comments": comments,
        "nested": [nested_row(row, comments)],
        "edges": list(reply_edges(post, page="p")),
    }[table]
    for made in rows:
        validator.validate(json.loads(json.dumps(plain_row(made))))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**plain_row(rows[0]), "page": None})


@pytest.mark.parametrize("table", ["posts", "comments", "edges"])
def test_the_sql_schema_creates_the_columns(table: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute(sql_schema(table))
    described = database.execute(f"PRAGMA table_info({table})").fetchall()
    database.close()
    assert [(name, bool(required)) for _, name, _, required, *_ in described] == [
        (column.name, column.required) for column in TABLES[table]
    ]
