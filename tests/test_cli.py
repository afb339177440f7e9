"""The command: what it prints, where, and the exit codes that scripts rely on."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import blogparse
from blogparse import Post, parse_post
from blogparse.cli import COMMANDS, main
from blogparse.post import analyse
from blogparse.render import cut_margin, describe_confidence, describe_layout, render_ruled
from blogparse.tables import TABLES, json_schema, sql_schema

FIXTURES = Path(__file__).parents[1] / "fixtures"
SOUNDOFF = FIXTURES / "soundoff.txt"  # declares more comments than it shows, and ends without a line end
SAYS = FIXTURES / "wordpress_says.txt"
COMMAND = (sys.executable, "-m", "blogparse")


def soundoff() -> str:
    return SOUNDOFF.read_bytes().decode("utf-8")


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    def give(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))

    return give


@pytest.fixture(autouse=True)
def _no_terminal_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


# --- output ----------------------------------------------------------------------------------------------------------


def test_one_file_gives_one_indented_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SOUNDOFF)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith('{\n  "language"')
    assert out.endswith("}\n")
    assert json.loads(out) == parse_post(soundoff()).to_dict()


def test_several_files_give_one_line_each_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SAYS), str(SOUNDOFF), str(SAYS)]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert lines.pop() == ""
    records = [json.loads(line) for line in lines]
    assert [record.pop("source") for record in records] == [str(SAYS), str(SOUNDOFF), str(SAYS)]
    first, second, third = map(Post.from_dict, records)
    assert first == third != second
    assert second == parse_post(soundoff())


def test_output_round_trips_through_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    main([str(SAYS)])
    post = Post.from_dict(json.loads(capsys.readouterr().out))
    assert post.comments
    assert post == parse_post(SAYS.read_bytes().decode("utf-8"))


def test_tree_shows_title_and_every_author(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--format", "tree", str(SOUNDOFF)]) == 0
    out = capsys.readouterr().out
    post = parse_post(soundoff())
    assert post.title is not None
    assert post.title in out
    assert len(post.comments) > 1
    for comment in post.comments:
        assert comment.author is not None
        assert comment.author in out


def test_tree_keeps_to_the_width(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--format", "tree", "--width", "60", str(SOUNDOFF)])
    narrow = capsys.readouterr().out
    main(["--format", "tree", "--width", "100", str(SOUNDOFF)])
    wide = capsys.readouterr().out
    assert max(map(len, narrow.split("\n"))) <= 60 < max(map(len, wide.split("\n"))) <= 100


@pytest.mark.parametrize(("choice", "colored"), [("always", True), ("never", False), ("auto", False)])
def test_color(choice: str, colored: bool, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--format", "tree", "--color", choice, str(SOUNDOFF)])
    assert ("\x1b[" in capsys.readouterr().out) is colored


@pytest.mark.parametrize(
    ("environment", "colored"),
    [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"TERM": "xterm", "NO_COLOR": "1"}, False)],
    ids=["terminal", "dumb terminal", "NO_COLOR"],
)
def test_color_auto_asks_the_terminal(
    environment: dict[str, str], colored: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main(["--format", "tree", str(SOUNDOFF)])
    assert ("\x1b[" in capsys.readouterr().out) is colored


@pytest.mark.parametrize("page", [SAYS, SOUNDOFF], ids=lambda page: page.stem)
def test_ruled_is_the_dump_behind_a_margin_with_letters(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--format", "ruled", str(page)]) == 0
    out = capsys.readouterr().out
    dump = page.read_bytes().decode("utf-8")
    assert cut_margin(out) == dump
    post = parse_post(dump)
    seen = analyse(dump)
    head = describe_layout(post.layout) + f"# confidence: {describe_confidence(post)}\n"
    assert out == head + render_ruled(dump, post, seen.letters.letters, seen.line_labels())


def test_ruled_says_first_what_was_induced(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--format", "ruled", str(SOUNDOFF)]) == 0
    head = capsys.readouterr().out.split("\n")[0]
    assert head.startswith("# layout: author, body, date; list mark •; 12 records; 100 % of the lines explained; ")


def test_ruled_says_that_there_is_no_thread(stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]) -> None:
    stdin(b"# a dump may begin like a remark\n")
    assert main(["--format", "ruled", "-"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# layout: no thread\n")
    assert cut_margin(out) == "# a dump may begin like a remark\n"


@pytest.mark.parametrize("kind", ["tree", "ruled"])
def test_views_of_several_files_name_each_file(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--format", kind, str(SAYS), str(SOUNDOFF)]) == 0
    heads = [line for line in capsys.readouterr().out.split("\n") if line.startswith("==> ")]
    assert heads == [f"==> {SAYS} <==", f"==> {SOUNDOFF} <=="]


def test_jsonl_is_a_line_for_one_file_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "--format", "jsonl", str(SOUNDOFF)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {"source": str(SOUNDOFF), **parse_post(soundoff()).to_dict()}


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_lean_records_say_nothing_twice(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lean", "--format", form, str(SOUNDOFF)]) == 0
    record = json.loads(capsys.readouterr().out)
    record.pop("source", None)
    assert record == parse_post(soundoff()).to_dict(lean=True)


def test_csv_has_a_row_for_each_comment(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--format", "csv", str(SOUNDOFF), str(SAYS)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    posts = {str(path): parse_post(path.read_bytes().decode("utf-8")) for path in (SOUNDOFF, SAYS)}
    assert [(row["page"], row["index"], row["author"]) for row in rows] == [
        (page, str(comment.index), comment.author) for page, post in posts.items() for comment in post.comments
    ]


def test_csv_holds_no_formula(stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]) -> None:
    name, body = "=HYPERLINK(1)", '@SUM(1) and "more", in a sentence of some length'
    stdin(f"A walk\n\n1 comment\n\n  1. {name} says:\n    May 2, 2020 at 9:15 am\n\n    {body}\n\n    Reply".encode())
    assert main(["--format", "csv", "-"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["author"] == f"'{name}"
    assert row["body"] == f"'{body}"


def test_a_folder_stands_for_its_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "inner").mkdir()
    for name in ("b.txt", "a.txt", "inner/c.txt", "d.json"):
        (tmp_path / name).write_bytes(SAYS.read_bytes())
    assert main(["parse", str(tmp_path)]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["source"] for record in records] == [
        str(tmp_path / name) for name in ("a.txt", "b.txt", "inner/c.txt")
    ]


@pytest.mark.parametrize(("end", "option"), [("\n", []), ("\0", ["-0"])], ids=["lines", "NUL"])
def test_a_list_names_the_files(
    end: str, option: list[str], stdin: Callable[[bytes], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [str(SAYS), str(SOUNDOFF)]
    (tmp_path / "list").write_text(end.join(names) + end)
    assert main([*option, "--files-from", str(tmp_path / "list")]) == 0
    assert [json.loads(line)["source"] for line in capsys.readouterr().out.splitlines()] == names
    stdin((end.join(names) + end).encode())
    assert main([*option, "--files-from", "-"]) == 0
    assert [json.loads(line)["source"] for line in capsys.readouterr().out.splitlines()] == names


# --- reading ---------------------------------------------------------------------------------------------------------


def test_dash_is_standard_input(stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]) -> None:
    stdin(SOUNDOFF.read_bytes())
    assert main(["-"]) == 0
    assert json.loads(capsys.readouterr().out) == parse_post(soundoff()).to_dict()


def test_empty_input_is_an_empty_record(stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]) -> None:
    stdin(b"")
    assert main(["-"]) == 0
    assert json.loads(capsys.readouterr().out) == parse_post("").to_dict()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_spans_count_the_characters_of_the_file(end: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = soundoff().replace("\n", end)
    page = tmp_path / "page.txt"
    page.write_bytes(text.encode())
    assert main([str(page)]) == 0
    post = Post.from_dict(json.loads(capsys.readouterr().out))
    assert post.sections[-1].span.end == len(text)
    assert post.title_span is not None
    assert post.title_span.of(text).strip() == post.title == "The islands that run on promises"


@pytest.mark.parametrize(
    ("written", "option"),
    [
        ("utf-8-sig", []),
        ("utf-16", ["--encoding", "utf-16"]),
        ("cp1252", ["--encoding", "windows-1252"]),
        ("utf-8", ["--encoding", "UTF8"]),
    ],
)
def test_encodings(written: str, option: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(soundoff().encode(written))
    assert main([*option, str(page)]) == 0
    assert json.loads(capsys.readouterr().out) == parse_post(soundoff()).to_dict()


def unreadable(folder: Path) -> Iterator[tuple[str, bytes | None, str]]:
    """Yield a file name, its bytes (None for no file) and what the complaint must say."""
    yield "latin.txt", "Prologue:\n\nCafé".encode("latin-1"), "not UTF-8 at byte 14 (try --encoding)"
    yield "wide.txt", "Café".encode("utf-16"), "not UTF-8 at byte 0 (try --encoding utf-16)"
    yield "wide-without-mark.txt", b"C\0a\0f\0", "NUL"
    yield "wide-marked.txt", "Café and tea".encode("utf-16-le"), "try --encoding utf-16-le"
    yield "packed.txt.gz", gzip.compress(b"Prologue"), "is a gzip file: unpack it, or give it to `blogparse batch`"
    yield "packed.txt.zst", b"\x28\xb5\x2f\xfd" + bytes(16), "is a Zstandard file"
    yield "page.pdf", b"%PDF-1.7\n", "is a PDF: extract its text first"
    yield "pages.parquet", b"PAR1" + bytes(16), "is a Parquet file: give it to `blogparse batch`"
    yield "pages.zip", b"PK\x03\x04" + bytes(16), "is a zip archive"
    yield "picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "not text"
    yield "absent.txt", None, "no such file"
    yield "folder", None, "is a directory"
    (folder / "folder").mkdir()


def test_each_unreadable_file_costs_one_line_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files, complaints = [str(SAYS)], []
    for name, data, complaint in unreadable(tmp_path):
        files.append(str(tmp_path / name))
        complaints.append((str(tmp_path / name), complaint))
        if data is not None:
            (tmp_path / name).write_bytes(data)
    assert main([*files, str(SOUNDOFF)]) == 1
    out, err = capsys.readouterr()
    records = [json.loads(line) for line in out.splitlines()]
    assert [record["source"] for record in records] == [*files, str(SOUNDOFF)]
    assert [complaint in record["error"] for record, (_, complaint) in zip(records[1:-1], complaints, strict=True)]
    assert "error" not in records[0] | records[-1]
    lines = err.splitlines()
    assert len(lines) == len(complaints)
    for line, (name, complaint) in zip(lines, complaints, strict=True):
        assert line.startswith(f"blogparse: {name}: ")
        assert complaint in line


def test_a_file_without_permission_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    page = tmp_path / "page.txt"
    assert main([str(page)]) == 1
    assert capsys.readouterr() == ("", f"blogparse: {page}: no permission to read it\n")


def test_a_file_name_cannot_break_the_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "a\n\x1b[31mb")]) == 1
    assert capsys.readouterr().err == f"blogparse: {tmp_path}/a\\n\\x1b[31mb: no such file\n"


def test_a_few_nul_characters_are_still_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(SOUNDOFF.read_bytes().replace(b"Marlow", b"Marlow\0", 1))
    assert main([str(page)]) == 0
    assert capsys.readouterr().err == ""


# --- options ---------------------------------------------------------------------------------------------------------


def record(arguments: list[str], text: str, stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]) -> Any:
    stdin(text.encode())
    assert main([*arguments, "-"]) == 0
    return json.loads(capsys.readouterr().out)


ZONELESS = SAYS.read_bytes().decode("utf-8")


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        (["--tz", "Europe/Tallinn"], {"tz": "Europe/Tallinn"}),
        (["--crawled-at", "2016-05-01T00:00Z"], {"crawled_at": datetime(2016, 5, 1, tzinfo=UTC)}),
        (["--language", "en"], {"languages": ("en",)}),
        (["--language", "en", "--language", "de"], {"languages": ("en", "de")}),
        (["--dayfirst"], {"dayfirst": True}),
        (["--monthfirst"], {"dayfirst": False}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_options_are_those_of_parse_post(
    arguments: list[str], options: dict[str, Any], stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    assert record(arguments, ZONELESS, stdin, capsys) == parse_post(ZONELESS, **options).to_dict()


def test_tz_gives_times_their_zone(stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]) -> None:
    assert record([], ZONELESS, stdin, capsys)["comments"][0]["timestamp"] == "2016-02-09T07:48:00"
    zoned = record(["--tz", "Europe/Tallinn"], ZONELESS, stdin, capsys)
    assert zoned["comments"][0]["timestamp"] == "2016-02-09T07:48:00+02:00"


def test_dayfirst_and_monthfirst_read_an_ambiguous_date(
    stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    text = ZONELESS.replace("February 9, 2016 at", "03/04/2016 at")
    assert record(["--dayfirst"], text, stdin, capsys)["comments"][0]["timestamp"] == "2016-04-03T07:48:00"
    assert record(["--monthfirst"], text, stdin, capsys)["comments"][0]["timestamp"] == "2016-03-04T07:48:00"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (b"<html><body><p>Hi</p></body></html>", "the text is HTML: parse what a text renderer makes of it"),
        (b'{"text": "A walk"}\n{"text": "Another"}\n', "the text is JSON: parse the text inside each record"),
    ],
)
@pytest.mark.parametrize("command", [[], ["view"], ["export", "--to", "markdown"]])
def test_wrong_input_is_told_in_one_line(
    command: list[str], text: bytes, complaint: str, stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(text)
    assert main([*command, "-"]) == 0
    out, err = capsys.readouterr()
    assert out
    assert err == f"blogparse: -: {complaint}\n"


def test_strict_reports_the_doubt_and_prints_no_record(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--strict", str(SOUNDOFF)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"blogparse: {SOUNDOFF}: ")
    assert "[declared-count]" in err
    assert "soundoff (15 Responses)" in err


def test_strict_lets_the_other_files_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--strict", str(SOUNDOFF), str(SAYS)]) == 1
    doubtful, sure = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert doubtful == {"source": str(SOUNDOFF), "error": doubtful["error"]}
    assert sure["title"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "FILE"),
        (["--format", "xml", "page.txt"], "xml"),
        (["--encoding", "klingon", "page.txt"], "klingon"),
        (["--encoding", "hex", "page.txt"], "hex"),
        (["--crawled-at", "yesterday", "page.txt"], "yesterday"),
        (["--tz", "Mars/Olympus", "page.txt"], "Mars/Olympus"),
        (["--language", "tlh", "page.txt"], "tlh"),
        (["--width", "3", "page.txt"], "--width"),
        (["--dayfirst", "--monthfirst", "page.txt"], "--dayfirst"),
        (["-", "-"], "standard input"),
        (["-", "--files-from", "-"], "standard input"),
        (["--files-from", "absent.list"], "absent.list: No such file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_line_without_sense_is_exit_code_2(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert complaint in err.splitlines()[-1]
    assert err.splitlines()[-1].startswith("blogparse: error: ")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["--version"])
    assert exit_.value.code == 0
    name, version = capsys.readouterr().out.split()
    assert name == "blogparse"
    assert version == blogparse.__version__


def test_the_bare_form_lists_the_subcommands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    out = " ".join(capsys.readouterr().out.split())
    for name, command in COMMANDS.items():
        assert f"blogparse {name}: {command.summary}" in out


def test_schema_shows_every_column(capsys: pytest.CaptureFixture[str]) -> None:
    for form in ([], ["--json"], ["--sql"]):
        assert main(["schema", *form]) == 0
        out = capsys.readouterr().out
        for table in ("posts", "comments", "edges"):
            assert all(column.name in out for column in TABLES[table])
    assert main(["schema", "--json", "--table", "nested"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema("nested")
    assert main(["schema", "--sql", "--table", "posts"]) == 0
    assert capsys.readouterr().out == sql_schema("posts")
    with pytest.raises(SystemExit):
        main(["schema", "--sql", "--table", "nested"])
    assert "SQL has no rows inside rows" in capsys.readouterr().err


# --- a process of its own --------------------------------------------------------------------------------------------


def test_module_is_the_command_and_speaks_utf8_whatever_the_locale() -> None:
    environment = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([*COMMAND, SOUNDOFF], capture_output=True, env=environment, check=True)
    assert done.stderr == b""
    assert "“Small Boats, Long Memories.”" in json.loads(done.stdout.decode("utf-8"))["editors_note"]
    assert b"\r" not in done.stdout


def test_a_lone_surrogate_leaves_as_a_json_escape() -> None:
    text = soundoff().replace("second-hand boat", "\udc80 boat")
    done = subprocess.run(
        [*COMMAND, "--encoding", "utf-7", "-"], input=text.encode("utf-7"), capture_output=True, check=True
    )
    assert json.loads(done.stdout.decode("utf-8")) == parse_post(text).to_dict()
    assert "\udc80 boat" in json.loads(done.stdout.decode("utf-8"))["body"]


def test_a_reader_that_has_gone_is_no_traceback() -> None:
    process = subprocess.Popen([*COMMAND, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(SOUNDOFF.read_bytes())
    assert err == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, SOUNDOFF], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"blogparse: cannot write the output: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="signals are sent the POSIX way")
def test_an_interrupt_is_exit_code_130(tmp_path: Path) -> None:
    def listen() -> None:  # where the tests run in the background, SIGINT is ignored, and what they start inherits it
        signal.signal(signal.SIGINT, signal.default_int_handler)

    process = subprocess.Popen(
        [*COMMAND, tmp_path / "absent", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=listen,
    )
    assert process.stderr is not None
    assert b"absent" in process.stderr.readline()  # now it waits for its standard input
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert err == b""
    assert process.returncode == 130
