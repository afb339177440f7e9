"""A dump as the steps before the record left it, with the looks around a line that its readers share.

`authorship` and `post.topics` read lines near headline and text. What they ask of the page as a whole is answered here,
and answered once: whom the page names, how often it says a word, what stands right above a line.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Final

import attrs

from blogparse.credits import LineWords
from blogparse.dates import DateReader, Times
from blogparse.layout import Induction
from blogparse.letters import Letters
from blogparse.records import Comment, Span
from blogparse.sections import Sectioning
from blogparse.text import HEADING, Lines, line_key

NEAR: Final = 8  # lines above and below a line in which its neighbours are looked for


@attrs.frozen(slots=True, eq=False)
class Page:
    """A dump as the steps before this one left it, with what reading its credit lines takes."""

    lines: Lines
    letters: Letters
    sectioning: Sectioning
    induction: Induction | None
    times: Times
    wrap: int | None
    words: LineWords
    reader: DateReader
    comments: tuple[Comment, ...] = ()
    """The thread, once it is read."""

    def span(self, first: int, last: int = -1) -> Span:
        """Return the span of the lines `first` to `last`."""
        return Span(self.lines.starts[first], self.lines.ends[max(first, last)])

    def is_item(self, row: int) -> bool:
        """Return whether a line is a list item."""
        return self.lines.markers[row] not in {"", HEADING}

    def in_comment(self, row: int) -> bool:
        """Return whether a line is a comment's: nothing of the post is ever read there."""
        at = self.gap(row) - 1
        return at >= 0 and self.induction is not None and row < self.induction.records[at].end

    def gap(self, row: int) -> int:
        """Return how many comments begin above a line or in it; lines with the same number have none between them."""
        return bisect_right(self._begins, row)

    def until_comment(self, first: int, stop: int) -> range:
        """Return the lines from one outside of comments on, as far as no comment begins."""
        return range(first, min([stop, *self._begins[self.gap(first) :][:1]]))

    @cached_property
    def _begins(self) -> Sequence[int]:
        return [record.start for record in self.induction.records] if self.induction is not None else []

    def content(self, first: int, stop: int) -> Iterator[int]:
        """Yield the lines of a range that say more than a separator: flat dumps have "|" on a line of its own."""
        keys, shape = self.lines.keys, self.letters.letters
        for row in range(max(first, 0), min(stop, len(keys))):
            letter = shape[row]
            if letter != "_" and (letter != "V" or keys[row]):
                yield row

    def row_above(self, row: int) -> int:
        """Return the nearest line above that is not blank, or -1 where none is near."""
        texts = self.lines.texts
        for at in range(row - 1, max(row - NEAR, 0) - 1, -1):
            if texts[at]:
                return at
        return -1

    def row_below(self, row: int) -> int:
        """Return the nearest line below that is not blank, or -1 where none is near."""
        texts = self.lines.texts
        for at in range(row + 1, min(row + NEAR, len(texts))):
            if texts[at]:
                return at
        return -1

    def row_at(self, offset: int) -> int:
        """Return the line that begins at an offset of the dump or holds it."""
        return bisect_right(self.lines.starts, offset) - 1

    def nearby(self, row: int) -> Sequence[int]:
        """Return the content lines above and below a line, the two nearest first, then the two behind them.

        Where there is none stands -1. The words before a date ("on") are no content: flat dumps have them on lines of
        their own.
        """
        below = self._two(range(row + 1, min(row + NEAR, len(self.lines))))
        above = self._two(range(row - 1, max(row - NEAR, 0) - 1, -1))
        return [above[0], below[0], above[1], below[1]]

    def _two(self, rows: range) -> tuple[int, int]:
        """Return the first two lines of some that say more than a mark or a word before a date, -1 for none."""
        keys, shape, on = self.lines.keys, self.letters.letters, self.words.on
        first = -1
        for row in rows:
            letter = shape[row]
            if letter == "_" or (letter == "V" and not keys[row]) or keys[row] in on:
                continue
            if first >= 0:
                return first, row
            first = row
        return first, -1

    @cached_property
    def people(self) -> Mapping[str, str]:
        """Those who speak or are spoken to on the page, by their keys."""
        names = [comment.author for comment in self.comments if comment.author and comment.kind == "comment"]
        people = {line_key(name): name for name in [*names, *self.letters.names.values()]}
        return {key: name for key, name in people.items() if key and key not in self.words.anonymous}

    @cached_property
    def article(self) -> Sequence[int]:
        """The lines of the article that are not blank."""
        texts = self.lines.texts
        return [row for row in self.sectioning.article if texts[row]]

    @cached_property
    def prose(self) -> Sequence[int]:
        """The lines of running text."""
        return [row for row, letter in enumerate(self.letters.letters) if letter == "p"]

    @cached_property
    def pictures(self) -> Sequence[int]:
        """The lines that are the text of a person's picture."""
        shape = self.letters.letters
        return [row for row, letter in enumerate(shape) if letter == "a"] if "a" in shape else []

    def says_small(self, name: str) -> bool:
        """Return whether the page uses a word of a name in small letters, as it does words that are no names."""
        return any(f" {word} " in self.lines.text for word in name.lower().split())

    def rows_saying(self, key: str) -> Sequence[int]:
        """Return the lines that are a key and nothing else."""
        keys = self.lines.keys
        rows: list[int] = []
        with suppress(ValueError):
            while key:
                rows.append(keys.index(key, rows[-1] + 1 if rows else 0))
        return rows
