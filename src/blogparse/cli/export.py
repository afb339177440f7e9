"""``blogparse export``: records in the formats that other programs read."""

import argparse
from pathlib import Path
from typing import Final

from blogparse.cli.files import STDIN, read_dump, write_text
from blogparse.cli.options import EXIT_READ, EXIT_UNREAD, Command, add_reading_of_pages, check_reading, iso_time
from blogparse.cli.streams import complain, complain_of_input, printable
from blogparse.exports import EXPORTS, FOLDER_EXPORTS, Source
from blogparse.jobs import UnreadableError
from blogparse.post import parse_post
from blogparse.records import OptionError, Post

_STEM: Final = "{stem}"


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a dump; '-' is standard input")
    parser.add_argument("--to", required=True, choices=(*EXPORTS, *FOLDER_EXPORTS), help="the format")
    parser.add_argument("-o", "--output", metavar="PATH", help="a file, or the folder that convokit needs")
    parser.add_argument(
        "--url", help=f"address of the page; of several files, with {_STEM} where the name of each stands"
    )
    parser.add_argument(
        "--undated", type=iso_time, metavar="TIME",
        help="ISO 8601 time with zone, where a format demands an unknown one",
    )  # fmt: skip
    add_reading_of_pages(parser)


def _run(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    options = check_reading(parser, arguments, crawled_at=arguments.crawled_at)
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
        try:
            text = read_dump(name, arguments.encoding)
        except UnreadableError as error:
            complain(f"{printable(name)}: {error}")
            continue
        stem = "stdin" if name == STDIN else Path(name).stem
        url = arguments.url.replace(_STEM, stem) if arguments.url else None
        post = parse_post(text, **options)
        complain_of_input(name, post)
        sources.append(Source(post=post, url=url, name=stem, undated=arguments.undated))
    if sources and arguments.to in FOLDER_EXPORTS:
        folder = Path(arguments.output)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in FOLDER_EXPORTS[arguments.to](sources).items():
            write_text(text, folder / name)
    elif sources:
        write_text(EXPORTS[arguments.to](sources), arguments.output)
    return EXIT_READ if len(sources) == len(arguments.files) else EXIT_UNREAD


EXPORT: Final = Command("Write records in a format that other programs read.", _add_arguments, _run)
"""The subcommand."""
