"""The tables as Arrow: their schemas, and functions from batches of documents to batches of posts.

`parse_batch` is pure and picklable, so that every engine that speaks Arrow runs it as it is; pandas, polars and DuckDB
read what comes out. Needs the extra ``arrow``: ``pip install "blogparse[arrow]"``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

from blogparse.batch import Columns, Document, Reading, decoded, parse_document, read_document, require
from blogparse.tables import NESTED_COMMENT_COLUMNS, TABLES, Column, Row, comment_rows, nested_row, post_row

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = require("pyarrow", "arrow")

__all__ = [
    "COMMENT_SCHEMA", "NESTED_SCHEMA", "POST_SCHEMA", "SCHEMAS", "Table", "parse_batch", "parse_batches",
    "rows_to_batch", "values",
]  # fmt: skip

Table = Literal["nested", "posts", "comments"]


def _field(column: Column) -> "pa.Field":
    return pa.field(column.name, _type(column), nullable=not column.required, metadata={"comment": column.meaning})


def _type(column: Column) -> Any:
    if column.kind == "comments":
        return pa.list_(
            pa.field("item", pa.struct([_field(inner) for inner in NESTED_COMMENT_COLUMNS]), nullable=False)
        )
    return {
        "string": pa.string(), "strings": pa.list_(pa.field("item", pa.string(), nullable=False)),
        "integer": pa.int64(), "number": pa.float64(), "wall clock": pa.timestamp("us"),
        "instant": pa.timestamp("us", tz="UTC"),
    }[column.kind]  # fmt: skip


SCHEMAS: Final[Mapping[str, Any]] = MappingProxyType(
    {table: pa.schema([_field(column) for column in columns]) for table, columns in TABLES.items()}
)
"""The Arrow schema of each of `blogparse.tables.TABLES`."""
POST_SCHEMA: Final = SCHEMAS["posts"]
"""One row for each document."""
COMMENT_SCHEMA: Final = SCHEMAS["comments"]
"""One row for each comment."""
NESTED_SCHEMA: Final = SCHEMAS["nested"]
"""One row for each document, with its comments inside."""


def rows_to_batch(rows: Sequence[Row], schema: Any) -> Any:
    """Return rows of a table as a record batch; what no UTF-8 can hold (a lone surrogate) is replaced."""
    try:
        return _to_batch(rows, schema)
    except UnicodeEncodeError:
        return _to_batch([_encodable(row) for row in rows], schema)


def _to_batch(rows: Sequence[Row], schema: Any) -> Any:
    columns = [pa.array([row[field.name] for row in rows], field.type) for field in schema]
    return pa.record_batch(columns, schema=schema)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    return {name: _encodable(item) for name, item in value.items()} if isinstance(value, dict) else value


def parse_batch(
    batch: Any,
    *,
    table: Table = "nested",
    text: str = "text",
    id: str = "id",  # noqa: A002 - the names of a corpus's columns
    url: str = "url",
    crawled_at: str = "date",
    reading: Reading | None = None,
) -> Any:
    """Parse a batch of documents: one row for each, in order, as ``NESTED_SCHEMA`` or that of another `table` has it.

    `batch` is a ``pyarrow.RecordBatch`` or a ``pyarrow.Table``, and so is what comes back. The other names are those of
    its columns, as in `parse_posts`; a document without an id is called by its number in the batch. What cannot be
    parsed has a row with its ``error``. `reading` holds further options. Nothing is read but the batch.
    """
    columns = Columns(text, id, url, crawled_at)
    reading = reading or Reading()
    rows: list[Row] = []
    for document in _documents(batch, columns):
        parsed = parse_document(document, reading)
        comments = comment_rows(parsed.post, page=parsed.id) if table != "posts" else []
        if table == "comments":
            rows += comments
            continue
        row = post_row(parsed.post, page=parsed.id, url=parsed.url, error=parsed.error)
        rows.append(nested_row(row, comments) if table == "nested" else row)
    made = rows_to_batch(rows, SCHEMAS[table])
    return pa.Table.from_batches([made]) if isinstance(batch, pa.Table) else made


def parse_batches(batches: Iterable[Any], **options: Any) -> Iterator[Any]:
    """Yield `parse_batch` of each batch, with its options: what ``mapInArrow`` and its like want."""
    for batch in batches:
        yield parse_batch(batch, **options)


def values(batch: Any, names: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a batch as mappings with some of its columns; a text that is no UTF-8 stays bytes."""
    present = [name for name in dict.fromkeys(names) if name in batch.schema.names]
    columns = [_values(batch.column(name)) for name in present]
    for at in range(batch.num_rows):
        yield {name: column[at] for name, column in zip(present, columns, strict=True)}


def _values(column: Any) -> list[Any]:
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        binary = pa.large_binary() if pa.types.is_large_string(column.type) else pa.binary()
        return [decoded(value) for value in column.cast(binary).to_pylist()]
    values_: list[Any] = column.to_pylist()
    return values_


def _documents(batch: Any, columns: Columns) -> Iterator[Document]:
    for number, value in enumerate(values(batch, columns.top)):
        yield read_document(value, columns, str(number))
