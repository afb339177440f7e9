"""The date words that come from CLDR: the files beside the locale files are as generated, and every word is read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from blogparse.dates import compile_dates, find_timestamp
from blogparse.language import available_languages, load_locale, load_vocabulary

if TYPE_CHECKING:
    from babel.dates import format_date

    import cldr
else:
    format_date = pytest.importorskip("babel.dates", reason="Babel is not installed").format_date
    cldr = pytest.importorskip("cldr")

TAGS: Final = [tag for tag in available_languages() if cldr.locale_of(tag) is not None]
FORMS: Final = ("full", "long", "medium")
UNREAD: Final[dict[tuple[str, str], str]] = {
    ("ckb", "long"): "endings are glued to the day and the month",
    ("cy", "medium"): "the abbreviation of March is that of Tuesday",
    ("hi", "medium"): "abbreviations end in a sign of their own",
    ("mn", "medium"): "months are numbers with an ending",
    ("my", "medium"): "abbreviations of one letter",
    ("te", "full"): "a comma stands between the day and the month",
    ("sq", "medium"): "the abbreviation of September is that of Saturday",
}
"""Languages and lengths of CLDR's date patterns of which a month is not read, and why."""


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


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("tag", TAGS)
def test_dates_in_the_patterns_of_cldr_are_read(tag: str, form: str) -> None:
    reader = compile_dates(load_vocabulary(sorted({tag, "en"})))
    unread = []
    for month in range(1, 13):
        written = format_date(date(2014, month, 17), form, cldr.locale_of(tag))
        found = find_timestamp(written, reader)
        if found is None or (found.year, found.month, found.day) != (2014, month, 17):
            unread.append(written)
    assert bool(unread) == ((tag, form) in UNREAD), unread
