"""Dates, times and ages: what is found in a line, what is left alone, and which instant it is.

The table in ``data/timestamps/<language>.toml`` holds rows ``[line, reading]`` or ``[line, reading, text]``: the match
is the whole line, or the text. A reading is written like ISO 8601, as far as the line goes::

    2013-06-06T08:33 ET   2013-06   --06-06 (no year)   T21:00   ?2013-03-04 (day and month may be swapped)
    -P6M (six months ago)   -P1DT17:30 (yesterday at half past five)   none

Each row is read twice: with its own language, and with all languages at once.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil import parser as dateutil_parser
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blogparse.dates import (
    SOLAR_YEARS,
    DateReader,
    TimestampMatch,
    compile_dates,
    find_slowly,
    find_timestamp,
    from_solar,
    infer_day_order,
    resolve_timestamp,
    with_months,
    zone_offset,
)
from blogparse.language import Locale, load_vocabulary, merge_locales, parse_locale
from tables import locale_of, rows

CRAWLED = dt.datetime(2020, 3, 31, 12, 0)
UNITS = {"second": "T{}S", "minute": "T{}M", "hour": "T{}H", "day": "{}D", "week": "{}W", "month": "{}M", "year": "{}Y"}


@cache
def reader(*languages: str) -> DateReader:
    return compile_dates(load_vocabulary(languages or None))


def find(text: str, *languages: str) -> TimestampMatch:
    match = find_timestamp(text, reader(*languages))
    assert match is not None, text
    return match


def reading(match: TimestampMatch) -> str:
    """Write a match in the notation of the table."""
    written = "?" if match.ambiguous else ""
    if match.relative is not None:
        unit, count = match.relative
        written += "-P" + UNITS[unit].format(count)
    elif match.month is not None:
        written += f"{match.year:04}" if match.year is not None else "-"
        written += f"-{match.month:02}" + (f"-{match.day:02}" if match.day is not None else "")
    if match.hour is not None:
        written += f"T{match.hour:02}:{match.minute:02}"
        written += f":{match.second:02}" if match.second is not None else ""
    return written + (f" {match.zone}" if match.zone else "")


class TestTable:
    @pytest.mark.parametrize("everything", [False, True], ids=["own", "all"])
    @pytest.mark.parametrize(("language", "line", "expected", "text"), rows())
    def test_row(self, language: str, line: str, expected: str, text: str, everything: bool) -> None:
        own = locale_of(language)
        assert own is not None
        # English comes with every language: platforms print "at", "@" and "pm" anywhere.
        match = find_timestamp(line, reader() if everything else reader(*{own, "en"}))
        assert (reading(match) if match else "none") == expected
        if match:
            assert match.text == text

    def test_the_table_is_large(self) -> None:
        assert len(rows()) >= 1500

    def test_rows_are_unique(self) -> None:
        lines = [(language, line) for language, line, _, _ in rows()]
        assert len(set(lines)) == len(lines)


class TestSolarHijriDates:
    @pytest.mark.parametrize(
        ("printed", "date"),
        [
            ((1300, 1, 1), dt.date(1921, 3, 21)),
            ((1357, 11, 22), dt.date(1979, 2, 11)),
            ((1399, 12, 30), dt.date(2021, 3, 20)),  # the last day of a leap year, and the next
            ((1400, 1, 1), dt.date(2021, 3, 21)),
        ],
    )
    def test_known_days(self, printed: tuple[int, int, int], date: dt.date) -> None:
        assert from_solar(*printed) == date

    def test_years_follow_each_other_without_a_gap(self) -> None:
        days = [
            found
            for year in SOLAR_YEARS
            for month in range(1, 13)
            for day in range(1, 32)
            if (found := from_solar(year, month, day)) is not None
        ]
        assert [later - earlier for earlier, later in pairwise(days)] == [dt.timedelta(days=1)] * (len(days) - 1)

    def test_other_years_are_none_of_this_calendar(self) -> None:
        assert from_solar(2012, 5, 12) is None

    def test_the_same_digits_are_a_gregorian_date_in_other_languages(self) -> None:
        assert (find("1391-02-23", "en").year, find("1391-02-23", "fa").year) == (1391, 2012)


class TestSpans:
    def test_offsets_are_of_the_searched_string(self) -> None:
        text = "Posted on June 6, 2013 at 8:33 am | Edit"
        match = find(text, "en")
        assert text[match.start : match.end] == match.text == "June 6, 2013 at 8:33 am"

    def test_the_search_starts_where_asked(self) -> None:
        text = "June 6, 2013, then 7 July 2014"
        first = find(text, "en")
        second = find_timestamp(text, reader("en"), first.end)
        assert second is not None
        assert (second.text, second.start) == ("7 July 2014", 19)
        assert find_timestamp(text, reader("en"), second.end) is None

    def test_short_ages_must_be_the_rest_of_the_string(self) -> None:
        assert find_timestamp("Jane 6d", reader("en")) is None
        match = find_timestamp("Jane 6d", reader("en"), 5)
        assert match is not None
        assert match.relative == ("day", 6)

    @pytest.mark.parametrize("before", [0, 63, 64, 100, 127, 128, 129, 255, 256, 257, 500, 5000])
    def test_a_date_is_found_anywhere_in_a_long_line(self, before: int) -> None:
        text = "no 777 " * (before // 7) + "w" * (before % 7) + " June 6, 2013 at 8:33 am " + "no 777 " * 200
        match = find(text, "en")
        assert match.text == "June 6, 2013 at 8:33 am"
        assert text[match.start : match.end] == match.text

    def test_a_sign_that_nobody_knows_behind_a_year(self) -> None:
        match = find_timestamp("阿段 2009山12月14日 09:45", reader("zh"))
        assert match is not None
        assert (match.year, match.month, match.day, match.hour) == (2009, 12, 14, 9)

    def test_marks_of_direction_do_not_hide_a_date(self) -> None:
        match = find("6\u200f/6\u200f/2013", "en")
        assert (match.year, match.month, match.day) == (2013, 6, 6)

    def test_decomposed_accents(self) -> None:
        assert find("6 aou\u0302t 2013", "fr").month == 8


class TestMatch:
    @pytest.mark.parametrize(
        ("text", "precision"),
        [
            ("June 6, 2013 8:33:05 am", "second"),
            ("June 6, 2013 8:33 am", "minute"),
            ("21:00", "minute"),
            ("June 6, 2013", "day"),
            ("Dec 11", "day"),
            ("March 2013", "month"),
            ("3 years ago", "relative"),
            ("yesterday at 5:30 pm", "relative"),
        ],
    )
    def test_precision(self, text: str, precision: str) -> None:
        assert find(text, "en").precision == precision

    def test_complete_dates_and_times(self) -> None:
        assert find("June 6, 2013", "en").is_complete_date
        assert not find("Dec 11", "en").is_complete_date
        assert not find("June 6, 2013", "en").has_time
        assert find("21:00", "en").has_time

    def test_languages_are_those_that_have_every_word(self) -> None:
        assert find("22. Dezember 2019 um 11:16 Uhr").languages == {"de"}
        assert find("2013/12/28 10:28").languages == frozenset()
        assert find("yesterday").languages == {"en"}

    def test_words_of_no_common_language_give_all(self) -> None:
        vocabulary = merge_locales([tiny("xx", months="Alpha"), tiny("yy", months="Beta", extra='at = ["zu"]')])
        match = find_timestamp("6 Alphaa 2013 zu 10:23", compile_dates(vocabulary))
        assert match is not None
        assert match.languages == {"xx", "yy"}

    def test_digits_are_ambiguous_only_where_both_readings_differ(self) -> None:
        assert find("03/04/2013", "en").ambiguous
        assert not find("04/04/2013", "en").ambiguous
        assert not find("13/04/2013", "en").ambiguous
        assert not find("03.04.2013", "en").ambiguous
        assert not find("2013/04/03", "en").ambiguous

    def test_short_years_turn_at_1969(self) -> None:
        assert find("12/31/68", "en").year == 2068
        assert find("12/31/69", "en").year == 1969

    def test_buddhist_years(self) -> None:
        assert find("06/13/2556", "en").year == 2013


def tiny_text(tag: str, months: list[str], extra: str = "") -> str:
    """Return a small locale file; its weekdays and units are English words with the tag."""
    names = ", ".join(f'["{name}"]' for name in months)
    days = ", ".join(f'["Day{tag}{letter}"]' for letter in "abcdefg")
    units = "\n".join(f'{unit} = ["{unit}{tag}"]' for unit in UNITS)
    head = f'name = "{tag}"\n[dates]\norder = "dmy"\nmonths = [{names}]\nweekdays = [{days}]'
    return f"{head}\n{extra}\n[dates.units]\n{units}\n"


def tiny(tag: str, months: str = "Mon", extra: str = "") -> Locale:
    """Return a small locale whose months are words with a letter for their number ("Mona")."""
    return parse_locale(tag, tiny_text(tag, [months + letter for letter in "abcdefghijkl"], extra))


class TestSharedNames:
    """One name, two months: the other words decide, then the number of languages, then the tag."""

    def reader(self, *more: str) -> DateReader:
        """Return a reader of a language with "Lista" as its first month and of others with it as their second."""
        locales = [self.locale("aa", ["Lista", "Second"])]
        locales += [self.locale(tag, ["First", "Lista"]) for tag in ("bb", *more)]
        return compile_dates(merge_locales(locales))

    @staticmethod
    def locale(tag: str, months: list[str]) -> Locale:
        names = [*months, *(tag + letter for letter in "cdefghijkl")]
        return parse_locale(tag, tiny_text(tag, names, f'at = ["at{tag}"]'))

    def test_the_other_words_decide(self) -> None:
        dates = self.reader()
        lines = {"6 Lista 2013 ataa 10:23": 1, "6 Lista 2013 atbb 10:23": 2, "Daybba, 6 Lista 2013": 2}
        for line, month in lines.items():
            match = find_timestamp(line, dates)
            assert match is not None
            assert match.month == month, line

    def test_then_the_number_of_languages_then_the_tag(self) -> None:
        alone = find_timestamp("6 Lista 2013", self.reader())
        outvoted = find_timestamp("6 Lista 2013", self.reader("cc"))
        assert alone is not None
        assert outvoted is not None
        assert (alone.month, outvoted.month) == (1, 2)


class TestWithoutValue:
    @pytest.mark.parametrize("text", ["15 رمضان 1434", "1 محرم 1440", "15 شعبان 1435 هـ"])
    def test_lunar_dates_are_found_and_have_no_value(self, text: str) -> None:
        match = find(f"سامي {text}", "ar")
        assert (match.text, match.precision, match.month) == (text, "year", None)
        assert resolve_timestamp(match, dayfirst=True, date=dt.date(2013, 7, 23)) is None

    def test_months_that_nobody_knows(self) -> None:
        dates = with_months(reader("en"), ["plimo", "may"])
        match = find_timestamp("Ann 12 plimo 2014 10:23", dates)
        assert match is not None
        assert (match.text, match.precision, match.year) == ("12 plimo 2014 10:23", "year", 2014)
        assert resolve_timestamp(match, dayfirst=True, crawled_at=CRAWLED) is None
        known = find_timestamp("12 May 2014", dates)
        assert known is not None
        assert known.month == 5
        assert find_timestamp("32 plimo 2014", dates) is None

    @pytest.mark.parametrize(
        ("text", "hour"),
        [
            ("Ann 12 May 2014 zumi 10:23", 10),
            ("Ann 12 May 2014 at zumi 10:23 pm", 22),
            ("Ann 12 May 2014 xo 9.23", 9),
            ("12 May 2014 Zumi 10:23", None),
            ("12 May 2014 zumi 10.04", None),
        ],
    )
    def test_a_word_that_nobody_knows_before_a_time(self, text: str, hour: int | None) -> None:
        match = find_timestamp(text, reader("en"))
        assert match is not None
        assert (match.day, match.hour) == (12, hour)
        assert text[match.start : match.end] == match.text


class TestCompiling:
    def test_the_same_vocabulary_gives_the_same_reader(self) -> None:
        vocabulary = load_vocabulary(["en"])
        assert compile_dates(vocabulary) is compile_dates(vocabulary)

    def test_an_age_may_name_its_unit_first(self) -> None:
        dates = compile_dates(merge_locales([tiny("xx", extra='ago = ["{unit} {n} ago"]')]))
        match = find_timestamp("Ann dayxx 21 ago", dates)
        assert match is not None
        assert (match.text, match.relative) == ("dayxx 21 ago", ("day", 21))
        assert find_timestamp("21 dayxx ago", dates) is None

    @pytest.mark.parametrize(
        ("tag", "text", "age"),
        [
            ("sw", "miezi 2 iliyopita", ("month", 2)),
            ("sw", "siku 12 zilizopita", ("day", 12)),
            ("sw", "mwaka 1 uliopita", ("year", 1)),
            ("si", "මාස 2කට පෙර", ("month", 2)),
            ("si", "දින 12කට පෙර", ("day", 12)),
        ],
    )
    def test_languages_that_name_the_unit_first(self, tag: str, text: str, age: tuple[str, int]) -> None:
        match = find(f"Ann {text}", tag)
        assert (match.text, match.relative) == (text, age)

    @pytest.mark.parametrize(
        ("name", "date"),
        [
            ("8150", "2015-02-10 14:53"), ("e4151", "2015-02-10"), ("ossi94", "26.06.2009, 10:55"),
            ("ossi94", "7.05.2009, 14:38"), ("ossi9", "26/06/2009"), ("ossi", "26.06.2009"),
        ],
    )  # fmt: skip
    def test_names_that_end_in_digits_are_cut_off(self, name: str, date: str) -> None:
        match = find(f"{name}{date} Reply", "en")
        assert (match.text, match.year in {2009, 2015}) == (date, True)

    def test_words_between_number_and_unit(self) -> None:
        dates = compile_dates(merge_locales([tiny("xx", extra='ago = ["acum {n} de {unit}"]')]))
        match = find_timestamp("acum 21 de dayxx", dates)
        assert match is not None
        assert (match.text, match.relative) == ("acum 21 de dayxx", ("day", 21))

    @pytest.mark.parametrize(
        ("line", "age"),
        [
            ("era zzz", ("year", 1)),
            ("Ann, era zzz", ("year", 1)),
            ("Era zzz Reply", ("year", 1)),
            ("era zzz of old", None),
            ("era zzz 1989", None),
            ("4 era zzz", None),
            ("ERA  ZZZ", ("year", 1)),
            ("4 likes, era zzz", ("year", 1)),
            ("erst", ("day", 2)),
            ("Ann | erst", ("day", 2)),
            ("Ann erst", None),
            ("Erst Ann", None),
            ("40 tide", ("hour", 40)),
            ("Ann 40 tide.", ("hour", 40)),
            ("uno tide", ("hour", 1)),
            ("40 hourxx", None),
            ("all of 40 tide", ("hour", 40)),
            ("it was all of 40 long tide", None),
        ],
    )
    def test_ages_that_are_phrases(self, line: str, age: tuple[str, int] | None) -> None:
        ages = '"1 year" = ["era zzz"]\n"2 days" = ["erst"]\n"{n} hours" = ["{n} tide", "all of {n} tide"]'
        locale = parse_locale("xx", tiny_text("xx", list("abcdefghijkl"), f'one = ["uno"]\n[dates.ages]\n{ages}'))
        match = find_timestamp(line, compile_dates(merge_locales([locale])))
        assert (match.relative if match else None) == age

    def test_a_phrase_of_two_ages_is_that_of_most_languages(self) -> None:
        meanings = {"aa": "1 day", "bb": "1 week", "cc": "1 week"}
        ages = {tag: f'[dates.ages]\n"{age}" = ["era zzz"]' for tag, age in meanings.items()}
        match = find_timestamp("era zzz", compile_dates(merge_locales([tiny(tag, extra=ages[tag]) for tag in ages])))
        assert match is not None
        assert (match.relative, match.languages) == (("week", 1), frozenset({"bb", "cc"}))

    def test_words_of_several_words(self) -> None:
        words = 'at = ["a las"]\npm = ["p. m."]\nyesterday = ["au jour d\'hier"]'
        dates = compile_dates(merge_locales([tiny("xx", extra=words)]))
        match = find_timestamp("6 Mona 2013 a las 8:33 p. m.", dates)
        assert match is not None
        assert (match.text, match.hour) == ("6 Mona 2013 a las 8:33 p. m.", 20)
        yesterday = find_timestamp("Au jour d’hier", dates)
        assert yesterday is not None
        assert yesterday.relative == ("day", 1)

    def test_months_made_of_a_word_and_a_number(self) -> None:
        text = tiny_text("vi", [f"tháng {number}" for number in range(1, 13)])
        match = find_timestamp("6 tháng 11, 2013 10:23", compile_dates(merge_locales([parse_locale("vi", text)])))
        assert match is not None
        assert (match.year, match.month, match.day, match.hour) == (2013, 11, 6, 10)


class TestInferDayOrder:
    def infer(
        self, *texts: str, page: tuple[str, ...] = (), languages: tuple[str, ...] = ()
    ) -> tuple[bool | None, str]:
        thread, others = ([find(text, "en") for text in several] for several in (texts, page))
        order = infer_day_order(thread, others, languages)
        return order.dayfirst, order.evidence

    def dots(self, *texts: str, page: tuple[str, ...] = ()) -> bool:
        thread, others = ([find(text, "en") for text in several] for several in (texts, page))
        return infer_day_order(thread, others).dots_dayfirst

    def test_dates_of_one_reading_decide(self) -> None:
        assert self.infer("03/04/2020", "17/04/2020") == (True, "numbers")
        assert self.infer("03/04/2020", "04/17/2020") == (False, "numbers")
        assert self.infer("03/04/2020", "17/04/2020", languages=("en",)) == (True, "numbers")

    def test_a_time_before_the_date_is_no_part_of_it(self) -> None:
        assert self.infer("13:38 - 12-4-2013", "15:12 - 11-15-2013") == (False, "numbers")

    def test_dates_with_gaps_decide_too(self) -> None:
        assert self.infer("01 09 2020", "28 08 2020") == (True, "numbers")

    def test_a_weekday_that_fits_one_reading_decides(self) -> None:
        assert find("Wed, 04/03/2013", "en").order == "mdy"
        assert find("Thursday 04/03/2013 10:00", "en").order == "either"  # neither reading is one
        assert self.infer("05/03/2013", "Wed, 04/03/2013") == (False, "numbers")
        assert self.infer("05/03/2013", "Mon, 04/03/2013") == (True, "numbers")

    def test_a_date_that_the_page_repeats_in_words_decides(self) -> None:
        assert self.infer("3/8/2017 17:42", "3/9/2017 03:50", page=("Wednesday, March 8 2017",)) == (False, "agreement")
        assert self.infer("3/8/2017 17:42", page=("2017-08-03",)) == (True, "agreement")

    def test_the_same_minute_says_more_than_the_same_day(self) -> None:
        page = ("9 March 2017", "3 September 2017 03:50")
        assert self.infer("3/9/2017 03:50", page=page) == (True, "agreement")

    def test_iso_and_dotted_dates_of_other_days_say_nothing(self) -> None:
        assert self.infer("03/04/2020", "2020-04-17", "17.04.2020") == (None, "")

    def test_a_thread_that_runs_one_way(self) -> None:
        assert self.infer("09/10/2013", "10/10/2013", "11/10/2013", "01/11/2013") == (True, "chronology")
        assert self.infer("10/09/2013", "10/10/2013", "10/11/2013", "11/01/2013") == (False, "chronology")

    def test_newest_first_is_a_direction_too(self) -> None:
        assert self.infer("01/11/2013", "11/10/2013", "10/10/2013", "09/10/2013") == (True, "chronology")

    def test_dates_close_together_win_where_both_readings_run_one_way(self) -> None:
        assert self.infer("03/04/2013", "03/05/2013", "03/06/2013") == (False, "chronology")
        assert self.infer("04/03/2013", "05/03/2013", "06/03/2013") == (True, "chronology")

    def test_the_languages_decide_last_and_only_together(self) -> None:
        assert self.infer("03/04/2013", languages=("en",)) == (False, "languages")
        assert self.infer("03/04/2013", page=("30/04/2013",), languages=("en",)) == (True, "numbers")
        assert self.infer("03/04/2013") == (None, "")
        assert self.infer("03/04/2013", languages=("en", "xx-unknown")) == (None, "")

    def test_nothing_at_all(self) -> None:
        assert infer_day_order([]).dayfirst is None

    def test_dots_name_the_day_first_unless_a_date_cannot(self) -> None:
        assert self.dots("10.11.09", "10.12.09")
        assert not self.dots("10.11.09", "10.13.09")
        assert self.dots("10.11.09", "13.10.09", "10.13.09")
        assert not self.dots("10.11.09", page=("October 11, 2009",))
        assert self.dots("10.11.09", page=("10 November 2009",))


class TestResolve:
    def resolve(self, text: str, *, dayfirst: bool | None = None, **options: Any) -> dt.datetime | None:
        return resolve_timestamp(find(text, "en"), dayfirst=dayfirst, **options)

    def test_naive_without_a_zone(self) -> None:
        assert self.resolve("June 6, 2013 at 8:33 am") == dt.datetime(2013, 6, 6, 8, 33)

    def test_the_stated_zone_wins_over_tz(self) -> None:
        moment = self.resolve("June 6, 2013, 07:35 AM ET", tz=dt.UTC)
        assert moment is not None
        assert moment.isoformat() == "2013-06-06T07:35:00-04:00"

    @pytest.mark.parametrize(("text", "offset"), [("January 6, 2013 8:33 am", 1), ("June 6, 2013 8:33 am", 2)])
    def test_a_named_tz_becomes_the_offset_of_that_moment(self, text: str, offset: int) -> None:
        moment = self.resolve(text, tz=ZoneInfo("Europe/Berlin"))
        assert moment is not None
        assert moment.tzinfo == dt.timezone(dt.timedelta(hours=offset))

    def test_an_abbreviation_of_several_zones_leaves_the_time_naive(self) -> None:
        match = find("June 6, 2013 8:33 am IST", "en")
        assert match.zone == "IST"
        assert resolve_timestamp(match, dayfirst=None, tz=dt.UTC) == dt.datetime(2013, 6, 6, 8, 33)

    def test_ambiguous_dates_follow_dayfirst(self) -> None:
        assert self.resolve("03/04/2013", dayfirst=False) == dt.datetime(2013, 3, 4)
        assert self.resolve("03/04/2013", dayfirst=True) == dt.datetime(2013, 4, 3)
        assert self.resolve("03/04/2013") is None
        assert self.resolve("17/04/2013", dayfirst=False) == dt.datetime(2013, 4, 17)
        assert self.resolve("03.04.2013") == dt.datetime(2013, 4, 3)
        assert self.resolve("03.04.2013", dots_dayfirst=False) == dt.datetime(2013, 3, 4)

    def test_a_time_needs_a_date(self) -> None:
        assert self.resolve("21:00") is None
        assert self.resolve("21:00", date=dt.date(2013, 6, 6)) == dt.datetime(2013, 6, 6, 21)

    def test_a_date_needs_a_year(self) -> None:
        assert self.resolve("Jan 3") is None
        assert self.resolve("Jan 3", year=2015) == dt.datetime(2015, 1, 3)
        assert self.resolve("Jan 3", date=dt.date(2019, 12, 28)) == dt.datetime(2020, 1, 3)
        assert self.resolve("Dec 28", date=dt.date(2020, 1, 3)) == dt.datetime(2019, 12, 28)
        assert self.resolve("Dec 11", crawled_at=CRAWLED) == dt.datetime(2019, 12, 11)
        assert self.resolve("Mar 31", crawled_at=CRAWLED) == dt.datetime(2020, 3, 31)
        assert self.resolve("Feb 29", crawled_at=CRAWLED.replace(year=2019)) == dt.datetime(2016, 2, 29)

    def test_an_age_counts_back_on_the_clock_of_the_zone_that_is_given(self) -> None:
        riga = ZoneInfo("Europe/Riga")
        expected = dt.datetime(2020, 3, 31, 9, 0, tzinfo=riga)
        assert self.resolve("3 hours ago", crawled_at=CRAWLED, tz=riga) == expected
        assert self.resolve("3 hours ago", crawled_at=CRAWLED.replace(tzinfo=dt.UTC), tz=riga) == expected.replace(
            hour=12
        )

    def test_a_year_is_left_out_only_where_one_fits(self) -> None:
        post = dt.date(2013, 11, 20)
        assert self.resolve("Dec 11", date=post, earliest=post) == dt.datetime(2013, 12, 11)
        assert self.resolve("Jan 3", date=dt.date(2013, 12, 28), earliest=post) == dt.datetime(2014, 1, 3)
        assert self.resolve("Nov 19", date=post, earliest=post) == dt.datetime(2013, 11, 19)  # another zone's clock
        assert self.resolve("Oct 2", date=post, earliest=post) is None  # nobody answers before the post
        assert self.resolve("Aug 2", date=post, earliest=post) is None  # next year's, or the one after?
        assert self.resolve("Aug 2", earliest=post, crawled_at=dt.datetime(2014, 9, 1)) == dt.datetime(2014, 8, 2)
        assert self.resolve("Aug 2", earliest=post, crawled_at=dt.datetime(2016, 9, 1)) is None

    @pytest.mark.parametrize(
        ("zone", "language", "hours"), [("CST", "zh-Hans", 8), ("CST", "en", -6), ("IST", "he", 2)]
    )
    def test_a_shared_abbreviation_is_that_of_the_language(self, zone: str, language: str, hours: int) -> None:
        moment = self.resolve(f"June 6, 2013 8:33 am {zone}", languages=(language,))
        assert moment is not None
        assert moment.utcoffset() == dt.timedelta(hours=hours)

    def test_a_shared_abbreviation_is_that_of_tz(self) -> None:
        moment = self.resolve("June 6, 2013 8:33 am IST", tz=ZoneInfo("Asia/Kolkata"))
        assert moment is not None
        assert moment.utcoffset() == dt.timedelta(hours=5, minutes=30)

    def test_impossible_days_are_none(self) -> None:
        assert self.resolve("Feb 29", year=2013) is None

    @pytest.mark.parametrize(
        ("text", "moment"),
        [
            ("15 seconds ago", "2020-03-31T11:59:45"),
            ("2 hours ago", "2020-03-31T10:00:00"),
            ("a month ago", "2020-02-29T12:00:00"),
            ("3 weeks ago", "2020-03-10T12:00:00"),
            ("6d", "2020-03-25T12:00:00"),
            ("yesterday at 5:30 pm", "2020-03-30T17:30:00"),
            ("just now", "2020-03-31T12:00:00"),
        ],
    )
    def test_ages_count_back_from_the_crawl(self, text: str, moment: str) -> None:
        assert self.resolve(text, crawled_at=CRAWLED) == dt.datetime.fromisoformat(moment)
        assert self.resolve(text) is None

    def test_ages_keep_the_zone_of_the_crawl_as_an_offset(self) -> None:
        moment = self.resolve("a month ago", crawled_at=CRAWLED.replace(tzinfo=ZoneInfo("Europe/Berlin")))
        assert moment is not None
        assert moment.isoformat() == "2020-02-29T12:00:00+01:00"

    def test_an_age_before_all_time_is_none(self) -> None:
        assert self.resolve("9999 years ago", crawled_at=CRAWLED) is None


class TestZones:
    @pytest.mark.parametrize(
        ("zone", "hours"),
        [
            ("UTC", 0), ("GMT", 0), ("Z", 0), ("+02:00", 2), ("-0500", -5), ("UTC+2", 2), ("UTC 1", 1),
            ("GMT-3:30", -3.5), ("utc+01:00", 1), ("EST", -5), ("EDT", -4), ("CST", -6), ("CDT", -5),
            ("MST", -7), ("MDT", -6), ("PST", -8), ("PDT", -7), ("CET", 1), ("CEST", 2),
            ("MEZ", 1), ("MESZ", 2), ("WET", 0), ("EET", 2), ("MSK", 3), ("JST", 9), ("KST", 9),
            ("BST", 1), ("AEST", 10), ("AEDT", 11), ("NZST", 12), ("(CET)", 1),
        ],
    )  # fmt: skip
    def test_fixed(self, zone: str, hours: float) -> None:
        assert zone_offset(zone, dt.datetime(2013, 6, 6)) == dt.timezone(dt.timedelta(hours=hours))

    @pytest.mark.parametrize("zone", ["IST", "AST", "XYZ", "", "+99:00", "8 pm", "EST5EDT", "foo+2"])
    def test_unknown_or_shared(self, zone: str) -> None:
        assert zone_offset(zone, dt.datetime(2013, 6, 6)) is None

    @pytest.mark.parametrize(
        ("zone", "name"),
        [
            ("ET", "America/New_York"),
            ("CT", "America/Chicago"),
            ("MT", "America/Denver"),
            ("PT", "America/Los_Angeles"),
        ],
    )
    def test_daylight_saving_agrees_with_the_zone_files(self, zone: str, name: str) -> None:
        pytest.importorskip("tzdata")
        moment = dt.datetime(1987, 1, 1, 0, 30)
        while moment.year < 2030:
            expected = moment.replace(tzinfo=ZoneInfo(name)).utcoffset()
            found = zone_offset(zone, moment)
            assert found is not None
            assert found.utcoffset(None) == expected, moment
            moment += dt.timedelta(hours=12 if moment.month in {3, 4, 10, 11} else 240)
            if moment.hour == 0 and moment.weekday() == 6 and moment.month in {3, 4, 10, 11}:
                early = moment.replace(hour=3, minute=30)
                offset = zone_offset(zone, early)
                assert offset is not None
                assert offset.utcoffset(None) == early.replace(tzinfo=ZoneInfo(name)).utcoffset(), early


MOMENTS = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2035, 12, 31, 23, 59))
SHAPES = st.sampled_from([
    "%B {d}, %Y at {h}:%M %p", "%B %d, %Y", "{d} %B %Y %H:%M", "%b {d}, %Y, {h}:%M:%S %p", "%A, %B {d}, %Y",
    "%a {d} %b %Y %H:%M", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%dT%H:%M:%S", "{h}:%M %p %B {d}, %Y",
    "%I:%M %p on %m/%d/%Y", "%m/%d/%Y %I:%M %p", "%B {d}{th}, %Y", "{d}-%b-%Y", "%b. {d}, %Y %I:%M%p",
    "%B {d} %Y %H:%M:%S",
])  # fmt: skip
PIECES = st.sampled_from([
    "6", "13", "2013", "10", "/", ".", "-", ",", ":", "+", "(", ")", "June", "mar", "Uhr", "am", "pm", "ago", "day",
    "T", "Z", "年", "月", "日", "前", "de", "at", "a",
])  # fmt: skip

NUMBERS = st.integers(0, 33).map(str) | st.integers(0, 62).map("{:02}".format) | st.integers(990, 2650).map(str)
WORDS = st.sampled_from(
    [
        "June",
        "Juni",
        "6.",
        "März",
        "Friday",
        "Fr",
        "am",
        "pm",
        "at",
        "um",
        "Uhr",
        "UTC",
        "+02:00",
        "thứ",
        "tháng",
        "Jane",
    ]
)
MARKS = st.sampled_from([" ", " ", " ", ", ", ". ", ".", ":", "/", "-", " at ", " | ", " (", ")", ""])
LINES = st.lists(st.tuples(NUMBERS | NUMBERS | WORDS, MARKS), min_size=1, max_size=9).map(
    lambda pairs: "".join(piece + mark for piece, mark in pairs)
)


def written(moment: dt.datetime, shape: str) -> str:
    d = moment.day
    th = "th" if 10 < d % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th")
    return moment.strftime(shape).format(d=d, h=moment.hour % 12 or 12, th=th)


class TestProperties:
    @settings(deadline=None)  # the first example compiles the vocabulary
    @given(MOMENTS, SHAPES)
    @example(dt.datetime(2012, 2, 29, 0, 5), "{h}:%M %p %B {d}, %Y")
    def test_the_fast_path_agrees_with_dateutil(self, moment: dt.datetime, shape: str) -> None:
        text = written(moment, shape)
        match = find(text, "en")
        assert match.text == text
        expected = dateutil_parser.parse(text, default=dt.datetime(1, 1, 1), dayfirst=False)
        assert resolve_timestamp(match, dayfirst=False) == expected

    @settings(deadline=None)  # the first example compiles the vocabulary
    @given(st.text(), st.integers(0, 20))
    def test_every_text_is_read_without_an_error(self, text: str, start: int) -> None:
        match = find_timestamp(text, reader(), start)
        if match is not None:
            assert text[match.start : match.end] == match.text
            assert start <= match.start < match.end

    @settings(deadline=None)  # the first example compiles the vocabulary
    @given(st.lists(PIECES, max_size=14).map(" ".join) | st.text("0123456789:./- TZ+JunMar年月日amp,()", max_size=30))
    def test_what_looks_like_a_date_is_one_or_none(self, text: str) -> None:
        match = find_timestamp(text, reader())
        if match is not None:
            assert text[match.start : match.end] == match.text
            assert match.text == match.text.strip()
            assert match.month is None or 1 <= match.month <= 12
            assert match.hour is None or 0 <= match.hour <= 23
            assert match.month is not None or match.hour is not None or match.relative is not None
            resolve_timestamp(match, dayfirst=True, crawled_at=CRAWLED, date=CRAWLED.date())

    @pytest.mark.parametrize(
        "piece", ["6 ", "6.", "June ", "12:", "1/", "(", "a ", "月", "\u200f", "Mar.", "6 June ", "aB", "1 day "]
    )
    def test_long_lines_cost_in_proportion(self, piece: str) -> None:
        # Were the search quadratic, this would take minutes.
        text = piece * (60_000 // len(piece))
        match = find_timestamp(text, reader())
        assert match is None or match.end - match.start < 256

    @settings(max_examples=400, deadline=None)  # the first example compiles the vocabulary
    @given(LINES, st.sampled_from(((), ("en",), ("en", "de"), ("en", "vi"))))
    @example("1:23 am on June 6., 2013", ())
    @example("01.13.10 ", ())
    def test_a_line_read_by_its_template_is_read_as_the_long_way_reads_it(
        self, text: str, languages: tuple[str, ...]
    ) -> None:
        found = reader(*languages)
        if any(map(str.isdigit, text)):
            assert find_timestamp(text, found) == find_slowly(text, found)
