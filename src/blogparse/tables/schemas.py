"""The schema of a table in the languages of others: JSON Schema for rows of JSON Lines, SQL for SQLite and DuckDB."""

from collections.abc import Iterable
from typing import Any, Final

from blogparse.tables.columns import NESTED_COMMENT_COLUMNS, TABLES, Column

_JSON: Final[dict[str, dict[str, Any]]] = {
    "string": {"type": "string"},
    "strings": {"type": "array", "items": {"type": "string"}},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "wall clock": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$"},
    "instant": {"type": "string", "format": "date-time"},
}
_SQL: Final = {"integer": "INTEGER", "number": "REAL", "wall clock": "TIMESTAMP"}


def json_schema(table: str) -> dict[str, Any]:
    """Return the JSON Schema of one row of a table, as ``plain_row`` gives it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"blogparse {table}",
        **_object(TABLES[table]),
    }


def _object(columns: Iterable[Column]) -> dict[str, Any]:
    columns = tuple(columns)
    return {
        "type": "object",
        "properties": {column.name: _property(column) for column in columns},
        "required": [column.name for column in columns],
        "additionalProperties": False,
    }


def _property(column: Column) -> dict[str, Any]:
    if column.kind == "comments":
        return {"description": column.meaning, "type": "array", "items": _object(NESTED_COMMENT_COLUMNS)}
    shape = _JSON[column.kind]
    kind = shape["type"] if column.required else [shape["type"], "null"]
    return {"description": column.meaning, **shape, "type": kind}


def sql_schema(table: str) -> str:
    """Return the statement that creates a table; lists are JSON text, times ISO 8601 text.

    The posts have no primary key: a corpus may give one id to two documents, and both keep their row.
    """
    columns = TABLES[table]
    lines = [
        f'  "{column.name}" {_SQL.get(column.kind, "TEXT")}{" NOT NULL" if column.required else ""},'
        f" -- {column.meaning}"
        for column in columns
    ]
    lines[-1] = lines[-1].replace(", --", " --", 1)
    return f"CREATE TABLE {table} (\n" + "\n".join(lines) + "\n);\n"
