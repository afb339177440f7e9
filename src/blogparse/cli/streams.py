"""The streams of the process: what the commands print, and where a message goes."""

import io
import os
import sys


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


def printable(name: str) -> str:
    """Return a file name on one line and without control characters."""
    return "".join(ch if ch.isprintable() else ascii(ch)[1:-1] for ch in name)
