"""The command ``blogparse``: files in, records out.

The command does what the library must not do: it opens files, asks the terminal for its width and writes to the
streams. One file that cannot be read costs one line on the error stream and the exit code 1; the others are read all
the same. ``docs/command.md`` is the reference.
"""

import argparse
import codecs
import io
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from blogparse.commands import SUBCOMMANDS, add_to
from blogparse.post import Analysis, analyse, read_options
from blogparse.records import OptionError, StrictError
from blogparse.render import RENDERERS, describe_layout, render_ruled, render_tree

EXIT_READ: Final = 0
"""Every file was read."""
EXIT_UNREAD: Final = 1
"""A file could not be read, raised doubts under ``--strict``, or the output could not be written."""
EXIT_INTERRUPTED: Final = 130
"""Interrupted from the keyboard: 128 + SIGINT, as shells report it."""
EXIT_BROKEN_PIPE: Final = 141
"""Whoever read the output has gone: 128 + SIGPIPE, as shells report it."""

_STDIN: Final = "-"
_DEFAULT_WIDTH: Final = 80  # columns where the output is no terminal
_MIN_WIDTH: Final = 40  # columns: the least that the tree takes
_BINARY_SHARE: Final = 0.01  # of NULs: a dump has none, machine code and images have more than one in a hundred
_WIDE_BOMS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # byte order marks that are no UTF-8


class _UnreadableError(Exception):
    """A file that cannot be read as text; ``str()`` says why, in a few words."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command on `argv`, by default that of the process, and return its exit code.

    A command line that makes no sense leaves through ``SystemExit``, as argparse does it.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    if given and given[0] in SUBCOMMANDS:
        return _run_subcommand(given)
    parser = _argument_parser()
    arguments = parser.parse_args(given)
    options = {
        "tz": arguments.tz,
        "crawled_at": arguments.crawled_at,
        "languages": arguments.languages,
        "dayfirst": arguments.dayfirst,
    }
    if arguments.files.count(_STDIN) > 1:
        parser.error("standard input ('-') can be read once only")
    try:
        read_options(**options)  # an option that cannot be used must show before the first file is read
    except OptionError as error:
        parser.error(str(error))
    return _guarded(lambda: _parse_files(arguments, options))


def _run_subcommand(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="blogparse")
    add_to(parser.add_subparsers(required=True))
    arguments = parser.parse_args(argv)
    return _guarded(lambda: arguments.run(arguments))


def _guarded(run: Callable[[], int]) -> int:
    """Return the exit code of what is run, or that of an interrupt or of an output that cannot be written."""
    _speak_utf8()
    try:
        code = run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return EXIT_BROKEN_PIPE
    except OSError as error:  # reading has its own handler: this is the output, on a full disk for one
        _drop_output()
        _complain(f"cannot write the output: {error.strerror}")
        return EXIT_UNREAD
    return code


# --- the command line ------------------------------------------------------------------------------------------------


def _argument_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="blogparse",
        description="Turn plain-text dumps of scraped blog pages into records: the post and its comment thread.",
        epilog="Other commands: " + "; ".join(f"blogparse {name} --help" for name in SUBCOMMANDS) + ". "
        "One file gives one JSON object; several give JSON Lines, in the order of the files. "
        "Exit code: 0 all read, 1 some file could not be read, 2 usage.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a dump; '-' is standard input")
    parser.add_argument("--version", action="version", version=f"blogparse {metadata.version('blogparse')}")

    output = parser.add_argument_group("output")
    output.add_argument(
        "--format",
        choices=tuple(RENDERERS),
        default="json",
        help="json: the record; tree: the post and its thread for reading; "
        "ruled: the dump with a margin that shows how each line was read (default: json)",
    )
    output.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours of the tree")
    output.add_argument("--width", type=_width, metavar="COLUMNS", help="width of the tree (default: the terminal's)")

    reading = parser.add_argument_group("reading")
    reading.add_argument("--encoding", type=_encoding, default="utf-8", help="of the files (default: utf-8)")
    reading.add_argument("--tz", metavar="ZONE", help="IANA zone of times whose zone the dump does not name")
    reading.add_argument(
        "--crawled-at", type=_iso_time, metavar="TIME", help='ISO 8601 time of the crawl, for "3 years ago"'
    )
    reading.add_argument(
        "--language",
        action="append",
        dest="languages",
        metavar="TAG",
        help="know the words of this language only, as in 'en'; may be repeated (default: all languages)",
    )
    order = reading.add_mutually_exclusive_group()
    order.add_argument("--dayfirst", action="store_true", default=None, help="03/04/2013 is 3 April")
    order.add_argument("--monthfirst", action="store_false", dest="dayfirst", help="03/04/2013 is March 4")
    reading.add_argument("--strict", action="store_true", help="a dump that raises doubts counts as unread")
    return parser


def _encoding(name: str) -> str:
    try:
        " ".encode(name)
    except (LookupError, UnicodeError) as error:
        raise argparse.ArgumentTypeError(f"{name!r} is not a text encoding that Python knows") from error
    return name


def _iso_time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not an ISO 8601 time such as 2013-06-06T07:35") from error


def _width(text: str) -> int:
    width = int(text) if text.isascii() and text.isdigit() else 0
    if width < _MIN_WIDTH:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of columns from {_MIN_WIDTH} up")
    return width


# --- files in, records out -------------------------------------------------------------------------------------------


def _parse_files(arguments: argparse.Namespace, options: dict[str, Any]) -> int:
    code = EXIT_READ
    several = len(arguments.files) > 1
    separator = ""
    for name in arguments.files:
        try:
            text = _read(name, arguments.encoding)
            analysis = analyse(text, strict=arguments.strict, **options)
        except (_UnreadableError, StrictError) as error:
            _complain(f"{_printable(name)}: {error}")
            code = EXIT_UNREAD
            continue
        if several and arguments.format == "json":
            sys.stdout.write(f"{analysis.post.to_json()}\n")
            continue
        shown = _rendered(text, analysis, arguments)
        if several:
            sys.stdout.write(f"{separator}==> {_printable(name)} <==\n")
            separator = "\n" if shown.endswith("\n") else "\n\n"  # a ruled view ends as its dump does
        sys.stdout.write(shown)
    return code


def _rendered(text: str, analysis: Analysis, arguments: argparse.Namespace) -> str:
    """Return one view, with what the command alone knows: the terminal, and how the parser saw each line."""
    if arguments.format == "tree":
        width = arguments.width or max(_MIN_WIDTH, shutil.get_terminal_size((_DEFAULT_WIDTH, 0)).columns)
        return render_tree(analysis.post, width=width, color=_colored(arguments.color))
    if arguments.format == "ruled":
        head = describe_layout(analysis.post.layout)
        return head + render_ruled(text, analysis.post, analysis.letters.letters)
    return RENDERERS[arguments.format](text, analysis.post)


def _colored(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    # The convention of no-color.org: set and not empty switches colours off.
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _read(name: str, encoding: str) -> str:
    """Return the text of a file with its line ends as they are, without the byte order mark.

    Universal newlines would shift the spans, so that the bytes are decoded here.
    """
    try:
        raw = sys.stdin.buffer.read() if name == _STDIN else Path(name).read_bytes()
    except FileNotFoundError as error:
        raise _UnreadableError("no such file") from error
    except IsADirectoryError as error:
        raise _UnreadableError("is a directory; name the files in it") from error
    except PermissionError as error:
        raise _UnreadableError("no permission to read it") from error
    except OSError as error:
        raise _UnreadableError(f"cannot be read: {error.strerror}") from error
    try:
        text = raw.decode(encoding)
    except UnicodeError as error:
        raise _UnreadableError(_decoding_failure(raw, encoding, error)) from error
    if text.count("\0") > _BINARY_SHARE * len(text):
        raise _UnreadableError("not text (too many NUL characters; try --encoding if it is UTF-16)")
    return text.removeprefix("\ufeff")


def _decoding_failure(raw: bytes, encoding: str, error: UnicodeError) -> str:
    at = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
    failure = f"not {encoding.upper()}{at}"
    wide = _WIDE_BOMS.get(raw[:2])
    if wide and codecs.lookup(encoding).name != wide:
        return f"{failure} (try --encoding {wide})"
    if raw.count(0) > _BINARY_SHARE * len(raw):
        return f"not text ({failure}, and full of NUL bytes)"
    return f"{failure} (try --encoding)"


# --- streams ---------------------------------------------------------------------------------------------------------


def _speak_utf8() -> None:
    r"""Make the output UTF-8 with the line ends as written, whatever the machine's locale.

    A lone surrogate leaves as ``\udc80``, which in JSON is its very escape.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _drop_output() -> None:
    """Point standard output at nothing, so that the interpreter's last flush does not fail once more."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


def _complain(message: str) -> None:
    sys.stdout.flush()  # where both streams go to one place, the lines keep their order
    print(f"blogparse: {message}", file=sys.stderr)


def _printable(name: str) -> str:
    """Return a file name on one line and without control characters."""
    return "".join(ch if ch.isprintable() else ascii(ch)[1:-1] for ch in name)
