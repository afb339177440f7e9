"""Date shapes into days: which number is year, month and day, and whether there is such a day."""

import re
from typing import Final

from blogparse.dates.calendars import (
    BUDDHIST_YEARS,
    LUNAR_YEARS,
    SHORT_SOLAR_TURN,
    SOLAR_YEARS,
    from_buddhist,
    from_solar,
)
from blogparse.dates.line import Day, TokenLine, shared_languages
from blogparse.dates.match import Order, order_of
from blogparse.dates.words.grammar import DOTTED, MONTH_FIRST_SHAPES, SHAPES
from blogparse.dates.words.lexicon import AFTER, AND, AT, ERAS, LUNAR, MONTH, OF, ONE, ORDINAL, SOLAR, UNTOLD, WEEKDAY
from blogparse.text import find_unspaced, folded_word

_FIRST_YEAR, _LAST_YEAR = 1000, 2199  # four digits outside are no year of a page
_SHORT_BUDDHIST: Final = range(40, 100)  # beside a Thai month: 1997 to 2056, while "13" is 2013 there too
_REPUBLIC: Final = 1911  # the year before the first of the Republic of China, which counts three digits since 2011
_PIVOT: Final = 69  # POSIX: two-digit years 69-99 are of the 1900s, 00-68 of the 2000s
_thai = re.compile("[\u0e00-\u0e7f]").search
_lowercase_follows = re.compile(r"\s+(?=[^\W\d_])(?P<letter>.)", re.DOTALL).match
_MONTH_DAYS: Final = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEAR_LAST: Final = frozenset({"wdmy", "wdmy1", "wmdy", "wmy"})  # a month by name, and the year behind it
_SHORT_NAME: Final = 3  # characters of the longest abbreviated weekday or month ("Thu", "out")


def read_day(line: TokenLine, shape: re.Match[str]) -> Day | None:
    """Turn a date shape into numbers; None when there is no such day or a word does not fit."""
    tokens, kind, base = line.tokens, shape.lastgroup or "", shape.lastindex or 0
    at_year, at_month, at_day = (shape.start(base + group) if group else -1 for group in SHAPES[kind])
    year = full_year(tokens[at_year], tokens[at_month]) if at_year >= 0 else None
    if kind == "era":
        year = ERAS[tokens[shape.start("reign")]] + (int(tokens[at_year]) if at_year >= 0 else 1)
    if year == -1:
        return None
    day = None
    if at_day >= 0:  # in digits or in words
        day = int(tokens[at_day]) if tokens[at_day].isdecimal() else line.reader.days[folded_word(tokens[at_day])]
    order: Order | None = None
    named, swaps = -1, False
    if kind[0] == "w":
        named, at_month = at_month, -1
        month = month_of(line, named, shape.start(), shape.end())
        if month == 0 or not _fits(line, kind, shape, named):
            return None
        if month > LUNAR:
            return _without_value(shape, year, month, day, named)
        is_solar = month > SOLAR
    else:
        swaps = kind in MONTH_FIRST_SHAPES
        if kind == "yearless" and shape["halved"] == ".":
            at_month, at_day, day, swaps = at_day, at_month, int(tokens[at_month]), False
        month = int(tokens[at_month])
        is_solar = line.reader.has_solar and year in SOLAR_YEARS
        if swaps and day is not None:
            month, day, order = month_before_day(month, day)
        elif kind in DOTTED and day is not None:
            order = order_of(day, month)
            if order == "mdy":
                month, day = day, month
    if is_solar:
        date = from_solar(_solar_year(tokens[at_year]), (month - 1) % SOLAR + 1, day) if year and day else None
        if date is None:
            return None
        year, month, day, swaps, order = date.year, date.month, date.day, False, None
    elif not is_possible_day(year, month, day):
        return None
    at = at_year, at_month, at_day
    return Day(shape.start(), shape.end(), year, month, day, order, named, kind, at, swaps)


def _without_value(shape: re.Match[str], year: int | None, month: int, day: int | None, named: int) -> Day | None:
    """Return a date whose month has no number: that of a language unknown, or of the lunar Hijri calendar."""
    if year is None or day is None or not 1 <= day <= _MONTH_DAYS[1]:
        return None
    is_lunar = month != UNTOLD
    if is_lunar and year not in LUNAR_YEARS:
        return None
    nowhere = -1, -1, -1
    kind = shape.lastgroup or ""
    return Day(
        shape.start(), shape.end(), None if is_lunar else year, 0, None, None, named, kind, nowhere, swaps=False
    )  # fmt: skip


def _solar_year(token: str) -> int:
    """Return a year of the solar Hijri calendar in full."""
    year = int(token)
    return year if len(token) != 2 else year + (1300 if year >= SHORT_SOLAR_TURN else 1400)


def month_before_day(month: int, day: int) -> tuple[int, int, Order | None]:
    """Return the month and the day of a date that names the month first by rule, and the order of its digits."""
    order = order_of(month, day)
    return (day, month, order) if order == "dmy" else (month, day, order)


def is_possible_day(year: int | None, month: int, day: int | None) -> bool:
    """Return whether the calendar has a date; 29 February of no year passes."""
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= _MONTH_DAYS[month]):
        return False
    return month != 2 or day != 29 or year is None or not (year % 4 or (year % 100 == 0 and year % 400))


def full_year(token: str, month: str) -> int:
    """Return a year in full, as it stands beside a month's name; -1 for a number that is none."""
    year = int(token)
    if len(token) == 2:
        if year in _SHORT_BUDDHIST and not month.isascii() and _thai(month):
            return from_buddhist(year + 2500)
        return year + (1900 if year >= _PIVOT else 2000)
    if len(token) == 3:
        return year + _REPUBLIC
    if year in BUDDHIST_YEARS:
        return from_buddhist(year)
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else -1


def month_of(line: TokenLine, token: int, first: int, last: int) -> int:
    """Return the number of a month's name; 0 for none."""
    word = line.reader.word(line.tokens[token])
    if len(word.months) == 1:
        return next(iter(word.months))
    if not word.months:  # "tháng 6": the number is the month
        return next((int(number) for number in line.tokens[token + 1 : token + 3] if number.isdecimal()), 0)
    # The words of a time that follows are evidence as well.
    near = line.words(max(0, first - 2), min(len(line.letters), last + 6))
    others = shared_languages([other for other in near if other is not word])
    tags = word.months
    return min(tags, key=lambda month: (-len(tags[month] & others), -len(tags[month]), min(tags[month])))


def _fits(line: TokenLine, kind: str, shape: re.Match[str], token: int) -> bool:
    """Return whether the words of a date go together: not "may 5", not "7 out of 2013"."""
    name = line.tokens[token]
    month = line.reader.word(name)
    roles = line.reader.roles
    joints = sum(bool(roles.get(letter, 0) & OF) for letter in line.letters[shape.start() : shape.end()])
    for at in range(shape.start(), shape.end()):
        letter = line.letters[at]
        known = roles.get(letter, 0)
        plainly = known & OF and not known & (MONTH | AT | WEEKDAY | ORDINAL)
        if not plainly or len(name) > _SHORT_NAME or joints > 1:
            continue  # themes print "22 de decembrie de 2011" in any language
        speaking = line.reader.word(line.tokens[at]).by_role[OF]
        if month.languages.isdisjoint(speaking) and name[0].islower():
            return False
    return kind not in {"wmd", "wdm", "wmy", "wym"} or not name[0].islower() or month.uncapitalised or not month.months


def is_weekday(line: TokenLine, day: Day) -> bool:
    """Return whether the word before a date is its weekday; "on" is one in Swedish only."""
    at = day.first + (line.letters[day.first] == "(")
    if is_inside_word(line, at):
        return False
    word = line.reader.word(line.tokens[at])
    others = {tag for role, tags in word.by_role.items() if role & (AT | OF | ONE | AND) for tag in tags}
    if not others or line.letters[at + 1] in ".,)":
        return True
    if day.named < 0:
        return False
    languages = line.reader.word(line.tokens[day.named]).languages
    return not languages.isdisjoint(word.by_role[WEEKDAY]) and languages.isdisjoint(others - word.by_role[WEEKDAY])


def is_inside_word(line: TokenLine, at: int) -> bool:
    """Return whether a weekday of one sign is the end of a longer word: of the name "鈴木" or "민수"."""
    token, start = line.tokens[at], line.offsets[at]
    return len(token) == 1 and find_unspaced(token) is not None and line.text[start - 1 : start].isalpha()


def year_word_after(line: TokenLine, day: Day) -> int:
    """Return where a date ends, with the word for its year in the language of the month ("2013 г.", "2013 roku")."""
    following = line.reader.grammar.year_word.match(line.letters, day.last) if day.shape in _YEAR_LAST else None
    if following is None:
        return day.last
    word = line.reader.word(line.tokens[following.start("word")])
    of_month = line.reader.word(line.tokens[day.named]).languages
    return day.last if of_month.isdisjoint(word.by_role[AFTER]) else following.end()


def weekday_after(line: TokenLine, day: Day) -> int:
    """Return where a date ends, with the weekday behind it: in brackets, long, or in the language of the month."""
    following = line.reader.grammar.weekday.match(line.letters, day.last)
    if following is None:
        return day.last
    word = line.reader.word(line.tokens[following.start("weekday")])
    if following["bracket"]:
        return following.end()
    if day.named < 0:
        token = line.tokens[following.start("weekday")]
        is_told = "," in line.letters[day.last : following.start("weekday")] and len(token) > _SHORT_NAME
        return following.end() if is_told or (len(token) > 1 and find_unspaced(token)) else day.last
    if line.reader.word(line.tokens[day.named]).languages.isdisjoint(word.by_role[WEEKDAY]):
        return day.last
    # Short names are words of other languages too ("6 Mai 2013 so").
    return following.end() if len(line.tokens[following.start("weekday")]) > _SHORT_NAME else day.last


def stands_alone(line: TokenLine, day: Day) -> bool:
    """Return whether a day without year and time is more than a number in a sentence ("March 3 people")."""
    after = line.letters[day.first : day.last]
    if day.named < 0 or "." in after or any(line.reader.roles.get(letter, 0) & ORDINAL for letter in after):
        return True
    follows = _lowercase_follows(line.text, line.offsets[day.last])
    return follows is None or not follows["letter"].islower()
