"""Runs of links: the look-up finds what an expression of all words would, which is how it is defined."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogparse.letters.links import LinkWords

WORDS = ("reply", "re", "replying", "like", "likes", "{n} likes", "@all", "x", "답글", "report abuse")
TEXTS = st.lists(st.sampled_from((*WORDS, " ", " · ", "{n}", "{n} ", "no", "l")), max_size=6).map("".join)
any_word = "|".join(map(re.escape, sorted((word for word in WORDS if len(word) > 1), key=len, reverse=True)))
run = re.compile(rf"(?:\{{n\}}|\W)*+(?:(?:{any_word})(?:\{{n\}}|\W)*)+")
LINKS = LinkWords.of(WORDS)


@pytest.mark.parametrize(
    ("text", "fills"),
    [
        ("replyreport abuse", True), ("like · reply · {n}", True), ("reply {n} likes", True), ("reply @all", True),
        ("replyx", False), ("replying", True), ("like replied", False), ("", False), ("{n}", False),
    ],
)  # fmt: skip
def test_a_text_of_links_alone(text: str, fills: bool) -> None:
    assert LINKS.cover(text) is fills


@given(TEXTS)
def test_what_is_looked_up_is_what_an_expression_finds(text: str) -> None:
    assert LINKS.cover(text) is (run.fullmatch(text) is not None)
    begun = run.match(text)
    assert LINKS.begin(text)[0] == (begun.end() if begun else 0)


def test_links_at_the_beginning_are_counted() -> None:
    assert LINKS.begin("reply · like {n} people love this") == (len("reply · like {n} "), 2)
