"""Where records and threads end, and which lines are links, told by what the page repeats."""

from __future__ import annotations

import pytest

from blogparse import parse_post
from blogparse.post import analyse

ARTICLE = (
    "A kettle of one's own\n\nMay 2, 2020\n\n"
    "The kettle in our kitchen has been with us for nineteen years, and it has never once asked for anything.\n\n"
    "Last week its handle came off, and the whole house went quiet, as if somebody had moved out at night.\n\n"
)
SAID = ("Ours whistles two notes.", "Mine was a wedding present, long ago.", "Glue will not hold, use a rivet.")
NAMES = ("Ada Quist", "moss_and_stone", "R. Tull", "Benno")


def comment(number: int, *links: str) -> str:
    head = f"{NAMES[number % 4]}\nMay {3 + number}, 2020 at 9:1{number} am"
    return "\n\n".join([head, SAID[number % 3], *links]) + "\n\n"


def page(thread: str, heading: str = "3 comments") -> str:
    return f"{ARTICLE}{heading}\n\n{thread}"


def bodies(text: str) -> list[str]:
    return [comment.body for comment in parse_post(text).comments]


@pytest.mark.parametrize("link", ["Dapli", "Vastaa tähän viestiin", "+3 zuzu"])
def test_the_last_line_of_three_comments_is_no_text_of_theirs(link: str) -> None:
    assert bodies(page("".join(comment(at, link) for at in range(3)))) == list(SAID)


@pytest.mark.parametrize(
    "ends",
    [
        pytest.param(
            ("Dapli", "Dapli", "Never."),
            id="of two only",
            marks=pytest.mark.xfail(strict=True, reason="two texts of three with one last word may have a link"),
        ),
        pytest.param(("Thanks!", "Thanks!", "Thanks!"), id="a sentence"),
    ],
)
def test_comments_that_end_alike_by_chance_keep_their_words(ends: tuple[str, str, str]) -> None:
    said = [f"{text}\n\n{end}" for text, end in zip(SAID, ends, strict=True)]
    assert bodies(page("".join(comment(at, end) for at, end in enumerate(ends)))) == said


@pytest.mark.parametrize(
    ("more", "link"),
    [((), "Like\n\n"), (["It has more to say than others have, and it says so at some length."] * 4, "")],
    ids=["by its length", "by its want of links"],
)
def test_an_article_signed_like_the_comments_below_it_is_none_of_them(more: list[str], link: str) -> None:
    told = [
        f"The kettle in kitchen {at} has been with us for {at} years and has not asked for anything."
        for at in range(2, 16)
    ]
    thread = "".join(comment(at, *more, "Reply") for at in range(3))
    head = "A kettle of one's own\n\nAda Quist\nMay 2, 2020 at 8:00 am"
    post = parse_post("\n\n".join([head, *told, f"{link}{thread}"]))
    assert [comment.author for comment in post.comments] == list(NAMES[:3])
    assert post.paragraphs[-1] == told[-1]


TEASER = """Comments

Leave a comment

Editorial

Ada Quist
May 4, 2020

There are days on which a spoon is not enough.
"""
RULES = """4 comments

Leave a comment

  1. We like comments that are about kettles, and we read every one of them.
  2. Be kind to other people and to what they pour their water from.
  3. Links to shops that sell kettles will be removed.

Your email address will not be published.
"""
TALE = """Ada Quist
May {}, 2020 at 9:00 am
Who has ever counted spoons on a day like this?

On spoons and days.

More

"""
TALES = "23 comments\n\nLeave a comment\n\nRelated topics:\n\n" + "".join(map(TALE.format, range(3, 8)))


@pytest.mark.parametrize(
    "below",
    [
        pytest.param(TEASER, id="a teaser"),
        pytest.param(RULES, id="rules for those who write"),
        pytest.param(TALES, id="other articles of the author"),
    ],
)
def test_what_stands_below_heading_and_form_of_a_page_without_comments_is_none(below: str) -> None:
    assert bodies(ARTICLE + below) == []


LONG = tuple(f"{text} {text} And that, as they say, was that." for text in (*SAID, *SAID, *SAID, *SAID))


@pytest.mark.parametrize(
    "written",
    [
        "{text}\n\nComment by {name} — May {day}, 2020 9:00 am\n\n",
        "{name}\n\n{text}\n\nMay {day}, 2020 at 9:00 am |\n4\n",
    ],
    ids=["text, then who and when", "who, text, when"],
)
def test_heads_below_their_texts_are_not_read_as_heads_of_the_next(written: str) -> None:
    thread = [written.format(text=text, name=NAMES[at % 4], day=at + 3) for at, text in enumerate(LONG)]
    post = parse_post(page("".join(thread), "Comments"))
    assert [comment.author for comment in post.comments] == [NAMES[at % 4] for at in range(len(LONG))]
    assert [comment.body for comment in post.comments] == list(LONG)


def test_a_last_comment_keeps_its_paragraphs_where_the_others_have_one() -> None:
    last = comment(2, *LONG[:5], "Bye.")
    assert bodies(page(comment(0) + comment(1) + last + "Leave a Reply\n\nName\n")) == [
        SAID[0],
        SAID[1],
        "\n\n".join([SAID[2], *LONG[:5], "Bye."]),
    ]


@pytest.mark.parametrize("written", ["{} 1 year", "{} · 2d", "{} 3 months"])
def test_ages_without_ago_behind_names_are_told_by_their_number(written: str) -> None:
    thread = [f"{written.format(name)}\n\n{text}\n\nShare\n\n" for name, text in zip(NAMES, SAID, strict=False)]
    found = parse_post(page("".join(thread))).comments
    assert [comment.author for comment in found] == list(NAMES[:3])
    assert bodies(page("".join(thread))) == list(SAID)
    assert bodies(page("".join(thread[:2]), "2 comments")) == []


def test_an_initial_behind_a_name_is_no_word_before_a_date() -> None:
    """Danish writes "d. 21. november"."""
    thread = "Jonas D. on 21 November 2019 at 11:25\n\nOurs whistles two notes.\n\nReply\n\n"
    found = parse_post(page(thread, "1 comment"), languages=("da", "en")).comments
    assert [comment.author for comment in found] == ["Jonas D."]


def test_a_last_comment_without_links_is_a_comment() -> None:
    assert bodies(page(comment(0, "Reply") + comment(1, "Reply") + comment(2))) == list(SAID)


@pytest.mark.parametrize(
    ("line", "letter"),
    [
        ("Recommend 64 Disagree 3 Reply Report", "R"),
        ("+2 -1 Reply Flag", "R"),
        ("Like (2)ReplyShare", "R"),
        ("Reply Report 12 readers were moved by it", "R"),
        ("12 comments", "H"),
        ("12 reader-comments", "H"),
        ("12 READER-COMMENTS Tell us what you think", "h"),
        ("2 likes 3 comments", "h"),
        ("Like 3 of us tried to share this", "s"),
        ("Reply and report 12 of them, please.", "t"),
    ],
)
def test_links_with_numbers_between(line: str, letter: str) -> None:
    seen = analyse(f"{ARTICLE}{line}")
    assert seen.letters.letters[-1] == letter


def test_a_list_item_may_begin_with_its_date_above_who_says_it() -> None:
    names = ("Ada Quist", "Bo Berg", "Cleo Marsh")
    items = "".join(
        f"  {at}. April {at}, 2020 at 10:0{at}\n     {name} says:\n     {said}\n"
        for at, (name, said) in enumerate(zip(names, SAID, strict=False), 1)
    )
    post = parse_post(page(f"3 Comments\n\n{items}"))
    assert [comment.author for comment in post.comments] == list(names)
    assert all(comment.timestamp is not None for comment in post.comments)
