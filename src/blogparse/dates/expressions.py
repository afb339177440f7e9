"""A date with the time behind it, a time with the date behind it: where an expression begins and ends."""

import re
from bisect import bisect_left

import attrs

from blogparse.dates import days
from blogparse.dates.line import Clock, Day, Found, TokenLine, make_match
from blogparse.dates.words.grammar import CLOCKS, ONLY_BESIDE_A_DATE
from blogparse.dates.words.lexicon import AM, AT, OF, PM, TODAY, YESTERDAY


def _read_clock(line: TokenLine, reading: re.Match[str], day: Day | None) -> Clock | None:
    """Turn a time shape into numbers; None when there is no such time."""
    tokens, kind, base = line.tokens, reading.lastgroup or "", reading.lastindex or 0
    at_hour, at_minute, at_second, before, after, at_zone = (
        reading.start(base + group) if group else -1 for group in CLOCKS[kind]
    )
    at = at_hour, at_minute, at_second
    hour = int(tokens[at_hour])
    minute = int(tokens[at_minute]) if at_minute >= 0 else 0
    second = int(tokens[at_second]) if at_second >= 0 else None
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return None
    last = reading.end()
    half = said = 0
    for token in (before, after):
        found = _half_of_day(line, token, day) if token >= 0 else 0
        if found:
            hour, half, said = in_half(hour, found), found, said + 1
        elif token >= 0 and token == after:
            last = min(last, token - (line.letters[token - 1] == " "))
            return Clock(last, hour, minute, second, None, kind, at, half, said) if kind != "whole" else None
    zone = reading.span(base + CLOCKS[kind][-1]) if at_zone >= 0 else None
    return Clock(last, hour, minute, second, zone, kind, at, half, said)


def in_half(hour: int, half: int) -> int:
    """Return the hour of the day for an hour before or after noon."""
    return hour % 12 + (12 if half == PM else 0) if half and 1 <= hour <= 12 else hour


def _half_of_day(line: TokenLine, token: int, day: Day | None) -> int:
    """Return which half of the day a word names; 0 when it is another word here, as in "10:23 du 6 juin"."""
    name = line.tokens[token]
    word = line.reader.word(name)
    half = PM if word.roles & PM else AM
    if name.lower().replace(".", "").replace(" ", "") in {"am", "pm"}:
        return half
    if day is not None and day.named >= 0:
        month = line.reader.word(line.tokens[day.named])
        return half if not month.languages.isdisjoint(word.by_role[half]) else 0
    if word.roles & (AT | OF):
        return 0
    return 0 if day is not None and len(name) <= 2 and name.isascii() and name.islower() else half


def read_from_date(line: TokenLine, opening: re.Match[str], day: Day) -> Found | None:
    """Complete an expression that begins with a date."""
    if day.shape == "iso":
        return _iso(line, opening, day)
    bare = opening.start(opening.lastindex or 0)
    if day.first < bare and not days.is_weekday(line, day):
        day.first = bare
    following = line.reader.grammar.after_date.match(line.letters, day.last)
    if following and following["odd"] and not line.tokens[following.start("odd")].islower():
        following = None  # a name
    clock = _read_clock(line, following, day) if following else None
    if clock is None:
        if day.shape == "yearless" or (day.year is None and not days.stands_alone(line, day)):
            return None
        day.last = days.year_word_after(line, day)
        day.last = days.weekday_after(line, day)
    elif day.year is None and day.named >= 0:
        _take_year_after(line, day, clock)
    return make_match(line, day.first, clock.last if clock else day.last, day, clock)


def _take_year_after(line: TokenLine, day: Day, clock: Clock) -> None:
    """Complete a date by the year behind its time, where Unix writes it: "Mon Jan 12 10:25:33 UTC 2012"."""
    following = line.reader.grammar.year_after_time.match(line.letters, clock.last)
    if following is None:
        return
    at_year = following.start(1)
    year = days.full_year(line.tokens[at_year], line.tokens[day.named])
    if year > 0 and days.is_possible_day(year, day.month, day.day):
        day.year, day.at, clock.last = year, (at_year, *day.at[1:]), following.end(1)


def _iso(line: TokenLine, shape: re.Match[str], day: Day) -> Found:
    base, tokens = shape.lastindex or 0, line.tokens
    at_hour, at_minute, at_second = (shape.start(base + group) for group in (4, 5, 6))
    hour, minute = int(tokens[at_hour]), int(tokens[at_minute])
    second = int(tokens[at_second]) if at_second >= 0 else None
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return make_match(line, day.first, day.first + 5, day, None)
    zone = shape.span(base + 7) if shape.start(base + 7) >= 0 else None
    at = at_hour, at_minute, at_second
    return make_match(line, day.first, day.last, day, Clock(day.last, hour, minute, second, zone, "iso", at))


def read_from_time(line: TokenLine, first: int, at_time: int) -> Found | None:
    """Complete an expression that begins with a time, or with a weekday before it."""
    grammar, letters = line.reader.grammar, line.letters
    if first < at_time and days.is_inside_word(line, first):
        first = at_time
    reading = grammar.time.match(letters, at_time)
    clock = _read_clock(line, reading, None) if reading else None
    if clock is None:
        return None
    joint = grammar.before_date.match(letters, clock.last)
    at = joint.end() if joint else clock.last
    shape = grammar.date.match(letters, at) if at > clock.last else None
    if shape and shape.lastgroup != "iso":
        day = days.read_day(line, shape)
        if day is not None and reading is not None:
            # "10:23 am 6. Juni": with the date known, its language may say that "am" is not the morning.
            clock = _read_clock(line, reading, day) or clock
            if clock.kind == "whole" and _is_preposition(line, clock.last - 1, day):
                return None
            return make_match(line, first, day.last, day, clock)
    if clock.kind in ONLY_BESIDE_A_DATE:
        return None
    roles = line.reader.roles.get(letters[at : at + 1], 0)
    if at > clock.last and roles & (TODAY | YESTERDAY):
        return make_match(line, first, at + 1, None, clock, days_ago=0 if roles & TODAY else 1)
    return make_match(line, first, clock.last, None, clock)


def _is_preposition(line: TokenLine, token: int, day: Day) -> bool:
    """True for "2 am 6. Juni", where "am" is "on" and the number no hour, not "2 am 6 June"."""
    if day.named < 0:
        return False
    month, word = line.reader.word(line.tokens[day.named]), line.reader.word(line.tokens[token])
    return "en" not in month.languages and not month.languages.isdisjoint(word.by_role.get(AT, ()))


def read_named_day(line: TokenLine, first: int, last: int) -> Found | None:
    """Complete "yesterday" by the time that must follow; alone it is left to the search for words."""
    following = line.reader.grammar.after_date.match(line.letters, last)
    clock = _read_clock(line, following, None) if following else None
    if clock is None:
        return None
    roles = line.reader.word(line.tokens[first]).roles
    return make_match(line, first, clock.last, None, clock, days_ago=0 if roles & TODAY else 1)


def with_time(line: TokenLine, age: Found) -> Found:
    """Complete an age in days by the time behind it: "2 days ago at 07:52 am"."""
    match = age.match
    if match.relative is None or match.relative[0] != "day":
        return age
    at = bisect_left(line.offsets, match.end)
    following = line.reader.grammar.after_date.match(line.letters, at) if line.offsets[at] == match.end else None
    clock = _read_clock(line, following, None) if following else None
    if clock is None:
        return age
    timed = make_match(line, at, clock.last, None, clock).match
    text = line.text[match.start : timed.end]
    both = attrs.evolve(
        match, end=timed.end, text=text, hour=clock.hour, minute=clock.minute, second=clock.second, zone=timed.zone
    )
    return Found(both, clock=clock, count=age.count)
