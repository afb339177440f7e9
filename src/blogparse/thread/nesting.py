"""Infer who answers whom: depths and parents from the evidence on the page, in order of trust.

1. *Indentation*: replies start deeper than what they answer. The step is the page's own; numbers that are aligned on
   their point shift a mark by one column, so columns one apart are one level.
2. *Marks*: an answer has a list mark of its own inside the record that it answers.
3. *Paths*: the page numbers its comments by level (``#1.2``).
4. *Mentions*: "Reply to Jane", "In reply to TITLE by Jane": the parent is the last comment before by that name.

A depth is never deeper than the parent's plus one. Without indentation or list marks, and with none of the rest, the
depth is None: a renderer that drops white space drops the tree. It is wrong where a theme indents for beauty.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from blogparse.records import Nesting
from blogparse.text import late_pattern, line_key

_NUMBERED: Final = late_pattern(r"\s*\(?#\s?(?:\d++|\{n\})\)?+$")  # "Jane (#2)"
TOLERANCE: Final = 1  # columns: "9." and "10." aligned on the point differ by one


class Clues(NamedTuple):
    """What one record shows of its place in the tree; `indent` in columns from the dump's left edge."""

    indent: int
    has_marker: bool
    author: str | None
    mention: str | None
    path: tuple[int, ...]
    is_answer: bool = False


class Tree(NamedTuple):
    """Depth and parent of every record, in page order, and the evidence they rest on."""

    evidence: Nesting
    depths: tuple[int | None, ...]
    parents: tuple[int | None, ...]


def infer_nesting(clues: Sequence[Clues]) -> Tree:
    """Return the tree by the first kind of evidence in `EVIDENCE` that the records show."""
    for infer in EVIDENCE:
        tree = infer(clues)
        if tree is not None:
            return tree
    nothing = (None,) * len(clues)
    return Tree(Nesting.NONE, nothing, nothing)


def by_indentation(clues: Sequence[Clues]) -> Tree | None:
    """Read the columns in which records start; None where all start in one."""
    if not clues or max(c.indent for c in clues) - min(c.indent for c in clues) <= TOLERANCE:
        return None
    depths: list[int | None] = []
    parents: list[int | None] = []
    open_records: list[tuple[int, int]] = []  # the path from the top level down: (indent, index)
    for index, clue in enumerate(clues):
        while open_records and open_records[-1][0] >= clue.indent - TOLERANCE:
            open_records.pop()
        depths.append(len(open_records))
        parents.append(open_records[-1][1] if open_records else None)
        open_records.append((clue.indent, index))
    if not any(depths):
        return None
    return Tree(Nesting.INDENTATION, tuple(depths), tuple(parents))


def by_paths(clues: Sequence[Clues]) -> Tree | None:
    """Read numbers such as ``#1.2``; None unless every second record has one and one of them has levels."""
    numbered = [clue for clue in clues if clue.path]
    if len(numbered) * 2 < len(clues) or all(len(clue.path) < 2 for clue in numbered):
        return None
    seen: dict[tuple[int, ...], int] = {}
    parents: list[int | None] = []
    for index, clue in enumerate(clues):
        parents.append(seen.get(clue.path[:-1]) if clue.path else None)
        if clue.path:
            seen[clue.path] = index
    return Tree(Nesting.PATHS, _depths(parents), tuple(parents))


def by_mentions(clues: Sequence[Clues]) -> Tree | None:
    """Read whom a record says it answers; None where no record says so."""
    if not any(clue.mention for clue in clues):
        return None
    last_by: dict[str, int] = {}
    parents: list[int | None] = []
    for index, clue in enumerate(clues):
        parents.append(last_by.get(line_key(_NUMBERED.sub("", clue.mention))) if clue.mention else None)
        if clue.author:
            last_by[line_key(clue.author)] = index
    if all(parent is None for parent in parents):
        return None
    return Tree(Nesting.MENTIONS, _depths(parents), tuple(parents))


def by_marks(clues: Sequence[Clues]) -> Tree | None:
    """Read answers that stand inside the record they answer, under a list mark of their own."""
    if not any(clue.is_answer for clue in clues):
        return None
    parents: list[int | None] = []
    last = None
    for index, clue in enumerate(clues):
        parents.append(last if clue.is_answer else None)
        if not clue.is_answer:
            last = index
    return Tree(Nesting.MARKERS, _depths(parents), tuple(parents))


def flat(clues: Sequence[Clues]) -> Tree | None:
    """Read a thread whose marks or indentation could show levels and show one."""
    if not clues or not any(clue.has_marker or clue.indent for clue in clues):
        return None
    return Tree(Nesting.FLAT, (0,) * len(clues), (None,) * len(clues))


def _depths(parents: Sequence[int | None]) -> tuple[int | None, ...]:
    depths: list[int] = []
    for parent in parents:
        depths.append(0 if parent is None else depths[parent] + 1)
    return tuple(depths)


EVIDENCE: Final[tuple[Callable[[Sequence[Clues]], Tree | None], ...]] = (
    by_indentation,
    by_marks,
    by_paths,
    by_mentions,
    flat,
)
"""The kinds of evidence in order of trust. A new one is one function, its name here, and a fixture that shows it."""
