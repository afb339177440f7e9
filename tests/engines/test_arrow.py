"""The tables as Arrow: the rows of `parse_posts`, in types that pandas, polars and DuckDB read."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")

from blogparse import parse_posts  # noqa: E402
from blogparse.arrow import COMMENT_SCHEMA, NESTED_SCHEMA, POST_SCHEMA, parse_batch, parse_batches  # noqa: E402
from blogparse.batch import Reading  # noqa: E402
from blogparse.tables import comment_rows, nested_row, post_row  # noqa: E402

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.txt"))
DOCUMENTS: list[dict[str, Any]] = [
    {
        "id": path.stem,
        "text": path.read_bytes().decode("utf-8"),
        "url": f"https://a.example/{path.stem}",
        "date": datetime(2024, 2, 3, tzinfo=UTC),
    }
    for path in FIXTURES
] + [{"id": "none", "text": None, "url": None, "date": None}]


def rows(table: str) -> list[dict[str, Any]]:
    """Return what the documents give by `parse_posts`."""
    made = []
    for parsed in parse_posts(DOCUMENTS, workers=0):
        row = post_row(parsed.post, page=parsed.id, url=parsed.url, error=parsed.error)
        comments = comment_rows(parsed.post, page=parsed.id)
        made += {"nested": [nested_row(row, comments)], "posts": [row], "comments": comments}[table]
    return made


@pytest.mark.parametrize(
    ("table", "schema"), [("nested", NESTED_SCHEMA), ("posts", POST_SCHEMA), ("comments", COMMENT_SCHEMA)]
)
def test_batches_hold_the_rows_of_parse_posts(table: Any, schema: Any) -> None:
    batch = pa.RecordBatch.from_pylist(DOCUMENTS)
    made = parse_batch(batch, table=table)
    assert made.schema == schema
    assert isinstance(made, pa.RecordBatch)
    assert made.to_pylist() == rows(table)
    made.validate(full=True)
    whole = parse_batch(pa.Table.from_batches([batch]), table=table)
    assert isinstance(whole, pa.Table)
    assert whole.to_pylist() == made.to_pylist()


def test_parse_batches_is_parse_batch_of_each_and_can_be_sent() -> None:
    batches = [pa.RecordBatch.from_pylist(part) for part in (DOCUMENTS[:3], [], DOCUMENTS[3:5])]
    sent = pickle.loads(pickle.dumps(partial(parse_batches, table="posts")))  # noqa: S301 - our own
    assert [made.to_pylist() for made in sent(iter(batches))] == [
        parse_batch(batch, table="posts").to_pylist() for batch in batches
    ]
    assert parse_batch(batches[1]).schema == NESTED_SCHEMA


def test_columns_and_options_are_those_of_the_caller() -> None:
    raw = {"raw": "x" * 100, "meta": {"key": "k"}}, {"raw": "A\n\n03/04/2013\n\nIt rained.", "meta": None}
    batch = pa.RecordBatch.from_pylist(list(raw))
    made = parse_batch(batch, text="raw", id="meta.key", reading=Reading(max_chars=50, dayfirst=True)).to_pylist()
    assert [row["page"] for row in made] == ["k", "1"]
    assert made[0]["error"].startswith("too-long: ")
    assert made[1]["published"] == datetime(2013, 4, 3)


def test_a_text_that_is_no_utf8_or_has_a_lone_surrogate_spoils_no_batch() -> None:
    raw = pa.array([b"One.", b"Caf\xe9"], pa.binary())
    batch = pa.record_batch({"text": pa.Array.from_buffers(pa.string(), 2, raw.buffers())})
    made = parse_batch(batch).to_pylist()
    assert [row["error"] for row in made] == [None, "not-text: 'text' holds bytes and no text"]


def written(tmp_path: Path) -> Path:
    path = tmp_path / "posts.parquet"
    pytest.importorskip("pyarrow.parquet").write_table(
        parse_batch(pa.table(pa.RecordBatch.from_pylist(DOCUMENTS).to_pydict())), path
    )
    return path


COMMENTS = sum(len(row["comments"]) for row in rows("nested"))


def test_polars_reads_them(tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")
    frame = pl.read_parquet(written(tmp_path))
    assert frame.height == len(DOCUMENTS)
    comments = frame.select("page", "comments").explode("comments").drop_nulls("comments").unnest("comments")
    assert comments.height == COMMENTS
    assert comments.schema["timestamp"] == pl.Datetime("us")
    assert comments.schema["timestamp_utc"] == pl.Datetime("us", "UTC")


def test_duckdb_reads_them(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    inner = f"SELECT unnest(comments) AS c FROM '{written(tmp_path)}'"  # noqa: S608
    counted = duckdb.sql(f"SELECT c.author, count(*) AS n FROM ({inner}) GROUP BY ALL").fetchall()  # noqa: S608
    expected: dict[str | None, int] = {}
    for row in rows("comments"):
        expected[row["author"]] = expected.get(row["author"], 0) + 1
    assert dict(counted) == expected


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_pandas_reads_them(tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas")
    written(tmp_path)
    comments = parse_batch(pa.RecordBatch.from_pylist(DOCUMENTS), table="comments").to_pandas()
    assert len(comments) == COMMENTS
    assert str(comments["timestamp"].dtype).startswith("datetime64")
    assert str(comments["timestamp_utc"].dtype).startswith("datetime64[")
    assert pd.api.types.is_datetime64_any_dtype(comments.set_index("timestamp").index)
