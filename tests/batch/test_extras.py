"""What is not installed is one line that says how to install it, and nothing is imported before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from blogparse.batch import MissingExtraError, require
from blogparse.cli import main

EXTRAS = ("pyarrow", "fastwarc", "backports.zstd", "compression.zstd", "ray", "pyspark", "datatrove", "pandas", "rich")


def test_importing_the_package_and_the_command_imports_no_extra() -> None:
    program = "import sys, blogparse, blogparse.cli, blogparse.tables; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout.split()
    assert "blogparse.jobs" in loaded
    assert not [name for name in EXTRAS if name in loaded]
    assert "blogparse.arrow" not in loaded


@pytest.mark.parametrize(
    ("name", "data", "arguments", "missing", "complaint"),
    [
        ("a.jsonl", b"", ["--to", "parquet"], "pyarrow", 'pyarrow is not installed: pip install "blogparse[arrow]"'),
        ("a.parquet", b"", ["--to", "jsonl"], "pyarrow", 'pyarrow is not installed: pip install "blogparse[arrow]"'),
        ("a.wet", b"", ["--to", "jsonl"], "fastwarc", 'fastwarc is not installed: pip install "blogparse[warc]"'),
        (
            "a.jsonl.zst", b"\x28\xb5\x2f\xfd", ["--to", "jsonl"], "backports",
            'backports.zstd is not installed: pip install "blogparse[zstd]"',
        ),
    ],
)  # fmt: skip
def test_a_missing_extra_is_one_line_with_the_command(
    name: str, data: bytes, arguments: list[str], missing: str, complaint: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    if missing == "backports" and sys.version_info >= (3, 14):
        pytest.skip("it is in the standard library")
    for loaded in [loaded for loaded in sys.modules if loaded.partition(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, missing, None)
    (tmp_path / name).write_bytes(data)
    assert main(["batch", str(tmp_path / name), "-o", str(tmp_path / "out"), "--workers", "1", *arguments]) == 1
    assert capsys.readouterr().err == f"blogparse: {complaint}\n"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["_job.json"]


def test_an_extra_that_lacks_something_itself_is_not_called_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lacking.py").write_text("import what_it_lacks")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="what_it_lacks") as caught:
        require("lacking", "x")
    assert not isinstance(caught.value, MissingExtraError)


def test_the_schema_of_arrow_says_what_it_needs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert main(["schema", "--arrow"]) == 1
    assert capsys.readouterr().err == 'blogparse: pyarrow is not installed: pip install "blogparse[arrow]"\n'


def test_the_schema_of_arrow_has_every_column(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow")
    assert main(["schema", "--arrow", "--table", "comments"]) == 0
    assert "timestamp_utc: timestamp[us, tz=UTC]" in capsys.readouterr().out


def test_schemas_are_valid_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"posts", "comments", "nested", "edges"}
