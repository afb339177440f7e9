"""Runs of links that a renderer glued or set in one row: "ReplyDelete", "Like · Reply · 12 hours".

The links of all languages are thousands of words. They are looked up by how they begin: an expression for all of them
would take longer to compile than a page takes to read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from blogparse.text import longest_first

_START: Final = 2  # characters by which links are looked up
_between = re.compile(r"(?:\{n\}|\W)*+").match


@attrs.frozen(slots=True, eq=False)
class LinkWords:
    """The words of links, for texts in the form of a `count_key`."""

    by_start: Mapping[str, tuple[str, ...]]
    """The words, longest first, by their first two characters."""

    @classmethod
    def of(cls, words: Iterable[str]) -> "LinkWords":
        """Arrange words; those of one character are left out, as many words begin or end with it."""
        by_start: dict[str, list[str]] = {}
        for word in longest_first(words):
            if len(word) >= _START:
                by_start.setdefault(word[:_START], []).append(word)
        return cls({start: tuple(same) for start, same in by_start.items()})

    def cover(self, text: str) -> bool:
        """Return whether a text is links alone, with numbers and marks between them."""
        pending = [_after_marks(text, 0)]
        seen = set(pending)
        while pending:
            for at in self._ends(text, pending.pop()):
                end = _after_marks(text, at)
                if end == len(text):
                    return True
                fresh = set(range(at, end + 1)) - seen  # a link may begin with a mark or a number
                seen |= fresh
                pending += fresh
        return False

    def begin(self, text: str) -> tuple[int, int]:
        """Return where the links with which a text begins end, with the marks behind them, and how many there are."""
        at, count = _after_marks(text, 0), 0
        while (end := next(self._ends(text, at), 0)) > 0:
            at, count = _after_marks(text, end), count + 1
        return (at, count) if count else (0, 0)

    def _ends(self, text: str, at: int) -> Iterator[int]:
        """Yield where the links that begin at a place end, the longest first."""
        for word in self.by_start.get(text[at : at + _START], ()):
            if text.startswith(word, at):
                yield at + len(word)


def _after_marks(text: str, at: int) -> int:
    """Return the first place from another on where neither a number nor a mark stands."""
    found = _between(text, at)
    return found.end() if found is not None else at
