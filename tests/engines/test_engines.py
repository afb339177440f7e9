"""Engines give the rows of `parse_posts`, also where one of their workers is killed in the middle of a job."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")

from blogparse import parse_posts  # noqa: E402
from blogparse.arrow import NESTED_SCHEMA  # noqa: E402
from blogparse.engines import parse_dataset, parse_frame  # noqa: E402
from blogparse.tables import comment_rows, nested_row, plain_row, post_row  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")  # what engines warn of is not for us to mend

DUMPS = [path.read_bytes().decode("utf-8") for path in sorted((Path(__file__).parents[2] / "fixtures").glob("*.txt"))]
DOCUMENTS: list[dict[str, Any]] = [
    {"id": f"d{at}", "text": DUMPS[at % len(DUMPS)] if at != 7 else None, "url": f"https://a.example/{at}"}
    for at in range(120)
]
PAGE = (Path(__file__).parents[2] / "docs" / "engines.md").read_text("utf-8")
WITH_TEXT = {document["id"] for document in DOCUMENTS if document["text"] is not None}


def expected() -> dict[str, dict[str, Any]]:
    """Return the rows of `parse_posts` by page."""
    return {
        parsed.id: nested_row(
            post_row(parsed.post, page=parsed.id, url=parsed.url, error=parsed.error),
            comment_rows(parsed.post, page=parsed.id),
        )
        for parsed in parse_posts(DOCUMENTS, workers=0)
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that engines are started in, with the documents that the documentation speaks of."""
    (tmp_path / "documents").mkdir()
    documents = pa.Table.from_pylist([row for row in DOCUMENTS if row["text"] is not None])
    pytest.importorskip("pyarrow.parquet").write_table(documents, tmp_path / "documents" / "a.parquet")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_example(engine: str) -> None:
    """Run the program that the documentation shows for an engine."""
    section = PAGE.partition(f"\n## {engine}\n")[2].partition("\n## ")[0]
    exec(section.partition("```python\n")[2].partition("```")[0], {})  # noqa: S102 - our own


def pages_of(folder: Path) -> set[str]:
    return set(pytest.importorskip("pyarrow.parquet").read_table(folder)["page"].to_pylist())


def actors() -> list[int]:
    """Return the processes of the actors that parse, in the cluster that this process started."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            command = (path / "cmdline").read_bytes()
            session = int((path / "stat").read_text().rpartition(")")[2].split()[3])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if command.startswith(b"ray::") and b"Parser" in command and session == os.getsid(0):
            found.append(int(path.name))
    return found


def test_ray_gives_the_rows_though_an_actor_is_killed(folder: Path) -> None:
    ray = pytest.importorskip("ray")
    pytest.importorskip("ray.data")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    try:
        ray.data.DataContext.get_current().enable_progress_bars = False
        dataset = ray.data.from_arrow([pa.Table.from_pylist(DOCUMENTS[at : at + 10]) for at in range(0, 120, 10)])
        given: list[dict[str, Any]] = []
        killed = 0
        for row in parse_dataset(dataset, batch_size=10, ray={"concurrency": 1}).iter_rows():
            if not given:
                for pid in actors():
                    os.kill(pid, signal.SIGKILL)
                    killed += 1
            given.append(row)
        run_example("Ray Data")
    finally:
        ray.shutdown()
    assert killed, "an actor was killed in the middle of the job"
    assert sorted(row["page"] for row in given) == sorted(document["id"] for document in DOCUMENTS)
    assert {row["page"]: row for row in given} == expected()
    assert pages_of(folder / "posts") == WITH_TEXT


def test_spark_gives_the_rows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    session = (
        sql.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate()
    )
    try:
        frame = session.createDataFrame(
            [tuple(document[name] for name in ("id", "text", "url")) for document in DOCUMENTS],
            "id STRING, text STRING, url STRING",
        )
        made = parse_frame(frame).toArrow().cast(NESTED_SCHEMA)
        run_example("Spark")
    finally:
        session.stop()
    assert {row["page"]: row for row in made.to_pylist()} == expected()
    assert pages_of(folder / "comments") == {page for page, row in expected().items() if row["comments"]}


def test_datatrove_gives_the_rows(folder: Path) -> None:
    pytest.importorskip("datatrove")
    run_example("datatrove")
    lines = [line for path in (folder / "parsed").iterdir() for line in path.read_bytes().splitlines()]
    given = {line["id"]: line["metadata"]["blogparse"] for line in map(json.loads, lines)}
    assert given == {page: plain_row(row) for page, row in expected().items() if row["error"] is None}
