"""Credit lines by themselves."""

from __future__ import annotations

import pytest

from blogparse.credits import compile_words, is_person, read_beside, read_credits, read_labelled, said_by
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


@pytest.mark.parametrize("opening", ["Posted by", "Published by", "Comment by", "Author:"])
def test_what_opens_a_byline_opens_the_head_of_a_comment_too(opening: str) -> None:
    assert read_beside(f"{opening} Ann Lee on ", WORDS).text == "Ann Lee"
    assert read_credits(f"{opening} Ann Lee on May 3, 2012", WORDS, compile_dates(ENGLISH)).names == ("Ann Lee",)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ann Lee says:", "Ann Lee"),
        ("From Waste to Wind says:", "From Waste to Wind"),
        ("Comment by Ann Lee:", "Ann Lee"),
        ("Ann Lee:", ""),
    ],
)
def test_who_speaks_is_named_by_a_verb_or_what_opens_a_comment(line: str, name: str) -> None:
    assert said_by(line, WORDS) == name


def test_a_verb_that_touches_a_name_is_cut_where_that_is_asked_for() -> None:
    assert (said_by("Annsays:", WORDS), said_by("Annsays:", WORDS, is_glued=True)) == ("", "Ann")


def test_a_phrase_of_ideographs_may_touch_a_date_and_none_the_name_above_it() -> None:
    words = compile_words(load_vocabulary(["en", "zh-Hant"]))
    assert read_beside("於 ", words).text == ""
    assert read_beside("小說 ", words).text == "小說"


@pytest.mark.parametrize("line", ["Posted May 3, 2012", "Published: May 3, 2012", "Ann posted May 3, 2012"])
def test_a_verb_before_a_date_says_that_the_line_is_the_posts(line: str) -> None:
    assert read_credits(line, WORDS, compile_dates(ENGLISH)).is_posted
    assert not read_credits(
        line.replace("Posted", "On").replace("Published:", "On").replace("posted", "on"), WORDS, compile_dates(ENGLISH)
    ).is_posted


@pytest.mark.parametrize(
    ("line", "names"), [("Author Ann", ("Ann",)), ("Author: Ann", ("Ann",)), ("Author guidelines", ()), ("By Ann", ())]
)
def test_a_label_alone_names_the_author(line: str, names: tuple[str, ...]) -> None:
    assert read_labelled(line, WORDS).names == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Antworten)\xa0Reply \u3000Ann Lee ", "Ann Lee"),
        ("verified)\xa0Avatar \u3000Ann Lee", "Ann Lee"),
        ("*\x85\x0cGefällt mir:   Liken Lade …\x0c\x0c", ""),
    ],
)
def test_links_between_strange_blanks_are_cut_off_a_name(text: str, name: str) -> None:
    assert read_beside(text, compile_words(load_vocabulary(("de", "en")))).text == name
