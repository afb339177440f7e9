"""The record of a date, a time or an age found in a line."""

import datetime as dt
from typing import Literal

import attrs

from blogparse.records import Precision

Order = Literal["dmy", "mdy", "either"]
"""How digits show the day and the month: in one order, as one of them is above 12, or in either."""


@attrs.frozen(slots=True)
class TimestampMatch:
    """A date, time or age found in a string.

    ``start`` and ``end`` are offsets in the searched string; the slice, ``text``, runs from the first to the last word
    that belongs to the expression (weekday, "Uhr" and zone too), without outer punctuation or words such as "on". What
    the expression does not state is None. ``order`` is how digits show the day and the month, None where they do not
    or where both are equal. Where they show either, ``month`` and ``day`` hold the reading of most pages: month first
    between slashes and hyphens, day first between dots (``dotted``). ``relative`` is a unit and a count of it into the
    past. A date whose month has no number (that of a language unknown, of the lunar Hijri calendar) has the precision
    "year" and neither month nor day. ``languages`` are the languages that have every word of the expression, or any of
    its words where none has all; it is empty for digits alone.
    """

    start: int
    end: int
    text: str
    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str | None = None
    order: Order | None = None
    relative: tuple[str, int] | None = None
    languages: frozenset[str] = frozenset()
    dotted: bool = False

    @property
    def ambiguous(self) -> bool:
        """Return whether only the page can tell the day from the month."""
        return self.order == "either" and not self.dotted

    @property
    def is_complete_date(self) -> bool:
        """Return whether year, month and day are stated."""
        return self.year is not None and self.month is not None and self.day is not None

    @property
    def is_dated(self) -> bool:
        """Return whether a day of a year is stated, if only in words that have no number."""
        return self.is_complete_date or self.precision == "year"

    @property
    def has_time(self) -> bool:
        """Return whether a time of day is stated."""
        return self.hour is not None


def order_of(first: int, second: int) -> Order | None:
    """Return how two numbers show a day and a month, in that order or the other; None where they are equal."""
    if first > 12:
        return "dmy"
    if second > 12:
        return "mdy"
    return "either" if first != second else None


def settle_by_weekday(match: TimestampMatch, weekday: int) -> TimestampMatch:
    """Return the match with its day told from its month by the weekday beside them (Monday is 0), where that can."""
    if match.order != "either" or match.year is None or match.month is None or match.day is None:
        return match
    as_read = dt.date(match.year, match.month, match.day).weekday() == weekday
    swapped = dt.date(match.year, match.day, match.month).weekday() == weekday
    if as_read == swapped:
        return match
    order: Order = "dmy" if swapped is not match.dotted else "mdy"
    if swapped:
        return attrs.evolve(match, month=match.day, day=match.month, order=order)
    return attrs.evolve(match, order=order)


def join_time(date: TimestampMatch, time: TimestampMatch) -> TimestampMatch:
    """Return one match for a date and the time of day that follows it, perhaps on a line of its own.

    The offsets of the result mean something only where both were found in one string.
    """
    return attrs.evolve(
        date, end=time.end, text=f"{date.text} {time.text}", hour=time.hour, minute=time.minute, second=time.second,
        zone=time.zone or date.zone, precision=time.precision,
    )  # fmt: skip
