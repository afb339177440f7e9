"""Times as formats want them: an instant where one is demanded, or as fine as the page states it.

A time without a zone is no instant, and is never made one here: who knows the zone gives it to the parser, as in
``parse_post(text, tz="Europe/Riga")``.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Final

from blogparse.records import Precision

_LENGTHS: Final[Mapping[Precision, int | None]] = MappingProxyType(
    {"second": None, "minute": None, "day": 10, "month": 7, "year": 4, "relative": 10}
)
"""How much of an ISO 8601 time a precision leaves, in characters. An age ("3 days ago") is no finer than its day."""


def instant(moment: datetime | None) -> datetime | None:
    """Return the time if its zone is known, else None; None as well for what is in UTC before or after the calendar."""
    if moment is None or moment.utcoffset() is None:
        return None
    try:
        moment.astimezone(UTC)
    except OverflowError:  # the first and the last day that the calendar has
        return None
    return moment


def rfc3339(moment: datetime | None) -> str | None:
    """Return an instant as RFC 3339 and Atom write it, in seconds; None for what is none.

    >>> rfc3339(datetime(2013, 3, 21, 9, 15, tzinfo=UTC)), rfc3339(datetime(2013, 3, 21, 9, 15))
    ('2013-03-21T09:15:00+00:00', None)
    """
    known = instant(moment)
    # A zone off by seconds is older than RFC 3339, which knows minutes only.
    return _whole_minutes(known).isoformat(timespec="seconds") if known is not None else None


def stated(moment: datetime | None, precision: Precision | None) -> str | None:
    """Return a time in ISO 8601 as fine as the page states it, with its offset where one is known.

    >>> stated(datetime(2013, 3, 21), "day"), stated(datetime(2013, 3, 21, 9, 15), "minute")
    ('2013-03-21', '2013-03-21T09:15:00')
    """
    if moment is None:
        return None
    written = _whole_minutes(moment).isoformat(timespec="seconds")
    return written[: _LENGTHS[precision]] if precision else written


def _whole_minutes(moment: datetime) -> datetime:
    offset = moment.utcoffset()
    if offset is None or offset % timedelta(minutes=1) == timedelta(0):
        return moment
    return moment.astimezone(UTC) if instant(moment) else moment.replace(tzinfo=None)
