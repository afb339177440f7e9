"""The date words that come from CLDR: the files beside the locale files are as generated, and every word is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from typing import TYPE_CHECKING, Final, Literal

import pytest

from blogparse.dates import compile_dates, find_timestamp
from blogparse.language import available_languages, load_locale, load_vocabulary

if TYPE_CHECKING:
    from babel.dates import format_date, format_time, get_datetime_format

    import cldr
else:
    babel = pytest.importorskip("babel.dates", reason="Babel is not installed")
    format_date, format_time, get_datetime_format = babel.format_date, babel.format_time, babel.get_datetime_format
    cldr = pytest.importorskip("cldr")

TAGS: Final = [tag for tag in available_languages() if cldr.locale_of(tag) is not None]
Length = Literal["full", "long", "medium", "short"]
LENGTHS: Final[tuple[Length, ...]] = ("full", "long", "medium", "short")
DAYS: Final = [*(date(2014, month, 17) for month in range(1, 13)), *(date(2014, 5, day) for day in range(18, 25))]
"""Each month, and each weekday."""
CLOCKS: Final[tuple[tuple[Length, time] | None, ...]] = (
    None,
    ("short", time(10, 23)),
    ("short", time(15, 8)),
    ("medium", time(15, 8, 9)),
)
"""No time, and times before and after noon in the patterns for minutes and seconds."""
EVERY_MONTH: Final = frozenset(range(1, 13))
UNREAD: Final[dict[tuple[str, str], tuple[frozenset[int], str]]] = {
    ("eu", "short"): (EVERY_MONTH, "the year comes first and has two digits: a day, in most languages"),
    ("ko", "short"): (EVERY_MONTH, "the same, with points: a number of a chapter or a version"),
    ("ne", "short"): (EVERY_MONTH, "the same as in Basque"),
    ("sq", "short"): (EVERY_MONTH - {10, 11, 12}, "numbers of one and two digits with points: a version"),
    ("my", "medium"): (frozenset({4, 8}), "abbreviations of one letter"),
}
"""The months that are not read in a pattern of CLDR's for dates, and why."""
NO_AGES: Final[dict[tuple[str, str], str]] = {
    ("ar", "خلال"): "says within, not ago",
    ("fil", "ngayon"): "is today as well",
    ("he", "(1)"): "the number stands behind in brackets",
    ("it", "sett"): "the abbreviation of September, a day of which it would be",
    ("mn", "7 хоног"): "a week is seven days, and two weeks two seven days",
}
"""What is in relative times that are not read, and why."""
BARE: Final = re.compile(r"[+\-−–]\s?\d")
"""A number with a minus, in narrow forms: a temperature or a score, and no age."""


@pytest.mark.parametrize("tag", TAGS)
def test_the_file_beside_is_as_generated(tag: str) -> None:
    """A new release of CLDR is taken in by ``python tests/cldr.py``."""
    assert (cldr.LOCALES / f"{tag}.json").read_text("utf-8") == cldr.written(tag)


def test_every_language_has_its_file() -> None:
    assert list(available_languages()) == TAGS


@pytest.mark.parametrize("tag", TAGS)
def test_months_and_weekdays_keep_the_meaning_that_cldr_gives(tag: str) -> None:
    words = cldr.generated(tag)
    assert words is not None
    dates = load_locale(tag).dates
    for name, rows in (("months", dates.months), ("weekdays", dates.weekdays)):
        for row, generated in zip(rows, words[name], strict=True):
            known = {form.casefold().rstrip(".") for form in row}
            assert {form.casefold().rstrip(".") for form in generated} - known == set(), (tag, name)


def moments(tag: str, length: Length) -> Iterator[tuple[date, time | None, str]]:
    """Yield days and times as CLDR writes them."""
    locale = cldr.locale_of(tag)
    for day in DAYS:
        written = format_date(day, length, locale)
        for clock in CLOCKS:
            if clock is None:
                yield day, None, written
            else:
                joined = str(get_datetime_format(length, locale=locale)).replace("'", "")
                yield day, clock[1], joined.format(format_time(clock[1], clock[0], locale=locale), written)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("tag", TAGS)
def test_every_date_in_the_patterns_of_cldr_is_read(tag: str, length: Length) -> None:
    reader = compile_dates(load_vocabulary(sorted({tag, "en"})))
    unread: dict[int, list[str]] = {}
    for day, clock, written in moments(tag, length):
        found = find_timestamp(written, reader)
        read = found and (found.year, found.month, found.day, found.hour, found.minute, found.second or 0)
        at = (clock.hour, clock.minute, clock.second) if clock else (None, None, 0)
        if read != (day.year, day.month, day.day, *at):
            unread.setdefault(day.month, []).append(written)
    assert unread.keys() == UNREAD.get((tag, length), (frozenset(), ""))[0], unread


def relative_times(tag: str) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the relative times of a language, each plural form with three numbers, with their unit and count."""
    locale = cldr.locale_of(tag)
    assert locale is not None
    for unit in cldr.UNITS:
        for width in cldr.WIDTHS:
            field = locale._data["date_fields"].get(unit + width, {})
            for plural, pattern in dict(field.get("past", {})).items():
                numbers = [number for number in range(1, 200) if locale.plural_form(number) == plural]
                yield from ((pattern.replace("{0}", str(number)), (unit, number)) for number in numbers[:3])
            for offset, words in dict(field.get("relative", {})).items():
                if offset < 0 or (offset == 0 and unit in {"second", "day"}):
                    yield words, (unit, -offset)


@pytest.mark.parametrize("tag", TAGS)
def test_every_relative_time_of_cldr_is_read(tag: str) -> None:
    reader = compile_dates(load_vocabulary(sorted({tag, "en"})))
    excused = {words for language, words in NO_AGES if language == tag}
    unread: list[str] = []
    excuses: set[str] = set()
    for written, age in relative_times(tag):
        found = find_timestamp(written, reader)
        if found is None or found.relative != age:
            excuse = {words for words in excused if words in written}
            excuses |= excuse
            if not excuse and not BARE.match(written):
                unread.append(written)
    assert unread == []
    assert excuses == excused
