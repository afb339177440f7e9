"""The published schema: the columns of every table, their types, and what they hold.

A time is five columns, because a dump may state less than an instant: the wall clock as the page shows it, the offset
from UTC where the page names its zone, the instant where both are known, the finest part that was stated, and the
words. To treat a wall clock without offset as UTC is the reader's decision, and never made here.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

import attrs

Kind = Literal["string", "strings", "integer", "number", "wall clock", "instant", "comments"]
"""The type of a column: text, texts, a whole number, any number, a time without zone or in UTC, comments."""


@attrs.frozen(slots=True)
class Column:
    """A column of a table: its name, its type, what it holds, and whether every row has it."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False


def _times(name: str, prefix: str, event: str) -> tuple[Column, ...]:
    return (
        Column(name, "wall clock", f"{event}: date and time as the page shows them, without zone"),
        Column(f"{prefix}utc_offset", "integer", "its offset from UTC in seconds; null where the dump states no zone"),
        Column(f"{name}_utc", "instant", "the same as an instant; null where the offset is not known"),
        Column(f"{name}_precision", "string", "the finest part that the page states: second, minute, day ... relative"),
        Column(f"{name}_text", "string", "the words on the page"),
    )


POST_COLUMNS: Final = (
    Column("page", "string", "the key of the page: the id of its document", required=True),
    Column("url", "string", "the address of the document, where it came with one"),
    Column("source", "string", "the file that the document came from"),
    Column("row", "integer", "its row in that file, from 0"),
    Column("error", "string", "why the document has no post, as `code: message`; null where it has one"),
    Column("language", "string", "the tag of the language that the page's furniture speaks"),
    Column("site", "string", "the name of the site"),
    Column("title", "string", "the headline"),
    *_times("published", "published_", "when the post was published"),
    *(c for c in _times("updated", "updated_", "when it was updated") if c.name != "updated_precision"),
    Column("authors", "strings", "the names in the byline", required=True),
    Column("affiliation", "string", "what follows the names in the byline"),
    Column("editors_note", "string", "the first of the editors' notes"),
    Column("body", "string", "the article, its paragraphs separated by a blank line; null where there is no post"),
    Column("related", "strings", "pointers to other articles that stand inside the body", required=True),
    Column("topics", "strings", "topics, tags, categories", required=True),
    Column("previous_post", "string", "the title of the post before"),
    Column("next_post", "string", "the title of the post after"),
    Column("comments_open", "string", "what the page says of new comments: open, closed, login"),
    Column("declared_comment_count", "integer", "the number of comments that the page declares"),
    Column("comment_count", "integer", "the number of comments found; null where there is no post"),
    Column("nesting", "string", "the evidence for depths and parents"),
    Column("doubts", "strings", "the codes of the diagnostics", required=True),
    Column("confidence", "number", "the probability that the thread, also an empty one, is exactly right"),
    Column("title_confidence", "number", "the probability that the title is right; without one, that there is none"),
    Column("published_confidence", "number", "the same of the day of publication"),
    Column("byline_confidence", "number", "the same of the names in the byline"),
)
"""One row for each document, whether it could be parsed or not. The key is `page`."""

COMMENT_COLUMNS: Final = (
    Column("page", "string", "the page it stands on: the key of its row among the posts", required=True),
    Column("index", "integer", "its place on the page, from 0", required=True),
    Column("key", "string", "page and index as one text, `page#index`", required=True),
    Column("parent", "integer", "the index of the comment it answers"),
    Column("parent_key", "string", "the key of the comment it answers"),
    Column("depth", "integer", "0 at the top level; null where the dump holds no evidence"),
    Column("kind", "string", "comment, pingback, deleted", required=True),
    Column("author", "string", "the name as the page shows it"),
    *_times("timestamp", "", "when it was written"),
    Column("body", "string", "its text, paragraphs separated by a blank line", required=True),
    Column("start", "integer", "where its lines begin in the dump, in characters", required=True),
    Column("end", "integer", "where they end", required=True),
    Column("confidence", "number", "the probability that name, time, body and depth are right"),
)
"""One row for each comment, in page order. The key is (`page`, `index`)."""

_OUTSIDE: Final = {"page", "key", "parent_key"}  # what the row around the comments says
NESTED_COMMENT_COLUMNS: Final = tuple(column for column in COMMENT_COLUMNS if column.name not in _OUTSIDE)
NESTED_COLUMNS: Final = (*POST_COLUMNS, Column("comments", "comments", "the thread, in page order", required=True))
"""One row for each document, with its comments inside."""

EDGE_COLUMNS: Final = (
    Column("page", "string", "the page of both comments", required=True),
    Column("child", "integer", "the index of the reply", required=True),
    Column("parent", "integer", "the index of what it answers", required=True),
    Column("child_key", "string", "the key of the reply", required=True),
    Column("parent_key", "string", "the key of what it answers", required=True),
    Column("child_author", "string", "who replied"),
    Column("parent_author", "string", "to whom"),
    Column("latency", "integer", "seconds between both; null where either time is unknown, or only one names its zone"),
)
"""One row for each reply: who answers whom."""

TABLES: Final[Mapping[str, tuple[Column, ...]]] = MappingProxyType(
    {"posts": POST_COLUMNS, "comments": COMMENT_COLUMNS, "nested": NESTED_COLUMNS, "edges": EDGE_COLUMNS}
)
"""The tables by name."""
