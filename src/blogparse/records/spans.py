"""Places in the raw dump: half-open character ranges, and the lines and columns that people read.

Every offset in this package counts characters of the ``str`` that the caller gave, from 0, as slicing does.
"""

from collections.abc import Iterable

import attrs
import regex

LINE_END = regex.compile(r"\r\n|\r|\n")
"""What ends a line: CR LF, CR or LF, and nothing else (form feed, NEL and U+2028 are text)."""


@attrs.frozen(slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of characters in the raw dump.

    >>> Span(2, 5).of("abcdefg")
    'cde'
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got ({self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def __contains__(self, other: object) -> bool:
        """Return whether an offset or another span lies inside."""
        if isinstance(other, Span):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, int) and self.start <= other < self.end


def tiles(spans: Iterable[Span], length: int) -> bool:
    """Return whether the spans, in order, cover ``[0, length)`` without gap or overlap.

    >>> tiles([Span(0, 2), Span(2, 5)], 5), tiles([Span(0, 2), Span(3, 5)], 5)
    (True, False)
    """
    at = 0
    for span in spans:
        if span.start != at:
            return False
        at = span.end
    return at == length


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    r"""Return the line and the column of an offset, both counted from 1.

    >>> line_and_column("ab\r\ncd", 5)
    (2, 2)
    """
    line, start = 1, 0
    for match in LINE_END.finditer(text, 0, offset):
        line, start = line + 1, match.end()
    return line, offset - start + 1
