"""Spans as lines: which lines of the dump a span covers, and the words and links that say so."""

from bisect import bisect_left, bisect_right

import attrs

from blogparse.records import Span
from blogparse.text import split_lines


@attrs.frozen(slots=True)
class Places:
    """Where the lines of a dump begin and end."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Places":
        """Return the places of a dump's lines."""
        lines = split_lines(text)
        return cls(tuple(lines.starts), tuple(lines.ends))

    def lines(self, span: Span | None) -> range:
        """Return the numbers, from 0, of the lines that a span touches; none for None and for an empty span."""
        if span is None or span.start == span.end:
            return range(0)
        return range(max(bisect_right(self.starts, span.start) - 1, 0), bisect_left(self.starts, span.end))

    def words(self, span: Span | None) -> str:
        """Return "line 3" or "lines 3 to 9", as people count them; nothing for an empty span."""
        lines = self.lines(span)
        if not lines:
            return ""
        return f"line {lines[0] + 1}" if len(lines) == 1 else f"lines {lines[0] + 1} to {lines[-1] + 1}"

    def link(self, span: Span | None) -> str:
        """Return a link to the first line of a span, which names all its lines."""
        lines = self.lines(span)
        return f'<a class="place" href="#L{lines[0] + 1}">{self.words(span)}</a>' if lines else ""
