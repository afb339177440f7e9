"""Every way of writing a date that real pages were seen to use, one by one."""

from __future__ import annotations

from typing import Any

import pytest

from blogparse.dates import compile_dates, find_timestamp
from blogparse.language import load_vocabulary

FIELDS = ("year", "month", "day", "hour", "minute", "second")
FORMS: list[tuple[str, str, str, Any]] = [
    ("en", "Jane•last month", "last month", ("month", 1)),
    ("en", "Jane•yesterday", "yesterday", ("day", 1)),
    ("hr", "Marin•jučer", "jučer", ("day", 1)),
    ("ja", "翼•先週", "先週", ("week", 1)),
    ("el", "πέρυσι", "πέρυσι", ("year", 1)),
    ("zh", "4 天前", "4 天前", ("day", 4)),
    ("ro", "1 lună, 1 săptămână ago", "1 lună, 1 săptămână ago", ("month", 1)),
    ("en", "2mo", "2mo", ("month", 2)),
    ("en", "6y", "6y", ("year", 6)),
    ("de", "1 Monat her", "1 Monat her", ("month", 1)),
    ("en", "2 days ago at 07:52 am", "2 days ago at 07:52 am", ("day", 2)),
    ("en", "May 3, 2019 (2 years ago)", "May 3, 2019", (2019, 5, 3)),
    ("en", "27 Sep 2011 | 15:22", "27 Sep 2011 | 15:22", (2011, 9, 27, 15, 22)),
    ("es", "24/3/09 a las 11:43 | #1", "24/3/09 a las 11:43", (2009, 3, 24, 11, 43)),
    ("en", "10.13.09 at 10:10 pm", "10.13.09 at 10:10 pm", (2009, 10, 13, 22, 10)),
    ("en", "05.21.10", "05.21.10", (2010, 5, 21)),
    ("en", "28 08 2020", "28 08 2020", (2020, 8, 28)),
    ("en", "2011-05-0912:04:18", "2011-05-0912:04:18", (2011, 5, 9, 12, 4, 18)),
    ("en", "Jun/15 17", "Jun/15 17", (2017, 6, 15)),
    ("en", "3 May 2014 @ 14:20", "3 May 2014 @ 14:20", (2014, 5, 3, 14, 20)),
    ("ar", "١٥ مارس ٢٠١٤", "١٥ مارس ٢٠١٤", (2014, 3, 15)),
    ("ar", "15 آذار 2014", "15 آذار 2014", (2014, 3, 15)),
    ("hi", "५ मार्च २०१४", "५ मार्च २०१४", (2014, 3, 5)),
    ("bn", "১২ মার্চ ২০১৪", "১২ মার্চ ২০১৪", (2014, 3, 12)),
    ("gu", "૧૨ માર્ચ ૨૦૧૪", "૧૨ માર્ચ ૨૦૧૪", (2014, 3, 12)),
    ("my", "၂၀၁၄-၀၃-၁၂ ၁၀:၂၃", "၂၀၁၄-၀၃-၁၂ ၁၀:၂၃", (2014, 3, 12, 10, 23)),
    ("km", "១២ មីនា ២០១៤", "១២ មីនា ២០១៤", (2014, 3, 12)),
    ("fa", "۱۲ مهر ۱۳۹۲", "۱۲ مهر ۱۳۹۲", (2013, 10, 4)),
    ("ar", "15 رمضان 1434", "15 رمضان 1434", ()),  # a lunar month: the text is kept, the value is not
    ("th", "5 มีนาคม 2557", "5 มีนาคม 2557", (2014, 3, 5)),
    ("ja", "平成25年3月5日", "平成25年3月5日", (2013, 3, 5)),
    ("ja", "令和元年5月1日", "令和元年5月1日", (2019, 5, 1)),
    ("zh-Hant", "民國102年3月5日", "民國102年3月5日", (2013, 3, 5)),
    ("he", "5 במרץ 2014, ג׳ אדר ב׳ תשע״ד", "5 במרץ 2014", (2014, 3, 5)),
    ("en", "two years ago", "two years ago", ("year", 2)),
    ("ru", "два года назад", "два года назад", ("year", 2)),
    ("de", "vorgestern", "vorgestern", ("day", 2)),
    ("en", "May 3, 2019 at 3:15 pm (UTC 1)", "May 3, 2019 at 3:15 pm (UTC 1)", (2019, 5, 3, 15, 15)),
    ("ms", "9 de Mac", "9 de Mac", (None, 3, 9)),  # a theme's "de" beside the month of another language
    ("te", "17, జనవరి 2014", "17, జనవరి 2014", (2014, 1, 17)),
    ("en", "10:15", "10:15", (None, None, None, 10, 15)),
]


@pytest.mark.parametrize(("tag", "line", "text", "value"), FORMS)
def test_a_form_that_was_seen_is_read(tag: str, line: str, text: str, value: tuple[Any, ...]) -> None:
    match = find_timestamp(line, compile_dates(load_vocabulary({tag, "en"})))
    assert match is not None
    assert match.text == text
    if value and isinstance(value[0], str):
        assert match.relative == value
    else:
        assert tuple(getattr(match, field) for field in FIELDS) == value + (None,) * (len(FIELDS) - len(value))


@pytest.mark.parametrize("line", ["12-4-2013", "07-06-2013", "4/3/09 a las 11:43"])
def test_which_is_the_month_is_left_to_the_page(line: str) -> None:
    match = find_timestamp(line, compile_dates(load_vocabulary({"es", "en"})))
    assert match is not None
    assert match.order == "either"


@pytest.mark.parametrize(("tag", "line"), [("et", "mõni aasta tagasi"), ("en", "We met yesterday"), ("he", "ט״ו בשבט")])
def test_what_has_no_value_or_is_no_date_is_left(tag: str, line: str) -> None:
    assert find_timestamp(line, compile_dates(load_vocabulary({tag, "en"}))) is None
