"""Records to rows: plain dicts with the columns of `blogparse.tables.columns`, in their order.

Texts, numbers, lists and ``datetime``; a table of any library takes them. `plain_row` makes them JSON types.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from blogparse.records import Comment, Post
from blogparse.tables.columns import NESTED_COMMENT_COLUMNS, POST_COLUMNS

Row = dict[str, Any]

_NO_POST: Row = {column.name: [] if column.kind == "strings" else None for column in POST_COLUMNS}
_NESTED = tuple(column.name for column in NESTED_COMMENT_COLUMNS)


def post_row(
    post: Post | None,
    *,
    page: str,
    url: str | None = None,
    source: str | None = None,
    row: int | None = None,
    error: object = None,
) -> Row:
    """Return the row of a document among the posts; None for `post` where it could not be parsed, with its `error`."""
    known = {"page": page, "url": url, "source": source, "row": row, "error": None if error is None else str(error)}
    if post is None:
        return {name: list(value) if isinstance(value, list) else value for name, value in (_NO_POST | known).items()}
    fields = post.field_confidence
    return {
        **known,
        "language": post.language,
        "site": post.site,
        "title": post.title,
        **_times("published", "published_", post.published, post.published_precision, post.published_text),
        **_moments("updated", "updated_", post.updated),
        "updated_text": post.updated_text,
        "authors": list(post.byline.authors) if post.byline is not None else [],
        "affiliation": post.byline.affiliation if post.byline is not None else None,
        "editors_note": post.editors_note,
        "body": post.body,
        "related": list(post.related),
        "topics": list(post.topics),
        "previous_post": post.previous_post,
        "next_post": post.next_post,
        "comments_open": post.comments_open,
        "declared_comment_count": post.declared_comment_count,
        "comment_count": len(post.comments),
        "nesting": post.nesting.value,
        "doubts": [diagnostic.code for diagnostic in post.diagnostics],
        "confidence": post.confidence,
        "title_confidence": fields.title if fields is not None else None,
        "published_confidence": fields.published if fields is not None else None,
        "byline_confidence": fields.byline if fields is not None else None,
    }


def comment_rows(post: Post | None, *, page: str) -> list[Row]:
    """Return one row for each comment, in page order; none where there is no post."""
    return [_comment_row(comment, page) for comment in post.comments] if post is not None else []


def nested_row(row: Row, comments: list[Row]) -> Row:
    """Return the row of a post with the rows of its comments inside, less what the row around them says."""
    return {**row, "comments": [{name: comment[name] for name in _NESTED} for comment in comments]}


def reply_edges(post: Post, *, page: str) -> Iterator[Row]:
    """Yield one row for each reply whose parent is known, in page order."""
    for comment in post.comments:
        if comment.parent is not None:
            parent = post.comments[comment.parent]
            yield {
                "page": page,
                "child": comment.index,
                "parent": parent.index,
                "child_key": comment_key(page, comment.index),
                "parent_key": comment_key(page, parent.index),
                "child_author": comment.author,
                "parent_author": parent.author,
                "latency": _latency(parent.timestamp, comment.timestamp),
            }


def comment_key(page: str, index: int) -> str:
    """Return the key of a comment as one text."""
    return f"{page}#{index}"


def plain_row(row: Row) -> Row:
    """Return a row in JSON types: times as ISO 8601 text."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        return [plain_row(item) if isinstance(item, dict) else item for item in value]
    return value


def _comment_row(comment: Comment, page: str) -> Row:
    return {
        "page": page,
        "index": comment.index,
        "key": comment_key(page, comment.index),
        "parent": comment.parent,
        "parent_key": comment_key(page, comment.parent) if comment.parent is not None else None,
        "depth": comment.depth,
        "kind": comment.kind,
        "author": comment.author,
        **_times("timestamp", "", comment.timestamp, comment.timestamp_precision, comment.timestamp_text),
        "body": comment.body,
        "start": comment.span.start,
        "end": comment.span.end,
        "confidence": comment.confidence,
    }


def _times(name: str, prefix: str, moment: datetime | None, precision: str | None, text: str | None) -> Row:
    return {**_moments(name, prefix, moment), f"{name}_precision": precision, f"{name}_text": text}


def _moments(name: str, prefix: str, moment: datetime | None) -> Row:
    offset = moment.utcoffset() if moment is not None else None
    return {
        name: moment.replace(tzinfo=None) if moment is not None else None,
        f"{prefix}utc_offset": offset // timedelta(seconds=1) if offset is not None else None,
        f"{name}_utc": _instant(moment) if moment is not None and offset is not None else None,
    }


def _instant(moment: datetime) -> datetime | None:
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first and the last day that the calendar has
        return None


def _latency(parent: datetime | None, child: datetime | None) -> int | None:
    if parent is None or child is None or (parent.utcoffset() is None) is not (child.utcoffset() is None):
        return None
    return (child - parent) // timedelta(seconds=1)
