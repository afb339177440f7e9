"""``blogparse view``: how one dump was read, as a page to look at."""

import argparse
import tempfile
import webbrowser
from pathlib import Path
from typing import Final

from blogparse.cli.files import read_dump, write_text
from blogparse.cli.options import EXIT_READ, EXIT_UNREAD, Command, add_reading_of_pages, check_reading
from blogparse.cli.streams import complain, complain_of_input, printable
from blogparse.jobs import UnreadableError
from blogparse.post import parse_post
from blogparse.render import render_view


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a dump; '-' is standard input")
    parser.add_argument("-o", "--output", metavar="PAGE", help="the file to write (default: standard output)")
    parser.add_argument("--open", action="store_true", help="show the page in the browser")
    add_reading_of_pages(parser)


def _run(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    options = check_reading(parser, arguments, crawled_at=arguments.crawled_at)
    try:
        text = read_dump(arguments.file, arguments.encoding)
    except UnreadableError as error:
        complain(f"{printable(arguments.file)}: {error}")
        return EXIT_UNREAD
    output = arguments.output
    if arguments.open and output is None:
        output = Path(tempfile.mkdtemp(prefix="blogparse-")) / "view.html"  # left there: the browser reads it later
    post = parse_post(text, **options)
    complain_of_input(arguments.file, post)
    write_text(render_view(text, post), output)
    if arguments.open and not webbrowser.open(Path(output).resolve().as_uri()):
        complain(f"no browser could be opened; the page is {output}")
        return EXIT_UNREAD
    return EXIT_READ


VIEW: Final = Command("Show a dump and its record side by side, as an HTML page.", _add_arguments, _run)
"""The subcommand."""
