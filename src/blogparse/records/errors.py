"""The exception tree: one root, so that callers can catch everything this package raises on purpose."""

from collections.abc import Sequence
from typing import Self

from blogparse.records.post import Diagnostic
from blogparse.records.spans import line_and_column

_CARET_WIDTH = 100  # columns of the dump's line shown around a caret


class BlogparseError(Exception):
    """The root of every exception that blogparse raises on purpose."""


class NotTextError(BlogparseError, TypeError):
    """What was given is not a ``str``; the message says what to do instead."""


class OptionError(BlogparseError, ValueError):
    """An option has a value that cannot be used; the message names the option."""


class VocabularyError(BlogparseError):
    """A locale file is not valid; the message names the file and the key."""


class StrictError(BlogparseError):
    """``strict=True`` and the dump raised doubts: all diagnostics, with line, column and a caret.

    ``diagnostics`` holds the records; ``str()`` is the report.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic], text: str) -> None:
        self.diagnostics = tuple(diagnostics)
        self.text = text
        super().__init__(self._report())

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Diagnostic, ...], str]]:
        return type(self), (self.diagnostics, self.text)

    def _report(self) -> str:
        count = len(self.diagnostics)
        head = f"{count} diagnostic{'' if count == 1 else 's'} in strict mode"
        return "\n".join([head, *(caret(self.text, d) for d in self.diagnostics)])


def caret(text: str, diagnostic: Diagnostic) -> str:
    """Return a diagnostic as three lines: place, code and message; the dump's line; a caret under the place."""
    start = diagnostic.span.start
    line, column = line_and_column(text, start)
    begin = start - (column - 1)
    end = min((at for at in (text.find("\n", begin), text.find("\r", begin)) if at >= 0), default=len(text))
    left = max(begin, min(start, end) - _CARET_WIDTH // 2)
    shown = text[left : min(end, left + _CARET_WIDTH)]
    visible = "".join(" " if ch in "\t\x0b\x0c" or not ch.isprintable() else ch for ch in shown)
    width = max(1, min(diagnostic.span.end, left + len(shown)) - start)
    place = f"line {line}, column {column}: [{diagnostic.code}] {diagnostic.message}"
    return f"{place}\n  {visible}\n  {' ' * (start - left)}{'^' * width}"
