"""The streams of the process: what the commands print, and where a message goes."""

import io
import os
import sys
from typing import Final

from blogparse.records import Post

WRONG_INPUT: Final = ("looks-like-html", "looks-like-json", "several-pages")
"""The codes of doubts that the input is no dump of a page, which make the record mean little."""


def speak_utf8() -> None:
    r"""Make the output UTF-8 with the line ends as written, whatever the machine's locale.

    A lone surrogate leaves as ``\udc80``, which in JSON is its very escape.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def drop_output() -> None:
    """Point standard output at nothing, so that the interpreter's last flush does not fail once more."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


def complain(message: str) -> None:
    """Print a message on the error stream."""
    sys.stdout.flush()  # where both streams go to one place, the lines keep their order
    print(f"blogparse: {message}", file=sys.stderr)


def complain_of_input(name: str, post: Post) -> None:
    """Print what tells that a file is no dump of one page."""
    for doubt in post.diagnostics:
        if doubt.code in WRONG_INPUT:
            complain(f"{printable(name)}: {doubt.message}")


def printable(name: str) -> str:
    """Return a file name on one line and without control characters."""
    return "".join(ch if ch.isprintable() else ascii(ch)[1:-1] for ch in name)
