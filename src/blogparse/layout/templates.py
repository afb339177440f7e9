"""Record templates: hypotheses on where author and body stand around the line that recurs once a comment.

An *anchor* is that line: a timestamp, "NAME says:", an item of a list. A *record header* is one anchor read by one
template: the lines of the author and of the timestamp, and how much the author looks like a name.
"""

from enum import StrEnum
from typing import Final, NamedTuple

MIXED: Final = 1.0  # two kinds of heads explain a page less well than one kind that reads as much
ITEM: Final = "•"  # in place of the letters of anchors: whatever list items begin with


class Place(StrEnum):
    """Where a part of a record stands relative to its anchor line."""

    LINE = "on the anchor's line"
    ABOVE = "above the anchor"
    BELOW = "below the anchor"
    FIRST = "first in the record"


class RecordTemplate(NamedTuple):
    """One hypothesis: where author and body stand around an anchor; `rarity` is the lead it needs over others."""

    name: str
    anchors: str
    author: Place
    body: Place
    rarity: float = 0.0

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of one record in page order."""
        anchor = {"D": "date", "M": "author and date", "A": "author", ITEM: "author"}[self.anchors[0]]
        order = [anchor]
        if self.author is Place.BELOW:
            order.append("author")
        if self.body is Place.BELOW:
            order.append("body")
        else:
            order.insert(0, "body")
            if self.author is Place.ABOVE:
                order.insert(1, "author")
        if self.author is Place.FIRST or (self.author is Place.ABOVE and self.body is Place.BELOW):
            order.insert(0, "author")
        return tuple(order)


TEMPLATES: Final = (
    RecordTemplate("name, date, body", "D", Place.ABOVE, Place.BELOW),
    RecordTemplate("name with date, body", "M", Place.LINE, Place.BELOW),
    RecordTemplate("name says, body", "A", Place.LINE, Place.BELOW),
    RecordTemplate("name above or beside date, body", "DM", Place.ABOVE, Place.BELOW, MIXED),
    RecordTemplate("date, name, body", "D", Place.BELOW, Place.BELOW),
    RecordTemplate("date above or beside name, body", "DM", Place.BELOW, Place.BELOW, MIXED),
    RecordTemplate("name, body, date", "D", Place.FIRST, Place.ABOVE),
    RecordTemplate("body, name with date", "M", Place.LINE, Place.ABOVE),
    RecordTemplate("body, name, date", "D", Place.ABOVE, Place.ABOVE),
    RecordTemplate("body, name above or beside date", "DM", Place.ABOVE, Place.ABOVE, MIXED),
    RecordTemplate("list item, body", ITEM, Place.LINE, Place.BELOW, MIXED),
)
"""The hypotheses. A new one is one line here and a fixture that shows it."""


class Header(NamedTuple):
    """An anchor read by a template, in content lines; a tuple, for every template makes one of every anchor."""

    anchor: int
    start: int
    last: int  # the last line of the head
    author: int
    stamps: tuple[int, ...]
    quality: float
    is_answer: bool = False  # its body stands above its anchor, inside the record that it answers
