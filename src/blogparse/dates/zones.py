"""The offset of a zone as pages write it, from rules stated here and never from the files of a machine."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from typing import Final

from dateutil.relativedelta import SU, relativedelta

from blogparse.text import late_pattern

_OFFSET: Final = late_pattern(
    r"""
    [\s(]*+ (?P<name>[A-Za-z]*+) \s*+                             # UTC, GMT, ET ...
    (?: (?P<sign>[+\-−]|(?<=[A-Za-z]\ )) \s* (?P<hours>\d{1,2}) (?: :? (?P<minutes>\d{2}) )? )?  # +02:00, +2
    [\s)]*+
    """,
    re.VERBOSE,
)
_HOURS: Final[Mapping[str, float]] = {
    "UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "SAST": 2, "EEST": 3, "IDT": 3, "MSK": 3, "TRT": 3, "PKT": 5, "WIB": 7, "WITA": 8, "SGT": 8, "HKT": 8,
    "AWST": 8, "WIT": 9, "JST": 9, "KST": 9, "ACST": 9.5, "AEST": 10, "ACDT": 10.5, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "NDT": -2.5, "BRT": -3, "ART": -3, "NST": -3.5, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7,
    "PDT": -7, "PST": -8, "AKDT": -8, "AKST": -9, "HST": -10,
}  # fmt: skip
_SHARED: Final[Mapping[str, Mapping[str, float]]] = {"CST": {"zh-Hans": 8, "zh-Hant": 8}, "IST": {"he": 2}}
"""What an abbreviation means on pages in a language other than English."""
_US_STANDARD: Final = {"ET": -5, "CT": -6, "MT": -7, "PT": -8}


@cache
def _us_summer(year: int) -> tuple[dt.datetime, dt.datetime]:
    """Return when daylight saving begins and ends in the United States, by the rule of 2007 or that of 1987."""
    if year >= 2007:
        start, end = relativedelta(month=3, day=1, weekday=SU(+2)), relativedelta(month=11, day=1, weekday=SU(+1))
    else:
        start, end = relativedelta(month=4, day=1, weekday=SU(+1)), relativedelta(month=10, day=31, weekday=SU(-1))
    two_in_the_morning = dt.datetime(year, 1, 1, 2)
    return two_in_the_morning + start, two_in_the_morning + end


def zone_offset(zone: str, local: dt.datetime, languages: Collection[str] = ()) -> dt.timezone | None:
    """Return the fixed offset of a zone as pages write it, at a local time; None for an unknown or shared name.

    Read are "UTC", "GMT", "Z" and numbers with them or alone ("+02:00", "UTC+2", "-0500"), and abbreviations of one
    offset ("CET", "MESZ", "JST" ...). EST, EDT, CST, CDT, MST, MDT, PST and PDT are taken to be those of the United
    States, and "ET", "CT", "MT", "PT" follow its daylight saving: the rules of 1987 and of 2007, stated here, so that
    the zone files of a machine or a package never decide. BST is British Summer Time. IST (India, Ireland, Israel) and
    AST (Atlantic, Arabia) are None. A page whose `languages` say otherwise means its own: CST in Chinese is that of
    China, IST in Hebrew that of Israel.

    >>> zone_offset("ET", dt.datetime(2013, 6, 6, 7, 35))
    datetime.timezone(datetime.timedelta(days=-1, seconds=72000))
    """
    fixed, standard = _read_zone(zone, tuple(languages))
    if standard is None:
        return fixed
    start, end = _us_summer(local.year)
    saving = start <= local.replace(tzinfo=None) < end
    return _hours_east(standard + saving)


@lru_cache(maxsize=256)
def _read_zone(zone: str, languages: tuple[str, ...]) -> tuple[dt.timezone | None, float | None]:
    """Return the one offset of a zone, or else the hours east in winter of one that has two."""
    found = _OFFSET.fullmatch(zone)
    if found is None:
        return None, None
    name = found["name"].upper()
    if found["hours"]:
        if name and name not in _HOURS and name not in _US_STANDARD:
            return None, None
        offset = dt.timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        if offset >= dt.timedelta(hours=24):
            return None, None
        return dt.timezone(-offset if found["sign"] in {"-", "−"} else offset), None
    if name in _US_STANDARD:
        return None, _US_STANDARD[name]
    hours = next((_SHARED[name][tag] for tag in languages if tag in _SHARED[name]), None) if name in _SHARED else None
    hours = _HOURS.get(name) if hours is None else hours
    return (None if hours is None else _hours_east(hours)), None


@cache
def _hours_east(hours: float) -> dt.timezone:
    return dt.timezone(dt.timedelta(hours=hours))
