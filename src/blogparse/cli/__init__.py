"""The command ``blogparse``: a thin layer of subcommands over the library.

The commands do what the library must not do: they ask the terminal for its width and write to the streams. Without the
name of a subcommand the command is ``parse``. ``docs/command.md`` is the reference.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib import metadata
from types import MappingProxyType
from typing import Final

from blogparse.cli.batch import BATCH
from blogparse.cli.export import EXPORT
from blogparse.cli.options import EXIT_BROKEN_PIPE, EXIT_INTERRUPTED, EXIT_UNREAD, Command
from blogparse.cli.parse import PARSE
from blogparse.cli.schema import SCHEMA
from blogparse.cli.stats import STATS
from blogparse.cli.streams import complain, drop_output, printable, speak_utf8
from blogparse.cli.view import VIEW
from blogparse.records import BlogparseError

__all__ = ["COMMANDS", "main"]

COMMANDS: Final[Mapping[str, Command]] = MappingProxyType(
    {"parse": PARSE, "view": VIEW, "export": EXPORT, "batch": BATCH, "stats": STATS, "schema": SCHEMA}
)
"""The subcommands by name. To add one, write a module beside this and name its `Command` here."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command on `argv`, by default that of the process, and return its exit code.

    A command line that makes no sense leaves through ``SystemExit``, as argparse does it.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    name = given.pop(0) if given[:1] and given[0] in COMMANDS else None
    command = COMMANDS[name or "parse"]
    parser = argparse.ArgumentParser(
        prog=f"blogparse {name}" if name else "blogparse",
        description=command.summary,
        epilog="Exit code: 0 all read, 1 something could not be read, 2 usage.",
    )
    if name is None:
        parser.add_argument("--version", action="version", version=f"blogparse {metadata.version('blogparse')}")
        others = "; ".join(f"blogparse {other}: {known.summary}" for other, known in COMMANDS.items())
        parser.epilog = f"{others} {parser.epilog}"
    command.add_arguments(parser)
    arguments = parser.parse_args(given)
    speak_utf8()
    try:
        code = command.run(parser, arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return EXIT_BROKEN_PIPE
    except BlogparseError as error:  # what stops the command: an extra is missing, a worker cannot start
        complain(str(error))
        return EXIT_UNREAD
    except OSError as error:  # reading has its own handlers: this is the output, on a full disk for one
        if error.filename is None:
            drop_output()
        complain(f"cannot write {printable(str(error.filename or 'the output'))}: {error.strerror}")
        return EXIT_UNREAD
    return code
