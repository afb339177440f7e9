"""``blogparse parse``: files in, records out.

One file that cannot be read costs one line on the error stream and the exit code 1; the others are read all the same.
In a run that prints lines, every file has its line, and every line says which file it is of.
"""

import argparse
import csv
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any, Final

from blogparse.cli.files import STDIN, read_dump
from blogparse.cli.options import EXIT_READ, EXIT_UNREAD, Command, add_reading_of_pages, check_reading, number_from
from blogparse.cli.streams import complain, complain_of_input, printable
from blogparse.jobs import UnreadableError, csv_cells
from blogparse.post import Analysis, analyse
from blogparse.records import StrictError
from blogparse.render import RENDERERS, describe_confidence, describe_layout, render_ruled, render_tree
from blogparse.tables import COMMENT_COLUMNS, comment_rows

_DEFAULT_WIDTH: Final = 80  # columns where the output is no terminal
_MIN_WIDTH: Final = 40  # columns: the least that the tree takes


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="a dump, or a folder with .txt files; '-' is standard input"
    )
    parser.add_argument(
        "--files-from", metavar="FILE", help="read the names of more files from FILE, one a line; '-' is standard input"
    )
    parser.add_argument("-0", "--null", action="store_true", help="names end with NUL, as `find -print0` writes them")
    output = parser.add_argument_group("output")
    output.add_argument(
        "--format",
        choices=("json", "jsonl", "csv", *(name for name in RENDERERS if name != "json")),
        default="json",
        help="json: the record, or lines where there may be several files; jsonl: one line a file; csv: one row a "
        "comment; tree: the post and its thread for reading; ruled: the dump with a margin that shows how each line "
        "was read; html: the dump and its record side by side (default: json)",
    )
    output.add_argument("--lean", action="store_true", help="records that say nothing twice")
    output.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours of the tree")
    output.add_argument(
        "--width", type=number_from(_MIN_WIDTH, "columns"), metavar="COLUMNS",
        help="width of the tree (default: the terminal's)",
    )  # fmt: skip
    reading = add_reading_of_pages(parser)
    reading.add_argument("--strict", action="store_true", help="a dump that raises doubts counts as unread")


def _run(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    if not arguments.files and not arguments.files_from:
        parser.error("the following arguments are required: FILE")
    if [*arguments.files, arguments.files_from].count(STDIN) > 1:
        parser.error("standard input ('-') can be read once only")
    options = check_reading(parser, arguments, crawled_at=arguments.crawled_at)
    try:
        names = _names(arguments)
    except OSError as error:
        parser.error(f"--files-from {arguments.files_from}: {error.strerror}")
    several = len(arguments.files) > 1 or bool(arguments.files_from) or any(map(os.path.isdir, arguments.files))
    lines = arguments.format == "jsonl" or (arguments.format == "json" and several)
    table = csv.writer(sys.stdout)
    if arguments.format == "csv":
        table.writerow(column.name for column in COMMENT_COLUMNS)
    separator = ""
    code = EXIT_READ
    for name in names:
        try:
            text = read_dump(name, arguments.encoding)
            analysis = analyse(text, strict=arguments.strict, **options)
        except (UnreadableError, StrictError) as error:
            if lines:
                _print_line({"source": name, "error": str(error)})
            complain(f"{printable(name)}: {error}")
            code = EXIT_UNREAD
            continue
        complain_of_input(name, analysis.post)
        if lines:
            _print_line({"source": name, **analysis.post.to_dict(lean=arguments.lean)})
        elif arguments.format == "csv":
            table.writerows(csv_cells(row) for row in comment_rows(analysis.post, page=name))
        else:
            shown = _rendered(text, analysis, arguments)
            if several:
                sys.stdout.write(f"{separator}==> {printable(name)} <==\n")
                separator = "\n" if shown.endswith("\n") else "\n\n"  # a ruled view ends as its dump does
            sys.stdout.write(shown)
    return code


PARSE: Final = Command("Turn plain-text dumps of blog pages into records.", _add_arguments, _run)
"""The subcommand, which is the command without a name too."""


def _print_line(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def _rendered(text: str, analysis: Analysis, arguments: argparse.Namespace) -> str:
    """Return one view, with what the command alone knows: the terminal, and how the parser saw each line."""
    if arguments.format == "json" and arguments.lean:
        return analysis.post.to_json(indent=2, lean=True) + "\n"
    if arguments.format == "tree":
        width = arguments.width or max(_MIN_WIDTH, shutil.get_terminal_size((_DEFAULT_WIDTH, 0)).columns)
        return render_tree(analysis.post, width=width, color=_colored(arguments.color))
    if arguments.format == "ruled":
        head = describe_layout(analysis.post.layout) + f"# confidence: {describe_confidence(analysis.post)}\n"
        return head + render_ruled(text, analysis.post, analysis.letters.letters, analysis.line_labels())
    return RENDERERS[arguments.format](text, analysis.post)


def _colored(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    # The convention of no-color.org: set and not empty switches colours off.
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _names(arguments: argparse.Namespace) -> list[str]:
    """Return the names of the files: those given, the texts of folders, those that a list names."""
    names: list[str] = []
    for name in arguments.files:
        if name != STDIN and Path(name).is_dir():
            # A folder without texts stands for itself, so that it is complained of.
            names += sorted(str(path) for path in Path(name).rglob("*.txt") if path.is_file()) or [name]
        else:
            names.append(name)
    if arguments.files_from:
        listed = sys.stdin.buffer.read() if arguments.files_from == STDIN else Path(arguments.files_from).read_bytes()
        names += [
            os.fsdecode(name) for name in (listed.split(b"\0") if arguments.null else listed.splitlines()) if name
        ]
    return names
