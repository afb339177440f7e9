"""What stands at the edges of texts between two heads: whose it is is told by what stands around all of them."""

from __future__ import annotations

import pytest

from blogparse import parse_post
from blogparse.layout import Content, Induction
from blogparse.post.parse import read_layout
from blogparse.text import Row
from blogparse.thread import with_whole_texts

ARTICLE = "The lower weir\n\nWe had not seen an otter below the weir since the flood, and nobody believed the boy.\n\n"
SAYINGS = (
    ("Tom Oslo", "I saw it too, two days ago, and it looked well fed."),
    ("Pia Holm", "The heron was there before, it only waits for somebody else to do the work."),
    ("zefira", "How large was the perch?"),
    ("Ben Ost", "My aunt says there were three of them in her time."),
    ("Ann Lee", "What a lovely story."),
)


def page_with(below: dict[int, str], badge: str = "") -> tuple[Content, Induction]:
    """Return a thread whose bodies are the sayings alone, though other lines stand below some or all of them."""
    text = f"{ARTICLE}{len(SAYINGS)} comments\n\n"
    for at, (name, said) in enumerate(SAYINGS):
        text += f"{name}\nMay {at + 2}, 2020 at 9:15 am\n{said}\n{below.get(at, '')}\n{badge}\n\n"
    front = read_layout(text)
    page, induction = front.content, front.induction
    assert induction is not None
    records = [record._replace(body_end=Row(record.body + 1)) for record in induction.records]
    return page, induction._replace(records=tuple(records))


def texts_of(page: Content, induction: Induction) -> list[str]:
    lines = page.lines
    return [
        " ".join(filter(None, lines.texts[record.body : record.body_end]))
        for record in with_whole_texts(page, induction).records
    ]


@pytest.mark.parametrize("line", ["greetings from the lock", "Yours, Pia", "gribbel nopta"])
def test_a_line_that_one_text_alone_has_below_it_is_its(line: str) -> None:
    page, induction = page_with({1: line})
    told = texts_of(page, induction)
    assert told[1] == f"{SAYINGS[1][1]} {line}"
    assert told[:1] + told[2:] == [said for _, said in SAYINGS[:1] + SAYINGS[2:]]


@pytest.mark.parametrize(
    "below",
    [dict.fromkeys(range(5), "gribbel"), {0: "one more", 1: "bits", 2: "zadnop"}, {0: "Pia Holm"}],
    ids=["the same below all", "something below most", "the name of who speaks next"],
)
def test_what_stands_below_others_too_stays_the_page_s(below: dict[int, str]) -> None:
    page, induction = page_with(below)
    assert texts_of(page, induction) == [said for _, said in SAYINGS]


def test_people_may_sign_alike() -> None:
    page, induction = page_with({1: "your Pia", 3: "your Ben"})
    assert [text.endswith(("Pia", "Ben")) for text in texts_of(page, induction)] == [False, True, False, True, False]


def test_what_closes_most_texts_is_none_of_them() -> None:
    page, induction = page_with({}, badge="gribbel nopta")
    whole = [record._replace(body_end=record.end) for record in induction.records]
    assert "gribbel nopta" in with_whole_texts(page, induction._replace(records=tuple(whole))).chrome


@pytest.mark.parametrize("links", ["Puvel\nNosis", "gribbel"])
def test_what_closes_both_of_two_texts_is_no_text(links: str) -> None:
    text = f"{ARTICLE}2 comments\n\n"
    for at, (name, said) in enumerate(SAYINGS[:2], 2):
        text += f"{name}\nMay {at}, 2020 at 9:15 am\n\n{said}\n\n{links}\n\n"
    assert [comment.body for comment in parse_post(text).comments] == [said for _, said in SAYINGS[:2]]


def test_what_one_person_says_twice_is_text() -> None:
    text = f"{ARTICLE}2 comments\n\n"
    for at, (_, said) in enumerate(SAYINGS[:2], 2):
        text += f"Tom Oslo\nMay {at}, 2020 at 9:15 am\n\n{said}\ngribbel nopta\n\n"
    assert all(comment.body.endswith("gribbel nopta") for comment in parse_post(text).comments)


def test_what_everybody_says_is_text() -> None:
    text = f"{ARTICLE}3 comments\n\n"
    for at, (name, _) in enumerate(SAYINGS[:3], 1):
        head = f"  {at}. Gribbel {name} on 0{at}.03.2008 08:4{at}"
        text += f"{head}\n\n     We were there, and it was open {at}.\n\n     Reply\n\n"
    assert [comment.body for comment in parse_post(text).comments] == [
        f"We were there, and it was open {at}." for at in (1, 2, 3)
    ]


def test_one_comment_among_links_from_other_pages_loses_its_verb() -> None:
    links = "".join(f"  {at}. Pingback: Weirs of the week, part {at} | Hill and Dale\n" for at in range(1, 5))
    text = f"{ARTICLE}5 responses\n\n{links}  5. zefira says:\n     May 9, 2020 at 9:15 am\n\n     How large was it?\n"
    assert parse_post(text).comments[-1].author == "zefira"


@pytest.mark.parametrize("heading", ["Trackbacks/Pingbacks", "Trackbacks"])
def test_a_heading_over_links_from_other_pages_ends_a_text(heading: str) -> None:
    text = f"{ARTICLE}2 comments\n\n"
    for at, (name, said) in enumerate(SAYINGS[:2]):
        text += f"  {at + 1}. {name}\n     May {at + 2}, 2020 at 9:15 am\n\n     {said}\n\n     Reply\n\n"
    found = parse_post(f"{text}### {heading}\n\n  1. Otters of the north\n\nLeave a comment\n").comments
    assert [comment.body for comment in found if comment.kind == "comment"] == [said for _, said in SAYINGS[:2]]
