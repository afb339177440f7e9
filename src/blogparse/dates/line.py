"""A line in tokens, what is read from them, and the match that this makes."""

from collections.abc import Sequence
from itertools import accumulate

import attrs

from blogparse.dates.match import Order, TimestampMatch, settle_by_weekday
from blogparse.dates.words.grammar import DOTTED, MONTH_FIRST_SHAPES
from blogparse.dates.words.lexicon import WEEKDAY, DateWord
from blogparse.dates.words.reader import DateReader
from blogparse.records import Precision


@attrs.define(slots=True, eq=False)
class TokenLine:
    """A window of the searched string in tokens; mutable, like the two below, as many are made and none is kept."""

    reader: DateReader
    text: str
    low: int
    tokens: list[str]
    letters: str
    offsets: list[int]

    def words(self, first: int, last: int) -> list[DateWord]:
        """Return the words that tell a language, of the tokens ``first`` to ``last``."""
        word = self.reader.word
        return [
            found
            for token, letter in zip(self.tokens[first:last], self.letters[first:last], strict=True)
            if letter >= "\ue000" and (found := word(token)).languages
        ]


@attrs.define(slots=True, eq=False)
class Day:
    """A date in tokens."""

    first: int
    last: int
    year: int | None
    month: int  # 0 for one without a number
    day: int | None
    order: Order | None
    named: int  # token of the month's name, or -1
    shape: str
    at: tuple[int, int, int]  # tokens of the year, the month and the day in digits, or -1
    swaps: bool  # the day may stand before the month
    weekday: int | None = None  # Monday is 0; looked up only where it may tell the day from the month


@attrs.define(slots=True, eq=False)
class Clock:
    """A time in tokens; the tokens of its zone."""

    last: int
    hour: int
    minute: int
    second: int | None
    zone: tuple[int, int] | None
    kind: str
    at: tuple[int, int, int]  # tokens of hour, minute and second, or -1
    half: int = 0  # AM or PM where a word says so
    said: int = 0  # how many words say so


@attrs.define(slots=True, eq=False)
class Found:
    """A match, and the tokens that it was read from."""

    match: TimestampMatch
    day: Day | None = None
    clock: Clock | None = None
    count: int = -1  # token of an age's number


def cut_into_tokens(reader: DateReader, text: str, low: int, high: int) -> TokenLine:
    """Return a part of a text, cut into tokens."""
    tokens, letters = reader.split(text[low:high])
    return TokenLine(reader, text, low, tokens, letters, list(accumulate(map(len, tokens), initial=low)))


def shared_languages(words: Sequence[DateWord]) -> frozenset[str]:
    """Return the languages that have all the words, or, where none has, those that have any."""
    if not words:
        return frozenset()
    shared = words[0].languages
    if len(words) == 1:
        return shared
    for word in words:
        shared &= word.languages
    return shared or frozenset().union(*(word.languages for word in words))


def make_match(
    line: TokenLine, first: int, last: int, day: Day | None, clock: Clock | None, *, days_ago: int | None = None
) -> Found:
    """Make the record; outer punctuation is cut from the text."""
    text = line.text
    start, end = line.offsets[first], line.offsets[last]
    zone = None
    if clock is not None and clock.zone is not None:
        low, high = clock.zone
        zone = "".join(line.tokens[low:high]).strip()
        words = [*line.words(first, low), *line.words(high, last)]
    else:
        words = line.words(first, last)
    shown = text[start:end]
    if not shown[-1].isalnum() or shown[0] in "([":
        shown, start, end = _trimmed(shown, start, end, keep_period=clock is not None)
    precision: Precision
    if days_ago is not None:
        precision = "relative"
    elif clock is not None:
        precision = "minute" if clock.second is None else "second"
    else:
        precision = "month" if day is not None and day.day is None else "day"
    if day is not None and not day.month:
        precision = "year"
    match = TimestampMatch(
        start, end, shown, precision,
        day.year if day else None, (day.month or None) if day else None, day.day if day else None,
        clock.hour if clock else None, clock.minute if clock else None, clock.second if clock else None, zone,
        day.order if day else None, None if days_ago is None else ("day", days_ago), shared_languages(words),
        day is not None and day.shape in DOTTED,
    )  # fmt: skip
    if day is not None and (day.shape in MONTH_FIRST_SHAPES or day.shape in DOTTED):
        day.weekday = _weekday(line, first, last)
        if day.weekday is not None:
            match = settle_by_weekday(match, day.weekday)
    return Found(match, day, clock)


def _weekday(line: TokenLine, first: int, last: int) -> int | None:
    """Return the weekday that the words of an expression name, Monday as 0; None for none or several."""
    roles = line.reader.roles
    named = {
        number
        for token, letter in zip(line.tokens[first:last], line.letters[first:last], strict=True)
        if letter >= "\ue000" and roles.get(letter, 0) & WEEKDAY
        for number in line.reader.word(token).weekdays
    }
    return named.pop() if len(named) == 1 else None


def _trimmed(shown: str, start: int, end: int, *, keep_period: bool) -> tuple[str, int, int]:
    while shown and (shown[-1] in " ,:|/-([" or (shown[-1] in ")]" and shown.count("(") + shown.count("[") < 1)):
        shown, end = shown[:-1], end - 1
    if shown[-1:] == "." and not (keep_period and "." in shown[-4:-1]):  # the period of "a.m." stays
        shown, end = shown[:-1], end - 1
    if shown[:1] in {"(", "["} and shown.count(")") + shown.count("]") < 1:
        shown, start = shown[1:], start + 1
    return shown, start, end
