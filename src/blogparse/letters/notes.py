"""What is learned of lines while they are classified."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import attrs

from blogparse.dates import TimestampMatch
from blogparse.language import Role
from blogparse.letters.alphabet import Stamp


class Line(NamedTuple):
    """A line with what is asked of it: its row, its text, its key, its key with ``{n}`` for numbers, a list mark."""

    at: int
    text: str
    key: str
    counted: str
    is_item: bool


@attrs.define(slots=True, eq=False)
class Notes:
    """What is learned of lines while they are classified, by line number; `Letters` tells what each holds."""

    stamps: dict[int, Stamp] = attrs.field(factory=dict)
    names: dict[int, str] = attrs.field(factory=dict)
    counts: dict[int, int] = attrs.field(factory=dict)
    labels: dict[int, int] = attrs.field(factory=dict)
    roles: dict[int, Role] = attrs.field(factory=dict)
    paths: dict[int, tuple[int, ...]] = attrs.field(factory=dict)
    dates: dict[int, TimestampMatch] = attrs.field(factory=dict)
    box_heads: set[int] = attrs.field(factory=set)

    def forget(self, rows: Iterable[int]) -> None:
        """Drop what was learned from lines that turn out to be something else."""
        for learned in (self.stamps, self.names, self.counts, self.labels, self.roles, self.paths, self.dates):
            for row in rows:
                learned.pop(row, None)
