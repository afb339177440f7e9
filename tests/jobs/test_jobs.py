"""Jobs: every row of the input has one row in the output, in every format, whatever is damaged."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import json
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from blogparse import parse_post
from blogparse.cli import main
from blogparse.tables import POST_COLUMNS, comment_rows, plain_row, post_row

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.txt"))[:12]
DUMPS = [path.read_bytes().decode("utf-8") for path in FIXTURES]
FORMATS = ["jsonl", "jsonl.gz", "csv", "sqlite"]


def zstd() -> Any:
    return pytest.importorskip("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")


def address(at: int) -> str:
    return f"https://a.example/{at}"


def lines(dumps: list[str] = DUMPS) -> list[bytes]:
    """Return dumps as rows of JSON Lines, each with an id, an address and a time."""
    return [
        json.dumps({"text": dump, "id": f"d{at}", "url": address(at), "date": "2024-02-03T04:05:06Z"}).encode() + b"\n"
        for at, dump in enumerate(dumps)
    ]


@pytest.fixture
def batch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[dict[str, Any]]]:
    """Return a function that runs the command on files and gives the posts of the output."""

    def run(*arguments: object, files: dict[str, bytes], code: int = 0) -> list[dict[str, Any]]:
        for name, data in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(data)
        given = [str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--to", "jsonl", "--workers", "1"]
        assert main(["batch", *given, *map(str, arguments)]) == code
        run.err = capsys.readouterr().err  # type: ignore[attr-defined]
        return read_lines(tmp_path / "out")

    return run


def read_lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(folder.rglob("*.jsonl")) for line in path.read_bytes().splitlines()]


def leftovers(folder: Path) -> list[Path]:
    return list(folder.rglob("*.part"))


# --- what goes in ----------------------------------------------------------------------------------------------------


def packed_zstd(data: bytes) -> bytes:
    packed: bytes = zstd().compress(data)
    return packed


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [("jsonl", bytes), ("jsonl.gz", gzip.compress), ("jsonl.zst", packed_zstd), ("json.gz", gzip.compress)],
)
def test_json_lines_give_a_row_each(
    suffix: str, pack: Callable[[bytes], bytes], batch: Callable[..., list[dict[str, Any]]]
) -> None:
    posts = batch(files={f"in/deep/part.{suffix}": pack(b"".join(lines()))})
    assert [(post["page"], post["url"], post["source"], post["row"], post["error"]) for post in posts] == [
        (f"d{at}", f"https://a.example/{at}", f"deep/part.{suffix}", at, None) for at in range(len(DUMPS))
    ]
    for post, dump in zip(posts, DUMPS, strict=True):
        expected = plain_row(post_row(parse_post(dump), page="p"))
        same = [column.name for column in POST_COLUMNS if column.name not in {"page", "url", "source", "row"}]
        assert [post[name] for name in same] == [expected[name] for name in same]
        assert len(post["comments"]) == post["comment_count"]


def test_a_folder_of_texts_gives_a_row_each(batch: Callable[..., list[dict[str, Any]]]) -> None:
    files = {f"in/inner/{path.name}": path.read_bytes() for path in FIXTURES}
    files["in/bad.txt"] = b"Caf\xe9"
    files["in/left-aside.json"] = b"{}"
    posts = batch(files=files)
    assert [post["page"] for post in posts] == ["bad.txt", *(f"inner/{path.name}" for path in FIXTURES)]
    assert posts[0]["error"] == "unreadable: not UTF-8 at byte 3 (try --encoding)"
    assert [post["title"] for post in posts[1:]] == [parse_post(dump).title for dump in DUMPS]


def test_columns_can_have_other_names(batch: Callable[..., list[dict[str, Any]]]) -> None:
    age = "A walk\n\n2 comments\n\n" + "\n\n".join(
        f"{n} says:\n3 days ago\n\nLovely and quiet.\n\nReply" for n in ("Al", "Bo")
    )
    row = {"raw_content": age, "meta": {"uri": "https://a.example", "at": "2020-05-10T00:00:00Z", "n": 5}}
    (post,) = batch(
        "--text-column", "raw_content", "--url-column", "meta.uri", "--date-column", "meta.at", "--id-column", "meta.n",
        files={"in/a.jsonl": json.dumps(row).encode()},
    )  # fmt: skip
    assert (post["page"], post["url"]) == ("5", "https://a.example")
    assert [comment["timestamp"][:10] for comment in post["comments"]] == ["2020-05-07"] * 2


def wet(dumps: list[str]) -> list[bytes]:
    records = []
    for at, dump in enumerate(dumps):
        body = dump.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.example/{at}\r\n"
            f"WARC-Date: 2024-02-03T04:05:06Z\r\nWARC-Record-ID: <urn:uuid:{at:032}>\r\nContent-Type: text/plain\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        records.append(head.encode() + body + b"\r\n\r\n")
    return records


INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:x>\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n"


@pytest.mark.parametrize("suffix", ["wet", "wet.gz"])
def test_wet_records_give_a_row_each(suffix: str, batch: Callable[..., list[dict[str, Any]]]) -> None:
    pytest.importorskip("fastwarc")
    pack = gzip.compress if suffix == "wet.gz" else bytes
    posts = batch(files={f"in/a.{suffix}": b"".join(pack(record) for record in [INFO, *wet(DUMPS)])})
    assert [(post["url"], post["row"]) for post in posts] == [
        (f"https://a.example/{at}", at) for at in range(len(DUMPS))
    ]
    assert posts[0]["page"] == f"<urn:uuid:{0:032}>"
    assert [post["title"] for post in posts] == [parse_post(dump).title for dump in DUMPS]


def test_parquet_rows_give_a_row_each(batch: Callable[..., list[dict[str, Any]]]) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    sink = io.BytesIO()
    columns = {"text": [*DUMPS, None], "url": ["u"] * (len(DUMPS) + 1), "score": [1.5] * (len(DUMPS) + 1)}
    pq.write_table(pa.table(columns), sink, row_group_size=5)
    posts = batch(files={"in/a.parquet": sink.getvalue()})
    assert [(post["page"], post["url"]) for post in posts] == [(f"a.parquet:{at}", "u") for at in range(len(DUMPS) + 1)]
    assert posts[-1]["error"].startswith("not-text: 'text' is missing or null")
    assert [post["title"] for post in posts[:-1]] == [parse_post(dump).title for dump in DUMPS]


# --- what is damaged -------------------------------------------------------------------------------------------------


def errors(posts: list[dict[str, Any]]) -> list[str | None]:
    return [post["error"] and post["error"].partition(":")[0] for post in posts]


def test_a_bad_row_costs_itself(batch: Callable[..., list[dict[str, Any]]]) -> None:
    good = lines(DUMPS[:3])
    bad = [
        b'{"text": "Caf\xe9"}\n',
        b'{"text": \n',
        b"[1]\n",
        b'{"other": 1}\n',
        b"[" * 100_000 + b"\n",
        b"\n",
        b"  \r\n",
    ]
    posts = batch(files={"in/a.jsonl": good[0] + b"".join(bad) + good[1] + good[2].rstrip()})
    assert errors(posts) == [None, "unreadable", "unreadable", "not-text", "not-text", "unreadable", None, None]
    assert posts[1]["error"] == "unreadable: not UTF-8 at byte 13 of the row"
    assert [post["row"] for post in posts] == list(range(8))
    assert "errors: unreadable 3, not-text 2" in batch.err  # type: ignore[attr-defined]


def test_a_row_of_fifty_megabytes_is_an_error_and_not_in_memory(batch: Callable[..., list[dict[str, Any]]]) -> None:
    good = lines(DUMPS[:2])
    huge = b'{"id": "huge", "text": "' + b"x" * 50_000_000 + b'"}\n'
    posts = batch("--max-chars", 100_000, files={"in/a.jsonl": good[0] + huge + good[1]})
    assert errors(posts) == [None, "too-long", None]
    assert posts[1]["error"] == f"too-long: a row of {len(huge) - 1} bytes"


def test_a_file_of_fifty_megabytes_is_an_error_and_not_in_memory(batch: Callable[..., list[dict[str, Any]]]) -> None:
    files = {"in/a.txt": b"x" * 50_000_000, "in/b.txt": DUMPS[0].encode()}
    posts = batch("--max-chars", 100_000, files=files)
    assert [(post["page"], post["error"]) for post in posts] == [
        ("a.txt", "too-long: a file of 50000000 bytes"), ("b.txt", None),
    ]  # fmt: skip
    err: str = batch.err  # type: ignore[attr-defined]
    assert err.splitlines()[1] == "blogparse: too-long, the first of 1: a.txt: a file of 50000000 bytes"


def test_a_row_of_fifty_megabytes_within_the_limit_is_parsed_or_is_late(
    batch: Callable[..., list[dict[str, Any]]],
) -> None:
    good = lines(DUMPS[:2])
    huge = json.dumps({"text": "word " * 10_000_000}).encode() + b"\n"
    posts = batch("--max-chars", 100_000_000, "--timeout", 5, files={"in/a.jsonl": good[0] + huge + good[1]})
    assert errors(posts)[::2] == [None, None]
    assert errors(posts)[1] in {None, "timeout"}


def damaged(data: bytes, at: int) -> bytes:
    return data[:at] + bytes(byte ^ 0xFF for byte in data[at : at + 8]) + data[at + 8 :]


DAMAGED_AT = (0, 3, 9, 15, 40, 60, 100, 150, 200, 300, -100, -60, -20, -12, -8)


def by_source(posts: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return the posts of each file; their rows are counted without a gap."""
    found = [list(group) for _, group in itertools.groupby(posts, key=lambda post: post["source"])]
    assert all([post["row"] for post in group] == list(range(len(group))) for group in found)
    return found


def check_damaged_members(
    batch: Callable[..., list[dict[str, Any]]], suffix: str, records: Sequence[bytes], key: str, names: Sequence[str]
) -> None:
    """Check that a member that is damaged anywhere costs its own record, and is one error."""
    files = {}
    for number, at in enumerate(DAMAGED_AT):
        members = [gzip.compress(record) for record in records]
        members[4] = damaged(members[4], at % len(members[4]))
        files[f"in/{number:02}.{suffix}"] = b"".join(members)
    found = by_source(batch(files=files))
    assert len(found) == len(files)
    for posts in found:
        (lost,) = (post["error"] for post in posts if post["error"] is not None)
        assert "damaged gzip data" in lost
        told = [post[key] for post in posts if post["error"] is None]
        assert [name for name in told if name != names[4]] == [name for name in names if name != names[4]]
        assert told.count(names[4]) <= 1, "it may be whole, with a checksum that is wrong"


def test_a_damaged_gzip_member_costs_its_rows_and_is_one_error(batch: Callable[..., list[dict[str, Any]]]) -> None:
    check_damaged_members(batch, "jsonl.gz", lines(), "page", [f"d{at}" for at in range(12)])


def test_damage_that_cuts_rows_at_both_ends_is_one_error(batch: Callable[..., list[dict[str, Any]]]) -> None:
    files = {}
    for seed in range(12):
        chance = Random(seed)  # noqa: S311 - any damage will do
        rows = b"".join(
            json.dumps({"id": f"n{at:02}", "text": "".join(chance.choices("abcdefgh \n", k=2_000))}).encode() + b"\n"
            for at in range(30)
        )
        blocks = [gzip.compress(rows[at : at + 7_000]) for at in range(0, len(rows), 7_000)]  # as bgzip packs
        blocks[5] = damaged(blocks[5], chance.randrange(len(blocks[5]) - 8))
        files[f"in/{seed:02}.jsonl.gz"] = b"".join(blocks)
    found = by_source(batch(files=files))
    assert len(found) == len(files)
    for posts in found:
        (lost,) = (post["error"] for post in posts if post["error"] is not None)
        assert "damaged gzip data" in lost
        pages = [post["page"] for post in posts if post["error"] is None]
        assert pages == sorted(set(pages))
        assert len(pages) >= 30 - 5, "a block holds three rows, and cuts one at each end"


def test_rows_that_nobody_can_read_are_a_row_each_though_there_are_many(
    batch: Callable[..., list[dict[str, Any]]],
) -> None:
    posts = batch(files={"in/a.jsonl": b"no row\n" * 2500 + lines()[0] + b"no row\n" * 3})
    assert errors(posts) == ["unreadable"] * 2500 + [None] + ["unreadable"] * 3
    assert [post["row"] for post in posts] == list(range(2504))


def test_a_checksum_that_is_wrong_loses_nothing_behind_it(batch: Callable[..., list[dict[str, Any]]]) -> None:
    members = [gzip.compress(row) for row in lines()]
    members[4] = damaged(members[4], len(members[4]) - 8)
    posts = batch(files={"in/a.jsonl.gz": b"".join(members)})
    assert [post["page"] for post in posts if post["error"] is None] == [f"d{at}" for at in range(12)]
    assert errors(posts).count("unreadable") == 1


@pytest.mark.parametrize("suffix", ["jsonl.gz", "jsonl.zst"])
def test_a_file_that_was_cut_off_gives_the_rows_before(suffix: str, batch: Callable[..., list[dict[str, Any]]]) -> None:
    noise = Random(3)  # noqa: S311 - packs badly, so that the cut falls between rows
    rows = [
        json.dumps({"id": f"n{at}", "text": "".join(noise.choices("abcdefgh \n", k=20_000))}).encode() + b"\n"
        for at in range(40)
    ]
    packed = (gzip.compress if suffix == "jsonl.gz" else packed_zstd)(b"".join(rows))
    posts = batch(files={f"in/a.{suffix}": packed[: len(packed) * 2 // 3]})
    assert len(posts) > 10
    assert errors(posts) == [None] * (len(posts) - 1) + ["unreadable"]


def test_what_is_no_gzip_is_one_error(batch: Callable[..., list[dict[str, Any]]]) -> None:
    assert errors(batch(files={"in/a.jsonl.gz": b"no gzip at all" * 100})) == ["unreadable"]


def test_a_damaged_wet_member_costs_its_record_and_is_one_error(batch: Callable[..., list[dict[str, Any]]]) -> None:
    pytest.importorskip("fastwarc")
    check_damaged_members(batch, "wet.gz", wet(DUMPS), "url", [address(at) for at in range(12)])


def test_bad_utf8_in_parquet_and_a_damaged_file(batch: Callable[..., list[dict[str, Any]]]) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    raw = pa.array([b"One.", b"Caf\xe9", b"Two."], pa.binary())
    text = pa.Array.from_buffers(pa.string(), 3, raw.buffers())
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": text}), sink)
    posts = batch(files={"in/a.parquet": sink.getvalue(), "in/b.parquet": b"PAR1" + bytes(1000)})
    assert errors(posts) == [None, "not-text", None, "unreadable"]


def test_a_timeout_is_an_error_of_its_page(batch: Callable[..., list[dict[str, Any]]]) -> None:
    endless = json.dumps({"text": "\n".join(f"word {at} and some more" for at in range(300_000))}).encode() + b"\n"
    posts = batch("--timeout", 2, files={"in/a.jsonl": lines()[0] + endless + lines()[1]})
    assert errors(posts) == [None, "timeout", None]


def test_errors_can_be_left_out_or_end_the_run(batch: Callable[..., list[dict[str, Any]]], tmp_path: Path) -> None:
    rows = lines(DUMPS[:2])
    data = rows[0] + b"{\n" + rows[1]
    assert [post["row"] for post in batch("--on-error", "skip", files={"in/a.jsonl": data})] == [0, 2]
    assert "1 left out" in batch.err  # type: ignore[attr-defined]
    assert batch("-o", tmp_path / "other", "--on-error", "raise", files={}, code=1) != []
    assert "a.jsonl:1: unreadable: no JSON" in batch.err  # type: ignore[attr-defined]
    assert not read_lines(tmp_path / "other")
    assert not leftovers(tmp_path)


# --- what comes out --------------------------------------------------------------------------------------------------


def table(folder: Path, form: str, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table in one form: texts and numbers, lists as lists."""
    if form == "sqlite":
        (path,) = folder.glob("*.sqlite")
        database = sqlite3.connect(path)
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute(f"SELECT * FROM {name}")]  # noqa: S608
        database.close()
        return rows
    (path,) = (folder / name).glob(f"*.{form}")
    if form == "csv":
        return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
    data = path.read_bytes()
    if form == "parquet":
        rows = pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()
        return [plain_row(row) for row in rows]
    if form != "jsonl":
        data = gzip.decompress(data) if form == "jsonl.gz" else zstd().decompress(data)
    return [json.loads(line) for line in data.splitlines()]


def written(value: Any, form: str) -> Any:
    """Return a value as a form without types or lists holds it."""
    if form in {"csv", "sqlite"} and isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    if form == "csv":
        value = "" if value is None else str(value)
        return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
    return value


@pytest.mark.parametrize("form", [*FORMATS, "jsonl.zst", "parquet"])
def test_every_format_holds_the_same_tables(form: str, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    if form == "jsonl.zst":
        zstd()
    (tmp_path / "in.jsonl").write_bytes(b"".join(lines()) + b"{\n")
    given = [str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out"), "--to", form, "--tables", "posts,comments"]
    assert main(["batch", "--workers", "1", "--quiet", *given]) == 0
    posts, comments = table(tmp_path / "out", form, "posts"), table(tmp_path / "out", form, "comments")
    expected = [
        plain_row(post_row(parse_post(dump), page=f"d{at}", url=f"https://a.example/{at}", source="in.jsonl", row=at))
        for at, dump in enumerate(DUMPS)
    ]
    assert posts[:-1] == [{name: written(value, form) for name, value in row.items()} for row in expected]
    assert posts[-1]["error"].startswith("unreadable: no JSON")
    assert comments == [
        {name: written(value, form) for name, value in plain_row(row).items()}
        for at, dump in enumerate(DUMPS)
        for row in comment_rows(parse_post(dump), page=f"d{at}")
    ]


@pytest.mark.parametrize("form", [*FORMATS, "parquet"])
def test_a_lone_surrogate_spoils_no_table(form: str, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    (tmp_path / "in.jsonl").write_bytes(b'{"text": "A \\ud800 walk\\n\\nIt rained, and then it rained more."}\n')
    given = [str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out"), "--to", form, "--tables", "posts,comments"]
    assert main(["batch", "--workers", "1", "--quiet", *given]) == 0
    (post,) = table(tmp_path / "out", form, "posts")
    assert post["title"] == ("A \ud800 walk" if form.startswith("jsonl") else "A ? walk")


@pytest.mark.parametrize("form", [*FORMATS, "parquet"])
def test_no_rows_are_empty_tables(form: str, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    (tmp_path / "in").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "in" / f"{name}.jsonl").write_bytes(lines()[0] if name == "b" else b"")
    given = [str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--to", form]
    assert main(["batch", "--workers", "1", "--quiet", *given]) == 0
    made = sorted(path.name for path in (tmp_path / "out").rglob(f"*.{form}"))
    assert sorted(set(made)) == [f"{name}.{form}" for name in ("a", "b", "c")]


# --- names and settings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["absent", "-o", "out"], "absent: no such file or folder"),
        (["empty", "-o", "out"], "no dumps in"),
        (["odd.bin", "-o", "out"], "the name ends with nothing that is known"),
        (["a/x.jsonl", "b/x.jsonl", "-o", "out"], "would all be written as 'x'"),
        (["a/x.jsonl", "-o", "out", "--to", "csv", "--tables", "nested"], "csv has no rows inside rows"),
        (["a/x.jsonl", "-o", "out", "--timeout", "0"], "--timeout"),
        (["a/x.jsonl", "-o", "out", "--workers", "0"], "--workers"),
        (["a/x.jsonl", "-o", "out", "--workers", "two"], "'two' is not a number of processes"),
        (["a/x.txt", "b/x.txt", "-o", "out"], "several files are called 'x.txt'"),
        (["a/x.jsonl"], "-o"),
        (["a/x.jsonl", "-o", "done"], "--resume"),
        (["a/x.jsonl", "-o", "done", "--resume", "--to", "jsonl", "--dayfirst"], "other settings"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_line_without_sense_is_told_before_anything_is_read(
    arguments: list[str], complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    for folder in ("a", "b", "empty", "done"):
        Path(folder).mkdir()
    Path("odd.bin").write_bytes(b"x")
    for folder in ("a", "b"):
        Path(folder, "x.jsonl").write_bytes(b"")
        Path(folder, "x.txt").write_bytes(b"")
    for name, text in {"x.jsonl": "", "x.parquet": "", "_job.json": "{}"}.items():
        Path("done", name).write_text(text)
    with pytest.raises(SystemExit) as exit_:
        main(["batch", *arguments])
    assert exit_.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("blogparse batch: error: ")
    assert complaint in last


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", [*FORMATS, "parquet"])
def test_the_same_input_is_the_same_bytes_whoever_did_the_work(form: str, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    (tmp_path / "in").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "in" / f"{name}.jsonl").write_bytes(b"".join(lines(DUMPS[:5])))
    for out, workers in (("one", "1"), ("two", "2")):
        given = [str(tmp_path / "in"), "-o", str(tmp_path / out), "--to", form, "--workers", workers]
        assert main(["batch", "--quiet", *given]) == 0
    before = tree(tmp_path / "one")
    assert tree(tmp_path / "two") == before
    # What is missing is done again, and no more.
    for path in (tmp_path / "one").rglob("b.*"):
        path.unlink()
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "one").rglob("a.*")}
    assert main(["batch", "--quiet", "--resume", *given[:2], str(tmp_path / "one"), *given[3:]]) == 0
    assert tree(tmp_path / "one") == before
    assert {path: path.stat().st_mtime_ns for path in kept} == kept


def test_results_among_the_inputs_are_no_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_bytes(lines()[0])
    for out in ("one", "deep/two"):
        assert main(["batch", ".", "-o", out, "--to", "jsonl", "--workers", "1", "--quiet"]) == 0
        assert sorted(path.name for path in Path(out).iterdir()) == ["_job.json", "a.jsonl"]
    assert main(["batch", ".", "-o", "one", "--to", "jsonl", "--workers", "1", "--resume"]) == 0
    assert "0 of 0 shards (1 were there)" in capsys.readouterr().err


def test_the_summary_counts_everything(batch: Callable[..., list[dict[str, Any]]]) -> None:
    posts = batch(files={"in/a.jsonl": b"".join(lines()) + b"{\n", "in/b.jsonl": b"".join(lines())})
    threads = sum(bool(post["comment_count"]) for post in posts)
    comments = sum(post["comment_count"] or 0 for post in posts)
    err: str = batch.err  # type: ignore[attr-defined]
    assert err.startswith(f"blogparse: 25 pages, {threads} with comments, {comments} comments; 2 of 2 shards; ")
    assert "errors: unreadable 1; " in err
    doubts = sum(len(post["doubts"]) for post in posts)
    first, *others = err.splitlines()
    assert sum(int(part.split()[-1]) for part in first.partition("doubts: ")[2].split(",")) == doubts > 0
    assert len(others) == 1
    assert others[0].startswith("blogparse: unreadable, the first of 1: a.jsonl:12: no JSON: ")
