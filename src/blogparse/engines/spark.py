"""Spark: a frame of documents to a frame of posts, by ``mapInArrow``."""

from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from blogparse.arrow import Table, parse_batches
from blogparse.tables import NESTED_COMMENT_COLUMNS, TABLES, Column

_TYPES: Final = {
    "string": "STRING", "strings": "ARRAY<STRING>", "integer": "BIGINT", "number": "DOUBLE",
    "wall clock": "TIMESTAMP_NTZ", "instant": "TIMESTAMP",
}  # fmt: skip


def spark_schema(table: Table = "nested") -> str:
    """Return the schema of a table as Spark writes it."""
    return ", ".join(f"`{column.name}` {_type(column)}" for column in TABLES[table])


def _type(column: Column) -> str:
    if column.kind == "comments":
        return f"ARRAY<STRUCT<{_fields(NESTED_COMMENT_COLUMNS)}>>"
    return _TYPES[column.kind]


def _fields(columns: Iterable[Column]) -> str:
    return ", ".join(f"`{column.name}`: {_type(column)}" for column in columns)


def parse_frame(frame: Any, *, table: Table = "nested", **options: Any) -> Any:
    """Return the frame of posts of a ``pyspark.sql.DataFrame`` of documents; `options` are those of `parse_batch`.

    Give documents an id: without one they are called by their number in a batch.
    """
    return frame.mapInArrow(partial(parse_batches, table=table, **options), schema=spark_schema(table))
