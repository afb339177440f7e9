"""Credit lines by themselves."""

from __future__ import annotations

import pytest

from blogparse.credits import compile_words, is_person, read_credits
from blogparse.credits.persons import split_authors
from blogparse.credits.pieces import cut_byline
from blogparse.dates import compile_dates
from blogparse.language import load_vocabulary

ENGLISH = load_vocabulary(["en"])
WORDS = compile_words(ENGLISH)


def test_a_credit_line_tells_updates_and_counts() -> None:
    found = read_credits(
        "Published: Mar 8, 2024 · Modified: May 19, 2025 by Ann Lee · 31 Comments", WORDS, compile_dates(ENGLISH)
    )
    assert [(match.text, is_update) for match, is_update in found.dates] == [
        ("Mar 8, 2024", False),
        ("May 19, 2025", True),
    ]
    assert (found.names, found.is_sure, found.count) == (("Ann Lee",), True, 31)


@pytest.mark.parametrize("text", ["bypass the kettle", "Byron was here", ""])
def test_a_word_that_begins_like_a_byline_is_none(text: str) -> None:
    assert cut_byline(text, WORDS) == ""


def test_a_glued_byline_is_cut_before_its_capital() -> None:
    assert cut_byline("Posted byAnn Lee", WORDS) == "Ann Lee"


@pytest.mark.parametrize("text", ["Leave a comment", "12 Comments", "what a lovely kettle", "Share", "Read more:"])
def test_words_of_the_interface_are_no_person(text: str) -> None:
    assert not is_person(text, WORDS)


def test_two_full_names_and_a_comma_are_two_authors() -> None:
    assert split_authors("Ann Lee, Bo Berg", WORDS) == (("Ann Lee", "Bo Berg"), None)
    assert split_authors("Ann Lee, Reuters", WORDS) == (("Ann Lee",), "Reuters")


def test_times_that_touch_are_no_days_to_compare() -> None:
    found = read_credits("9:15 pm · 9:16 pm", WORDS, compile_dates(ENGLISH))
    assert [(match.text, is_update) for match, is_update in found.dates] == [("9:15 pm", False), ("9:16 pm", True)]
