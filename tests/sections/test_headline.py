"""Which line is the headline, on small dumps written for each claim."""

from __future__ import annotations

import textwrap
from datetime import datetime

import pytest

from blogparse import parse_post
from kettle import BODY, MENU, TITLE, page, thread


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


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE[:-4]}…\n\nKettles\n\n{TITLE}\n\nMay 3, 2012",
        f"kettles.example\n\n{TITLE}\n\nMay 3, 2012",
        f"ann@kettles\n\n{TITLE}\n\nMay 3, 2012",
        f"{TITLE}\n\nAnn Lee / 3.5.2012 / 18:15 / Photo: Kettles",
    ],
    ids=["a teaser cut short", "the site's address", "an account", "a row of credits"],
)
def test_the_title_is_none_of_the_lines_that_look_like_one(head: str) -> None:
    assert page(head).title == TITLE


@pytest.mark.parametrize("headline", ["Why “the kettle” outlives us all!", "Does a kettle outlive them (Shhh...) all?"])
def test_the_first_line_of_a_bare_dump_tells_the_headline_from_the_site(headline: str) -> None:
    first = headline.replace("“", '"').replace("”", '"').replace("...", "…") + " - The Kettle Diaries"
    lines = [
        first,
        "Home",
        "Kettle",
        "Warden work",
        "Kettle work",
        headline,
        "Kettle",
        "Descale it",
        *BODY.split("\n\n"),
    ]
    assert parse_post("\n".join(lines), languages=("en",)).title == headline


SITE, DARING = "The Kettle Diaries", "Nobody dares to say it aloud"
FEEDS = (f"{SITE} » Feed", f"{SITE} » Comments Feed", f"{SITE} » {DARING} Comments Feed")


@pytest.mark.parametrize(
    "links",
    [
        f"#{' '.join(FEEDS)} alternate alternate",
        textwrap.fill(f"#{' '.join(FEEDS)} alternate alternate", 60),
        "\n".join(f"   Link: {feed} (alternate)" for feed in FEEDS),
    ],
    ids=["in one line", "wrapped", "one a line"],
)
def test_the_links_of_the_head_name_the_post_where_a_browser_prints_them(links: str) -> None:
    kicker = "The parish kettle and three wardens"  # all its words come back in the text, none of the title's
    dump = f"{links}\n\n{MENU}\n{kicker}\n\n{DARING}\n\nMay 3, 2012\n\n{BODY}\n"
    assert parse_post(dump, languages=("en",)).title == DARING


@pytest.mark.parametrize("links", [f"Link: {SITE} (alternate)", f"#{SITE} alternate", f"#{SITE} - Atom"])
def test_what_a_feed_in_the_head_is_called_is_the_site(links: str) -> None:
    body = f"Another day, another kettle for these diaries.\n\n{BODY}\n\nShare {SITE}\n\nSubscribe to {SITE}"
    dump = f"{links}\n\n{SITE}\n\n{DARING}\n\nAnn Lee\nMay 3, 2012\n\n{body}\n"
    assert parse_post(dump, languages=("en",)).title == DARING


@pytest.mark.parametrize(
    "heading", ["2 thoughts on “Scale”", "2 responses to 'Scale'", "2 Gedanken zu „Scale“", "《Scale》上有 2 条评论"]
)
def test_what_the_heading_of_the_thread_names_is_the_title_however_short(heading: str) -> None:
    comments = thread("May 4, 2012 at 9:12 am", "May 5, 2012 at 10:15 am").partition("\n")[2]
    head = "Ann Lee\n\nScale\n\nWhat limescale can teach a committee"
    post = page(head, tail=f"{heading}\n\n{comments}", languages=("en", "de", "zh"))
    assert (post.title, len(post.comments)) == ("Scale", 2)


def test_what_the_heading_of_the_thread_says_in_part_is_no_title() -> None:
    comments = thread("May 4, 2012 at 9:12 am", "May 5, 2012 at 10:15 am").partition("\n")[2]
    head = f"Three wardens\n\n{TITLE}\n\nMay 3, 2012"
    assert page(head, tail=f"2 thoughts on “{TITLE}”\n\n{comments}").title == TITLE


def test_below_a_site_that_says_its_name_twice_the_headline_is_no_standfirst() -> None:
    name = "The Kettle Gazette"
    assert page(f"{name}\n\n{name}\n\n{DARING}\n\nAnn Lee\nMay 3, 2012", tail=f"Share {name}").title == DARING


def test_a_line_that_says_the_headline_and_more_makes_no_standfirst_of_it() -> None:
    teasers = "\n".join(f"How a ladle outlives {count} cooks\nby Bo Berg\nA tip" for count in ("two", "four"))
    head = f"{TITLE} - A tip\n\n{TITLE}\n\nThe trick with the scale\n\n2\n727\n{teasers}"
    assert page(head).title == TITLE


def test_a_note_at_the_begin_is_no_title_however_its_words_come_back() -> None:
    note = "Editor’s note: The kettle in the parish kitchen has outlived three wardens"
    assert page(f"{DARING}\n\n{note}", body=f"{note}\n\n{BODY}").title == DARING


def test_a_long_paragraph_is_no_title_however_its_words_come_back() -> None:
    opening = " ".join(BODY.split()[:32]).replace(".", ",").rstrip(",")
    assert len(opening) > 150
    assert page(f"{TITLE}\n\n{opening}").title == TITLE


def test_the_field_of_a_form_is_no_text() -> None:
    post = page(f"[                    ] [Enter your search ...]\n{TITLE}\nMay 3, 2012")
    assert post.title == TITLE


def test_an_entry_of_a_list_with_typed_marks_is_no_title() -> None:
    marks = "✅ The kettle that outlives three wardens\n✅ The warden that nobody has dared to descale\n✅ Scale"
    post = page(
        f"{TITLE}\n\n  • Deutsch\n  • Polski\n  • Suomi\n  • Türkçe\n\nAnn Lee", body=f"{BODY}\n\n{marks}\n\n{BODY}"
    )
    assert post.title == TITLE


def test_a_piece_of_a_sentence_is_no_title_where_every_element_has_a_line() -> None:
    pieces = "In this kitchen we have seen how to\noutlive wardens and the kettles of wardens\n, one by one.\n"
    dump = "\n".join(line for line in f"{MENU}\n{TITLE}\n{pieces}{BODY}".split("\n") if line)
    assert parse_post(dump, languages=("en",)).title == TITLE


def test_a_title_does_not_go_on_in_a_rule_below_it() -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in BODY.split("\n\n"))
    dump = f"{MENU}\n{TITLE}\n{'_' * 72}\n\nMay 3, 2012\n\n{wrapped}\n"
    assert parse_post(dump, languages=("en",)).title == TITLE


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


def test_a_short_page_is_known_to_be_wrapped() -> None:
    text = "\n\n".join(_wrapped(paragraph, 48) for paragraph in BODY.split("\n\n"))
    post = parse_post(f"{MENU}\n{TITLE}\n\nMay 3, 2012\n\n{text}\n")
    assert post.title == TITLE
    assert post.body == BODY


def test_signs_of_east_asia_take_two_columns_and_are_joined_without_a_space() -> None:
    text = (
        "山の上の小さな駅に着いたのは夕方で、誰もいない待合室には古い時計がひとつあり、針は五時のところで止まったままだった。"
        "翌朝になってから村の人に聞いてみると、あの時計は三十年前の春からずっと同じ時刻を指しているという話だった。"
    )
    broken = "\n".join(text[at : at + 36] for at in range(0, len(text), 36))
    assert parse_post(f"止まった時計\n\n2012年5月3日\n\n{broken}\n").body == text


def test_a_menu_alone_has_no_title() -> None:
    post = parse_post("  • Home\n  • About\n  • Kettles\n  • Contact\n  • Imprint\n")
    assert post.title is None
    assert post.body == ""


def test_what_ends_the_breadcrumb_heads_a_page_of_pictures() -> None:
    pictures = "\n\n".join(f"Kettles of the old parish {number}" for number in range(1, 9))
    post = parse_post(f"The Kettle Diaries\n\n{MENU}\nHome › Photos › 2012 › Spout\n\nSpout\n\n{pictures}\n")
    assert post.title == "Spout"


def test_the_line_below_the_dateline_heads_a_picture() -> None:
    head = "The Kettle Diaries\n\nWhat a kettle has to say about the parish\n\nThings I like\n\n  • tea\n  • spouts"
    post = parse_post(f"{head}\n\nThursday, May 3, 2012\n\nspouts in spring\n\nPosted by Ann at May 03, 2012\n")
    assert post.title == "spouts in spring"
