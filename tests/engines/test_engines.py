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


def expected() -> dict[str, dict[str, Any]]:
    """Return the rows of `parse_posts` by page."""
    return {
        parsed.id: nested_row(
            post_row(parsed.post, page=parsed.id, url=parsed.url, error=parsed.error),
            comment_rows(parsed.post, page=parsed.id),
        )
        for parsed in parse_posts(DOCUMENTS, workers=0)
    }


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


def test_ray_gives_the_rows_though_an_actor_is_killed() -> None:
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
    finally:
        ray.shutdown()
    assert killed, "an actor was killed in the middle of the job"
    assert sorted(row["page"] for row in given) == sorted(document["id"] for document in DOCUMENTS)
    assert {row["page"]: row for row in given} == expected()


def test_spark_gives_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
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
    finally:
        session.stop()
    assert {row["page"]: row for row in made.to_pylist()} == expected()


def test_datatrove_gives_the_rows(tmp_path: Path) -> None:
    pytest.importorskip("datatrove")
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from blogparse.engines.datatrove import ParsePosts

    documents = [document for document in DOCUMENTS if document["text"] is not None]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text("".join(json.dumps(document) + "\n" for document in documents), "utf-8")
    LocalPipelineExecutor(
        [
            JsonlReader(str(tmp_path / "in")),
            ParsePosts(),
            JsonlWriter(str(tmp_path / "out"), output_filename="${rank}.jsonl", compression=None),
        ],
        logging_dir=str(tmp_path / "logs"),
    ).run()
    lines = (tmp_path / "out" / "00000.jsonl").read_bytes().splitlines()
    given = {line["id"]: line["metadata"]["blogparse"] for line in map(json.loads, lines)}
    assert given == {page: plain_row(row) for page, row in expected().items() if row["error"] is None}
