"""The post's own fields: title, date, byline, note, body, topics, on small dumps written for each claim."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from blogparse import Post, parse_post
from blogparse.credits import compile_credits, cut_byline, is_person, read_credits, split_authors
from blogparse.timestamps import compile_dates
from blogparse.vocabulary import load_vocabulary

MENU = "Skip to content\n\nThe Kettle Diaries\n\n  • Home\n  • About\n  • Kettles\n  • Contact\n"
BODY = (
    "The kettle in the parish kitchen was bought in the year of the flood, and nobody has dared to descale it since.\n"
    "\n"
    "I asked the warden about it. She said that a kettle which has outlived three wardens has earned its scale.\n"
    "\n"
    "So we boiled it again and drank what came out, and the meeting was shorter than any that I can remember."
)
TITLE = "A kettle outlives three wardens"


def page(head: str, *, tail: str = "", body: str = BODY, languages: tuple[str, ...] = ("en", "de")) -> Post:
    """Return the record of a page with a menu, the given lines above the body and those below it."""
    return parse_post(f"{MENU}\n{head}\n\n{body}\n\n{tail}\n", languages=languages)


def authors(post: Post) -> tuple[str, ...] | None:
    return post.byline.authors if post.byline is not None else None


# --- title -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\n\nMay 3, 2012 by Ann Lee",
        f"Thursday, May 3, 2012\n\n{TITLE}",
        f"{TITLE}\n\nWhat limescale can teach a committee\n\nAnn Lee's avatar\nAnn Lee\nMay 3, 2012",
        f"Kettles\n\n{TITLE}\n\nPosted on May 3, 2012 by Ann Lee",
        f"The Kettle Diaries » Kettles » {TITLE}\n\n{TITLE}\n\nMay 3, 2012",
        f"« The spoon drawer\n\n{TITLE}\n\nMay 3, 2012",
        f"# {TITLE}\n\nMay 3, 2012",
    ],
    ids=["dated below", "dated above", "standfirst", "kicker", "breadcrumb", "arrow above", "markdown"],
)
def test_title_and_day_are_found_in_every_arrangement(head: str) -> None:
    post = page(head)
    assert post.title == TITLE
    assert post.published == datetime(2012, 5, 3)


def test_title_is_not_the_entry_of_a_list_of_recent_posts() -> None:
    tail = f"Recent Posts\n\n  • The spoon drawer\n  • {TITLE}\n  • A pan for every lid"
    post = page(f"{TITLE}\n\nMay 3, 2012", tail=tail)
    assert post.title == TITLE
    assert post.title_span is not None
    assert post.title_span.start < 200


def test_a_title_inside_what_looks_like_text_starts_the_body_below_it() -> None:
    slogan = "A diary of kettles, kept by someone who has boiled more water than was strictly needed in one life."
    post = page(f"{slogan}\n\n{TITLE}\n\nMay 3, 2012 by Ann Lee")
    assert post.title == TITLE
    assert slogan not in post.body
    assert post.body.startswith("The kettle in the parish kitchen")


def test_a_wrapped_title_is_joined() -> None:
    long = "Why the oldest kettle of the parish has outlived three wardens and a flood of the river below"
    lines = long[:75].rsplit(" ", 1)[0], long[len(long[:75].rsplit(" ", 1)[0]) + 1 :]
    prose = "\n\n".join(_wrapped(paragraph) for paragraph in BODY.split("\n\n") * 3)
    post = parse_post(f"{MENU}\n{lines[0]}\n{lines[1]}\n\nMay 3, 2012\n\n{prose}\n")
    assert post.title == long


def _wrapped(text: str, width: int = 76) -> str:
    out = [""]
    for word in text.split():
        if out[-1] and len(out[-1]) + 1 + len(word) > width:
            out.append("")
        out[-1] += (" " if out[-1] else "") + word
    return "\n".join(out)


def test_a_menu_alone_has_no_title() -> None:
    post = parse_post("  • Home\n  • About\n  • Kettles\n  • Contact\n  • Imprint\n")
    assert post.title is None
    assert post.body == ""


# --- dates -----------------------------------------------------------------------------------------------------------


def test_the_day_of_publication_wins_over_that_of_an_update() -> None:
    assert page(f"{TITLE}\n\nUpdated June 9, 2015 · Published May 3, 2012").published == datetime(2012, 5, 3)
    assert page(f"{TITLE}\n\nLast updated on June 9, 2015").published == datetime(2015, 6, 9)


def test_two_dates_that_touch_are_the_post_and_its_update() -> None:
    post = page(f"{TITLE}\n\n3. Mai 20129. Juni 2015 von Ann Lee")
    assert post.published == datetime(2012, 5, 3)
    assert authors(post) == ("Ann Lee",)


def test_a_time_on_the_line_below_the_day_is_of_the_zone_of_that_day() -> None:
    post = page(f"{TITLE}\nJune 6th, 2013\n07:35 AM ET\n")
    assert post.published is not None
    assert post.published.utcoffset() == timedelta(hours=-4)
    assert (post.published.hour, post.published.minute) == (7, 35)


def test_a_date_in_a_sentence_is_not_the_dateline() -> None:
    body = BODY.replace("I asked the warden about it.", "On March 4, 1997 I asked the warden about it.")
    assert page(TITLE, body=body).published is None


def test_a_date_of_the_sidebar_is_not_the_dateline() -> None:
    items = "\n".join(f"  • The spoon drawer, part {n}" for n in range(40))
    post = page(TITLE, tail=f"Archives\n\n{items}\n\nMay 3, 2012")
    assert post.published is None


# --- byline ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "names", "affiliation"),
    [
        ("By Ann Lee", ("Ann Lee",), None),
        ("By Ann Lee and Bo Berg", ("Ann Lee", "Bo Berg"), None),
        (
            "By Ann Lee, Bo Berg and Cy Dahl, Special to The Day",
            ("Ann Lee", "Bo Berg", "Cy Dahl"),
            "Special to The Day",
        ),
        ("By Ann Lee, MS, RD", ("Ann Lee, MS, RD",), None),
        ("Written by ANN LEE", ("ANN LEE",), None),
        ("Posted by Ann Lee on May 3, 2012 at 7:35 pm", ("Ann Lee",), None),
        ("Posted on May 3, 2012 by Ann Lee in Kettles", ("Ann Lee",), None),
        ("May 3, 2012 by Ann Lee 21 Comments", ("Ann Lee",), None),
        ("Ann Lee · May 3, 2012 · 7 Comments", ("Ann Lee",), None),
        ("Von Ann Lee am 3. Mai 2012", ("Ann Lee",), None),
        ("Ann Lee / 03.05.2012 / 06:15 / 12", ("Ann Lee",), None),
    ],
)
def test_names_of_a_credit_line(line: str, names: tuple[str, ...], affiliation: str | None) -> None:
    byline = page(f"{TITLE}\n\n{line}").byline
    assert byline is not None
    assert (byline.authors, byline.affiliation, byline.text) == (names, affiliation, line)


def test_byline_below_the_body() -> None:
    post = page(f"May 3, 2012\n\n{TITLE}", tail="Posted by Ann Lee at 3:08 PM\n\nLabels: kettles, wardens")
    assert authors(post) == ("Ann Lee",)
    assert post.topics == ("kettles", "wardens")


def test_a_name_on_the_line_below_a_lone_by() -> None:
    post = page(f"{TITLE}\nBy\nAnn Lee\nMay 3, 2012")
    assert (post.title, authors(post)) == (TITLE, ("Ann Lee",))


def test_an_entry_of_the_menu_is_no_author() -> None:
    assert page(f"{TITLE}\n\nMay 3, 2012\nKettles").byline is None


def test_an_empty_byline_gives_nothing() -> None:
    assert page(f"{TITLE}\n\nMay 3, 2012", tail="Post by:\nTopics: Kettles • Wardens").byline is None


# --- note, body, topics ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["above", "below"])
def test_an_editors_note_loses_its_label(place: str) -> None:
    note = "Editor’s note: Ann Lee keeps the keys of the parish kitchen."
    head = f"{TITLE}\n\nBy Ann Lee\n\n{note}" if place == "above" else f"{TITLE}\n\nBy Ann Lee"
    post = page(head, tail=note if place == "below" else "")
    assert post.editors_note == "Ann Lee keeps the keys of the parish kitchen."
    assert "keeps the keys" not in post.body


def test_body_keeps_headings_and_lists_and_drops_what_follows() -> None:
    body = f"{BODY}\n\nWhat you need\n\n  • A kettle of some age.\n  • Water from the tap.\n\n{BODY}"
    tail = "Share this:\n\n  • Facebook\n  • Twitter\n\nRelated Posts\n\n  • The spoon drawer\n  • A pan for every lid"
    post = page(f"{TITLE}\n\nMay 3, 2012", body=body, tail=tail)
    assert "What you need" in post.body
    assert "Water from the tap." in post.body
    assert not any(word in post.body for word in ("Share", "Facebook", "Related", "spoon"))


def test_the_box_of_the_author_is_no_body() -> None:
    tail = "Ann Lee\n\nAnn is a writer who lives in a house with eleven kettles and one very patient neighbour."
    post = page(f"{TITLE}\n\nBy Ann Lee", body=f"{BODY}\n\n{BODY}", tail=tail)
    assert "eleven kettles" not in post.body
    assert post.body.endswith("any that I can remember.")


def test_a_pointer_to_another_article_is_related_and_no_paragraph() -> None:
    first, rest = BODY.split("\n\n", 1)
    post = page(f"{TITLE}\n\nBy Ann Lee", body=f"{first}\n\nMore from Kettles: The spoon drawer\n\n{rest}")
    assert post.related == ("More from Kettles: The spoon drawer",)
    assert len(post.paragraphs) == 3


@pytest.mark.parametrize(
    ("line", "topics"),
    [
        ("Topics: Russia\u00a0• United States", ("Russia", "United States")),
        ("Filed under: Kettles, Wardens", ("Kettles", "Wardens")),
        ("Tags: kettles | wardens", ("kettles", "wardens")),
        ("Posted in Kettles Tagged limescale, wardens", ("Kettles", "limescale", "wardens")),
        (
            "This entry was posted in Kettles and tagged limescale, wardens. Bookmark the permalink.",
            ("Kettles", "limescale", "wardens"),
        ),
    ],
)
def test_topics_in_whatever_separators(line: str, topics: tuple[str, ...]) -> None:
    post = page(f"{TITLE}\n\nMay 3, 2012", tail=line)
    assert post.topics == topics
    assert post.body == BODY


# --- credit lines by themselves --------------------------------------------------------------------------------------

ENGLISH = load_vocabulary(["en"])
WORDS = compile_credits(ENGLISH)


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
