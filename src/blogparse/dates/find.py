"""Find a timestamp: by the template of its line, which was read once, or the long way.

The dates of a page, and of the pages of a theme, differ in their digits and in the names beside them, and in little
else. The *template* of a line has a 1 for each digit and one and the same word for all that the reader does not know.
What the grammar makes of it holds for all lines of the template: letters of numbers tell how many digits they have and
not which; ones are always a day, a month, a year, an hour and a minute; an expression that reaches across an unknown
word has no template. So the template is read once, and its lines only give the numbers. A line whose numbers do not fit
(31 February, 25:00) is read the long way.
"""

from functools import lru_cache
from typing import Final

import attrs

from blogparse.dates.ages import find_bare_age, find_phrase, find_worded, read_age
from blogparse.dates.calendars import SOLAR_YEARS
from blogparse.dates.days import full_year, is_possible_day, month_before_day, read_day
from blogparse.dates.expressions import in_half, read_from_date, read_from_time, read_named_day, with_time
from blogparse.dates.line import Found, TokenLine, cut_into_tokens
from blogparse.dates.match import Order, TimestampMatch, order_of, settle_by_weekday
from blogparse.dates.words.ages import MAX_BARE_AGE
from blogparse.dates.words.grammar import SHAPES
from blogparse.dates.words.lexicon import MASKS
from blogparse.dates.words.reader import _PROSE, DateReader
from blogparse.text import find_digit, fold_case, is_unusual, late_pattern, words_of

WINDOW: Final = 128  # the longest expression in characters, with runs of white space; long lines are read in windows


def find_slowly(text: str, reader: DateReader, start: int = 0) -> TimestampMatch | None:
    """Do what `find_timestamp` does, whatever words and template tell before."""
    digit = find_digit(text, start)
    length = len(text)
    if digit is None:
        rest = text[start:] if start else text
        return find_worded(cut_into_tokens(reader, text, start, length)) if reader.may_state_age(rest) else None
    if length - start <= 2 * WINDOW:
        bare = find_bare_age(reader, text, start) if length - start <= MAX_BARE_AGE else None
        if bare is not None:
            return bare[0]
        line = cut_into_tokens(reader, text, start, length)
        found = _find_in_line(line)
        if found is not None:
            return found.match
        return find_worded(line) if length - start <= _PROSE else None
    return _find_in_windows(reader, text, start, digit.start())


def _find_in_windows(reader: DateReader, text: str, start: int, at: int) -> TimestampMatch | None:
    """Search a long line around its digits; no expression is longer than a window."""
    while True:
        low, high = max(start, at - WINDOW), min(len(text), at + 2 * WINDOW)
        while start < low < at and text[low].isalnum():  # not in the middle of a word
            low += 1
        found = _find_in_line(cut_into_tokens(reader, text, low, high))
        if found is not None and (found.match.start < at + WINDOW or high == len(text)):
            return found.match
        digit = find_digit(text, at + WINDOW)
        if digit is None:
            return None
        at = digit.start()


def _find_in_line(line: TokenLine) -> Found | None:
    grammar, letters = line.reader.grammar, line.letters
    if grammar.prefilter.search(letters) is None:
        return None
    position = 0
    without_value: Found | None = None
    no_day = -1  # the month behind a number that is no day of it
    while opening := grammar.opening.search(letters, position):
        kind = opening.lastgroup or ""
        position = opening.start() + 1
        if kind in SHAPES:
            day = read_day(line, opening)
            if day is None:
                if kind[0] != "w":
                    position = opening.end()
                    continue
                # "kitesurfer_77 May 23": what is no day of May leaves a date that begins with the month
                no_day = opening.start((opening.lastindex or 0) + SHAPES[kind][1])
                position = max(position, no_day)
                continue
            if day.day is None and opening.start() == no_day:
                continue  # "32 December 2013" is no month either
            found = read_from_date(line, opening, day)
        elif kind == "time":
            found = read_from_time(line, opening.start(), opening.end())
        elif kind in {"age", "led"}:
            age = read_age(line, opening.start(), opening.end(), unit_first=kind == "led")
            found = with_time(line, age) if age else read_from_time(line, opening.start(), opening.start())
        else:
            found = read_named_day(line, opening.start(), opening.end())
        if found is not None and found.match.precision == "year":
            without_value = without_value or found  # "15 Ramadan 1434, 23 July 2013": the second one says it all
        elif found is not None and (without_value is None or found.match.is_complete_date):
            return found
    return without_value


def find_timestamp(text: str, reader: DateReader, start: int = 0) -> TimestampMatch | None:
    """Return the first date, time or age at or after `start`, as long as it goes, or None.

    >>> from blogparse.dates import compile_dates
    >>> from blogparse.language import load_vocabulary
    >>> match = find_timestamp("Posted on June 6, 2013 at 8:33 am.", compile_dates(load_vocabulary(["en"])))
    >>> match.text, match.precision, match.hour
    ('June 6, 2013 at 8:33 am', 'minute', 8)
    """
    if start == 0 and len(text) <= 2 * WINDOW and find_digit(text) is not None:
        return read_timestamp(text, reader) if reader.may_hold_date(text, words_of(fold_case(text))) else None
    return find_slowly(text, reader, start)


def read_timestamp(text: str, reader: DateReader) -> TimestampMatch | None:
    """Do what `find_timestamp` does with a line that has digits and is no longer than a date with a name or two."""
    masked = text if is_unusual(text) else reader.masked(text)
    plan = None
    if len(masked) <= _TEMPLATE:
        plan = _plan_for(reader, masked.encode("utf-8", "surrogatepass").translate(_ONES))
    if plan is _NO_DATE:
        return None
    found = plan.read(text, masked) if plan is not None else None
    return found or find_slowly(text, reader)


_TEMPLATE: Final = 128  # characters: the template of a dateline with names is shorter
_ONES: Final = bytes.maketrans(b"0123456789", b"1" * 10)
_NAMED_DAY: Final = late_pattern(r"[^\W\d]111+\.?[ ]")  # the digits of a name and a day: see `words.lexicon`
_BY_DIGITS: Final = ("11111", "111.11.1111", "111/11/1111", "111-11-1111")
"""Numbers longer than a year, and days of three digits: they are cut where two things touch, by their digits."""


@attrs.frozen(slots=True, eq=False)
class _Plan:
    """Where the numbers of a template stand, and the match that the template itself is."""

    match: TimestampMatch
    date: tuple[slice | None, slice | None, slice | None] = (None, None, None)  # year, month, day
    swaps: bool = False
    clock: tuple[slice | None, slice | None, slice | None] = (None, None, None)  # hour, minute, second
    half: int = 0
    zone: slice | None = None
    count: slice | None = None
    weekday: int | None = None

    def read(self, text: str, masked: str) -> TimestampMatch | None:
        """Return the match of a line of the template; None where its numbers are no date or no time."""
        like = self.match
        shown = masked[like.start : like.end]
        start = text.find(shown, like.start)
        end = start + len(shown)
        if like.relative is not None and self.count is not None:
            age = like.relative[0], int(masked[self.count])
            return TimestampMatch(start, end, shown, "relative", relative=age, languages=like.languages)
        at_year, at_month, at_day = self.date
        at_hour, at_minute, at_second = self.clock
        year, month, day = like.year, like.month, like.day
        order: Order | None = None
        if month is not None:
            year = None if at_year is None else full_year(masked[at_year], shown)
            day = None if at_day is None else int(masked[at_day])
            month = month if at_month is None else int(masked[at_month])
            if self.swaps and day is not None:
                month, day, order = month_before_day(month, day)
            elif like.dotted and day is not None:
                order = order_of(day, month)
                if order == "mdy":
                    month, day = day, month
            if year == -1 or year in SOLAR_YEARS or not is_possible_day(year, month, day):
                return None
        hour = minute = second = None
        if at_hour is not None:
            hour = int(masked[at_hour])
            minute = 0 if at_minute is None else int(masked[at_minute])
            second = None if at_second is None else int(masked[at_second])
            if hour > 23 or minute > 59 or (second or 0) > 59:
                return None
            hour = in_half(hour, self.half)
        found = TimestampMatch(
            start, end, shown, like.precision, year, month, day, hour, minute, second,
            None if self.zone is None else masked[self.zone].strip(), order, like.relative, like.languages, like.dotted,
        )  # fmt: skip
        return found if self.weekday is None else settle_by_weekday(found, self.weekday)


_NO_DATE: Final = _Plan(TimestampMatch(0, 0, "", "day"))
"""The plan of templates in whose lines there is nothing to find."""


@lru_cache(maxsize=2048)
def _plan_for(reader: DateReader, encoded: bytes) -> _Plan | None:
    """Return how to read the lines of a template; None where that depends on their digits, or words say the age."""
    template = encoded.decode("utf-8", "surrogatepass")
    if _NAMED_DAY.search(template) is not None or any(run in template for run in _BY_DIGITS):
        return None
    if any(head in template.lower() for head in reader.untemplated):
        return None
    bare = find_bare_age(reader, template, 0) if len(template) <= MAX_BARE_AGE else None
    if bare is not None:
        return _Plan(bare[0], count=bare[1])
    line = cut_into_tokens(reader, template, 0, len(template))
    found = _find_in_line(line)
    if found is None:
        return _NO_DATE if reader.grammar.worded.search(line.letters) is None and find_phrase(line) is None else None
    day, clock = found.day, found.clock
    if found.match.precision == "year" or MASKS[1] in found.match.text:
        return None  # the calendar is told by the year; an unknown word in place of "at"
    if (day is not None and day.named >= 0 and not reader.word(line.tokens[day.named]).months) or (
        clock is not None and (clock.said > 1 or found.count >= 0)
    ):
        # "tháng 6": the month is a number behind a word; "am 10:30 pm": the halves are read in turn; an age with a time
        return None
    if day is not None and day.at[-1] >= 0 and not line.tokens[day.at[-1]].isdecimal():
        return None  # a day in words

    offsets = line.offsets

    def part(token: int) -> slice | None:
        return slice(offsets[token], offsets[token + 1]) if token >= 0 else None

    nowhere = -1, -1, -1
    year, month, in_digits = map(part, day.at if day is not None else nowhere)
    hour, minute, second = map(part, clock.at if clock is not None else nowhere)
    return _Plan(
        found.match,
        (year, month, in_digits),
        day is not None and day.swaps,
        (hour, minute, second),
        clock.half if clock is not None else 0,
        slice(offsets[clock.zone[0]], offsets[clock.zone[1]]) if clock is not None and clock.zone else None,
        part(found.count),
        day.weekday if day is not None else None,
    )
