"""Whether 03/04/2013 is 3 April or March 4: one decision for a whole page, and the evidence that it rests on.

**What it decides.** The order of day and month in dates that are digits alone, once for those between slashes, hyphens
or spaces, once for those between dots. A page is printed by one program with one setting, so that one decision holds.

**On what evidence.** In this order: dates of the thread that can be read one way only, as a number is above 12 or the
weekday beside them fits one reading; another date of the page that is written out, or in an order that is settled, and
is the same as one reading ("03/04/2013 10:23" above "Recent comments: 3 April 2013 10:23"); the reading in which the
thread runs in one direction; what the page's other dates show; the order of the language. Dates with dots name the day
first nearly everywhere, so that only dates that cannot be read so, or agree otherwise, say that they do not.

**When it is wrong.** A page whose few dates are all ambiguous, under a theme that writes them as another language does.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from blogparse.dates.instants import resolve_timestamp
from blogparse.dates.match import TimestampMatch
from blogparse.language import available_languages, load_locale

_CLEARLY: Final = 4  # the wrong order of day and month turns days into months, a factor of about 30; 4 leaves room
Evidence = Literal["", "numbers", "agreement", "chronology", "languages"]


class DayOrder(NamedTuple):
    """How a page writes days and months in digits, and what says so; `dayfirst` is None where nothing does."""

    dayfirst: bool | None
    evidence: Evidence = ""
    dots_dayfirst: bool = True


UNTOLD: Final = DayOrder(None)


def infer_day_order(
    thread: Sequence[TimestampMatch], page: Sequence[TimestampMatch] = (), languages: Collection[str] = ()
) -> DayOrder:
    """Decide for a whole page whether 03/04/2013 is 3 April or March 4.

    `thread` are the dates that matter most, `page` are all of it, both in the page's order; `languages` decide last,
    and only if all of them write days and months in one order.
    """
    if not any(match.order for match in (*thread, *page)):
        decided = _by_languages(languages)
        return UNTOLD if decided is None else DayOrder(decided, "languages")
    dots_dayfirst = not _are_dots_monthfirst(thread, page)
    settled = [
        match
        for match in (*thread, *page)
        if match.is_complete_date and not match.ambiguous and (dots_dayfirst or match.order != "either")
    ]
    ambiguous = [match for match in thread if match.ambiguous] or [match for match in page if match.ambiguous]
    steps: tuple[tuple[Evidence, bool | None], ...] = (
        ("numbers", _by_numbers(thread, dotted=False)),
        ("agreement", _by_agreement(ambiguous, settled)),
        ("chronology", _by_chronology(thread)),
        ("numbers", _by_numbers(page, dotted=False)),
        ("chronology", _by_chronology(page)),
        ("languages", _by_languages(languages)),
    )
    for evidence, decided in steps:
        if decided is not None:
            return DayOrder(decided, evidence, dots_dayfirst)
    return UNTOLD._replace(dots_dayfirst=dots_dayfirst)


def _are_dots_monthfirst(thread: Sequence[TimestampMatch], page: Sequence[TimestampMatch]) -> bool:
    """Return whether 03.04.2013 is March 4 on a page, against the custom."""
    for matches in (thread, page):
        decided = _by_numbers(matches, dotted=True)
        if decided is not None:
            return not decided
    settled = [match for match in (*thread, *page) if match.is_complete_date and match.order != "either"]
    return _by_agreement([match for match in thread if match.dotted and match.order == "either"], settled) is False


def _by_numbers(matches: Iterable[TimestampMatch], *, dotted: bool) -> bool | None:
    """Decide by the dates that can be read one way only, as most of them are."""
    orders = [match.order for match in matches if match.dotted is dotted]
    votes = orders.count("dmy") - orders.count("mdy")
    return votes > 0 if votes else None


def _by_agreement(ambiguous: Iterable[TimestampMatch], settled: Iterable[TimestampMatch]) -> bool | None:
    """Decide by dates that another date of the page repeats: to the minute, or else to the day."""
    known: set[tuple[int | None, ...]] = set()
    for match in settled:
        known.add((match.year, match.month, match.day))
        known.add((match.year, match.month, match.day, match.hour, match.minute))
    exact: dict[tuple[int | None, ...], int] = {}
    for match in ambiguous:
        first, second = (match.day, match.month) if match.dotted else (match.month, match.day)
        for rest in ((match.hour, match.minute), ()) if match.has_time else ((),):
            monthfirst, dayfirst = (match.year, first, second, *rest), (match.year, second, first, *rest)
            vote = (dayfirst in known) - (monthfirst in known)
            exact[monthfirst] = vote
    for length in (5, 3):
        votes = sum(vote for reading, vote in exact.items() if len(reading) == length)
        if votes:
            return votes > 0
    return None


def _by_chronology(matches: Sequence[TimestampMatch]) -> bool | None:
    """Decide by the reading in which the dates run in one direction, or clearly more so and closer together."""
    if not any(match.ambiguous for match in matches):
        return None
    readings = []
    for dayfirst in (False, True):
        resolved = [resolve_timestamp(match, dayfirst=dayfirst) for match in matches if match.is_complete_date]
        moments = [moment.replace(tzinfo=None) for moment in resolved if moment is not None]
        steps = [later - earlier for earlier, later in pairwise(moments)]
        nothing = dt.timedelta()
        # A page runs forwards or backwards; the rarer direction counts the steps that break its order.
        breaks = min(sum(step < nothing for step in steps), sum(step > nothing for step in steps))
        span = (max(moments) - min(moments)).days if moments else 0
        readings.append((breaks, span, len({moment.date() for moment in moments})))
    (breaks_month, span_month, _), (breaks_day, span_day, days) = readings
    if bool(breaks_month) != bool(breaks_day):
        return breaks_month > 0
    for dayfirst, breaks, other_breaks, span, other_span in (
        (False, breaks_month, breaks_day, span_month, span_day),
        (True, breaks_day, breaks_month, span_day, span_month),
    ):
        if breaks and 2 * breaks <= other_breaks and span < other_span:
            return dayfirst
        if not breaks and not other_breaks and days > 2 and _CLEARLY * (span + 1) <= other_span:
            return dayfirst
    return None


def _by_languages(languages: Collection[str]) -> bool | None:
    known = set(languages) & set(available_languages())
    orders = {load_locale(tag).dates.order for tag in known} if known == set(languages) else set()
    return {"dmy": True, "mdy": False}.get(orders.pop()) if len(orders) == 1 else None
