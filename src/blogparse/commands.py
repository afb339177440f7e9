"""The subcommands ``export``, ``view`` and ``stats``: records into other formats, and something to look at.

Each is a line about it, what it adds to its parser, and a function that does it and returns the exit code. A file that
cannot be read costs one line on the error stream and the exit code 1; the others are read all the same.
"""

import argparse
import json
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import attrs

from blogparse.exports import EXPORTS, FOLDER_EXPORTS, Source
from blogparse.post import parse_post, read_options
from blogparse.records import OptionError, Post
from blogparse.render import measure_corpus, render_report, render_view

EXIT_READ: Final = 0
EXIT_UNREAD: Final = 1

_STDIN: Final = "-"
_STEM: Final = "{stem}"
_COLUMNS: Final = ("error", "language", "doubts", "comments")
"""What `measure_corpus` looks at, so that the texts of a Parquet file are not read."""


@attrs.frozen(slots=True)
class Subcommand:
    """A subcommand: one line about it, what it adds to its parser, and what it does; that returns the exit code."""

    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], object]
    run: Callable[[argparse.ArgumentParser, argparse.Namespace], int]


# --- export ----------------------------------------------------------------------------------------------------------


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a dump; '-' is standard input")
    parser.add_argument("--to", required=True, choices=(*EXPORTS, *FOLDER_EXPORTS), help="the format")
    parser.add_argument("-o", "--output", metavar="PATH", help="a file, or the folder that convokit needs")
    parser.add_argument(
        "--url", help=f"address of the page; of several files, with {_STEM} where the name of each stands"
    )
    parser.add_argument(
        "--undated", type=_time, metavar="TIME", help="ISO 8601 time with zone, where a format demands an unknown one"
    )
    _add_reading(parser)


def _export(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    options = _options(parser, arguments)
    if arguments.url and len(arguments.files) > 1 and _STEM not in arguments.url:
        parser.error(f"--url of several files needs {_STEM}, as in https://example.org/{_STEM}/")
    if arguments.to in FOLDER_EXPORTS and not arguments.output:
        parser.error(f"--to {arguments.to} writes a folder: name it with -o")
    try:
        Source(post=Post(), undated=arguments.undated)
    except OptionError as error:
        parser.error(f"--undated: {error}")
    sources: list[Source] = []
    for name in arguments.files:
        text = _read(name, arguments.encoding)
        if text is None:
            continue
        stem = "stdin" if name == _STDIN else Path(name).stem
        url = arguments.url.replace(_STEM, stem) if arguments.url else None
        post = parse_post(text, **options)
        sources.append(Source(post=post, url=url, name=stem, undated=arguments.undated))
    if sources and arguments.to in FOLDER_EXPORTS:
        folder = Path(arguments.output)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in FOLDER_EXPORTS[arguments.to](sources).items():
            _write(text, folder / name)
    elif sources:
        _write(EXPORTS[arguments.to](sources), arguments.output)
    return EXIT_READ if len(sources) == len(arguments.files) else EXIT_UNREAD


# --- view ------------------------------------------------------------------------------------------------------------


def _add_view(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a dump; '-' is standard input")
    parser.add_argument("-o", "--output", metavar="PAGE", help="the file to write (default: standard output)")
    parser.add_argument("--open", action="store_true", help="show the page in the browser")
    _add_reading(parser)


def _view(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    options = _options(parser, arguments)
    text = _read(arguments.file, arguments.encoding)
    if text is None:
        return EXIT_UNREAD
    output = arguments.output
    if arguments.open and output is None:
        output = Path(tempfile.mkdtemp(prefix="blogparse-")) / "view.html"  # left there: the browser reads it later
    _write(render_view(text, parse_post(text, **options)), output)
    if arguments.open and not webbrowser.open(Path(output).resolve().as_uri()):
        return _complain(f"no browser could be opened; the page is {output}")
    return EXIT_READ


# --- stats -----------------------------------------------------------------------------------------------------------


def _add_stats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="nested rows (.parquet, .jsonl), records (.jsonl), or a dump"
    )
    parser.add_argument("--html", metavar="PAGE", help="the file to write (default: standard output)")
    parser.add_argument("--title", default="Statistics of a corpus", help="the title of the page")
    _add_reading(parser)


def _stats(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    options = _options(parser, arguments)
    failed: list[str] = []
    try:
        counts = measure_corpus(_pages(arguments.files, arguments.encoding, options, failed))
    except ModuleNotFoundError as error:
        if error.name not in {"pyarrow", "pyarrow.parquet"}:
            raise
        return _complain('pyarrow is not installed: pip install "blogparse[arrow]"')
    except ValueError as error:  # rows of another table
        return _complain(f"cannot be counted: {error}")
    if failed and not counts.pages:
        return EXIT_UNREAD
    _write(render_report(counts, title=arguments.title), arguments.html)
    return EXIT_UNREAD if failed else EXIT_READ


def _pages(
    names: Iterable[str], encoding: str, options: Mapping[str, Any], failed: list[str]
) -> Iterator[Post | Mapping[str, Any]]:
    """Yield the pages of all files, one at a time; the names of files that cannot be read are added to `failed`."""
    for name in names:
        try:
            if name.endswith(".parquet"):
                yield from _parquet_rows(Path(name))
                continue
            if name.endswith(".jsonl"):
                yield from _json_rows(Path(name))
                continue
        except (OSError, ValueError) as error:  # ValueError: a line that is no JSON, a file that is no Parquet
            _complain(f"{_printable(name)}: {error}")
            failed.append(name)
            continue
        text = _read(name, encoding)
        if text is None:
            failed.append(name)
        else:
            yield parse_post(text, **options)


def _json_rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError(f"line {number} is no JSON object")  # noqa: TRY004 - the file is wrong, not a type
            yield row


def _parquet_rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with import_module("pyarrow.parquet").ParquetFile(path) as file:
        columns = [name for name in _COLUMNS if name in file.schema_arrow.names]
        for batch in file.iter_batches(columns=columns, batch_size=1000):
            yield from batch.to_pylist()


# --- what they share -------------------------------------------------------------------------------------------------

SUBCOMMANDS: Final[Mapping[str, Subcommand]] = MappingProxyType(
    {
        "export": Subcommand("Write records in a format that other programs read.", _add_export, _export),
        "view": Subcommand("Show a dump and its record side by side, as an HTML page.", _add_view, _view),
        "stats": Subcommand("Show a corpus in numbers and charts, as an HTML page.", _add_stats, _stats),
    }
)
"""The subcommands by name."""


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add all of them to the subparsers of a command; ``run`` in the parsed arguments is a function of these."""
    for name, subcommand in SUBCOMMANDS.items():
        parser = subparsers.add_parser(name, help=subcommand.summary, description=subcommand.summary)
        subcommand.add_arguments(parser)
        parser.set_defaults(run=_bound(subcommand, parser))


def _bound(subcommand: Subcommand, parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    return lambda arguments: subcommand.run(parser, arguments)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    reading = parser.add_argument_group("reading")
    reading.add_argument("--encoding", default="utf-8", help="of dumps (default: utf-8)")
    reading.add_argument("--tz", metavar="ZONE", help="IANA zone of times whose zone the dump does not name")
    reading.add_argument("--crawled-at", type=_time, metavar="TIME", help='ISO 8601 time, for "3 years ago"')
    reading.add_argument("--language", action="append", dest="languages", metavar="TAG", help="may be repeated")


def _options(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> dict[str, Any]:
    options = {"tz": arguments.tz, "crawled_at": arguments.crawled_at, "languages": arguments.languages}
    try:
        read_options(**options)
        " ".encode(arguments.encoding)
    except (OptionError, LookupError) as error:
        parser.error(str(error))
    return options


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not an ISO 8601 time such as 2013-06-06T07:35Z") from error


def _read(name: str, encoding: str) -> str | None:
    """Return the text of a file with its line ends as they are, or None after a complaint."""
    try:
        raw = sys.stdin.buffer.read() if name == _STDIN else Path(name).read_bytes()
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        _complain(f"{_printable(name)}: not {encoding.upper()} ({error})")
    except OSError as error:
        _complain(f"{_printable(name)}: {error.strerror}")
    return None


def _write(text: str, output: str | Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
    else:
        Path(output).write_text(text, "utf-8", newline="\n")


def _complain(message: str) -> int:
    sys.stdout.flush()
    print(f"blogparse: {message}", file=sys.stderr)
    return EXIT_UNREAD


def _printable(name: str) -> str:
    return "".join(ch if ch.isprintable() else ascii(ch)[1:-1] for ch in name)
