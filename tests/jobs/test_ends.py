"""However a job ends, no half file is left under a final name, and --resume makes the end what it would have been."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs signals and processes as of Linux")

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.txt"))[:10]
SHARDS, ROWS = 6, 40
COMMAND = (sys.executable, "-m", "blogparse", "batch", "--workers", "2", "--to", "jsonl", "--tables", "posts,comments")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    dumps = [path.read_bytes().decode("utf-8") for path in FIXTURES]
    for shard in range(SHARDS):
        rows = [{"id": f"{shard}-{row}", "text": dumps[row % len(dumps)]} for row in range(ROWS)]
        (folder / f"s{shard}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


@pytest.fixture(scope="module")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the output of a run that nothing interrupts."""
    out = tmp_path_factory.mktemp("whole") / "out"
    subprocess.run([*COMMAND, corpus, "-o", out], check=True, capture_output=True)
    return tree(out)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def interrupted(corpus: Path, out: Path, number: int) -> subprocess.CompletedProcess[bytes]:
    """Run the command and send it a signal when its first shard is done."""

    def listen() -> None:  # where the tests run in the background, SIGINT is ignored, and what they start inherits it
        signal.signal(signal.SIGINT, signal.default_int_handler)

    process = subprocess.Popen(
        [*COMMAND, corpus, "-o", out], stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=listen
    )
    deadline = time.monotonic() + 60
    while not list(out.glob("posts/*.jsonl")) and time.monotonic() < deadline:
        time.sleep(0.01)
    workers = children(process.pid)
    assert workers
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    for _ in range(500):
        if not any(map(is_running, workers)):
            break
        time.sleep(0.02)
    assert not [pid for pid in workers if is_running(pid)], "workers end with the command"
    return subprocess.CompletedProcess(process.args, process.returncode, b"", err)


def children(pid: int) -> set[int]:
    """Return the processes below one."""
    found = {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}
    return found | {inner for child in found for inner in children(child)}


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def check_final_files(out: Path, whole: dict[str, bytes]) -> int:
    """Check that every file under a final name is whole, and return how many shards are done."""
    made = {name: data for name, data in tree(out).items() if not name.endswith(".part")}
    assert made == {name: whole[name] for name in made}
    return sum(name.startswith("posts/") for name in made)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)], ids=["INT", "TERM", "KILL"]
)
def test_a_run_that_was_ended_is_taken_up_again(
    number: signal.Signals, code: int, corpus: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = interrupted(corpus, out, number)
    assert done.returncode == code
    if number != signal.SIGKILL:
        assert done.stderr == b""
        assert not list(out.rglob("*.part"))
    assert 1 <= check_final_files(out, whole) < SHARDS
    again = subprocess.run([*COMMAND, corpus, "-o", out, "--resume"], check=True, capture_output=True)
    assert b"were there" in again.stderr
    assert tree(out) == whole
    third = subprocess.run([*COMMAND, corpus, "-o", out, "--resume"], check=True, capture_output=True)
    assert f"0 of 0 shards ({SHARDS} were there)".encode() in third.stderr
    assert tree(out) == whole


def test_a_killed_worker_costs_one_row(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = subprocess.Popen([*COMMAND, corpus, "-o", out], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not list(out.glob("posts/*.jsonl*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    direct = {int(child) for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()}
    workers = children(process.pid) - direct  # of the server that forks them
    os.kill(max(workers), signal.SIGKILL)
    process.communicate(timeout=60)
    assert process.returncode == 0
    posts = [json.loads(line) for path in sorted(out.glob("posts/*")) for line in path.read_bytes().splitlines()]
    assert [post["page"] for post in posts] == [f"{shard}-{row}" for shard in range(SHARDS) for row in range(ROWS)]
    lost = [post["error"] for post in posts if post["error"] is not None]
    assert len(lost) <= 1
    assert all(error.startswith("worker-died: its worker process was ended by signal 9") for error in lost)


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "csv", "sqlite", "parquet"])
def test_a_full_disk_is_one_line_and_no_half_file(form: str, corpus: Path, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")

    def limit() -> None:  # on what a file may grow to: the write fails as it does on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))

    arguments = [*COMMAND, "--to", form, str(corpus), "-o", str(tmp_path / "out")]
    done = subprocess.run(arguments, preexec_fn=limit, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"blogparse: cannot write to "), done.stderr
    assert done.stderr.count(b"\n") == 1
    assert [path.name for path in (tmp_path / "out").rglob("*") if path.is_file()] == ["_job.json"]


def test_a_shard_that_is_gone_is_named_and_the_others_go_on(
    corpus: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for path in corpus.iterdir():
        (folder / path.name).symlink_to(path)
    (folder / "s1.jsonl").unlink()
    (folder / "s1.jsonl").mkdir()  # a folder of that name is no file
    (folder / "s2.jsonl").unlink()
    os.mkfifo(folder / "s2.jsonl")
    out = tmp_path / "out"
    done = subprocess.run([*COMMAND, folder, "-o", out], capture_output=True, check=False)
    assert done.returncode == 0
    assert check_final_files(out, whole) == SHARDS - 2
