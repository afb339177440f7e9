"""Records as rows of tables, with a published schema: plain dicts, for any library that makes tables of them."""

from blogparse.tables.columns import (
    COMMENT_COLUMNS, EDGE_COLUMNS, NESTED_COLUMNS, NESTED_COMMENT_COLUMNS, POST_COLUMNS, TABLES, Column,
)  # fmt: skip
from blogparse.tables.rows import Row, comment_key, comment_rows, nested_row, plain_row, post_row, reply_edges
from blogparse.tables.schemas import json_schema, sql_schema

__all__ = [
    "COMMENT_COLUMNS", "EDGE_COLUMNS", "NESTED_COLUMNS", "NESTED_COMMENT_COLUMNS", "POST_COLUMNS", "TABLES", "Column",
    "Row", "comment_key", "comment_rows", "json_schema", "nested_row", "plain_row", "post_row", "reply_edges",
    "sql_schema",
]  # fmt: skip
