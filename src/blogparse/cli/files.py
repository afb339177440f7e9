"""Files by the names that the command line gives: dumps in, pages out."""

import sys
from pathlib import Path
from typing import Final

from blogparse.jobs import decode, read_file

STDIN: Final = "-"
"""The name that means standard input."""


def read_dump(name: str, encoding: str) -> str:
    """Return the text of a file or of standard input; an `UnreadableError` says why it has none."""
    return decode(sys.stdin.buffer.read(), encoding) if name == STDIN else read_file(Path(name), encoding)


def write_text(text: str, output: str | Path | None) -> None:
    """Write a text to a file as UTF-8, or without one to standard output."""
    if output is None:
        sys.stdout.write(text)
    else:
        Path(output).write_text(text, "utf-8", newline="\n")
