"""The instant that a date, a time or an age found in a line states.

**What it decides.** Which `datetime` a `TimestampMatch` is, given what its line does not say and the page does: the
order of day and month (`order` decides it), the year of "June 6", the zone, the day of the crawl from which ages count
back.

**On what evidence.** A year that is not stated is the one next to a date near by. Offsets of zones are stated here and
not taken from a machine's files, so that the same dump gives the same record everywhere.

**When it is wrong.** US abbreviations of zones are taken to be American.
"""

import datetime as dt
from collections.abc import Collection
from typing import Final

from dateutil.relativedelta import relativedelta

from blogparse.dates.match import TimestampMatch
from blogparse.dates.zones import zone_offset

_NEAR: Final = dt.timedelta(days=183)  # half a year: a yearless date lies at most so far from the date it follows
_DAY: Final = dt.timedelta(days=1)  # the clocks of two zones may show neighbouring days
_LEAP_GAP: Final = 9  # years: 29 February comes back after 8 at most


def resolve_timestamp(
    match: TimestampMatch,
    *,
    dayfirst: bool | None,
    dots_dayfirst: bool = True,
    zone: str | None = None,
    tz: dt.tzinfo | None = None,
    crawled_at: dt.datetime | None = None,
    date: dt.date | None = None,
    earliest: dt.date | None = None,
    year: int | None = None,
    languages: Collection[str] = (),
) -> dt.datetime | None:
    """Return the instant that a match states, or None where it cannot be known.

    The result is aware, with a fixed offset, when the match names a zone, or else `zone` (as pages write it) or `tz` is
    given, and naive otherwise. An abbreviation that several zones share is that of `tz` where `tz` has it, else what
    it means in one of `languages` (`zone_offset`), else leaves it naive. A date without a time is its midnight, a month
    its first day.
    `dayfirst` None leaves an ambiguous date unresolved; `dots_dayfirst` is the same for dates with dots. `date` gives
    the day of a time alone. A date without a year takes `year`, else the one within half a year of `date`, where that
    is no earlier than `earliest` and no later than `crawled_at`, a day's difference of zones aside; else the only one
    that these two leave, or the last before `crawled_at` where it stands alone. Ages count back from `crawled_at`.
    Impossible dates are None.

    >>> from blogparse.dates import compile_dates, find_timestamp
    >>> from blogparse.language import load_vocabulary
    >>> match = find_timestamp("June 6, 2013, 07:35 AM ET", compile_dates(load_vocabulary(["en"])))
    >>> resolve_timestamp(match, dayfirst=None).isoformat()
    '2013-06-06T07:35:00-04:00'
    """
    zone = match.zone or zone
    if match.relative is not None:
        return _resolve_age(match, zone, tz, crawled_at, languages)
    month, day = match.month, match.day
    if month is None:
        if date is None or match.precision == "year":
            return None
        full, month, day = date.year, date.month, date.day
    else:
        if match.ambiguous:
            if dayfirst is None:
                return None
            if dayfirst:
                month, day = day or 1, month
        elif match.order == "either" and not dots_dayfirst:
            month, day = day or 1, month
        day = day or 1
        if match.year is not None:
            full = match.year
        elif year is not None:
            full = year
        else:
            nearest = _missing_year(month, day, date, earliest, crawled_at)
            if nearest is None:
                return None
            full = nearest
    try:
        local = dt.datetime(full, month, day, match.hour or 0, match.minute or 0, match.second or 0)
        return _in_zone(local, zone, tz, languages)
    except (ValueError, OverflowError):
        return None


def _missing_year(
    month: int, day: int, near: dt.date | None, earliest: dt.date | None, crawled_at: dt.datetime | None
) -> int | None:
    """Return the one year that a date without one can have: see `resolve_timestamp`."""
    latest = crawled_at.date() if crawled_at is not None else None
    around = near or latest or earliest
    if around is None:
        return None
    first = earliest.year if earliest is not None else around.year - _LEAP_GAP
    last = latest.year if latest is not None else around.year + 1
    possible = [
        year
        for year in range(max(first, 1), min(last, dt.MAXYEAR) + 1)
        if _is_day(year, month, day)
        and (earliest is None or dt.date(year, month, day) >= earliest - _DAY)
        and (latest is None or dt.date(year, month, day) <= latest + _DAY)
    ]
    if near is not None:
        close = [year for year in possible if abs(dt.date(year, month, day) - near) <= _NEAR]
        if len(close) == 1:
            return close[0]
    if latest is None:
        return None
    return possible[-1] if len(possible) == 1 or (possible and earliest is None and near is None) else None


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


_STEPS: Final = {
    "second": relativedelta(seconds=1), "minute": relativedelta(minutes=1), "hour": relativedelta(hours=1),
    "day": relativedelta(days=1), "week": relativedelta(weeks=1), "month": relativedelta(months=1),
    "year": relativedelta(years=1),
}  # fmt: skip


def _resolve_age(
    match: TimestampMatch,
    zone: str | None,
    tz: dt.tzinfo | None,
    crawled_at: dt.datetime | None,
    languages: Collection[str],
) -> dt.datetime | None:
    if crawled_at is None or match.relative is None:
        return None
    unit, count = match.relative
    now = crawled_at
    if tz is not None:
        now = crawled_at.replace(tzinfo=tz) if crawled_at.tzinfo is None else crawled_at.astimezone(tz)
    try:
        local = now.replace(tzinfo=None) - _STEPS[unit] * count
        if match.hour is not None:
            local = local.replace(hour=match.hour, minute=match.minute or 0, second=match.second or 0, microsecond=0)
        return _in_zone(local, zone, now.tzinfo, languages)
    except (ValueError, OverflowError):
        return None


def _in_zone(local: dt.datetime, zone: str | None, tz: dt.tzinfo | None, languages: Collection[str]) -> dt.datetime:
    if zone is not None:
        if tz is not None and _same_zone(tz.tzname(local.replace(tzinfo=tz)), zone):
            return _at_offset(local, tz)
        fixed = zone_offset(zone, local, languages)
        return local.replace(tzinfo=fixed) if fixed is not None else local
    return _at_offset(local, tz) if tz is not None else local


def _same_zone(name: str | None, zone: str) -> bool:
    return name is not None and name.upper() == zone.strip("() ").upper()


def _at_offset(local: dt.datetime, tz: dt.tzinfo) -> dt.datetime:
    offset = tz.utcoffset(local.replace(tzinfo=tz))
    return local.replace(tzinfo=dt.timezone(offset)) if offset is not None else local
