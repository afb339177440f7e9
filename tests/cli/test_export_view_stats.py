"""The subcommands that export and show: what they write, where, and the exit codes that scripts rely on."""

from __future__ import annotations

import gzip
import json
import sys
import webbrowser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from blogparse import parse_post
from blogparse.cli import main
from blogparse.exports import EXPORTS, Source, convokit_files
from blogparse.render import measure_corpus, render_report, render_view
from export_samples import FIXTURES, URL, text_of

SOUNDOFF = str(FIXTURES / "soundoff.txt")
SAYS = str(FIXTURES / "wordpress_says.txt")


def run(*argv: str) -> int:
    """Return the exit code, also of a command line that makes no sense."""
    try:
        return main(argv)
    except SystemExit as left:
        return int(left.code or 0)


@pytest.mark.parametrize("name", EXPORTS)
def test_export_prints_or_writes_the_format(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = Source(post=parse_post(text_of("soundoff")), url=URL, name="soundoff")
    assert run("export", SOUNDOFF, "--to", name, "--url", URL) == 0
    assert capsys.readouterr().out == EXPORTS[name]([source])
    assert run("export", SOUNDOFF, "--to", name, "--url", URL, "-o", str(tmp_path / "out")) == 0
    assert (tmp_path / "out").read_bytes() == EXPORTS[name]([source]).encode("utf-8")


def test_convokit_is_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "corpus"
    assert run("export", SOUNDOFF, SAYS, "--to", "convokit", "-o", str(folder)) == 0
    posts = [parse_post(text_of(name)) for name in ("soundoff", "wordpress_says")]
    sources = [Source(post=post, name=name) for post, name in zip(posts, ("soundoff", "wordpress_says"), strict=True)]
    assert {path.name: path.read_text("ascii") for path in folder.iterdir()} == convokit_files(sources)
    assert run("export", SOUNDOFF, "--to", "convokit") == 2
    assert "-o" in capsys.readouterr().err


def test_addresses_of_several_files_come_from_their_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", SOUNDOFF, SAYS, "--to", "wxr", "--url", "https://example.org/{stem}/") == 0
    links = [element.text for element in ElementTree.fromstring(capsys.readouterr().out).iter("link")]  # noqa: S314
    assert links == ["https://example.org/soundoff/", "https://example.org/wordpress_says/"]
    assert run("export", SOUNDOFF, SAYS, "--to", "wxr", "--url", "https://example.org/") == 2


def test_a_zone_and_a_time_come_from_options(capsys: pytest.CaptureFixture[str]) -> None:
    says = ("export", SAYS, "--to", "wxr")
    assert run(*says) == 0
    assert "<wp:comment_date_gmt>0000-00-00 00:00:00<" in capsys.readouterr().out
    assert run(*says, "--tz", "Europe/Riga") == 0
    assert "<wp:comment_date_gmt>0000-00-00 00:00:00<" not in capsys.readouterr().out
    assert run(*says, "--undated", "2020-02-02T10:00+02:00") == 0
    assert "<wp:comment_date_gmt>2020-02-02 08:00:00<" in capsys.readouterr().out
    assert run(*says, "--undated", "2020-02-02") == 2
    assert "zone" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_costs_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe\x00")
    assert run("export", str(bad), SOUNDOFF, str(tmp_path / "none.txt"), "--to", "jsonld") == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["@type"] == "BlogPosting"
    assert len(err.splitlines()) == 2
    assert run("view", str(bad)) == 1
    assert capsys.readouterr().out == ""


def test_view_prints_writes_and_opens_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = render_view(text_of("soundoff"), parse_post(text_of("soundoff")))
    assert run("view", SOUNDOFF) == 0
    assert capsys.readouterr().out == expected
    page = tmp_path / "page.html"
    opened: list[str] = []

    def open_page(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", open_page)
    assert run("view", SOUNDOFF, "-o", str(page), "--open") == 0
    assert page.read_text("utf-8") == expected
    assert opened == [page.as_uri()]
    assert run("view", SOUNDOFF, "--open") == 0
    assert opened[1].endswith("view.html")
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    assert run("view", SOUNDOFF, "--open") == 1
    assert "no browser" in capsys.readouterr().err


def test_an_output_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = str(tmp_path / "none" / "page.html")
    assert run("view", SOUNDOFF, "-o", page) == 1
    assert capsys.readouterr().err == f"blogparse: cannot write {page}: No such file or directory\n"
    assert run("batch", SOUNDOFF, "-o", SAYS, "--to", "jsonl") == 1
    assert capsys.readouterr().err == f"blogparse: cannot write {SAYS}: File exists\n"


def test_stats_counts_dumps_and_lines_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts = [parse_post(text_of(name)) for name in ("soundoff", "wordpress_says")]
    expected = render_report(measure_corpus(posts), title="Two")
    assert run("stats", SOUNDOFF, SAYS, "--title", "Two") == 0
    assert capsys.readouterr().out == expected
    lines = tmp_path / "posts.jsonl"
    lines.write_text("".join(f"{post.to_json()}\n" for post in posts), "utf-8")
    assert run("stats", str(lines), "--title", "Two", "--html", str(tmp_path / "report.html")) == 0
    assert (tmp_path / "report.html").read_text("utf-8") == expected


def test_stats_reads_nested_rows_of_parquet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    parquet = pytest.importorskip("pyarrow.parquet")
    post = parse_post(text_of("soundoff"))
    comments = [
        {
            "index": c.index, "parent": c.parent, "depth": c.depth, "author": c.author, "kind": c.kind,
            "timestamp": c.timestamp.replace(tzinfo=None) if c.timestamp else None, "utc_offset": -4 * 3600,
            "timestamp_precision": c.timestamp_precision,
        }
        for c in post.comments
    ]  # fmt: skip
    row: dict[str, Any] = {"error": None, "language": post.language, "doubts": ["declared-count"], "body": post.body}
    row |= {"confidence": post.confidence}
    parquet.write_table(arrow.Table.from_pylist([row | {"comments": comments}]), tmp_path / "nested.parquet")
    assert run("stats", str(tmp_path / "nested.parquet"), "--title", "One") == 0
    assert capsys.readouterr().out == render_report(measure_corpus([post]), title="One")
    parquet.write_table(arrow.Table.from_pylist([row]), tmp_path / "posts.parquet")
    assert run("stats", str(tmp_path / "posts.parquet")) == 1
    assert "nested" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["parquet", "jsonl", "jsonl.gz"])
@pytest.mark.parametrize("tables", ["nested", "posts,comments"])
def test_stats_reads_what_batch_writes(
    form: str, tables: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    names = ("soundoff", "wordpress_says", "no_comments_yet", "blogger_threaded")
    folder = tmp_path / "in" / "deep"
    folder.mkdir(parents=True)
    for shard in ("a", "b"):
        rows = [json.dumps({"id": "twice", "text": text_of(name)}) for name in names]
        (folder / f"{shard}.jsonl").write_text("\n".join([*rows, "no row"]))
    posts = [parse_post(text_of(name)) for name in names]
    bad = {"error": "unreadable: no JSON"}
    expected = render_report(measure_corpus([*posts, bad] * 2), title="Two")
    out = tmp_path / "out"
    arguments = ("-o", str(out), "--to", form, "--tables", tables, "--workers", "1", "--quiet")
    assert run("batch", str(tmp_path / "in"), *arguments) == 0
    assert run("stats", str(out), "--title", "Two") == 0
    assert capsys.readouterr().out == expected
    files = sorted(map(str, out.glob(f"posts/deep/*.{form}" if tables != "nested" else f"deep/*.{form}")))
    assert run("stats", *files, "--title", "Two") == 0
    assert capsys.readouterr().out == expected


def test_stats_of_comments_alone_or_of_others_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    arguments = ("-o", str(out), "--to", "jsonl", "--tables", "posts,comments", "--workers", "1", "--quiet")
    assert run("batch", SOUNDOFF, *arguments) == 0
    comments = out / "comments" / "texts-00000.jsonl"
    assert run("stats", str(comments)) == 1
    assert "'comments' beside it" in capsys.readouterr().err
    comments.write_bytes(b"\n".join(comments.read_bytes().splitlines()[:-1]))
    assert run("stats", str(out)) == 1
    assert f"the comments of 'soundoff.txt' are not those in {comments}" in capsys.readouterr().err
    (tmp_path / "x.csv").write_text("page\n")
    assert run("stats", str(tmp_path / "x.csv")) == 1
    assert "not of .csv" in capsys.readouterr().err


def test_stats_of_a_folder_counts_its_dumps_and_says_what_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("soundoff", "wordpress_says"):
        (tmp_path / f"{name}.txt").write_bytes(text_of(name).encode("utf-8"))
    (tmp_path / "crawl.wet").write_bytes(b"WARC/1.0\r\n")
    assert run("stats", str(tmp_path), "--title", "Two") == 1
    out, err = capsys.readouterr()
    posts = [parse_post(text_of(name)) for name in ("soundoff", "wordpress_says")]
    assert out == render_report(measure_corpus(posts), title="Two")
    assert err.splitlines() == [
        f"blogparse: {tmp_path / 'crawl.wet'}: holds WET records: give it to `blogparse batch` first"
    ]
    (tmp_path / "empty").mkdir()
    assert run("stats", str(tmp_path / "empty")) == 1
    assert "no dumps" in capsys.readouterr().err


def test_stats_says_what_it_cannot_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "bad.jsonl"
    lines.write_text("[1]\n", "utf-8")
    assert run("stats", str(lines)) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "row 1: a row of JSON that is no object" in err
    lines.write_text("{", "utf-8")
    assert run("stats", str(lines), str(tmp_path / "none.jsonl"), SOUNDOFF) == 1
    out, err = capsys.readouterr()
    assert "</html>" in out
    assert len(err.splitlines()) == 2


CUT = gzip.compress(b'{"comments": []}\n', mtime=0)[:-9]


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("cut.jsonl.gz", CUT, "the file ends in the middle of its gzip data"),
        ("bad.parquet", b"PAR1 and no more", "cannot be read as Parquet: "),
    ],
    ids=["gzip", "Parquet"],
)
def test_stats_says_what_is_damaged(
    name: str, data: bytes, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    path = tmp_path / name
    path.write_bytes(data)
    assert run("stats", str(path)) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"blogparse: {path}: {complaint}")
    assert len(err.splitlines()) == 1


def test_the_bare_command_still_parses(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(SOUNDOFF) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "The islands that run on promises"


def test_a_missing_extra_is_one_line_with_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rows.parquet").touch()
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    assert run("stats", str(tmp_path / "rows.parquet")) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ['blogparse: pyarrow is not installed: pip install "blogparse[arrow]"']
