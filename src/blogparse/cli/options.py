"""What the commands share: the options of reading, the types of options, the exit codes."""

import argparse
import math
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import attrs

from blogparse.post import read_options
from blogparse.records import OptionError

EXIT_READ: Final = 0
"""Everything was read."""
EXIT_UNREAD: Final = 1
"""Something could not be read, raised doubts under ``--strict``, or the output could not be written."""
EXIT_INTERRUPTED: Final = 130
"""Interrupted from the keyboard: 128 + SIGINT, as shells report it."""
EXIT_BROKEN_PIPE: Final = 141
"""Whoever read the output has gone: 128 + SIGPIPE, as shells report it."""
EXIT_TERMINATED: Final = 143
"""Asked to end: 128 + SIGTERM."""


@attrs.frozen(slots=True)
class Command:
    """A subcommand: one line about it, what it adds to its parser, and what it does; that returns the exit code."""

    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], object]
    run: Callable[[argparse.ArgumentParser, argparse.Namespace], int]


def add_reading(parser: argparse.ArgumentParser) -> "argparse._ArgumentGroup":
    """Add the options of `parse_post` that hold for every page, and the encoding of files."""
    reading = parser.add_argument_group("reading")
    reading.add_argument("--encoding", type=encoding, default="utf-8", help="of the files (default: utf-8)")
    reading.add_argument("--tz", metavar="ZONE", help="IANA zone of times whose zone the dump does not name")
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
    return reading


def add_reading_of_pages(parser: argparse.ArgumentParser) -> "argparse._ArgumentGroup":
    """Add the options of `add_reading`, and the time of the crawl, which rows of a corpus bring with them."""
    reading = add_reading(parser)
    reading.add_argument(
        "--crawled-at", type=iso_time, metavar="TIME", help='ISO 8601 time of the crawl, for "3 years ago"'
    )
    return reading


def check_reading(parser: argparse.ArgumentParser, arguments: argparse.Namespace, **more: Any) -> dict[str, Any]:
    """Return the options of `parse_post`; one that cannot be used shows before the first file is read."""
    options = {"tz": arguments.tz, "languages": arguments.languages, "dayfirst": arguments.dayfirst, **more}
    try:
        read_options(**options)
    except OptionError as error:
        parser.error(str(error))
    return options


def encoding(name: str) -> str:
    """Return the name of an encoding that Python knows."""
    try:
        " ".encode(name)
    except (LookupError, UnicodeError) as error:
        raise argparse.ArgumentTypeError(f"{name!r} is not a text encoding that Python knows") from error
    return name


def iso_time(text: str) -> datetime:
    """Return a time that is written as ISO 8601 has it."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not an ISO 8601 time such as 2013-06-06T07:35") from error


def number(kind: Callable[[str], float], fits: Callable[[float], bool], what: str) -> Callable[[str], float]:
    """Return the type of an option that takes a number; `what` says in words which ones fit."""

    def read(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            value = math.nan
        if not fits(value):
            raise argparse.ArgumentTypeError(f"{text!r} is not {what}")
        return value

    return read


def number_from(least: int, unit: str) -> Callable[[str], float]:
    """Return the type of a whole number from `least` up."""
    return number(int, lambda value: value >= least, f"a number of {unit} from {least} up")


probability: Final = number(float, lambda value: 0 <= value <= 1, "a probability from 0 to 1")
seconds: Final = number(float, lambda value: 0 < value < math.inf, "a number of seconds above 0")
