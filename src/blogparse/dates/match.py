"""The record of a date, a time or an age found in a line."""

import attrs

from blogparse.records import Precision


@attrs.frozen(slots=True)
class TimestampMatch:
    """A date, time or age found in a string.

    ``start`` and ``end`` are offsets in the searched string; the slice, ``text``, runs from the first to the last word
    that belongs to the expression (weekday, "Uhr" and zone too), without outer punctuation or words such as "on". What
    the expression does not state is None. In an ambiguous match the day and the month may be swapped; ``month`` and
    ``day`` then hold the month-first reading. ``relative`` is a unit and a count of it into the past. ``languages`` are
    the languages that have every word of the expression, or any of its words where none has all; it is empty for digits
    alone.
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
    ambiguous: bool = False
    relative: tuple[str, int] | None = None
    languages: frozenset[str] = frozenset()

    @property
    def is_complete_date(self) -> bool:
        """Return whether year, month and day are stated."""
        return self.year is not None and self.month is not None and self.day is not None

    @property
    def has_time(self) -> bool:
        """Return whether a time of day is stated."""
        return self.hour is not None


def join_time(date: TimestampMatch, time: TimestampMatch) -> TimestampMatch:
    """Return one match for a date and the time of day that follows it, perhaps on a line of its own.

    The offsets of the result mean something only where both were found in one string.
    """
    return attrs.evolve(
        date, end=time.end, text=f"{date.text} {time.text}", hour=time.hour, minute=time.minute, second=time.second,
        zone=time.zone or date.zone, precision=time.precision,
    )  # fmt: skip
