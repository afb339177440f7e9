"""Years and days of other calendars than the Gregorian, as pages print them.

Thai pages count the years of the Buddhist era in Gregorian months; Persian pages print dates of the solar Hijri
calendar, whose year begins with spring. Dates of the lunar Hijri calendar are found and not turned: its months begin
with the sight of the moon, and tables are wrong by a day.
"""

import datetime as dt
from typing import Final

BUDDHIST_YEARS: Final = range(2480, 2643)
"""Years of the Buddhist era that pages print: 1937 to 2099."""
SOLAR_YEARS: Final = range(1300, 1478)
"""Years of the solar Hijri calendar that pages print: 1921 to 2099."""
LUNAR_YEARS: Final = range(1357, 1524)
"""Years of the lunar Hijri calendar that pages print: 1938 to 2099."""
SHORT_SOLAR_TURN: Final = 50  # two digits of a solar year: from here on of the 1300s, below of the 1400s
_BUDDHIST_ERA: Final = 543
_SOLAR_LEAP: Final = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""The leap years in each cycle of 33 years: as astronomy has them, for all `SOLAR_YEARS`."""
_CYCLE: Final = 33
_KNOWN_YEAR, _KNOWN_SPRING = 1391, dt.date(2012, 3, 20).toordinal()
_LONG_MONTHS: Final = 6  # the first six months have 31 days, the others 30; the last one has 29 in most years


def from_buddhist(year: int) -> int:
    """Return the Gregorian year of one of the Buddhist era.

    >>> from_buddhist(2555)
    2012
    """
    return year - _BUDDHIST_ERA


def from_solar(year: int, month: int, day: int) -> dt.date | None:
    """Return the Gregorian date of a day in the solar Hijri calendar; None where the calendar has no such day.

    >>> from_solar(1391, 2, 23)
    datetime.date(2012, 5, 12)
    """
    if year not in SOLAR_YEARS or not 1 <= month <= 12 or not 1 <= day <= _month_days(year, month):
        return None
    first, last = sorted((year, _KNOWN_YEAR))
    leap_days = sum(between % _CYCLE in _SOLAR_LEAP for between in range(first, last))
    days = 365 * (last - first) + leap_days
    spring = _KNOWN_SPRING + (days if year >= _KNOWN_YEAR else -days)
    before = 30 * (month - 1) + min(month - 1, _LONG_MONTHS)
    return dt.date.fromordinal(spring + before + day - 1)


def _month_days(year: int, month: int) -> int:
    if month <= _LONG_MONTHS:
        return 31
    return 30 if month < 12 or year % _CYCLE in _SOLAR_LEAP else 29
