"""The exceptions: one root, built-in kin where callers expect it, and a report that points at the place."""

from __future__ import annotations

import inspect
import pickle
from typing import Any

import pytest

from blogparse import parse_post
from blogparse.records import (
    BlogparseError,
    Diagnostic,
    NotTextError,
    OptionError,
    Span,
    StrictError,
    VocabularyError,
    caret,
    errors,
)

DUMP = "A title\r\n\r\n25 Responses\r\n\t• Ida\rlast"
DECLARED = Diagnostic("declared-count", "25 declared, 24 found", Span(DUMP.index("25"), DUMP.index("25") + 2))
TITLE = Diagnostic("other", "a doubt", Span(2, 7))


def test_every_exception_of_the_module_has_the_one_root() -> None:
    raised = {item for _, item in inspect.getmembers(errors, inspect.isclass) if issubclass(item, BaseException)}
    assert raised == {BlogparseError, NotTextError, OptionError, StrictError, VocabularyError}
    assert all(issubclass(item, BlogparseError) for item in raised)


@pytest.mark.parametrize(("error", "builtin"), [(NotTextError, TypeError), (OptionError, ValueError)])
def test_callers_may_catch_the_builtin(error: type[BlogparseError], builtin: type[Exception]) -> None:
    assert issubclass(error, builtin)


def test_report_counts_then_points_at_each_place() -> None:
    assert str(StrictError([TITLE, DECLARED], DUMP)).split("\n") == [
        "2 diagnostics in strict mode",
        "line 1, column 3: [other] a doubt",
        "  A title",
        "    ^^^^^",
        "line 3, column 1: [declared-count] 25 declared, 24 found",
        "  25 Responses",
        "  ^^",
    ]


def test_report_of_one_is_singular() -> None:
    assert str(StrictError([TITLE], DUMP)).startswith("1 diagnostic in strict mode\n")


def test_strict_error_carries_the_diagnostics_and_pickles() -> None:
    error = StrictError([TITLE, DECLARED], DUMP)
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(back) is StrictError
    assert back.diagnostics == error.diagnostics == (TITLE, DECLARED)
    assert str(back) == str(error)


@pytest.mark.parametrize("error", [NotTextError("n"), OptionError("o"), VocabularyError("v"), BlogparseError("b")])
def test_the_others_pickle(error: BlogparseError) -> None:
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(back) is type(error)
    assert str(back) == str(error)


def place(text: str, start: int, end: int) -> tuple[str, str, str]:
    where, shown, mark = caret(text, Diagnostic("code", "message", Span(start, end))).split("\n")
    return where, shown, mark


def test_caret_line_ends_are_cr_lf_and_crlf() -> None:
    where, shown, mark = place(DUMP, DUMP.index("last"), len(DUMP))
    assert (where, shown, mark) == ("line 5, column 1: [code] message", "  last", "  ^^^^")


def test_caret_takes_one_column_for_a_tab_or_control_character() -> None:
    at = DUMP.index("•")
    where, shown, mark = place(DUMP.replace("•", "\x1b"), at + 1, at + 2)
    assert (where, shown, mark) == ("line 4, column 3: [code] message", "     Ida", "    ^")


def test_caret_of_a_span_over_many_lines_stays_on_the_first() -> None:
    _, shown, mark = place("one\ntwo\nthree", 1, 12)
    assert (shown, mark) == ("  one", "   ^^")


def test_caret_of_an_empty_span_still_points() -> None:
    assert place("abc", 3, 3)[1:] == ("  abc", "     ^")
    assert place("", 0, 0) == ("line 1, column 1: [code] message", "  ", "  ^")


@pytest.mark.parametrize("at", [0, 49, 500_000, 999_990])
def test_caret_shows_a_window_of_a_very_long_line(at: int) -> None:
    text = "".join(chr(ord("a") + number % 26) for number in range(1_000_000))
    where, shown, mark = place(text, at, at + 5)
    assert where == f"line 1, column {at + 1}: [code] message"
    assert len(shown) <= 102
    assert shown[mark.index("^") : mark.rindex("^") + 1] == text[at : at + 5]


@pytest.mark.parametrize(
    "options",
    [
        {"tz": 3},
        {"tz": "Mars"},
        {"crawled_at": "2020-01-01"},
        {"dayfirst": "yes"},
        {"dayfirst": 1},
        {"languages": "en"},
    ],
    ids=str,
)
def test_an_option_of_another_type_is_named(options: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match=next(iter(options))):
        parse_post(DUMP, **options)
